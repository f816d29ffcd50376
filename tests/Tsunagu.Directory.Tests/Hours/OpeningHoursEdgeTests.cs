using static Tsunagu.Directory.Tests.TestCalendar;

namespace Tsunagu.Directory.Tests;

/// <summary>Hours that are rarer than an office week, as sentences.</summary>
public sealed class OpeningHoursEdgeTests
{
    [Fact]
    public void Given_a_campaign_of_a_month_when_it_runs_then_it_ends_and_is_not_always_open() =>
        Assert.Equal("open until 2026-06-01 00:00", At("May 00:00-24:00", Kyoto(2026, 5, 3, 12)));

    [Fact]
    public void Given_round_the_clock_hours_with_a_last_day_when_open_then_until_the_end_of_that_day() =>
        Assert.Equal("open until 2026-02-01 00:00", Say(OpeningHours.Parse("24/7").At(Kyoto(2026, 1, 2), Holidays, new(2026, 1, 1), new(2026, 1, 31))));

    [Fact]
    public void Given_a_lunch_break_taken_off_when_noon_then_closed_until_one() =>
        Assert.Equal("closed, opens 2026-11-25 13:00", At("Mon-Fri 09:00-17:00; 12:00-13:00 off", Kyoto(2026, 11, 25, 12, 30)));

    [Fact]
    public void Given_a_lunch_break_taken_off_when_morning_then_open_until_noon() =>
        Assert.Equal("open until 2026-11-25 12:00", At("Mon-Fri 09:00-17:00; 12:00-13:00 off", Kyoto(2026, 11, 25, 10)));

    [Fact]
    public void Given_holidays_off_after_a_comma_when_a_holiday_then_closed() =>
        Assert.Equal("closed, opens 2026-11-24 09:00", At("Mon-Fri 09:00-17:00, PH off", Kyoto(2026, 11, 23, 10)));

    [Fact]
    public void Given_a_night_when_the_next_day_is_off_then_the_night_still_ends_in_the_morning() =>
        Assert.Equal("open until 2026-11-25 08:30", At("Mon-Sun 19:00-08:30; Wed off", Kyoto(2026, 11, 25, 2)));

    [Fact]
    public void Given_adjacent_spans_when_open_then_they_are_one() =>
        Assert.Equal("open until 2026-11-25 18:00", At("Wed 09:00-12:00,12:00-18:00", Kyoto(2026, 11, 25, 10)));

    [Fact]
    public void Given_days_that_wrap_around_the_week_when_Sunday_then_open() =>
        Assert.Equal("open until 2026-11-29 12:00", At("Fri-Mon 09:00-12:00", Kyoto(2026, 11, 29, 9)));

    [Fact]
    public void Given_what_off_leaves_of_a_night_when_the_day_reaches_it_then_open_until_the_nights_end() =>
        Assert.Equal("open until 2026-11-07 17:30", At("Fri 21:00-41:30; Fri 07:30-29:00 off; Sat 00:30-10:30", Kyoto(2026, 11, 7, 2)));

    [Fact]
    public void Given_off_all_year_then_closed_for_good() => Assert.Equal("closed", At("off", Kyoto(2026, 11, 25, 10)));

    [Fact]
    public void Given_the_last_second_of_the_hours_then_still_open() =>
        Assert.Equal("open until 2026-11-25 17:00", At("Mon-Fri 09:00-17:00", Kyoto(2026, 11, 25, 16, 59).AddSeconds(59)));

    [Fact]
    public void Given_a_night_over_the_end_of_the_known_holidays_then_it_ends_in_the_morning() =>
        Assert.Equal("open until 2027-01-01 06:00", At("Mon-Sun 22:00-06:00; PH off", Kyoto(2026, 12, 31, 23)));

    [Fact]
    public void Given_hours_that_touch_the_unknown_border_then_no_end_is_claimed() =>
        Assert.Equal("open", At("Mon-Sun 00:00-24:00; PH off", Kyoto(2026, 12, 31, 23)));

    private static string At(string hours, DateTimeOffset instant) => Say(OpeningHours.Parse(hours).At(instant, Holidays));
}
