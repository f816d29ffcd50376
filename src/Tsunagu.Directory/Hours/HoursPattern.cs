using System.Runtime.CompilerServices;

namespace Tsunagu.Directory;

/// <summary>What holds on public holidays.</summary>
public enum HolidayHours
{
    /// <summary>Nothing special.</summary>
    AsUsual,

    /// <summary>Closed.</summary>
    Closed,

    /// <summary>Hours of their own, the same on each.</summary>
    Own,

    /// <summary>They differ from day to day.</summary>
    Varied,
}

/// <summary>A span with the days on which it comes back.</summary>
/// <param name="Span">From when to when.</param>
/// <param name="Monthly">Days are counted within the month.</param>
/// <param name="Days">Weekdays; <c>Nth</c> is 0 for every week.</param>
/// <param name="MonthDays">Days of the month, where it is these.</param>
public sealed record HoursRule(TimeSpanOfDay Span, bool Monthly, IReadOnlyList<(int Nth, DayOfWeek Day)> Days, IReadOnlyList<int> MonthDays)
{
    internal bool Holds(DateOnly day) => Days.Any(d => d.Day == day.DayOfWeek && (d.Nth == 0 || d.Nth == HoursPattern.NthOf(day)));
}

/// <summary>
/// Opening hours as people and calendars say them: days of the week or of the month, what holds on public holidays, when it is closed every year.
/// Found by looking at days, so that every syntax is covered; what has no such form makes it incomplete.
/// </summary>
public sealed class HoursPattern
{
    private static readonly ConditionalWeakTable<OpeningHours, HoursPattern> Known = [];

    private static readonly DateOnly[] PlainDays = [.. Enumerable.Range(0, 153).Select(i => new DateOnly(2026, 2, 1).AddDays(i))];

    /// <summary>Years in which every date falls on every weekday.</summary>
    private static readonly int[] Years = [.. Enumerable.Range(2025, 11)];

    private readonly HashSet<(int Month, int Day)> _closed;

    private HoursPattern(OpeningHours hours)
    {
        Rules = [.. RulesOf(hours)];
        var holiday = PlainDays.Select(day => hours.SpansOf(day, holiday: true)).ToList();
        HolidaySpans = holiday[0];
        Holidays = PlainDays.Zip(holiday).All(pair => hours.SpansOf(pair.First, holiday: false).SequenceEqual(pair.Second)) ? HolidayHours.AsUsual
            : holiday.TrueForAll(spans => spans.IsEmpty) ? HolidayHours.Closed
            : holiday.TrueForAll(spans => spans.SequenceEqual(holiday[0])) ? HolidayHours.Own
            : HolidayHours.Varied;
        var dates = Enumerable.Range(0, 365).Select(i => new DateOnly(2026, 1, 1).AddDays(i)).Select(d => (d.Month, d.Day)).ToArray();
        var weekly = Rules.Where(r => !r.Monthly).SelectMany(r => r.Days, (_, d) => d.Day).ToHashSet();
        _closed = weekly.Count == 0 ? [] : [.. dates.Where(date => Years.Select(year => new DateOnly(year, date.Month, date.Day))
            .Where(day => weekly.Contains(day.DayOfWeek)).All(day => hours.SpansOf(day, holiday: false).IsEmpty))];
        ClosedYearly = Runs(dates);
        IsComplete = Holidays != HolidayHours.Varied && Enumerable.Range(0, 730).Select(i => new DateOnly(2026, 1, 1).AddDays(i))
            .All(day => Same(hours, day, holiday: false) && Same(hours, day, holiday: true));
    }

    /// <summary>What comes back every week or month.</summary>
    public IReadOnlyList<HoursRule> Rules { get; }

    /// <summary>What holds on public holidays.</summary>
    public HolidayHours Holidays { get; }

    /// <summary>The spans of public holidays where they have their own.</summary>
    public IReadOnlyList<TimeSpanOfDay> HolidaySpans { get; }

    /// <summary>First and last days of times at which it is closed every year, such as the year's end.</summary>
    public IReadOnlyList<((int Month, int Day) From, (int Month, int Day) To)> ClosedYearly { get; }

    /// <summary>Nothing else is to be said; otherwise the hours have single dates, seasons or the like.</summary>
    public bool IsComplete { get; }

    /// <summary>The pattern of these hours; worked out once.</summary>
    /// <param name="hours">The hours.</param>
    public static HoursPattern Of(OpeningHours hours) => Known.GetValue(hours, static h => new HoursPattern(h));

    /// <summary>Whether it is closed on this date every year.</summary>
    /// <param name="month">1 to 12.</param>
    /// <param name="day">Day of the month.</param>
    public bool IsClosedYearly(int month, int day) => _closed.Contains((month, day));

    internal static int NthOf(DateOnly day) => (day.Day - 1) / 7 + 1;

    private bool Same(OpeningHours hours, DateOnly day, bool holiday)
    {
        IEnumerable<TimeSpanOfDay> told = _closed.Contains((day.Month, day.Day)) || (holiday && Holidays == HolidayHours.Closed) ? []
            : holiday && Holidays == HolidayHours.Own ? HolidaySpans
            : Of(day);
        return told.OrderBy(s => s.Start).SequenceEqual(hours.SpansOf(day, holiday).OrderBy(s => s.Start));
    }

    /// <summary>A day of the month that has hours of its own has no others.</summary>
    private IEnumerable<TimeSpanOfDay> Of(DateOnly day)
    {
        var special = Rules.Where(r => r.MonthDays.Contains(day.Day)).ToList();
        return (special.Count > 0 ? special : Rules.Where(r => r.Holds(day))).Select(r => r.Span);
    }

    /// <summary>Closed dates side by side; the turn of the year does not part them.</summary>
    private List<((int, int), (int, int))> Runs((int Month, int Day)[] dates)
    {
        var runs = new List<((int, int), (int, int))>();
        if (_closed.Count == dates.Length)
            return runs;
        for (var i = 0; i < dates.Length; i++)
        {
            if (!_closed.Contains(dates[i]) || _closed.Contains(dates[(i + dates.Length - 1) % dates.Length]))
                continue;
            var last = i;
            while (_closed.Contains(dates[(last + 1) % dates.Length]))
                last++;
            runs.Add((dates[i], dates[last % dates.Length]));
        }
        return runs;
    }

    private static IEnumerable<HoursRule> RulesOf(OpeningHours hours)
    {
        var special = SpecialDays(hours);
        var usual = PlainDays.Where(d => !special.Contains(d.Day)).ToList();
        var bySpan = usual.SelectMany(day => hours.SpansOf(day, holiday: false).Select(span => (span, day)))
            .GroupBy(pair => pair.span, pair => pair.day)
            .OrderBy(group => group.Key.Start).ThenBy(group => group.Key.End);
        foreach (var group in bySpan)
        {
            var on = group.ToHashSet();
            var byWeekday = Enum.GetValues<DayOfWeek>().Select(day => usual.FindAll(d => d.DayOfWeek == day)).ToList();
            var weekly = byWeekday.Where(days => days.TrueForAll(on.Contains)).Select(days => (0, days[0].DayOfWeek)).ToList();
            var monthly = byWeekday.Where(days => !days.TrueForAll(on.Contains))
                .SelectMany(days => days.GroupBy(NthOf).Where(nth => nth.All(on.Contains)), (days, nth) => (nth.Key, days[0].DayOfWeek)).ToList();
            if (weekly.Count > 0)
                yield return new HoursRule(group.Key, false, weekly, []);
            if (monthly.Count > 0)
                yield return new HoursRule(group.Key, true, monthly, []);
        }
        foreach (var days in special.SelectMany(number => hours.SpansOf(PlainDays.First(d => d.Day == number), holiday: false), (number, span) => (number, span)).GroupBy(pair => pair.span))
            yield return new HoursRule(days.Key, true, [], [.. days.Select(pair => pair.number).Order()]);
    }

    /// <summary>Days of the month that are not as their weekday usually is, but the same in every month; none where that explains nothing.</summary>
    private static HashSet<int> SpecialDays(OpeningHours hours)
    {
        var spans = PlainDays.ToDictionary(day => day, day => string.Join(',', hours.SpansOf(day, holiday: false)));
        var usual = PlainDays.GroupBy(d => d.DayOfWeek).ToDictionary(days => days.Key, days => days.GroupBy(d => spans[d]).MaxBy(same => same.Count())!.Key);
        var special = PlainDays.Where(day => spans[day] != usual[day.DayOfWeek]).Select(d => d.Day).ToHashSet();
        return special.All(number => PlainDays.Where(d => d.Day == number).Select(d => spans[d]).Distinct().Count() == 1) ? special : [];
    }
}
