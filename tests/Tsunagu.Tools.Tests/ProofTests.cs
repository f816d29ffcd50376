using Tsunagu.Dialogs;
using Tsunagu.Directory;
using Tsunagu.Directory.Api;
using Tsunagu.Handbooks;
using Tsunagu.Handbooks.Content;

namespace Tsunagu.Tools.Tests;

/// <summary>The walk over a handbook, and the Law on toy directories with a planted hole.</summary>
public class ProofTests
{
    private static readonly DateTimeOffset From = new(2026, 11, 25, 13, 0, 0, TimeSpan.FromHours(9));

    [Fact]
    public void Every_option_of_the_shipped_handbook_is_reached_and_its_way_really_leads_there()
    {
        var sources = Sources.Find(AppContext.BaseDirectory, AppContext.BaseDirectory);
        var handbook = HandbookLoader.Load(sources.Handbook).Handbook;
        var walk = HandbookWalk.Of(handbook);
        Assert.Empty(walk.Unreachable.Select(u => $"{u.Question.Id}/{u.Option.Id}"));
        foreach (var question in handbook.Questions.Where(q => q.OptionsFrom is null))
        {
            foreach (var option in question.Options)
                Assert.Contains(option.Id, Journey.From(handbook, walk.WaysTo(question.Id, option.Id)[0]).Applicable[question.Id]);
        }
    }

    [Fact]
    public void An_option_behind_a_rule_that_can_never_hold_is_unreachable()
    {
        var never = new All([new Is("first", "yes"), new Is("first", "no")]);
        var handbook = Toy(new Question { Id = "third", Kind = QuestionKind.Single, Options = [new Option { Id = "a" }, new Option { Id = "dead", When = never }] });
        var (question, option) = Assert.Single(HandbookWalk.Of(handbook).Unreachable);
        Assert.Equal(("third", "dead"), (question.Id, option.Id));
    }

    [Fact]
    public void Options_that_need_several_answers_or_none_are_reached()
    {
        var handbook = Toy(
            new Question { Id = "many", Kind = QuestionKind.Multi, Options = [new Option { Id = "a" }, new Option { Id = "b" }, new Option { Id = "c" }] },
            new Question { Id = "three", Kind = QuestionKind.Single, When = new Count("many", 3, int.MaxValue), Options = [new Option { Id = "x" }] },
            new Question { Id = "none", Kind = QuestionKind.Single, When = new Not(new Answered("many")), Options = [new Option { Id = "y" }] });
        Assert.Empty(HandbookWalk.Of(handbook).Unreachable);
    }

    [Fact]
    public void The_Law_holds_with_a_night_line()
    {
        var report = Prove(Window("day", "work"), Window("night", "work") with { Hours = OpeningHours.Parse("24/7") }, Window("other", "life") with { Hours = OpeningHours.Parse("24/7") });
        Assert.Empty(report.Breaches);
        Assert.Empty(report.Unproved);
        Assert.True(report.Paths > 0 && report.Sets > 0);
    }

    [Fact]
    public void A_directory_without_a_night_line_is_found_with_the_shortest_path_and_the_first_instant()
    {
        var report = Prove(Window("day", "work"), Window("other", "life") with { Hours = OpeningHours.Parse("24/7") });
        var breach = report.Breaches[0];
        Assert.Equal("first: yes", breach.Path);
        Assert.Equal(new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.FromHours(9)), breach.At);
    }

    [Fact]
    public void A_hole_in_one_ward_only_is_found()
    {
        var night = Window("night", "work") with { Hours = OpeningHours.Parse("24/7"), Area = new ServiceArea(AreaKind.City, []) };
        var report = Prove(night, Window("day", "work"), Window("other", "life") with { Hours = OpeningHours.Parse("24/7") });
        Assert.Contains("ward: outside", report.Breaches[0].Path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hole_that_only_two_answers_together_open_is_found()
    {
        var third = Window("night", "work") with { Hours = OpeningHours.Parse("24/7"), ForWhom = Audience.PersonOnly };
        var breach = Prove(third, Window("day", "work"), Window("other", "life") with { Hours = OpeningHours.Parse("24/7") }).Breaches[0];
        Assert.Equal("who: other; first: yes", breach.Path);
    }

    [Fact]
    public void A_crisis_class_without_a_line_at_night_is_found()
    {
        var line = new CrisisLine { WindowId = "other", Classes = ["dv"], ForWhom = "anyone", Way = "phone", Hours = OpeningHours.Parse("09:00-17:00"), HoursSeen = true };
        var snapshot = new DirectorySnapshot("toy", From, [Window("other", "life") with { Hours = OpeningHours.Parse("24/7") }], [], [], [line], Holidays);
        var handbook = Toy();
        Assert.Contains(LawProof.Prove(handbook, snapshot, HandbookWalk.Of(handbook), From).Breaches, b => b.Path.StartsWith("a sign of dv", StringComparison.Ordinal));
    }

    [Fact]
    public void The_Law_holds_for_the_shipped_handbook_and_seed()
    {
        var sources = Sources.Find(AppContext.BaseDirectory, AppContext.BaseDirectory);
        var handbook = HandbookLoader.Load(sources.Handbook).Handbook;
        var snapshot = SeedDirectory.Load(sources.Seed, TimeProvider.System).Current;
        var report = LawProof.Prove(handbook, snapshot, HandbookWalk.Of(handbook), From, TestContext.Current.CancellationToken);
        Assert.Empty(report.Breaches.Select(b => b.ToString()));
        Assert.Empty(report.Unproved);
        // So many paths there are; far fewer would mean that the walk had stopped somewhere.
        Assert.True(report.Paths > 500_000, $"only {report.Paths} paths");
    }

    private static readonly HolidayCalendar Holidays = new([new(new DateOnly(2026, 1, 1), "new year"), new(new DateOnly(2027, 1, 1), "new year")]);

    private static LawReport Prove(params Service[] services)
    {
        var handbook = Toy();
        return LawProof.Prove(handbook, new DirectorySnapshot("toy", From, services, [], [], [], Holidays), HandbookWalk.Of(handbook), From);
    }

    private static Service Window(string id, params string[] needs) => new()
    {
        Id = id,
        Name = id,
        Organization = id,
        Kind = "city",
        Needs = needs,
        Area = new ServiceArea(AreaKind.Nation, []),
        Phones = [new Phone(id, null)],
        Hours = OpeningHours.Parse("Mo-Fr 09:00-17:00; PH off"),
        HoursSeen = true,
        Provenance = new Provenance("https://example.org/", null, null, new DateOnly(2029, 1, 1), Confidence.High),
    };

    private static Handbook Toy(params Question[] more) => new("toy", "1", [
        new Question { Id = "who", Kind = QuestionKind.Single, Options = [new Option { Id = "me", Effects = new Effects { About = "self" } }, new Option { Id = "other", Effects = new Effects { About = "third" } }] },
        new Question { Id = "ward", Kind = QuestionKind.Single, Options = [new Option { Id = "kita", Effects = new Effects { Ward = "kita" } }, new Option { Id = "outside", Effects = new Effects { Ward = "outside" } }] },
        new Question { Id = "first", Kind = QuestionKind.Single, Options = [new Option { Id = "yes", Effects = new Effects { Needs = ["work"] } }, new Option { Id = "no" }] },
        .. more,
    ], []);
}
