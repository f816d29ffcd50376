using CsCheck;
using static Tsunagu.Directory.Tests.TestCalendar;

namespace Tsunagu.Directory.Tests;

/// <summary>
/// A second, plain implementation (<see cref="SlowHours"/>) marks every quarter of an hour and walks forward, and the fast one must agree with it.
/// </summary>
public sealed class SlowCalculatorTests
{
    private const int HalfHour = 30;
    private const int Instants = 100;

    // Not on 29 February, which comes back only in leap years.
    private static readonly Gen<SlowRule> GenRule =
        from kind in Gen.Int[0, 3]
        from days in Gen.Bool.Array[7]
        from holiday in Gen.Bool
        from nth in Gen.Int[1, 5]
        from date in Gen.Select(Gen.Int[1, 12], Gen.Int[1, 28]).Select((m, d) => new DateOnly(2026, m, d))
        from length in Gen.Int[0, 40]
        from spans in Gen.Select(Gen.Int[0, 47], Gen.Int[1, 48]).Select((start, long_) => (start * HalfHour, (start + long_) * HalfHour)).Array[0, 3]
        from off in Gen.Frequency((4, Gen.Const(false)), (1, Gen.Const(true)))
        from adds in Gen.Frequency((3, Gen.Const(false)), (1, Gen.Const(true)))
            // After a comma a rule must name a day: without one its spans would belong to the list before the comma.
        select new SlowRule(kind, days, holiday, nth, date, length, spans, off, adds && (kind >= 2 || holiday || days.Any(d => d)));

    [Fact]
    public void The_fast_calculator_agrees_with_one_that_walks_through_time() =>
        Gen.Select(GenRule.Array[1, 4], Gen.Int[0, 355 * 1440 / HalfHour]).Sample(
            (rules, steps) =>
            {
                var slow = new SlowHours(rules, Holidays.Days.ContainsKey);
                var instant = Kyoto(2025, 12, 20).AddMinutes(steps * (long)HalfHour);
                var state = OpeningHours.Parse(slow.Text).At(instant, Holidays);
                var open = slow.IsOpen(instant);
                Assert.True(state.IsOpen == open, $"{slow.Text} at {instant}: {Say(state)}");
                var limit = instant.AddDays(15);
                var change = slow.NextChange(instant, limit);
                var told = open ? state.Until : state.Opens;
                // Nothing changes within two weeks: then nothing sooner may be told either.
                Assert.True(change is null ? told is null || told > limit : told == change, $"{slow.Text} at {instant}: {Say(state)}, but it changes at {change}");
            },
            iter: 10_000);

    /// <summary>Half a million pairs of hours and instants, whose states the one must know as the other does; millions with the environment's CsCheck_Iter=50000.</summary>
    [Fact]
    public void Both_know_the_state_of_half_a_million_pairs() =>
        Gen.Select(GenRule.Array[1, 4], Gen.Int[0, 355 * 1440 / HalfHour].Array[Instants]).Sample(
            (rules, all) =>
            {
                var slow = new SlowHours(rules, Holidays.Days.ContainsKey);
                var hours = OpeningHours.Parse(slow.Text);
                foreach (var steps in all)
                {
                    var instant = Kyoto(2025, 12, 20).AddMinutes(steps * (long)HalfHour);
                    Assert.True(hours.At(instant, Holidays).IsOpen == slow.IsOpen(instant), $"{slow.Text} at {instant}");
                }
            },
            iter: Math.Max(Check.Iter, 5_000));

    [Fact]
    public void Both_know_when_a_public_holiday_closes_a_window() =>
        Gen.Select(GenRule.Array[1, 4], Gen.OneOf([.. Holidays.Days.Keys.Select(Gen.Const)])).Sample(
            (rules, day) =>
            {
                var slow = new SlowHours(rules, Holidays.Days.ContainsKey);
                Assert.True(OpeningHours.Parse(slow.Text).IsClosedForHoliday(day, Holidays) == slow.IsClosedForHoliday(day), $"{slow.Text} on {day}");
            },
            iter: 10_000);
}
