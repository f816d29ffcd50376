using static Tsunagu.Directory.Tests.TestCalendar;

namespace Tsunagu.Directory.Tests;

/// <summary>The wider OSM syntax; expected states were worked out by hand. 25 November 2026 is a Wednesday, the 23rd a holiday.</summary>
public sealed class OsmSyntaxTests
{
    [Theory]
    // Later rules override the day, additional ones add, fallbacks fill.
    [InlineData("Mo-Fr 09:00-17:00; We 13:00-15:00", 25, 10, 0, "closed, opens 2026-11-25 13:00")]
    [InlineData("We 13:00-15:00; Mo-Fr 09:00-17:00", 25, 10, 0, "open until 2026-11-25 17:00")]
    [InlineData("PH off; Mo-Fr 09:00-17:00", 23, 10, 0, "open until 2026-11-23 17:00")]
    [InlineData("Mo-Fr 09:00-12:00 || Mo-Fr 13:00-17:00", 25, 13, 0, "open until 2026-11-25 17:00")]
    [InlineData("Mo-Fr 09:00-12:00 || \"ask by mail\"", 25, 10, 0, "open")]
    [InlineData("Mo-Fr 09:00-12:00 || \"ask by mail\"", 25, 12, 0, "unknown")]
    [InlineData("We 09:00-12:00, We 11:00-14:00", 25, 10, 0, "open until 2026-11-25 14:00")]
    // Nights belong to their evening, also on a holiday.
    [InlineData("22:00-06:00", 25, 3, 0, "open until 2026-11-25 06:00")]
    [InlineData("Mo-Su 22:00-06:00; PH off", 23, 3, 0, "open until 2026-11-23 06:00")]
    [InlineData("Mo-Su 22:00-06:00; PH off", 23, 23, 0, "closed, opens 2026-11-24 22:00")]
    [InlineData("Mo-Su 22:00-06:00; PH off", 24, 3, 0, "closed, opens 2026-11-24 22:00")]
    [InlineData("Tu 20:00-28:00", 25, 3, 59, "open until 2026-11-25 04:00")]
    [InlineData("Sa 22:00-02:00", 29, 1, 0, "open until 2026-11-29 02:00")]
    // Days, weeks and years.
    [InlineData("Fr-Mo 10:00-12:00", 29, 10, 0, "open until 2026-11-29 12:00")]
    [InlineData("Fr-Mo 10:00-12:00", 25, 10, 0, "closed, opens 2026-11-27 10:00")]
    [InlineData("Mo-Su,PH 10:00-12:00", 23, 10, 0, "open until 2026-11-23 12:00")]
    [InlineData("PH Mo 10:00-12:00", 23, 10, 0, "open until 2026-11-23 12:00")]
    [InlineData("PH Tu 10:00-12:00", 23, 10, 0, "closed")]
    [InlineData("Sa[2] 10:00-12:00", 14, 10, 0, "open until 2026-11-14 12:00")]
    [InlineData("We[1-3] 10:00-12:00", 25, 10, 0, "closed, opens 2026-12-02 10:00")]
    [InlineData("week 48 10:00-12:00", 25, 10, 0, "open until 2026-11-25 12:00")]
    [InlineData("week 1-53/2 We 10:00-12:00", 25, 10, 0, "closed, opens 2026-12-02 10:00")]
    [InlineData("2026 Mo-Fr 09:00-17:00", 25, 10, 0, "open until 2026-11-25 17:00")]
    [InlineData("2027-2028 We 09:00-17:00", 25, 10, 0, "closed, opens 2027-01-06 09:00")]
    [InlineData("2027+ We 09:00-17:00", 25, 10, 0, "closed, opens 2027-01-06 09:00")]
    [InlineData("Oct-Mar We 09:00-17:00; Apr-Sep We 08:00-18:00", 25, 17, 30, "closed, opens 2026-12-02 09:00")]
    [InlineData("Nov 24,25 10:00-12:00", 25, 10, 0, "open until 2026-11-25 12:00")]
    [InlineData("24/7; Dec 29-Jan 03 off", 25, 10, 0, "open until 2026-12-29 00:00")]
    [InlineData("24/7; 2026 Dec 29-Jan 03 off", 25, 10, 0, "open until 2026-12-29 00:00")]
    [InlineData("2026 Nov 20-Jan 10 off", 25, 10, 0, "closed")]
    [InlineData("2026 Nov 20-Jan 10 10:00-12:00", 25, 12, 0, "closed, opens 2026-11-26 10:00")]
    // Far away, and never.
    [InlineData("2028 Jan 15 10:00-12:00", 25, 10, 0, "closed, opens 2028-01-15 10:00")]
    [InlineData("Feb 29 10:00-12:00", 25, 10, 0, "closed, opens 2028-02-29 10:00")]
    [InlineData("24/7; 2028 Jan 15 off", 25, 10, 0, "open until 2028-01-15 00:00")]
    [InlineData("2025 Dec 01-10 10:00-12:00", 25, 10, 0, "closed")]
    [InlineData("Mo-Fr closed", 25, 10, 0, "closed")]
    // Spans that touch are one, also over midnight.
    [InlineData("Tu 22:00-24:00; We 00:00-02:00", 25, 1, 0, "open until 2026-11-25 02:00")]
    [InlineData("Tu 22:00-24:00; We 00:00-02:00", 24, 23, 0, "open until 2026-11-25 02:00")]
    [InlineData("Mo-Fr 00:00-24:00", 25, 1, 0, "open until 2026-11-28 00:00")]
    // What nobody can say.
    [InlineData("Mo-Fr sunrise-sunset", 25, 12, 0, "unknown")]
    [InlineData("Mo-Fr (sunrise+01:00)-(sunset-00:30)", 25, 12, 0, "unknown")]
    [InlineData("Mo-Fr sunrise-sunset", 28, 12, 0, "closed")]
    [InlineData("Mo-Fr 09:00+", 25, 8, 0, "closed")]
    [InlineData("Mo-Fr 09:00+", 25, 10, 0, "unknown")]
    [InlineData("Mo-Fr 09:00-17:00+", 25, 10, 0, "open")]
    [InlineData("Mo-Fr 09:00-17:00+", 25, 18, 0, "unknown")]
    [InlineData("\"by appointment\"", 25, 10, 0, "unknown")]
    [InlineData("unknown", 25, 10, 0, "unknown")]
    [InlineData("Mo-Fr 09:00-17:00 unknown", 25, 10, 0, "unknown")]
    // Words and comments that change nothing.
    [InlineData("Mo-Fr 09:00-17:00 open \"ring twice\"; PH off \"closed\"", 25, 10, 0, "open until 2026-11-25 17:00")]
    [InlineData("We open", 25, 10, 0, "open until 2026-11-26 00:00")]
    [InlineData("  mo-fr  9:00 - 17:00 ;  ph  OFF ", 25, 10, 0, "open until 2026-11-25 17:00")]
    public void The_state_in_November_2026(string hours, int day, int hour, int minute, string expected) =>
        Assert.Equal(expected, Say(OpeningHours.Parse(hours).At(Kyoto(2026, 11, day, hour, minute), Holidays)));

    [Fact]
    public void Hours_of_which_a_part_is_unsure_still_tell_their_sure_spans() =>
        Assert.Equal([new TimeSpanOfDay(540, 1020)], OpeningHours.Parse("Mo-Fr 09:00-17:00+").SpansOf(new(2026, 11, 25), holiday: false));
}
