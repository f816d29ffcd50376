using CsCheck;

namespace Tsunagu.Handbooks.Tests.Journeys;

/// <summary>The edge cases that <see cref="Journey"/> names.</summary>
public sealed class JourneyTests
{
    private static readonly Handbook Handbook = Toy.Handbook();

    private static readonly Answers UpToGroups = Answers.Empty.With("who", "self").With("age", "old");

    [Fact]
    public void It_begins_at_the_first_question_and_ends_when_none_is_left()
    {
        Assert.Equal("who", Journey.From(Handbook, Answers.Empty).Current?.Id);
        var journey = Journey.From(Handbook, UpToGroups.With("groups", "b").With("worries-b", "b-1").With("ways", "phone").Skip("facts"));
        Assert.True(journey.IsComplete);
        Assert.Equal(["who", "age", "groups", "worries-b", "ways", "facts"], journey.Answered.Select(q => q.Id));
        Assert.Equal(journey.Answered.Count, journey.Steps);
    }

    [Fact]
    public void Going_back_is_taking_the_last_answer_out()
    {
        var there = UpToGroups.With("groups", "a");
        var back = there.Without("groups");
        Assert.Equal("groups", Journey.From(Handbook, back).Current?.Id);
        Assert.Equal(Journey.From(Handbook, there).Current?.Id, Journey.From(Handbook, back.With("groups", "a")).Current?.Id);
    }

    [Fact]
    public void An_answer_that_no_longer_applies_stays_and_comes_back()
    {
        var all = UpToGroups.With("groups", "a", "b").With("worries-a", "a-1").With("worries-b", "b-1");
        var edited = all.With("groups", "b");
        var journey = Journey.From(Handbook, edited);
        Assert.False(journey.Applicable.IsAnswered("worries-a"));
        Assert.True(edited.IsAnswered("worries-a"));
        Assert.Equal(["a-1"], Journey.From(Handbook, edited.With("groups", "a", "b")).Applicable["worries-a"]);
    }

    [Fact]
    public void An_option_that_has_gone_is_left_out_and_an_answer_without_any_is_asked_again()
    {
        var answers = UpToGroups.With("groups", "a", "gone").With("worries-a", "gone");
        var journey = Journey.From(Handbook, answers);
        Assert.Equal(["a"], journey.Applicable["groups"]);
        Assert.Equal("worries-a", journey.Current?.Id);
    }

    [Fact]
    public void A_question_left_out_is_answered_with_nothing()
    {
        var journey = Journey.From(Handbook, Answers.Empty.Skip("who"));
        Assert.Equal("age", journey.Current?.Id);
        Assert.True(journey.Applicable.IsSkipped("who"));
    }

    [Fact]
    public void None_of_these_does_not_stand_beside_others() =>
        Assert.Equal(["phone"], Journey.From(Handbook, UpToGroups.Skip("groups").With("ways", "phone", "none")).Applicable["ways"]);

    [Fact]
    public void Of_one_answer_only_the_first_in_shown_order_counts() =>
        Assert.Equal(["self"], Journey.From(Handbook, Answers.Empty.With("who", "other", "self")).Applicable["who"]);

    [Fact]
    public void A_question_that_does_not_matter_is_passed_over_and_a_later_answer_counts_all_the_same()
    {
        var answers = UpToGroups.With("groups", "b").With("worries-b", "b-1").With("facts", "yes");
        var journey = Journey.From(Handbook, answers, (question, _) => question.Id != "ways");
        Assert.True(journey.IsComplete);
        Assert.Equal(["yes"], journey.Applicable["facts"]);
        Assert.False(journey.Applicable.IsAnswered("ways"));
    }

    [Fact]
    public void What_was_answered_stays_although_it_would_not_be_asked_any_more()
    {
        var journey = Journey.From(Handbook, UpToGroups, (_, _) => false);
        Assert.Equal(["who", "age"], journey.Answered.Select(q => q.Id));
    }

    [Fact]
    public void The_field_that_was_put_first_is_asked_first()
    {
        var answers = UpToGroups.With("groups", "a", "b", "c", "d").With("priority-group", "d");
        Assert.Equal("worries-d", Journey.From(Handbook, answers).Current?.Id);
        var journey = Journey.From(Handbook, answers.Skip("worries-d").Skip("worries-a").Skip("worries-b"));
        Assert.Equal(["worries-d", "worries-a", "worries-b"], journey.Answered.Where(q => q.GroupId is not null).Select(q => q.Id));
        Assert.Equal("ways", journey.Current?.Id);
    }

    [Fact]
    public void The_young_see_their_own_order()
    {
        var groups = Handbook.Find("groups")!;
        Assert.Equal(["e", "b", "c", "d", "a"], Handbook.OptionsOf(groups, Answers.Empty.With("age", "young")).Select(o => o.Id));
        Assert.Equal(["a", "b", "c", "d", "e"], Handbook.OptionsOf(groups, Answers.Empty.With("age", "old")).Select(o => o.Id));
    }

    [Fact]
    public void What_is_not_essential_gives_way_when_the_budget_is_spent()
    {
        var tight = Toy.Handbook(budget: 5);
        var answers = UpToGroups.With("groups", "a", "c").With("worries-a", "a-1").With("worries-c", "c-1").With("safety", "ok");
        Assert.True(Journey.From(tight, answers).IsComplete);
        Assert.Equal("ways", Journey.From(Handbook, answers).Current?.Id);
    }

    [Fact]
    public void After_danger_the_ways_are_not_asked()
    {
        var answers = UpToGroups.With("groups", "c").With("worries-c", "c-1").With("safety", "danger");
        Assert.Equal("facts", Journey.From(Handbook, answers).Current?.Id);
    }

    [Fact]
    public void However_it_is_answered_the_budget_holds_and_order_does_not_matter() =>
        Gen.Select(Gen.Int[0, 999].Array[30], Gen.Bool.Array[30]).Sample((choices, essentials) =>
        {
            var answers = Answers.Empty;
            List<(string Id, string[] Chosen)> given = [];
            for (var i = 0; Journey.From(Handbook, answers, (_, _) => essentials[i]).Current is { } question; i++)
            {
                var options = Handbook.OptionsOf(question, Journey.From(Handbook, answers).Applicable);
                var chosen = options.Where((_, k) => (choices[i] >> k) % 2 == 1).Take(question.Kind == QuestionKind.Single ? 1 : 9).Select(o => o.Id).ToArray();
                given.Add((question.Id, chosen));
                answers = chosen.Length > 0 ? answers.With(question.Id, chosen) : answers.Skip(question.Id);
            }

            Assert.InRange(given.Count, 0, Handbook.Budget);
            var backwards = Enumerable.Reverse(given).Aggregate(Answers.Empty, (a, g) => g.Chosen.Length > 0 ? a.With(g.Id, g.Chosen) : a.Skip(g.Id));
            Assert.Equal(answers, backwards);
            Assert.Equal(Journey.From(Handbook, answers).Applicable, Journey.From(Handbook, backwards).Applicable);
        }, iter: 300);
}
