using static Tsunagu.Directory.Tests.ToyDirectory;

namespace Tsunagu.Directory.Tests;

/// <summary>The Law of DESIGN section 6: the first window can be used at that instant, and it is a fitting one.</summary>
public sealed class LawTests
{
    [Fact]
    public void Given_the_needs_own_kind_is_open_then_it_comes_first() =>
        Assert.Equal("open-law", Ids(Of(Window("closed-law", "law") with { Hours = OpeningHours.Parse("Mon 09:00-10:00") }, Window("open-law", "law")), Want("law"))[0]);

    [Fact]
    public void Given_nothing_of_its_own_is_open_then_the_last_resort_comes_first() =>
        Assert.Equal([Recommender.LastResort, "office"], Ids(Of(Window("office", "law")), Want("law") with { At = NewYear }));

    [Fact]
    public void Given_hours_only_assumed_then_the_window_does_not_count_as_open() =>
        Assert.Equal(Recommender.LastResort, Ids(Of(Night("assumed", "law") with { HoursSeen = false }), Want("law"))[0]);

    [Fact]
    public void Given_only_a_website_then_it_does_not_count_as_open() =>
        Assert.Equal(Recommender.LastResort, Ids(Of(Night("site", "law") with { Phones = [], Url = "https://example.org/", Ways = ["read"] }), Want("law"))[0]);

    [Fact]
    public void Given_a_wish_to_meet_then_the_phone_that_answers_now_still_comes_first() =>
        Assert.Equal("line", Ids(Of(Night("line", "law"), Window("desk", "law") with { Phones = [], Address = "a", Ways = ["visit"] }), Want("law") with { Ways = ["visit"], At = NewYear })[0]);

    [Fact]
    public void Given_a_staffed_chat_open_by_its_own_hours_then_it_counts() =>
        Assert.Equal("chat", Ids(Of(Window("chat", "law") with { Phones = [], ChatUrl = "https://example.org/", ChatHours = OpeningHours.Parse("24/7"), Hours = null, Ways = ["chat"] }), Want("law") with { At = NewYear })[0]);

    [Fact]
    public void Given_no_distress_then_no_suicide_line_is_shown()
    {
        var snapshot = Of(Night("suicide-line", "inochi", "place"));
        Assert.Equal([Recommender.LastResort], Ids(snapshot, Want("place") with { At = NewYear }));
        Assert.Equal("suicide-line-without-distress", Chooser.Explain(snapshot, Want("place"), "suicide-line").RuleId);
    }

    [Theory]
    [InlineData("inochi")]
    [InlineData("kokoro")]
    [InlineData("bereaved")]
    public void Given_distress_then_suicide_lines_are_shown(string need) =>
        Assert.Contains("suicide-line", Ids(Of(Night("suicide-line", "inochi", "kokoro", "bereaved", "place")), Want("place", need)));

    [Fact]
    public void Given_illness_without_danger_then_no_emergency_number_is_shown() =>
        Assert.Equal([Recommender.LastResort], Ids(Of(Night("ambulance", "emergency", "medical")), Want("medical")));

    [Fact]
    public void Given_danger_then_the_emergency_number_is_shown() =>
        Assert.Equal("police", Ids(Of(Night("police", "emergency"), Window("office", "law")), Want("law", "emergency") with { Urgency = "safety" })[0]);

    [Fact]
    public void Given_a_need_without_any_window_then_a_general_guide_helps()
    {
        var snapshot = Of(Window("desk", "life"), Window("guide"));
        var result = Chooser.Recommend(snapshot, Want("tax"));
        Assert.Equal(["desk", Recommender.LastResort, "guide"], result.Services.Select(s => s.WindowId));
        Assert.Contains(new Reason("no-window-of-its-own", "fallback", "tax"), result.Services[0].Reasons);
    }

    [Fact]
    public void Given_every_window_of_a_need_is_kept_out_then_a_general_guide_helps()
    {
        var elsewhere = Window("elsewhere", "law") with { Area = new ServiceArea(AreaKind.Wards, ["kita"]) };
        Assert.Contains("guide", Ids(Of(elsewhere, Window("guide")), Want("law") with { Ward = "minami" }));
    }

    [Fact]
    public void Given_an_unknown_need_then_a_general_guide_helps() =>
        Assert.Contains("guide", Ids(Of(Window("guide")), Want("no-such-need")));
}
