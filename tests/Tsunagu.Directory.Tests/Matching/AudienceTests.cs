using static Tsunagu.Directory.Tests.ToyDirectory;

namespace Tsunagu.Directory.Tests;

/// <summary>For whom a window is: age, the person themself or somebody about them, ward and branch.</summary>
public sealed class AudienceTests
{
    private static readonly Service Children = Night("children", "edu", "youth") with { ForWhom = Audience.Children };
    private static readonly Service ChildrenOnly = Night("children-only", "edu", "youth") with { ForWhom = Audience.ChildrenOnly, MaxAge = 18 };

    [Theory]
    [InlineData("0-12")]
    [InlineData("13-18")]
    public void Given_a_young_person_then_childrens_lines_come_first(string age) =>
        Assert.Equal("children", Ids(Of(Window("a-adults", "youth"), Children), Want("youth") with { Age = age })[0]);

    [Fact]
    public void Given_an_adult_who_looks_for_work_then_no_childrens_line_is_shown() =>
        Assert.DoesNotContain("children", Ids(Of(Children, Window("desk", "youth")), Want("youth", "work") with { Age = "40-64" }));

    [Fact]
    public void Given_a_parent_who_asks_about_school_then_the_childrens_line_is_shown() =>
        Assert.Contains("children", Ids(Of(Children), Want("edu") with { Age = "40-64" }));

    [Fact]
    public void Given_a_parent_then_a_childs_years_do_not_keep_them_out() =>
        Assert.Contains("school", Ids(Of(Window("school", "edu") with { ForWhom = Audience.Children, MinAge = 9, MaxAge = 15 }), Want("edu") with { Age = "30-39" }));

    [Fact]
    public void Given_somebody_elses_trouble_then_a_line_for_children_themselves_is_not_shown()
    {
        var request = Want("edu") with { Age = "13-18", About = "third" };
        Assert.DoesNotContain("children-only", Ids(Of(ChildrenOnly), request));
        Assert.Equal("only-for-the-person", Chooser.Explain(Of(ChildrenOnly), request, "children-only").RuleId);
    }

    [Theory]
    [InlineData("13-18", false)]
    [InlineData("19-29", true)]
    [InlineData("40-64", true)]
    [InlineData("65-74", false)]
    [InlineData(null, true)]
    public void An_age_band_that_can_lie_within_the_limits_is_let_in(string? age, bool shown) =>
        Assert.Equal(shown, Ids(Of(Window("from-20-to-60", "work") with { MinAge = 20, MaxAge = 60 }), Want("work") with { Age = age }).Contains("from-20-to-60"));

    [Theory]
    [InlineData("rakusai", "branch")]
    [InlineData("nishikyo", "main")]
    public void A_branchs_resident_gets_the_branch_office_instead_of_the_main_one(string ward, string office)
    {
        var main = Window("main", "hoken") with { Kind = "ward", Area = new ServiceArea(AreaKind.Wards, ["nishikyo"]) };
        var branch = Window("branch", "hoken") with { Kind = "ward", Area = new ServiceArea(AreaKind.Wards, ["rakusai"]) };
        var council = Window("council", "hoken") with { Kind = "council", Area = new ServiceArea(AreaKind.Wards, ["nishikyo"]) };
        var ids = Ids(Of(main, branch, council), Want("hoken") with { Ward = ward });
        Assert.Equal([office, "council"], ids.Where(i => i != Recommender.LastResort).OrderBy(i => i != office));
    }

    [Theory]
    [InlineData("kita", true, true)]
    [InlineData("minami", false, true)]
    [InlineData("outside", false, false)]
    [InlineData("none", false, true)]
    [InlineData(null, false, true)]
    public void A_ward_gets_its_own_and_the_citys_windows(string? ward, bool own, bool city)
    {
        var ids = Ids(Of(Window("own", "law") with { Area = new ServiceArea(AreaKind.Wards, ["kita"]) }, Window("city", "law")), Want("law") with { Ward = ward });
        Assert.Equal((own, city), (ids.Contains("own"), ids.Contains("city")));
    }
}
