using CsCheck;
using static Tsunagu.Directory.Tests.TestCalendar;

namespace Tsunagu.Directory.Tests;

/// <summary>
/// A second, plain implementation: it never parses, it marks every minute of a day and walks forward, and the fast one must agree with it.
/// </summary>
public sealed class SlowCalculatorTests
{
    private const int Step = 30;
    private const int Instants = 100;

    private static readonly string[] DayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    private static readonly string[] MonthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    /// <summary>What a rule says, as plain values; which part is used depends on <paramref name="Kind"/>.</summary>
    private sealed record Rule(int Kind, bool[] Days, bool Holiday, int Nth, DateOnly From, int Length, (int Start, int End)[] Spans, bool Off, bool Adds)
    {
        private DateOnly To => From.AddDays(Length);

        internal string Text()
        {
            var days = Enumerable.Range(0, 7).Where(d => Days[d]).Select(d => DayNames[d] + (Kind == 1 ? $"[{Nth}]" : "")).Concat(Holiday ? ["PH"] : []);
            var dates = Kind == 2 ? $"{MonthNames[From.Month - 1]} {From.Day:00}-{MonthNames[To.Month - 1]} {To.Day:00} " : "";
            var monthDay = Kind == 3 ? $"day {From.Day} " : "";
            var spans = string.Join(',', Spans.Select(s => $"{Clock(s.Start)}-{Clock(s.End)}"));
            return $"{dates}{monthDay}{string.Join(',', days)} {spans}{(Off || Spans.Length == 0 ? " off" : "")}".Trim();
        }

        internal bool Means(DateOnly day)
        {
            var weekday = (Days[(int)day.DayOfWeek] && (Kind != 1 || (day.Day + 6) / 7 == Nth)) || (Holiday && Holidays.Days.ContainsKey(day));
            if (!Holiday && Days.All(d => !d))
                weekday = true;
            return weekday && Kind switch
            {
                2 => Enumerable.Range(0, Length + 1).Select(n => From.AddDays(n)).Any(d => (d.Month, d.Day) == (day.Month, day.Day)),
                3 => day.Day == From.Day,
                _ => true,
            };
        }

        internal void Mark(bool[] minutes)
        {
            if (Spans.Length == 0 || (!Off && !Adds))
                Array.Clear(minutes);
            foreach (var (start, end) in Spans)
                Array.Fill(minutes, !Off, start / Step, (end - start) / Step);
        }

        private static string Clock(int minutes) => $"{minutes / 60:00}:{minutes % 60:00}";
    }

    // Not on 29 February, which comes back only in leap years.
    private static readonly Gen<Rule> GenRule =
        from kind in Gen.Int[0, 3]
        from days in Gen.Bool.Array[7]
        from holiday in Gen.Bool
        from nth in Gen.Int[1, 5]
        from date in Gen.Select(Gen.Int[1, 12], Gen.Int[1, 28]).Select((m, d) => new DateOnly(2026, m, d))
        from length in Gen.Int[0, 40]
        from spans in Gen.Select(Gen.Int[0, 47], Gen.Int[1, 48]).Select((start, long_) => (start * Step, (start + long_) * Step)).Array[0, 3]
        from off in Gen.Frequency((4, Gen.Const(false)), (1, Gen.Const(true)))
        from adds in Gen.Frequency((3, Gen.Const(false)), (1, Gen.Const(true)))
            // After a comma a rule must name a day: without one its spans would belong to the list before the comma.
        select new Rule(kind, days, holiday, nth, date, length, spans, off, adds && (kind >= 2 || holiday || days.Any(d => d)));

    private static bool SlowIsOpen(Rule[] rules, DateTimeOffset instant, Dictionary<DateOnly, bool[]> marked)
    {
        var day = DateOnly.FromDateTime(instant.DateTime);
        var step = (instant.Hour * 60 + instant.Minute) / Step;
        return OnDay(day)[step] || OnDay(day.AddDays(-1))[step + 1440 / Step];

        bool[] OnDay(DateOnly d)
        {
            if (marked.TryGetValue(d, out var minutes))
                return minutes;
            marked[d] = minutes = new bool[2 * 2880 / Step];
            foreach (var rule in rules.Where(r => r.Means(d)))
                rule.Mark(minutes);
            return minutes;
        }
    }

    [Fact]
    public void The_fast_calculator_agrees_with_one_that_walks_through_time() =>
        Gen.Select(GenRule.Array[1, 4], Gen.Int[0, 355 * 1440 / Step]).Sample(
            (rules, steps) =>
            {
                var text = TextOf(rules);
                var instant = Kyoto(2025, 12, 20).AddMinutes(steps * (long)Step);
                var marked = new Dictionary<DateOnly, bool[]>();
                var state = OpeningHours.Parse(text).At(instant, Holidays);
                var open = SlowIsOpen(rules, instant, marked);
                Assert.True(state.IsOpen == open, $"{text} at {instant}: {Say(state)}");
                var limit = instant.AddDays(15);
                var change = instant;
                while (change < limit && SlowIsOpen(rules, change, marked) == open)
                    change = change.AddMinutes(Step);
                var told = open ? state.Until : state.Opens;
                // Nothing changes within two weeks: then nothing sooner may be told either.
                Assert.True(change >= limit ? told is null || told >= limit : told == change, $"{text} at {instant}: {Say(state)}, but it changes at {change}");
            },
            iter: 10_000);

    /// <summary>Half a million pairs of hours and instants, whose states the one must know as the other does; millions with the environment's CsCheck_Iter=50000.</summary>
    [Fact]
    public void Both_know_the_state_of_half_a_million_pairs() =>
        Gen.Select(GenRule.Array[1, 4], Gen.Int[0, 355 * 1440 / Step].Array[Instants]).Sample(
            (rules, all) =>
            {
                var text = TextOf(rules);
                var hours = OpeningHours.Parse(text);
                var marked = new Dictionary<DateOnly, bool[]>();
                foreach (var steps in all)
                {
                    var instant = Kyoto(2025, 12, 20).AddMinutes(steps * (long)Step);
                    Assert.True(hours.At(instant, Holidays).IsOpen == SlowIsOpen(rules, instant, marked), $"{text} at {instant}");
                }
            },
            iter: Math.Max(Check.Iter, 5_000));

    private static string TextOf(Rule[] rules) => string.Concat(rules.Select((r, i) => i == 0 ? r.Text() : (r.Adds ? ", " : "; ") + r.Text()));
}
