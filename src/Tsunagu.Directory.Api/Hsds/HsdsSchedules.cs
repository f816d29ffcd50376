using System.Globalization;

namespace Tsunagu.Directory.Api.Hsds;

/// <summary>
/// Turns our hours into rules of RFC 5545 for clients that know nothing else. What has no such form (single dates, seasons) stays in the
/// profile's <c>opening_hours</c> only.
/// </summary>
internal static class HsdsSchedules
{
    private const int MinutesOfDay = 1440;

    private static readonly string[] DayNames = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    private static readonly (int Month, int Day)[] YearEnd = [(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)];

    internal static IEnumerable<HsdsSchedule> Of(string owner, OpeningHours hours, string? attending, DateOnly? from, DateOnly? to)
    {
        var pattern = HoursPattern.Of(hours);
        string[] closed = [.. ClosedOn(pattern)];
        var number = 0;
        foreach (var rule in pattern.Rules)
        {
            foreach (var (start, end, days) in Split(rule))
            {
                yield return new HsdsSchedule
                {
                    Id = HsdsId.Of($"schedule:{owner}:{attending}:{number++.ToString(CultureInfo.InvariantCulture)}"),
                    Freq = rule.Monthly ? "MONTHLY" : "WEEKLY",
                    Byday = rule.MonthDays.Count > 0 ? null : days,
                    Bymonthday = rule.MonthDays.Count > 0 ? days : null,
                    OpensAt = Clock(start),
                    ClosesAt = Clock(Math.Min(end, MinutesOfDay - 1)),
                    ValidFrom = Date(from),
                    ValidTo = Date(to),
                    ClosedOn = closed.Length > 0 ? closed : null,
                    AttendingType = attending,
                };
            }
        }
    }

    internal static string? Date(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A span past midnight becomes two rows. After a monthly day no rule says "the next day", so that part is left to <c>opening_hours</c>.</summary>
    private static IEnumerable<(int Start, int End, string Days)> Split(HoursRule rule)
    {
        yield return (rule.Span.Start, Math.Min(rule.Span.End, MinutesOfDay), Days(rule, 0));
        if (rule.Span.End > MinutesOfDay && !rule.Monthly)
            yield return (0, rule.Span.End - MinutesOfDay, Days(rule, 1));
    }

    private static string Days(HoursRule rule, int later) => rule.MonthDays.Count > 0
        ? string.Join(',', rule.MonthDays)
        : string.Join(',', rule.Days.OrderBy(d => ((int)d.Day + 6) % 7).ThenBy(d => d.Nth)
            .Select(d => (d.Nth > 0 ? d.Nth.ToString(CultureInfo.InvariantCulture) : "") + DayNames[((int)d.Day + later) % 7]));

    private static IEnumerable<string> ClosedOn(HoursPattern pattern)
    {
        if (pattern.Holidays == HolidayHours.Closed)
            yield return "jp-national-holidays";
        if (Array.TrueForAll(YearEnd, day => pattern.IsClosedYearly(day.Month, day.Day)))
            yield return "year-end-new-year";
    }

    private static string Clock(int minutes) => FormattableString.Invariant($"{minutes / 60:00}:{minutes % 60:00}+09:00");
}
