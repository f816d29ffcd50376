using System.Globalization;
using System.Runtime.CompilerServices;

namespace Tsunagu.Directory.Api.Hsds;

/// <summary>
/// Turns our hours into rules of RFC 5545 for clients that know nothing else: by looking at plain days of six months, so that every syntax is
/// covered. What has no such form (single dates, seasons) stays in the profile's <c>opening_hours</c> only.
/// </summary>
internal static class HsdsSchedules
{
    private const int MinutesOfDay = 1440;

    // Many windows share one object of hours, and every answer asks again.
    private static readonly ConditionalWeakTable<OpeningHours, Form> Known = [];

    private static readonly string[] DayNames = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    private static readonly DateOnly[] PlainDays = [.. Enumerable.Range(0, 153).Select(i => new DateOnly(2026, 2, 1).AddDays(i))];

    /// <summary>Dec 29 to Jan 3 of seven years: every weekday falls into it.</summary>
    private static readonly DateOnly[] YearEnds = [.. from year in Enumerable.Range(2025, 7) from day in Enumerable.Range(0, 6) select new DateOnly(year, 12, 29).AddDays(day)];

    internal static IEnumerable<HsdsSchedule> Of(string owner, OpeningHours hours, string? attending, DateOnly? from, DateOnly? to)
    {
        var (rules, closed) = Known.GetValue(hours, static h => new Form([.. Rules(h)], ClosedOn(h)));
        var number = 0;
        foreach (var (span, rule) in rules)
        {
            foreach (var (start, end, days) in Split(span, rule))
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
                    ClosedOn = closed.Count > 0 ? closed : null,
                    AttendingType = attending,
                };
            }
        }
    }

    internal static string? Date(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Form(IReadOnlyList<(TimeSpanOfDay Span, Rule Rule)> Rules, IReadOnlyList<string> ClosedOn);

    private sealed record Rule(bool Monthly, IReadOnlyList<(int Nth, DayOfWeek Day)> Days, IReadOnlyList<int> MonthDays);

    private static IEnumerable<(TimeSpanOfDay Span, Rule Rule)> Rules(OpeningHours hours)
    {
        var bySpan = PlainDays.SelectMany(day => hours.SpansOf(day, holiday: false).Select(span => (span, day)))
            .GroupBy(pair => pair.span, pair => pair.day)
            .OrderBy(group => group.Key.Start).ThenBy(group => group.Key.End);
        foreach (var group in bySpan)
        {
            var on = group.ToHashSet();
            var weekly = new List<(int, DayOfWeek)>();
            var monthly = new List<(int, DayOfWeek)>();
            var explained = new HashSet<DateOnly>();
            foreach (var day in Enum.GetValues<DayOfWeek>())
            {
                var all = PlainDays.Where(d => d.DayOfWeek == day).ToList();
                if (all.TrueForAll(on.Contains))
                {
                    weekly.Add((0, day));
                    explained.UnionWith(all);
                    continue;
                }
                foreach (var nth in all.GroupBy(d => (d.Day - 1) / 7 + 1).Where(n => n.All(on.Contains)))
                {
                    monthly.Add((nth.Key, day));
                    explained.UnionWith(nth);
                }
            }
            var rest = on.Except(explained).ToList();
            var monthDays = rest.Select(d => d.Day).Distinct().Where(number => PlainDays.Where(d => d.Day == number).All(on.Contains)).Order().ToList();
            if (weekly.Count > 0)
                yield return (group.Key, new Rule(false, weekly, []));
            if (monthly.Count > 0)
                yield return (group.Key, new Rule(true, monthly, []));
            if (monthDays.Count > 0)
                yield return (group.Key, new Rule(true, [], monthDays));
        }
    }

    /// <summary>A span past midnight becomes two rows. After a monthly day no rule says "the next day", so that part is left to <c>opening_hours</c>.</summary>
    private static IEnumerable<(int Start, int End, string Days)> Split(TimeSpanOfDay span, Rule rule)
    {
        yield return (span.Start, Math.Min(span.End, MinutesOfDay), Days(rule, 0));
        if (span.End > MinutesOfDay && !rule.Monthly)
            yield return (0, span.End - MinutesOfDay, Days(rule, 1));
    }

    private static string Days(Rule rule, int later) => rule.MonthDays.Count > 0
        ? string.Join(',', rule.MonthDays)
        : string.Join(',', rule.Days.OrderBy(d => ((int)d.Day + 6) % 7).ThenBy(d => d.Nth)
            .Select(d => (d.Nth > 0 ? d.Nth.ToString(CultureInfo.InvariantCulture) : "") + DayNames[((int)d.Day + later) % 7]));

    private static List<string> ClosedOn(OpeningHours hours)
    {
        var closed = new List<string>(2);
        if (PlainDays.Any(d => hours.SpansOf(d, holiday: false).Length > 0) && PlainDays.All(d => hours.SpansOf(d, holiday: true).Length == 0))
            closed.Add("jp-national-holidays");
        var weekly = Enum.GetValues<DayOfWeek>().Where(day => PlainDays.Where(d => d.DayOfWeek == day).All(d => hours.SpansOf(d, holiday: false).Length > 0)).ToHashSet();
        if (weekly.Count > 0 && YearEnds.Where(d => weekly.Contains(d.DayOfWeek)).All(d => hours.SpansOf(d, holiday: false).Length == 0))
            closed.Add("year-end-new-year");
        return closed;
    }

    private static string Clock(int minutes) => FormattableString.Invariant($"{minutes / 60:00}:{minutes % 60:00}+09:00");
}
