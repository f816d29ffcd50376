using System.Collections.Immutable;
using System.Globalization;

namespace Tsunagu.Directory;

/// <summary>Dates, years, calendar weeks, sunrise and sunset.</summary>
internal ref partial struct OpeningHoursParser
{
    private const string SpanWanted = "expected a time span such as 09:00-17:00, 'off' or '24/7'";

    private static readonly string[] SunWords = ["sunrise", "sunset", "dawn", "dusk"];

    /// <summary>"2026", "2026-2028" or "2026+" before anything but a month: "2026 Dec 20-2027 Jan 05" is a range of dates.</summary>
    private ImmutableArray<YearRange> ReadYears()
    {
        var years = ImmutableArray.CreateBuilder<YearRange>();
        var start = _at;
        while (TryYear(out var from))
        {
            var to = from;
            var single = false;
            if (TryChar('+'))
            {
                to = int.MaxValue;
            }
            else if (TryChar('-'))
            {
                if (!TryYear(out to) || to < from)
                {
                    _at = start;
                    return [];
                }
            }
            else
            {
                single = true;
            }
            var after = _at;
            if (single && years.Count == 0 && TryMonth())
            {
                _at = start;
                return [];
            }
            _at = after;
            years.Add(new YearRange(from, to));
            if (!TryChar(','))
                break;
            var next = _at;
            var more = TryYear(out _);
            _at = more ? next : after;
            if (!more)
                break;
        }
        return years.ToImmutable();
    }

    private bool TryMonth()
    {
        foreach (var month in Months)
        {
            if (TryWord(month))
                return true;
        }
        return false;
    }

    private bool TryYear(out int year)
    {
        var start = _at;
        if (TryNumber(out year) && year is >= 1900 and <= 2999 && (_at >= _text.Length || _text[_at] != ':'))
            return true;
        _at = start;
        return false;
    }

    /// <summary>"week 01-10", "week 2-52/2", several with commas.</summary>
    private ImmutableArray<WeekRange> ReadWeeks()
    {
        var weeks = ImmutableArray.CreateBuilder<WeekRange>();
        if (!TryWord("week"))
            return [];
        do
        {
            var every = 1;
            if (!TryNumber(out var from))
                from = 0;
            var to = from;
            if (TryChar('-') && !TryNumber(out to))
                to = 0;
            if (TryChar('/') && (!TryNumber(out every) || every < 1))
                from = 0;
            if (from is < 1 or > 53 || to < from || to > 53)
                Fail("after 'week' come numbers of calendar weeks, such as 1-10 or 2-52/2");
            else
                weeks.Add(new WeekRange(from, to, every));
        }
        while (_error is null && TryChar(','));
        return weeks.ToImmutable();
    }

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
                    (toYear, toMonth) = (nextYear, nextMonth); // without a year: the next such day, which may lie in the next year
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
            while (_error is null && hasDay && TryMoreDays(out day, out var until))
            {
                if (!Exists(toYear, toMonth, day) || !Exists(toYear, toMonth, until))
                    Fail("there is no such day in that month");
                ranges.Add(new DateRange(toYear, toMonth, day, toYear, toMonth, until));
            }
            if (!TryCommaBefore(Months) && !TryCommaBeforeYear())
                break;
        }
        return ranges.ToImmutable();
    }

    /// <summary>",25" in "Dec 24,25"; a number with ":" behind it is a time and belongs to another rule.</summary>
    private bool TryMoreDays(out int day, out int until)
    {
        var start = _at;
        (day, until) = (0, 0);
        if (TryChar(',') && TryDayOfMonth(out day) && day is >= 1 and <= 31)
        {
            until = day;
            var dash = _at;
            if (!TryChar('-') || !TryDayOfMonth(out until))
                (_at, until) = (dash, day);
            return true;
        }
        _at = start;
        return false;
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

    private bool TryCommaBeforeYear()
    {
        var start = _at;
        if (TryChar(','))
        {
            var next = _at;
            var date = TryYearAndMonth(out var year, out _) && year is not null;
            _at = next;
            if (date)
                return true;
        }
        _at = start;
        return false;
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

    /// <summary>A time of day, or one that depends on the sun, "(sunset-00:30)" included: those are never worked out, they are unknown.</summary>
    private bool TryTimeOrSun(out int minutes, out bool sun)
    {
        sun = false;
        minutes = 0;
        var start = _at;
        if (TryChar('('))
        {
            sun = TrySun() && (TryChar('+') || TryChar('-')) && TryTime(out _) && TryChar(')');
            if (!sun)
                _at = start;
            return sun;
        }
        sun = TrySun();
        return sun || TryTime(out minutes);
    }

    private bool TrySun()
    {
        foreach (var word in SunWords)
        {
            if (TryWord(word))
                return true;
        }
        return false;
    }
}
