using System.Collections.Immutable;
using System.Globalization;

namespace Tsunagu.Directory;

/// <summary>Reads the part of the OSM opening_hours syntax that <see cref="OpeningHours"/> names; anything else is an error, never a guess.</summary>
internal ref struct OpeningHoursParser(string text)
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
            adds = _text[_at] == ',';
            if (!adds && _text[_at] != ';')
                Fail("expected ';' or ','");
            _at++;
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
        if (TryWord("24/7"))
            return new OpeningRule { Adds = adds, Spans = [new TimeSpanOfDay(0, 1440)] };
        var dates = ReadDates();
        var monthDays = ReadMonthDays();
        var (weekdays, holiday) = ReadWeekdays();
        SkipBlanks();
        if (_at < _text.Length && _text[_at] == ':')
            _at++;
        SkipBlanks();
        if (_error is not null)
            return null;
        var off = TryOff();
        var spans = off ? [] : ReadSpans();
        off = off || (_error is null && TryOff());
        return new OpeningRule { Adds = adds, Dates = dates, MonthDays = monthDays, Weekdays = weekdays, PublicHoliday = holiday, Spans = spans, Off = off };
    }

    private bool TryOff() => TryWord("off") || TryWord("closed");

    /// <summary>"Dec 29-Jan 03", "Aug 12-16", "Apr-Sep", "2026 Dec 01-2027 Jan 10", several with commas.</summary>
    private ImmutableArray<DateRange> ReadDates()
    {
        var ranges = ImmutableArray.CreateBuilder<DateRange>();
        while (TryYearAndMonth(out var year, out var month))
        {
            var hasDay = TryDayOfMonth(out var day);
            if (!hasDay)
                day = 1;
            var (toYear, toMonth, toDay) = (year, month, hasDay ? day : DateTime.DaysInMonth(year ?? 2024, month));
            if (TryChar('-'))
            {
                if (TryYearAndMonth(out var nextYear, out var nextMonth))
                {
                    (toYear, toMonth) = (nextYear ?? year, nextMonth);
                    toDay = TryDayOfMonth(out var end) ? end : DateTime.DaysInMonth(toYear ?? 2024, toMonth);
                }
                else if (!hasDay || !TryDayOfMonth(out toDay))
                {
                    Fail("expected a month or a day after '-'");
                }
            }
            if (!Exists(year, month, day) || (hasDay && !Exists(toYear, toMonth, toDay)))
                Fail("there is no such day in that month");
            if (_error is null)
                ranges.Add(new DateRange(year, month, day, toYear, toMonth, toDay));
            if (!TryCommaBefore(Months))
                break;
        }
        return ranges.ToImmutable();
    }

    private static bool Exists(int? year, int month, int day) =>
        day >= 1 && day <= DateTime.DaysInMonth(year ?? 2024 /* a leap year: 29 February comes back */, month);

    private bool TryYearAndMonth(out int? year, out int month)
    {
        var start = _at;
        SkipBlanks();
        year = null;
        if (_at + 4 < _text.Length && char.IsAsciiDigit(_text[_at]) && _text[_at + 4] == ' '
            && int.TryParse(_text.Slice(_at, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            year = number;
            _at += 5;
        }
        for (month = 1; month <= 12; month++)
        {
            if (TryWord(Months[month - 1]))
                return true;
        }
        _at = start;
        return false;
    }

    /// <summary>Our addition: "day 10" or "day 10,20", that day of every month.</summary>
    private ImmutableArray<int> ReadMonthDays()
    {
        var days = ImmutableArray.CreateBuilder<int>();
        if (!TryWord("day"))
            return [];
        do
        {
            if (!TryNumber(out var day) || day is < 1 or > 31)
                Fail("after 'day' comes the number of a day, 1 to 31");
            days.Add(day);
        }
        while (_error is null && TryChar(','));
        return days.ToImmutable();
    }

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
            if (!TryTime(out var start) || !TryChar('-') || !TryTime(out var end))
            {
                Fail("expected a time span such as 09:00-17:00, 'off' or '24/7'");
                return [];
            }
            if (start >= 1440 || end > 2880)
            {
                Fail("a span begins before 24:00 and ends by 48:00");
                return [];
            }
            spans.Add(new TimeSpanOfDay(start, end <= start ? end + 1440 : end));
        }
        while (TryCommaBeforeDigit());
        return spans.ToImmutable();
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

    /// <summary>The day in "May 03"; in "May 00:00-24:00" the number is a time.</summary>
    private bool TryDayOfMonth(out int day)
    {
        var start = _at;
        if (TryNumber(out day) && (_at >= _text.Length || _text[_at] != ':'))
            return true;
        _at = start;
        return false;
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

    private bool TryCommaBeforeDigit()
    {
        var start = _at;
        if (TryChar(','))
        {
            SkipBlanks();
            if (_at < _text.Length && char.IsAsciiDigit(_text[_at]) && !_text[_at..].StartsWith("24/7", StringComparison.Ordinal))
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
