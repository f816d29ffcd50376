using CsCheck;
using static Tsunagu.Directory.Tests.ToyDirectory;

namespace Tsunagu.Directory.Tests;

/// <summary>Order, trust and the composition of the first cards.</summary>
public sealed class OrderTests
{
    [Fact]
    public void Checked_by_a_person_stands_before_seen_and_seen_before_other_pages()
    {
        var medium = Window("a-medium", "law") with { Provenance = Source(Confidence.Medium) };
        var high = Window("b-high", "law");
        var verified = Window("c-verified", "law") with { Provenance = Source(Confidence.Medium, new DateOnly(2026, 11, 1)) };
        Assert.Equal(["c-verified", "b-high", "a-medium"], Ids(Of(medium, high, verified), Want("law")));
    }

    [Fact]
    public void What_is_only_remembered_never_stands_among_the_first_five()
    {
        var remembered = Window("a-remembered", "law") with { Provenance = Source(Confidence.Memory) };
        Assert.DoesNotContain("a-remembered", Ids(Of(remembered, Window("b", "law")), Want("law")));
        Assert.Equal(5, Array.IndexOf(Ids(Of(remembered, Window("b", "law"), Window("c", "law"), Window("d", "law"), Window("e", "law"), Window("f", "law")), Want("law")), "a-remembered"));
    }

    [Fact]
    public void Who_can_only_be_read_stands_behind_who_can_be_reached()
    {
        var site = Window("a-site", "law") with { Phones = [], Url = "https://example.org/", Ways = ["read"] };
        Assert.Equal(["b-office", "a-site"], Ids(Of(site, Window("b-office", "law")), Want("law")));
        Assert.Equal(["b-office", "a-site"], Ids(Of(site, Window("b-office", "law")), Want("law") with { Ways = ["phone"] }));
    }

    [Fact]
    public void Windows_with_the_same_number_are_one_card() =>
        Assert.Equal(["a"], Ids(Of(Window("a", "law"), Window("b", "law") with { Phones = [new Phone("a", null)] }), Want("law")));

    [Fact]
    public void The_most_wanted_need_leads() =>
        Assert.Equal("work", Ids(Of(Window("law", "law"), Window("work", "work")), Want() with { Needs = [new NeedWeight("law", 0.4), new NeedWeight("work")] })[0]);

    [Fact]
    public void The_order_does_not_depend_on_the_order_of_the_records() =>
        Gen.Shuffle(new[] { "a", "b", "c", "d", "e", "f" }).Sample(order =>
            Assert.Equal(["a", "b", "c", "d", "e", "f"], Ids(Of([.. order.Select(id => Window(id, "law"))]), Want("law"))));

    [Fact]
    public void The_first_cards_are_one_to_reach_now_two_windows_and_two_schemes()
    {
        var snapshot = Of(
            [Window("a", "law"), Window("b", "law"), Window("c", "law"), Night("night", "law")],
            [Scheme("s1", "x=yes"), Scheme("s2", "x=yes"), Scheme("s3", "x=yes")]);
        var result = Chooser.Recommend(snapshot, Want("law") with { Schemes = ["s1", "s2", "s3"], At = NewYear });
        var (services, schemes) = result.FirstCards();
        Assert.Equal(["night", "a", "b"], services.Select(s => s.WindowId));
        Assert.Equal(["s1", "s2"], schemes.Select(s => s.Scheme.Id));
    }

    [Fact]
    public void A_scheme_that_is_a_shown_window_appears_once()
    {
        var snapshot = Of([Window("a", "law")], [Scheme("s1", "x=yes", window: "a"), Scheme("s2", "x=yes")]);
        var result = Chooser.Recommend(snapshot, Want("law") with { Schemes = ["s1", "s2"] });
        Assert.Equal(["a"], result.Services.Select(s => s.WindowId));
        Assert.Equal(["s2"], result.Schemes.Select(s => s.Scheme.Id));
    }

    [Fact]
    public void A_scheme_whose_window_comes_only_much_later_is_kept_and_the_window_left_out()
    {
        var windows = "abcdefg".Select(c => Window(c.ToString(), "law")).ToArray();
        var result = Chooser.Recommend(Of(windows, [Scheme("s1", "x=yes", window: "g")]), Want("law") with { Schemes = ["s1"] });
        Assert.DoesNotContain("g", result.Services.Select(s => s.WindowId));
        Assert.Equal("g", Assert.Single(result.Schemes).Window!.Id);
    }

    [Fact]
    public void Schemes_that_are_known_not_to_fit_are_hidden_and_unknown_ones_stay()
    {
        var snapshot = Of([], [Scheme("no", "age>=65"), Scheme("unknown", "income=low"), Scheme("yes", "age<65"), Scheme("memory", "age<65", confidence: Confidence.Memory)]);
        var result = Chooser.Recommend(snapshot, Want("law") with { Schemes = ["memory", "no", "unknown", "yes"], Age = "19-29" });
        Assert.Equal([("yes", Ternary.Yes), ("unknown", Ternary.Unknown), ("memory", Ternary.Yes)], result.Schemes.Select(s => (s.Scheme.Id, s.Eligibility)));
        Assert.DoesNotContain("memory", Chooser.Recommend(snapshot, Want("law") with { Schemes = ["memory", "yes"], Age = "19-29" }).FirstCards().Schemes.Select(s => s.Scheme.Id));
    }

    [Fact]
    public void Past_its_review_day_a_record_drops_out_but_a_crisis_line_stays_and_says_so()
    {
        var request = Want("life") with { At = TestCalendar.Kyoto(2027, 7, 1, 13) };
        var only = Assert.Single(Chooser.Recommend(Of(Window("office", "life")), request).Services);
        Assert.Equal((Recommender.LastResort, true), (only.WindowId, only.PastReview));
    }

    [Fact]
    public void Reasons_name_the_rules_that_chose_a_window()
    {
        var service = Window("a", "law") with { Targets = ["障害"], Languages = ["ja", "en"], Area = new ServiceArea(AreaKind.Wards, ["kita"]) };
        var request = Want("law") with { Targets = ["障害"], Languages = ["en"], Ways = ["phone"], When = ["day"], Ward = "kita" };
        Assert.Equal(
            ["need-matches:law", "target-matches:障害", "ward-matches:kita", "language-spoken:en", "way-wished:phone", "time-wished:day", "open-now:now"],
            Chooser.Recommend(Of(service), request).Services[0].Reasons.Select(r => $"{r.RuleId}:{r.Value}"));
    }

    [Fact]
    public void A_limit_cuts_the_list_and_changes_nothing_else() =>
        Assert.Equal(["a", "b"], Ids(Of(Window("a", "law"), Window("b", "law"), Window("c", "law")), Want("law") with { Limit = 2 }));
}
