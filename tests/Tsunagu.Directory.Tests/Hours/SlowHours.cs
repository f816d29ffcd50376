using System.Text.RegularExpressions;

namespace Tsunagu.Directory.Tests;

/// <summary>What a rule of opening hours says, as plain values; which part is used depends on <paramref name="Kind"/>.</summary>
/// <param name="Kind">0 weekdays, 1 nth weekdays, 2 dates of every year, 3 a day of every month.</param>
/// <param name="Days">Weekdays from Sunday; none = every day.</param>
/// <param name="Holiday">Public holidays too.</param>
/// <param name="Nth">Which of the month, for kind 1.</param>
/// <param name="From">First date, or the day of the month.</param>
/// <param name="Length">Days after the first date.</param>
/// <param name="Spans">Minutes from midnight, past 1440 into the next day.</param>
/// <param name="Off">Closed.</param>
/// <param name="Adds">Added to what earlier rules say.</param>
internal sealed record SlowRule(int Kind, bool[] Days, bool Holiday, int Nth, DateOnly From, int Length, (int Start, int End)[] Spans, bool Off, bool Adds)
{
    internal static readonly string[] DayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    internal static readonly string[] MonthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    private DateOnly To => From.AddDays(Length);

    internal string Text()
    {
        var days = Enumerable.Range(0, 7).Where(d => Days[d]).Select(d => DayNames[d] + (Kind == 1 ? $"[{Nth}]" : "")).Concat(Holiday ? ["PH"] : []);
        var dates = Kind == 2 ? $"{MonthNames[From.Month - 1]} {From.Day:00}-{MonthNames[To.Month - 1]} {To.Day:00} " : "";
        var monthDay = Kind == 3 ? $"day {From.Day} " : "";
        var spans = string.Join(',', Spans.Select(s => $"{Clock(s.Start)}-{Clock(s.End)}"));
        return $"{dates}{monthDay}{string.Join(',', days)} {spans}{(Off || Spans.Length == 0 ? " off" : "")}".Trim();
    }

    internal bool Means(DateOnly day, bool isHoliday)
    {
        var weekday = (Days[(int)day.DayOfWeek] && (Kind != 1 || (day.Day + 6) / 7 == Nth)) || (Holiday && isHoliday);
        if (!Holiday && Days.All(d => !d))
            weekday = true;
        return weekday && Kind switch
        {
            2 => Enumerable.Range(0, Length + 1).Select(n => From.AddDays(n)).Any(d => (d.Month, d.Day) == (day.Month, day.Day)),
            3 => day.Day == From.Day,
            _ => true,
        };
    }

    internal void Mark(bool[] steps)
    {
        if (Spans.Length == 0 || (!Off && !Adds))
            Array.Clear(steps);
        foreach (var (start, end) in Spans)
            Array.Fill(steps, !Off, start / SlowHours.Step, (end - start) / SlowHours.Step);
    }

    private static string Clock(int minutes) => $"{minutes / 60:00}:{minutes % 60:00}";
}

/// <summary>A second, plain implementation of opening hours: it marks every quarter of an hour of a day and walks forward. Slow, and independent of the fast one.</summary>
/// <param name="rules">What the hours say, in order.</param>
/// <param name="isHoliday">Which days are public holidays; all are known.</param>
internal sealed partial class SlowHours(IReadOnlyList<SlowRule> rules, Func<DateOnly, bool> isHoliday)
{
    /// <summary>Minutes between two instants at which something may change.</summary>
    internal const int Step = 15;

    private readonly Dictionary<(DateOnly, bool), bool[]> _marked = [];

    internal string Text => string.Concat(rules.Select((r, i) => i == 0 ? r.Text() : (r.Adds ? ", " : "; ") + r.Text()));

    /// <summary>Reads hours as the seed has them: days, dates, a day of the month, holidays, spans or "off". Anything rarer must be taught here first.</summary>
    /// <exception cref="FormatException">The text has a form that was not taught.</exception>
    internal static SlowHours Read(string text, Func<DateOnly, bool> isHoliday) => new([.. text.Split(';').Select(part => RuleOf(part.Trim()))], isHoliday);

    internal bool IsOpen(DateTimeOffset instant)
    {
        var day = DateOnly.FromDateTime(instant.DateTime);
        var step = (instant.Hour * 60 + instant.Minute) / Step;
        return OnDay(day, isHoliday(day))[step] || OnDay(day.AddDays(-1), isHoliday(day.AddDays(-1)))[step + 1440 / Step];
    }

    /// <summary>The first instant from this one on at which the state is another; null when there is none before the limit.</summary>
    internal DateTimeOffset? NextChange(DateTimeOffset instant, DateTimeOffset limit)
    {
        var open = IsOpen(instant);
        var step = instant.AddMinutes(-(instant.Minute % Step));
        while (step < limit)
        {
            step = step.AddMinutes(Step);
            if (IsOpen(step) != open)
                return step;
        }

        return null;
    }

    /// <summary>Nothing is open on this public holiday, but something would be if it were none.</summary>
    internal bool IsClosedForHoliday(DateOnly day) => isHoliday(day)
        && Enumerable.Range(0, 1440 / Step).All(step => !IsOpen(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(9)).AddMinutes(step * Step)))
        && OnDay(day, holiday: false).Take(1440 / Step).Any(open => open);

    // Two days long: a night belongs to the evening it began on.
    private bool[] OnDay(DateOnly day, bool holiday)
    {
        if (_marked.TryGetValue((day, holiday), out var steps))
            return steps;
        _marked[(day, holiday)] = steps = new bool[2 * 2880 / Step];
        foreach (var rule in rules.Where(r => r.Means(day, holiday)))
            rule.Mark(steps);
        return steps;
    }

    private static SlowRule RuleOf(string text)
    {
        if (text == "24/7")
            return new SlowRule(0, new bool[7], false, 0, default, 0, [(0, 1440)], false, false);
        var form = Form().Match(text);
        if (!form.Success)
            throw new FormatException($"The slow calculator does not know the form of '{text}': teach it in SlowHours.");
        var spans = form.Groups["span"].Captures.Select(c => SpanOf(c.Value)).ToArray();
        var off = form.Groups["off"].Success;
        if (form.Groups["dates"].Success)
        {
            var (from, to) = (DateOf(form.Groups["from"].Value), DateOf(form.Groups["to"].Value));
            return new SlowRule(2, new bool[7], false, 0, from, (to < from ? to.AddYears(1) : to).DayNumber - from.DayNumber, spans, off, false);
        }

        if (form.Groups["monthday"].Success)
            return new SlowRule(3, new bool[7], false, 0, new DateOnly(2026, 1, int.Parse(form.Groups["monthday"].Value)), 0, spans, off, false);
        var days = new bool[7];
        foreach (var range in form.Groups["days"].Captures.Select(c => c.Value).Where(d => d != "PH"))
        {
            var (first, last) = (Array.IndexOf(SlowRule.DayNames, range[..3]), Array.IndexOf(SlowRule.DayNames, range[^3..]));
            for (var day = first; ; day = (day + 1) % 7)
            {
                days[day] = true;
                if (day == last)
                    break;
            }
        }

        return new SlowRule(0, days, form.Groups["days"].Captures.Any(c => c.Value == "PH"), 0, default, 0, spans, off, false);
    }

    private static (int Start, int End) SpanOf(string text)
    {
        int Minutes(int at) => int.Parse(text.AsSpan(at, 2)) * 60 + int.Parse(text.AsSpan(at + 3, 2));
        var (start, end) = (Minutes(0), Minutes(6));
        return (start, end <= start ? end + 1440 : end);
    }

    private static DateOnly DateOf(string text) => new(2026, Array.IndexOf(SlowRule.MonthNames, text[..3]) + 1, int.Parse(text.AsSpan(4)));

    [GeneratedRegex(@"^((?<dates>(?<from>[A-Z][a-z]{2} \d\d)-(?<to>[A-Z][a-z]{2} \d\d))|day (?<monthday>\d+)|(?<days>[A-Z][a-z]{2}(-[A-Z][a-z]{2})?|PH)(,(?<days>[A-Z][a-z]{2}(-[A-Z][a-z]{2})?|PH))*) ((?<off>off)|(?<span>\d\d:\d\d-\d\d:\d\d)(,(?<span>\d\d:\d\d-\d\d:\d\d))*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}
