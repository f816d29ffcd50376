using System.Collections.Immutable;
using System.Globalization;

namespace Tsunagu.Directory;

/// <summary>Reads the part of the OSM opening_hours syntax that <see cref="OpeningHours"/> names; anything else is an error, never a guess.</summary>
internal ref partial struct OpeningHoursParser(string text)
{
    private static readonly string[] Days = ["su", "mo", "tu", "we", "th", "fr", "sa"];
    private static readonly string[] LongDays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private readonly ReadOnlySpan<char> _text = text;
    private int _at;
    private string? _error;

    internal bool TryRead(out ImmutableArray<OpeningRule> rules, out string? error)
    {
        var read = ImmutableArray.CreateBuilder<OpeningRule>();
        var adds = false;
        SkipBlanks();
        while (_error is null && _at < _text.Length)
        {
            if (ReadRule(adds) is { } rule)
                read.Add(rule);
            SkipBlanks();
            if (_error is not null || _at == _text.Length)
                break;
            var fallback = _text[_at..].StartsWith("||", StringComparison.Ordinal);
            adds = fallback || _text[_at] == ',';
            if (!adds && _text[_at] != ';')
                Fail("expected ';', ',' or '||'");
            _at += fallback ? 2 : 1;
            SkipBlanks();
        }
        if (_error is null && read.Count == 0)
            Fail("no hours are given");
        rules = read.ToImmutable();
        error = _error;
        return error is null;
    }

    private OpeningRule? ReadRule(bool adds)
    {
        var rule = new OpeningRule { Adds = adds };
        if (TryWord("24/7"))
            return Ended(rule with { Spans = [WholeDay] });
        var begin = _at;
        rule = rule with { Years = ReadYears(), Dates = ReadDates(), Weeks = ReadWeeks(), MonthDays = ReadMonthDays() };
        var (weekdays, holiday) = ReadWeekdays();
        if (holiday && weekdays.IsEmpty && ReadWeekdays() is { Weekdays.IsEmpty: false } also)
            rule = rule with { HolidayOnWeekday = true, Weekdays = also.Weekdays, PublicHoliday = true };
        else
            rule = rule with { Weekdays = weekdays, PublicHoliday = holiday };
        if (_at > begin)
            _ = TryChar(':');
        SkipBlanks();
        if (_error is not null)
            return null;
        if (TryOff())
            return Ended(rule with { Off = true });
        // A rule of which only a comment is known ("by appointment") says that nobody can say.
        if (TryWord("unknown") || (_at < _text.Length && _text[_at] == '"'))
            return Ended(rule with { Spans = [WholeDay with { Unsure = true }] });
        if (TryWord("open"))
            return Ended(rule with { Spans = [WholeDay] });
        var spans = ReadSpans();
        if (_error is null && TryOff())
            return Ended(rule with { Spans = spans, Off = true });
        if (_error is null && TryWord("unknown"))
            return Ended(rule with { Spans = [.. spans.Select(s => s with { Unsure = true })] });
        if (_error is null)
            _ = TryWord("open");
        return Ended(rule with { Spans = spans });
    }

    private static TimeSpanOfDay WholeDay => new(0, 1440);

    /// <summary>A comment may close any rule; it is for people.</summary>
    private OpeningRule? Ended(OpeningRule rule)
    {
        SkipBlanks();
        if (_error is null && _at < _text.Length && _text[_at] == '"')
        {
            var end = _text[(_at + 1)..].IndexOf('"');
            if (end < 0)
                Fail("a comment begins and ends with \"");
            else
                _at += end + 2;
        }
        return _error is null ? rule : null;
    }

    private bool TryOff() => TryWord("off") || TryWord("closed");

    private (ImmutableArray<WeekdaySelector> Weekdays, bool Holiday) ReadWeekdays()
    {
        var weekdays = ImmutableArray.CreateBuilder<WeekdaySelector>();
        var holiday = false;
        while (_error is null)
        {
            if (TryWord("ph"))
            {
                holiday = true;
            }
            else if (TryWeekday(out var first))
            {
                var last = first;
                if (TryChar('-') && !TryWeekday(out last))
                    Fail("expected a weekday after '-'");
                var nth = ReadNth();
                for (var day = first; ; day = (day + 1) % 7)
                {
                    weekdays.Add(new WeekdaySelector((DayOfWeek)day, nth));
                    if (day == last)
                        break;
                }
            }
            else
            {
                break;
            }
            if (!TryCommaBefore(Days))
                break;
        }
        return (weekdays.ToImmutable(), holiday);
    }

    private ImmutableArray<int> ReadNth()
    {
        if (!TryChar('['))
            return [];
        var nth = ImmutableArray.CreateBuilder<int>();
        do
        {
            var sign = TryChar('-') ? -1 : 1;
            if (!TryNumber(out var number) || number is < 1 or > 5)
                Fail("in [ ] stand 1 to 5, or -1 to -5 counted from the end");
            nth.Add(sign * number);
            if (sign > 0 && TryChar('-'))
            {
                if (!TryNumber(out var last) || last <= number || last > 5)
                    Fail("in [ ] a range such as 1-3 stays between 1 and 5");
                for (var next = number + 1; next <= last && _error is null; next++)
                    nth.Add(next);
            }
        }
        while (_error is null && TryChar(','));
        if (_error is null && !TryChar(']'))
            Fail("expected ']'");
        return nth.ToImmutable();
    }

    private ImmutableArray<TimeSpanOfDay> ReadSpans()
    {
        var spans = ImmutableArray.CreateBuilder<TimeSpanOfDay>();
        do
        {
            if (!TryTimeOrSun(out var start, out var sun))
            {
                Fail(SpanWanted);
                return [];
            }
            var openEnd = TryChar('+');
            var (end, sunToo) = (0, false);
            if (!openEnd && (!TryChar('-') || !TryTimeOrSun(out end, out sunToo)))
            {
                Fail(SpanWanted);
                return [];
            }
            if (start >= 1440 || end > 2880)
            {
                Fail("a span begins before 24:00 and ends by 48:00");
                return [];
            }
            // How long it lasts is not told; the day's end is as far as such a span is ever read.
            if (sun || sunToo || openEnd)
                spans.Add(new TimeSpanOfDay(sun ? 0 : start, 1440) { Unsure = true });
            else
                AddSpan(spans, start, end);
        }
        while (TryCommaBeforeSpan());
        return spans.ToImmutable();
    }

    private void AddSpan(ImmutableArray<TimeSpanOfDay>.Builder spans, int start, int end)
    {
        end = end <= start ? end + 1440 : end;
        spans.Add(new TimeSpanOfDay(start, end));
        if (TryChar('+'))
            spans.Add(new TimeSpanOfDay(end, Math.Max(1440, end + 1)) { Unsure = true });
    }

    private bool TryTime(out int minutes)
    {
        minutes = 0;
        SkipBlanks();
        if (!TryNumber(out var hour) || hour > 48 || _at >= _text.Length || _text[_at] != ':')
            return false;
        _at++;
        if (_at + 2 > _text.Length || !int.TryParse(_text.Slice(_at, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var minute) || minute > 59)
            return false;
        _at += 2;
        minutes = hour * 60 + minute;
        return true;
    }

    private bool TryWeekday(out int day)
    {
        for (day = 0; day < 7; day++)
        {
            if (TryWord(LongDays[day]) || TryWord(Days[day]))
                return true;
        }
        return false;
    }

    private bool TryNumber(out int number)
    {
        SkipBlanks();
        var start = _at;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
            _at++;
        return int.TryParse(_text[start.._at], NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>A word in any case that does not go on in letters.</summary>
    private bool TryWord(string word)
    {
        SkipBlanks();
        var rest = _text[_at..];
        if (!rest.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            return false;
        if (rest.Length > word.Length && char.IsAsciiLetter(rest[word.Length]))
            return false;
        _at += word.Length;
        return true;
    }

    private bool TryChar(char c)
    {
        SkipBlanks();
        if (_at >= _text.Length || _text[_at] != c)
            return false;
        _at++;
        return true;
    }

    /// <summary>A comma is part of this list only if a day (or PH, or a month) follows; else it begins an additional rule.</summary>
    private bool TryCommaBefore(string[] words)
    {
        var start = _at;
        if (!TryChar(','))
            return false;
        SkipBlanks();
        var rest = _text[_at..];
        if (rest.StartsWith("ph", StringComparison.OrdinalIgnoreCase))
            return true;
        foreach (var word in words)
        {
            if (rest.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        _at = start;
        return false;
    }

    private bool TryCommaBeforeSpan()
    {
        var start = _at;
        if (TryChar(','))
        {
            SkipBlanks();
            var next = _at;
            var time = TryTimeOrSun(out _, out _);
            _at = next;
            if (time)
                return true;
        }
        _at = start;
        return false;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
    }

    private void Fail(string what) => _error ??= $"\"{text}\": {what} at character {_at + 1}";
}
