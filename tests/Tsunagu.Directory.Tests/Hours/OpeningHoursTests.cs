using static Tsunagu.Directory.Tests.TestCalendar;

namespace Tsunagu.Directory.Tests;

/// <summary>Opening hours as sentences; the expected states were worked out by hand from a calendar.</summary>
public sealed class OpeningHoursTests
{
    private const string Weekdays = "Mon-Fri 09:00-17:00; PH off";

    [Theory]
    // An ordinary week of 2026: 25 November is a Wednesday.
    [InlineData(Weekdays, 2026, 11, 25, 13, 0, "open until 2026-11-25 17:00")]
    [InlineData(Weekdays, 2026, 11, 25, 17, 0, "closed, opens 2026-11-26 09:00")]
    [InlineData(Weekdays, 2026, 11, 25, 16, 59, "open until 2026-11-25 17:00")]
    [InlineData(Weekdays, 2026, 11, 25, 8, 59, "closed, opens 2026-11-25 09:00")]
    [InlineData(Weekdays, 2026, 11, 27, 20, 0, "closed, opens 2026-11-30 09:00")]
    // Holidays: Monday 23 November; the citizens' holiday between two others; a substitute holiday.
    [InlineData(Weekdays, 2026, 11, 23, 13, 0, "closed, opens 2026-11-24 09:00")]
    [InlineData(Weekdays, 2026, 9, 21, 10, 0, "closed, opens 2026-09-24 09:00")]
    [InlineData(Weekdays, 2025, 11, 24, 10, 0, "closed, opens 2025-11-25 09:00")]
    // Year's end, written as its own rule.
    [InlineData("Mon-Fri 09:00-17:00; PH off; Dec 29-Jan 03 off", 2025, 12, 30, 10, 0, "closed, opens 2026-01-05 09:00")]
    [InlineData("Mon-Fri 09:00-17:00; PH off; Dec 29-Jan 03 off", 2025, 12, 26, 18, 0, "closed, opens 2026-01-05 09:00")]
    // Past midnight: the night belongs to the evening it began on.
    [InlineData("Mon-Fri 19:00-08:30; Sat-Sun 00:00-24:00; PH 00:00-24:00", 2026, 11, 25, 2, 0, "open until 2026-11-25 08:30")]
    [InlineData("Mon-Fri 19:00-08:30; Sat-Sun 00:00-24:00; PH 00:00-24:00", 2026, 11, 25, 12, 0, "closed, opens 2026-11-25 19:00")]
    [InlineData("Mon-Fri 19:00-08:30; Sat-Sun 00:00-24:00; PH 00:00-24:00", 2026, 11, 20, 20, 0, "open until 2026-11-24 00:00")]
    [InlineData("Fri,Sat 19:00-01:00", 2026, 11, 29, 0, 30, "open until 2026-11-29 01:00")]
    [InlineData("Fri,Sat 19:00-01:00", 2026, 11, 29, 1, 0, "closed, opens 2026-12-04 19:00")]
    [InlineData("Mon-Thu 19:00-08:00; PH off", 2026, 1, 1, 3, 0, "open until 2026-01-01 08:00")]
    // Several spans a day.
    [InlineData("Mon-Fri 09:00-12:00,13:00-15:00; PH off", 2026, 11, 25, 12, 30, "closed, opens 2026-11-25 13:00")]
    [InlineData("Mon-Sun 12:00-16:00,17:00-21:00", 2026, 11, 25, 20, 0, "open until 2026-11-25 21:00")]
    // Always.
    [InlineData("24/7", 2026, 1, 1, 2, 0, "always open")]
    [InlineData("Mon-Sun 00:00-24:00", 2026, 1, 1, 2, 0, "always open")]
    // Every month's 10th, from 08:00 to 08:00 next day.
    [InlineData("Mon-Sun 16:00-21:00; day 10 08:00-08:00", 2026, 11, 10, 8, 0, "open until 2026-11-11 08:00")]
    [InlineData("Mon-Sun 16:00-21:00; day 10 08:00-08:00", 2026, 11, 11, 7, 59, "open until 2026-11-11 08:00")]
    [InlineData("Mon-Sun 16:00-21:00; day 10 08:00-08:00", 2026, 11, 11, 8, 0, "closed, opens 2026-11-11 16:00")]
    [InlineData("Mon-Sun 16:00-21:00; day 10 08:00-08:00", 2026, 11, 9, 22, 0, "closed, opens 2026-11-10 08:00")]
    // The nth weekday, a Sunday list with PH, an additional rule after a comma.
    [InlineData("Sun[1,3] 12:00-14:00", 2026, 11, 15, 13, 0, "open until 2026-11-15 14:00")]
    [InlineData("Sun[1,3] 12:00-14:00", 2026, 11, 22, 13, 0, "closed, opens 2026-12-06 12:00")]
    [InlineData("Fri[-1] 10:00-11:00", 2026, 11, 27, 10, 30, "open until 2026-11-27 11:00")]
    [InlineData("Mon-Sat 09:00-17:30; Sun,PH off", 2026, 11, 23, 10, 0, "closed, opens 2026-11-24 09:00")]
    [InlineData("Mon-Fri 09:00-12:00, Wed 18:00-20:00", 2026, 11, 25, 12, 0, "closed, opens 2026-11-25 18:00")]
    // Two-letter days of OSM, campaigns with years.
    [InlineData("Mo-Fr 09:00-17:00; PH off", 2026, 11, 25, 13, 0, "open until 2026-11-25 17:00")]
    [InlineData("2026 Dec 20-2027 Jan 05 00:00-24:00", 2026, 12, 1, 0, 0, "closed, opens 2026-12-20 00:00")]
    [InlineData("Aug 12-16 off", 2026, 8, 13, 12, 0, "closed")]
    // After the last known holiday nothing is claimed that a holiday could change.
    [InlineData(Weekdays, 2027, 1, 4, 10, 0, "unknown")]
    [InlineData(Weekdays, 2027, 1, 4, 20, 0, "unknown")]
    [InlineData(Weekdays, 2027, 1, 2, 12, 0, "unknown")]
    [InlineData("Mon-Sun 22:00-06:00; PH off", 2027, 1, 1, 5, 0, "open until 2027-01-01 06:00")]
    [InlineData("Mon-Sun 22:00-06:00; PH off", 2027, 1, 1, 6, 0, "unknown")]
    [InlineData(Weekdays, 2026, 12, 31, 18, 0, "closed")]
    [InlineData("24/7", 2030, 1, 4, 10, 0, "always open")]
    [InlineData("Mon-Fri 09:00-17:00", 2027, 1, 4, 10, 0, "open until 2027-01-04 17:00")]
    public void The_state_at_an_instant(string hours, int year, int month, int day, int hour, int minute, string expected) =>
        Assert.Equal(expected, Say(OpeningHours.Parse(hours).At(Kyoto(year, month, day, hour, minute), Holidays)));

    [Fact]
    public void Given_the_same_instant_in_utc_then_the_same_state() =>
        Assert.Equal(
            "open until 2026-11-25 17:00",
            Say(OpeningHours.Parse(Weekdays).At(new DateTimeOffset(2026, 11, 25, 4, 0, 0, TimeSpan.Zero), Holidays)));

    [Fact]
    public void Given_a_campaign_when_it_is_over_then_closed_without_a_next_opening() =>
        Assert.Equal("closed", Say(OpeningHours.Parse("24/7").At(Kyoto(2026, 2, 1), Holidays, new(2026, 1, 1), new(2026, 1, 31))));

    [Fact]
    public void Given_a_campaign_when_it_has_not_begun_then_its_first_day_is_the_opening() =>
        Assert.Equal("closed, opens 2026-01-01 00:00", Say(OpeningHours.Parse("24/7").At(Kyoto(2025, 12, 1), Holidays, new(2026, 1, 1), new(2026, 1, 31))));

    [Theory]
    [InlineData("")]
    [InlineData("Mon-Fri")]
    [InlineData("weekdays 9-17")]
    [InlineData("Mon-Fri 09:00")]
    [InlineData("Mon-Fri 09:00-25:61")]
    [InlineData("Mon-Fri sunrise")]
    [InlineData("Mon-Fri 09:00-17:00 \"never closed")]
    [InlineData("week 60 Mon 10:00-11:00")]
    [InlineData("Mon[3-2] 10:00-11:00")]
    [InlineData("Mon-Fri 09:00-17:00 | Sat 10:00-12:00")]
    [InlineData("Dec 24,32 off")]
    [InlineData(": 10:00-12:00")]
    [InlineData("SH off")]
    [InlineData("Mon[9] 09:00-10:00")]
    [InlineData("day 32 09:00-10:00")]
    [InlineData("2026 Feb 30 10:00-11:00")]
    public void What_is_not_understood_is_an_error_with_its_place(string hours)
    {
        Assert.False(OpeningHours.TryParse(hours, out _, out var error));
        Assert.Contains("at character", error, StringComparison.Ordinal);
    }
}
