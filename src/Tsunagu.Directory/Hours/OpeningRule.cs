using System.Collections.Immutable;
using System.Globalization;

namespace Tsunagu.Directory;

/// <summary>Minutes after midnight of the day a span begins on; <c>End</c> is greater than 1440 when it runs into the next day.</summary>
/// <param name="Start">0 … 1439 as written; later where an "off" took the beginning of a night away.</param>
/// <param name="End">More than <paramref name="Start"/>, at most 2880.</param>
public readonly record struct TimeSpanOfDay(int Start, int End)
{
    /// <summary>Nobody can say whether it is open then: an open end (<c>17:00+</c>), sunrise, a rule that is only a comment.</summary>
    public bool Unsure { get; init; }
}

/// <summary>A weekday, all of them or only the nth of a month (<c>Sun[1,3]</c>; -1 is the last one).</summary>
internal readonly record struct WeekdaySelector(DayOfWeek Day, ImmutableArray<int> Nth)
{
    internal bool Matches(DateOnly day)
    {
        if (day.DayOfWeek != Day)
            return false;
        if (Nth.IsDefaultOrEmpty)
            return true;
        var fromStart = (day.Day - 1) / 7 + 1;
        var fromEnd = -((DateTime.DaysInMonth(day.Year, day.Month) - day.Day) / 7 + 1);
        return Nth.Contains(fromStart) || Nth.Contains(fromEnd);
    }
}

/// <summary>A range of month-days that comes back every year, or once where a year is written; it may run over New Year.</summary>
internal readonly record struct DateRange(int? FromYear, int FromMonth, int FromDay, int? ToYear, int ToMonth, int ToDay)
{
    internal bool Matches(DateOnly day)
    {
        if (FromYear is { } fromYear)
        {
            var from = new DateOnly(fromYear, FromMonth, FromDay);
            // "2026 Dec 29-Jan 03" ends in the next year.
            var toYear = ToYear ?? (ToMonth * 100 + ToDay < FromMonth * 100 + FromDay ? fromYear + 1 : fromYear);
            var to = new DateOnly(toYear, ToMonth, Math.Min(ToDay, DateTime.DaysInMonth(toYear, ToMonth)));
            return day >= from && day <= to;
        }
        var at = day.Month * 100 + day.Day;
        var start = FromMonth * 100 + FromDay;
        var end = ToMonth * 100 + ToDay;
        return start <= end ? at >= start && at <= end : at >= start || at <= end;
    }
}

/// <summary>Years (<c>2026</c>, <c>2026-2028</c>, <c>2026+</c>), both ends included.</summary>
internal readonly record struct YearRange(int From, int To);

/// <summary>Calendar weeks by ISO 8601 (<c>week 01-10/2</c>), both ends included.</summary>
internal readonly record struct WeekRange(int From, int To, int Every)
{
    internal bool Matches(int week) => week >= From && week <= To && (week - From) % Every == 0;
}

/// <summary>One rule of an opening_hours text: on which days, and which spans (none = off).</summary>
internal sealed record OpeningRule
{
    internal ImmutableArray<YearRange> Years { get; init; } = [];

    internal ImmutableArray<DateRange> Dates { get; init; } = [];

    internal ImmutableArray<WeekRange> Weeks { get; init; } = [];

    internal ImmutableArray<int> MonthDays { get; init; } = [];

    internal ImmutableArray<WeekdaySelector> Weekdays { get; init; } = [];

    internal bool PublicHoliday { get; init; }

    /// <summary><c>PH Sa</c>, with a blank: only holidays that fall on such a weekday. With a comma (<c>PH,Sa</c>) either is enough.</summary>
    internal bool HolidayOnWeekday { get; init; }

    internal ImmutableArray<TimeSpanOfDay> Spans { get; init; } = [];

    /// <summary>Closed: the whole day, or only during the spans where some are written (<c>12:00-13:00 off</c>).</summary>
    internal bool Off { get; init; }

    /// <summary>
    /// Written after a comma, or as a fallback after <c>||</c>: its spans are added to the day instead of replacing it. A fallback counts
    /// only where nothing before it is open, and what is open twice is only open, so both are the same.
    /// </summary>
    internal bool Adds { get; init; }

    /// <summary>What this rule makes of a day's spans so far.</summary>
    internal ImmutableArray<TimeSpanOfDay> Apply(ImmutableArray<TimeSpanOfDay> before)
    {
        if (Off)
            return Spans.IsEmpty || before.IsEmpty ? [] : Without(before);
        return Adds && !before.IsEmpty ? [.. before, .. Spans] : Spans;
    }

    private ImmutableArray<TimeSpanOfDay> Without(ImmutableArray<TimeSpanOfDay> before)
    {
        var left = before.ToList();
        foreach (var hole in Spans)
        {
            left = [.. left.SelectMany(s => new[]
            {
                s with { End = Math.Min(s.End, hole.Start) },
                s with { Start = Math.Max(s.Start, hole.End) },
            }).Where(s => s.End > s.Start)];
        }
        return [.. left];
    }

    internal bool Matches(DateOnly day, bool holiday)
    {
        if (!Years.IsEmpty && !Years.Any(y => day.Year >= y.From && day.Year <= y.To))
            return false;
        if (!Dates.IsEmpty && !Any(Dates, day))
            return false;
        if (!Weeks.IsEmpty && ISOWeek.GetWeekOfYear(day.ToDateTime(TimeOnly.MinValue)) is var week && !Weeks.Any(w => w.Matches(week)))
            return false;
        if (!MonthDays.IsEmpty && !MonthDays.Contains(day.Day))
            return false;
        if (Weekdays.IsEmpty && !PublicHoliday)
            return true;
        if (HolidayOnWeekday && !holiday)
            return false;
        if (PublicHoliday && holiday && !HolidayOnWeekday)
            return true;
        foreach (var weekday in Weekdays)
        {
            if (weekday.Matches(day))
                return true;
        }
        return false;
    }

    private static bool Any(ImmutableArray<DateRange> ranges, DateOnly day)
    {
        foreach (var range in ranges)
        {
            if (range.Matches(day))
                return true;
        }
        return false;
    }
}
