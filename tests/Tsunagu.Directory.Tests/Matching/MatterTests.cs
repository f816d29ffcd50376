using static Tsunagu.Directory.Tests.ToyDirectory;

namespace Tsunagu.Directory.Tests;

/// <summary>Windows that are there for one special matter, and whom they come before and after.</summary>
public sealed class MatterTests
{
    private static Service Desk(string id, string scheme, params string[] needs) => Window(id, needs) with { OnlyFor = [scheme] };

    [Fact]
    public void The_desk_of_another_matter_comes_after_windows_for_everybody() =>
        Assert.Equal(["b-all", "a-desk"], Ids(Of(Desk("a-desk", "rent-benefit", "law"), Window("b-all", "law")), Want("law")));

    [Fact]
    public void The_desk_of_the_very_matter_comes_first() =>
        Assert.Equal(["b-desk", "a-all"], Ids(Of(Window("a-all", "law"), Desk("b-desk", "rent-benefit", "law")), Want("law") with { Schemes = ["rent-benefit"] }));

    [Fact]
    public void Who_answers_everybody_stands_first_where_only_another_matters_desk_of_a_lesser_need_is_open()
    {
        var request = Want() with { Needs = [new NeedWeight("hagukumi"), new NeedWeight("place", 0.7)] };
        Assert.Equal(Recommender.LastResort, Ids(Of(Desk("desk", "young-carer", "place")), request)[0]);
    }

    [Fact]
    public void The_needs_own_kind_stands_first_even_if_it_is_another_matters_desk() =>
        Assert.Equal("desk", Ids(Of(Desk("desk", "young-carer", "hagukumi")), Want("hagukumi"))[0]);

    [Fact]
    public void A_childrens_line_does_not_lead_for_somebody_whose_age_is_not_known()
    {
        var snapshot = Of(Window("a-children", "youth") with { ForWhom = Audience.Children }, Window("b-youth", "youth"));
        Assert.Equal("b-youth", Ids(snapshot, Want("youth"))[0]);
        Assert.Equal("a-children", Ids(snapshot, Want("youth") with { Age = "13-18" })[0]);
        Assert.DoesNotContain("a-children", Ids(snapshot, Want("youth") with { Age = "30-39" }));
    }

    [Fact]
    public void In_danger_who_answers_comes_before_who_is_closed() =>
        Assert.Equal(["night", "a-day"], Ids(Of(Window("a-day", "dv"), Night("night", "dv")), Want("dv") with { Urgency = "safety", At = NewYear }));

    [Fact]
    public void One_emergency_number_stands_on_the_first_screen_and_it_fits()
    {
        var snapshot = Of(Night("nat-110", "emergency"), Night("nat-119", "emergency", "medical"), Night("a", "inochi"), Night("b", "inochi"));
        var overdose = Ids(snapshot, Want("emergency", "inochi") with { Urgency = "safety" });
        Assert.Equal("nat-119", overdose[0]);
        Assert.DoesNotContain("nat-110", overdose[..3]);
        Assert.Contains("nat-110", overdose);
        Assert.Equal("nat-110", Ids(snapshot, Want("emergency", "dv") with { Urgency = "safety" })[0]);
    }

    [Fact]
    public void For_the_lonely_a_line_for_every_trouble_comes_before_a_suicide_line()
    {
        var snapshot = Of(Night("a-suicide", "inochi"));
        var lonely = Want() with { Needs = [new NeedWeight("place"), new NeedWeight("inochi", 0.7)] };
        Assert.Equal(Recommender.LastResort, Ids(snapshot, lonely)[0]);
        Assert.Equal("a-suicide", Ids(snapshot, Want("inochi"))[0]);
    }
}
