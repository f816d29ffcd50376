using Microsoft.Extensions.Time.Testing;

namespace Tsunagu.Directory.Api.Tests;

/// <summary>The real seed: what must hold for every record, and the Law that no path ends without a window that answers.</summary>
public sealed class SeedTests
{
    private static readonly Recommender Recommender = new();

    internal static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "seed");
    private static readonly DirectorySnapshot Snapshot = SeedDirectory.Load(Folder, new FakeTimeProvider()).Current;

    private static readonly string[] Targets =
        ["生活困窮", "子ども・若者", "ひとり親", "障害", "高齢", "ひきこもり", "女性", "DV・虐待", "自殺防止", "再犯防止", "ホームレス", "外国人", "その他"];

    private static readonly string[] Needs =
        ["inochi", "kokoro", "emergency", "medical", "life", "shakyo", "work", "housing", "hagukumi", "jido", "edu", "youth", "single", "dv", "sv", "women", "elder", "disability",
            "hikikomori", "addiction", "foreign", "law", "consumer", "crime", "probation", "bereaved", "lgbtq", "disaster", "hoken", "tax", "place"];

    public static TheoryData<string> EveryNeed => [.. Needs];

    public static TheoryData<string> EveryTarget => [.. Targets];

    private static readonly DateTimeOffset[] Instants =
        [.. from day in new[] { (2026, 1, 1), (2026, 5, 5), (2026, 8, 14), (2026, 11, 24), (2026, 11, 28), (2026, 12, 31), (2027, 3, 22) }
            from hour in new[] { 2, 8, 13, 18, 23 }
            select new DateTimeOffset(day.Item1, day.Item2, day.Item3, hour, 0, 0, TimeSpan.FromHours(9))];

    [Fact]
    public void Every_window_organisation_and_scheme_is_read()
    {
        Assert.Equal(150, Snapshot.Services.Count(s => s.Kind != "organization"));
        Assert.Equal(90, Snapshot.Organizations.Count);
        Assert.Equal(110, Snapshot.Schemes.Count);
        Assert.Equal(25, Snapshot.CrisisLines.Count);
    }

    [Theory]
    [MemberData(nameof(EveryTarget))]
    public void Every_support_target_has_a_window(string target) =>
        Assert.Contains(Snapshot.Services, s => s.Withheld is null && s.Targets.Contains(target));

    [Theory]
    [MemberData(nameof(EveryNeed))]
    public void Whatever_the_need_ward_age_and_instant_the_first_window_answers(string need)
    {
        foreach (var ward in Wards.All.Concat(Wards.Branches).Concat([Wards.Outside, Wards.None]))
        {
            foreach (var age in AgeBands.All.Append(null))
            {
                foreach (var at in Instants)
                {
                    var request = new RecommendationRequest { Needs = [new NeedWeight(need)], Ward = ward, Age = age, At = at, Ways = ["visit"] };
                    var first = Recommender.Recommend(Snapshot, request).Services[0];
                    Assert.True(first.ReachableNow, $"{need} {ward} {age} {at}: {first.WindowId} does not answer");
                }
            }
        }
    }

    [Fact]
    public void Who_is_not_in_distress_is_not_sent_to_a_suicide_line()
    {
        var request = new RecommendationRequest { Needs = [new NeedWeight("law")], At = Instants[0] };
        Assert.Equal(Recommender.LastResort, Recommender.Recommend(Snapshot, request).Services[0].WindowId);
    }

    [Fact]
    public void Every_class_of_danger_has_an_open_line_at_every_hour_of_a_year_for_every_age()
    {
        foreach (var crisisClass in Snapshot.CrisisLines.SelectMany(l => l.Classes).Distinct())
        {
            foreach (var age in AgeBands.All.Append(null))
            {
                for (var at = Instants[0]; at < Instants[0].AddDays(365); at = at.AddMinutes(397))
                {
                    var lines = CrisisDesk.Lines(Snapshot, crisisClass, new CrisisQuery { Age = age, At = at });
                    Assert.True(lines.Count > 0, $"{crisisClass} {age} {at}");
                    Assert.All(lines, l => Assert.True(l.Open.IsOpen && l.Line.HoursSeen && !l.Line.ImminentOnly));
                }
            }
        }
    }

    [Theory]
    [InlineData("acute-medical", "nat-119")]
    [InlineData("suicide-risk", "nat-119")]
    [InlineData("dv", "nat-110")]
    public void Imminent_danger_gets_the_emergency_number_first(string crisisClass, string window) =>
        Assert.Equal(window, CrisisDesk.Lines(Snapshot, crisisClass, new CrisisQuery { Imminent = true, At = Instants[0] })[0].Line.WindowId);

    [Fact]
    public void A_child_is_shown_childrens_lines_first() =>
        Assert.Contains(
            CrisisDesk.Lines(Snapshot, "child-abuse", new CrisisQuery { Age = "0-12", At = Instants[0] })[0].Line.WindowId,
            new[] { "city-kodomo-24h", "nat-child-sos", "nat-childline" });

    [Fact]
    public void Campaign_lines_without_dates_and_windows_without_any_way_are_withheld()
    {
        Assert.Equal("campaign-without-dates", Snapshot.FindService("nat-kodoku-9999")!.Withheld);
        Assert.Equal("unreachable", Snapshot.FindService("city-dv-center")!.Withheld);
    }

    [Fact]
    public void Fields_of_the_same_body_are_merged_and_a_blank_never_wins() =>
        Assert.Equal("075-365-1616", Snapshot.FindService("pref-sotto")!.Phones[0].Number);

    [Fact]
    public void A_hidden_area_shows_no_ward()
    {
        var hidden = File.ReadLines(Path.Combine(Folder, "organizations.csv")).Where(l => l.Contains(",area-hidden,", StringComparison.Ordinal)).Select(l => l.Split(',')[0]).ToList();
        Assert.NotEmpty(hidden);
        Assert.All(hidden, id => Assert.Empty(Snapshot.Organizations.Single(o => o.Id == id).Area.Wards));
    }

    [Fact]
    public void What_is_only_remembered_is_never_among_the_first_cards()
    {
        var request = new RecommendationRequest { Needs = [new NeedWeight("life"), new NeedWeight("hagukumi")], Ward = "sakyo", At = Instants[2] };
        var (services, _) = Recommender.Recommend(Snapshot, request).FirstCards();
        Assert.NotEmpty(services);
        Assert.DoesNotContain(services, s => s.Service.Provenance.Confidence == Confidence.Memory);
    }

    [Fact]
    public void A_branch_resident_gets_the_branch_office_and_not_the_wards()
    {
        var request = new RecommendationRequest { Needs = [new NeedWeight("life")], Ward = "fukakusa", At = Instants[2] };
        var ids = Recommender.Recommend(Snapshot, request).Services.Select(s => s.WindowId).ToList();
        Assert.Contains("ward-fukakusa-health-welfare", ids);
        Assert.DoesNotContain("ward-fushimi-health-welfare", ids);
    }

    [Fact]
    public void The_same_request_gives_the_same_answer()
    {
        var request = new RecommendationRequest { Needs = [new NeedWeight("life"), new NeedWeight("place", 0.5)], Ward = "minami", At = Instants[2] };
        var first = Recommender.Recommend(Snapshot, request).Services.Select(s => s.WindowId);
        Assert.Equal(first, Recommender.Recommend(SeedDirectory.Load(Folder, new FakeTimeProvider()).Current, request).Services.Select(s => s.WindowId));
    }

    [Fact]
    public void One_number_stands_on_one_card()
    {
        foreach (var need in Needs)
        {
            var phones = Recommender.Recommend(Snapshot, new RecommendationRequest { Needs = [new NeedWeight(need)], Ward = "kita", At = Instants[2] })
                .Services.Where(s => s.Service.Phones.Count > 0).Select(s => s.Service.Phones[0].Number).ToList();
            Assert.Equal(phones.Distinct(), phones);
        }
    }

    [Fact]
    public void The_reason_why_another_window_is_not_shown_is_told()
    {
        var request = new RecommendationRequest { Needs = [new NeedWeight("life")], Ward = "kita", At = Instants[2] };
        Assert.Equal("other-ward", Recommender.Explain(Snapshot, request, "ward-minami-health-welfare").RuleId);
        Assert.Equal("campaign-without-dates", Recommender.Explain(Snapshot, request, "nat-kodoku-9999").RuleId);
        Assert.Equal("no-need-met", Recommender.Explain(Snapshot, request, "pref-sara").RuleId);
        Assert.True(Recommender.Explain(Snapshot, request, "ward-kita-health-welfare").Shown);
    }

    [Fact]
    public void No_public_record_holds_an_e_mail_address() =>
        Assert.All(System.IO.Directory.GetFiles(Folder), f => Assert.DoesNotMatch("[A-Za-z0-9._-]+@[A-Za-z0-9-]+[.]", File.ReadAllText(f)));
}
