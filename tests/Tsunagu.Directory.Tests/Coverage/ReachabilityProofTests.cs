using static Tsunagu.Directory.Tests.ToyDirectory;

namespace Tsunagu.Directory.Tests.Coverage;

public sealed class ReachabilityProofTests
{
    [Fact]
    public void A_last_resort_that_never_closes_leaves_no_gap_and_the_needs_own_gap_is_told()
    {
        var found = new ReachabilityProof(Of(Window("day", "work")), Noon, days: 7).Check(Want("work"));

        Assert.Null(found.FirstGap);
        Assert.Equal(TestCalendar.Kyoto(2026, 11, 25), found.OwnGap);
    }

    [Fact]
    public void Without_a_night_line_the_first_instant_without_help_is_named() =>
        Assert.Equal(TestCalendar.Kyoto(2026, 11, 25, 12), Gap(
            Window("morning", "work") with { Hours = OpeningHours.Parse("00:00-09:00") }, Window("day", "work") with { Hours = OpeningHours.Parse("09:00-12:00,13:00-24:00") }));

    [Fact]
    public void Hours_that_fill_each_others_gaps_leave_none() =>
        Assert.Null(Gap(Window("day", "work") with { Hours = OpeningHours.Parse("08:00-20:00") }, Window("night", "work") with { Hours = OpeningHours.Parse("20:00-08:00") }));

    [Fact]
    public void A_single_holiday_is_found() =>
        Assert.Equal(TestCalendar.Kyoto(2026, 11, 23), Gap(TestCalendar.Kyoto(2026, 11, 20), Window("all but holidays", "work") with { Hours = OpeningHours.Parse("Mo-Su 00:00-24:00; PH off") }));

    [Theory]
    [InlineData("hours not seen")]
    [InlineData("only remembered")]
    [InlineData("only a page")]
    [InlineData("another age")]
    [InlineData("past review")]
    public void What_cannot_be_relied_on_does_not_count(string why)
    {
        var night = Night("night", "work");
        night = why switch
        {
            "hours not seen" => night with { HoursSeen = false },
            "only remembered" => night with { Provenance = Source(Confidence.Memory) },
            "only a page" => night with { Phones = [], Url = "https://example.org/" },
            "another age" => night with { MinAge = 65 },
            _ => night with { Provenance = Source() with { ReviewBy = new DateOnly(2026, 11, 24) } },
        };

        Assert.Equal(TestCalendar.Kyoto(2026, 11, 25), Gap(Noon, night));
    }

    [Fact]
    public void A_record_that_is_past_its_review_within_the_period_leaves_a_gap_from_that_day() =>
        Assert.Equal(TestCalendar.Kyoto(2026, 11, 28), Gap(Noon, Night("night", "work") with { Provenance = Source() with { ReviewBy = new DateOnly(2026, 11, 27) } }));

    [Fact]
    public void Of_two_windows_with_one_phone_only_the_hours_of_both_count() =>
        Assert.Equal(TestCalendar.Kyoto(2026, 11, 25), Gap(Noon, Night("night", "work") with { Phones = [new Phone("same", null)] }, Window("day", "work") with { Phones = [new Phone("same", null)] }));

    [Fact]
    public void A_last_resort_for_others_or_with_an_end_does_not_count()
    {
        var resort = LastResort with { Hours = OpeningHours.Parse("Mo-Su 00:00-23:00") };
        var snapshot = new DirectorySnapshot("toy", Noon, [Window("day", "work"), resort], [], [], [], TestCalendar.Holidays);

        Assert.Equal(TestCalendar.Kyoto(2026, 11, 25, 23), new ReachabilityProof(snapshot, Noon, days: 7).Check(Want("work")).FirstGap);
    }

    [Theory]
    [InlineData("24/7; PH off")]
    [InlineData("Mo-Su 22:00-21:59; PH off")]
    [InlineData("Mo-Su 06:00-30:00; Sa[4] 10:00-12:00")]
    [InlineData("24/7; Nov 27 03:00-04:00 off")]
    [InlineData("Mo-Th 00:00-24:00; Fr 00:00-23:59")]
    public void The_gap_is_where_a_walk_from_minute_to_minute_finds_it(string text)
    {
        var hours = OpeningHours.Parse(text);
        var walked = TestCalendar.Kyoto(2026, 11, 20);
        while (hours.At(walked, TestCalendar.Holidays).IsOpen)
            walked = walked.AddMinutes(1);

        Assert.Equal(walked, Gap(TestCalendar.Kyoto(2026, 11, 20), Window("one", "work") with { Hours = hours }));
    }

    private static DateTimeOffset? Gap(params Service[] services) => Gap(Noon, services);

    private static DateTimeOffset? Gap(DateTimeOffset from, params Service[] services) =>
        new ReachabilityProof(new DirectorySnapshot("toy", from, services, [], [], [], TestCalendar.Holidays), from, days: 14).Check(Want("work") with { Age = "30-39" }).FirstGap;
}
