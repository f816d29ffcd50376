namespace Tsunagu.Handbooks.Tests.Journeys;

/// <summary>What answers say a person needs.</summary>
public sealed class NeedProfileTests
{
    private static readonly Handbook Handbook = Toy.Handbook();

    [Fact]
    public void The_first_kind_of_a_worry_weighs_most()
    {
        var needs = Of(Answers.Empty.With("groups", "a").With("worries-a", "a-1")).Needs;
        Assert.Equal([("life", 1.0), ("shakyo", 0.7), ("place", 0.5)], needs.Select(n => (n.Code, n.Weight)));
        Assert.Equal(["a-1"], needs[0].Because);
    }

    [Fact]
    public void Two_worries_for_the_same_window_make_it_more_wanted()
    {
        var needs = Of(Answers.Empty.With("groups", "a", "b").With("worries-a", "a-2").With("worries-b", "b-1")).Needs;
        Assert.Equal(["life", "work"], needs.Select(n => n.Code));
        Assert.Equal(1.1, needs[0].Weight);
    }

    [Fact]
    public void What_was_put_first_outweighs_everything()
    {
        var four = Answers.Empty.With("groups", "a", "b", "c", "d").With("priority-group", "d").With("worries-d", "d-1").With("worries-a", "a-1", "a-2").With("worries-b", "b-1");
        Assert.Equal("law", Of(four).Needs[0].Code);
    }

    [Fact]
    public void A_field_without_a_named_worry_still_counts_but_less()
    {
        var profile = Of(Answers.Empty.With("groups", "b", "d").With("worries-d", "d-1").Skip("worries-b"));
        Assert.Equal(["law", "work"], profile.Needs.Select(n => n.Code));
        Assert.Equal(0.6, profile.Needs[1].Weight);
        Assert.Equal(["target-d", "target-b"], profile.Targets);
        Assert.Empty(profile.Schemes);
    }

    [Fact]
    public void A_worry_of_a_field_that_is_not_chosen_any_more_counts_for_nothing() =>
        Assert.DoesNotContain(Of(Answers.Empty.With("groups", "b").With("worries-a", "a-1").With("worries-b", "b-1")).Needs, n => n.Code == "shakyo");

    [Fact]
    public void Schemes_come_in_order_and_once() =>
        Assert.Equal(["s1", "s2"], Of(Answers.Empty.With("groups", "a").With("worries-a", "a-1", "a-2")).Schemes);

    [Fact]
    public void A_mark_of_danger_makes_it_urgent_and_only_a_plain_answer_calms_it()
    {
        var marked = Answers.Empty.With("groups", "c").With("worries-c", "c-1");
        Assert.Equal("safety", Of(marked).Urgency);
        Assert.Null(Of(marked.With("safety", "ok")).Urgency);
        Assert.Equal("safety", Of(marked.With("safety", "danger")).Urgency);
        Assert.Equal("safety", Of(marked.Skip("safety")).Urgency);
    }

    [Fact]
    public void Ways_facts_age_and_person_are_those_that_were_said()
    {
        var profile = Of(Answers.Empty.With("who", "other").With("age", "old").Skip("groups").With("ways", "chat", "phone").With("facts", "yes"));
        Assert.Equal("third", profile.About);
        Assert.Equal("40-64", profile.Age);
        Assert.Equal(["chat", "line", "phone"], profile.Ways.Order(StringComparer.Ordinal));
        Assert.Equal(["yes"], profile.Facts["pregnant"]);
    }

    [Fact]
    public void Nothing_answered_is_nothing_known()
    {
        var profile = Of(Answers.Empty);
        Assert.Empty(profile.Needs);
        Assert.Empty(profile.Facts);
        Assert.Null(profile.Age);
        Assert.Null(profile.Ward);
        Assert.Null(profile.Urgency);
        Assert.Equal("self", profile.About);
    }

    [Fact]
    public void What_is_added_comes_first_only_where_it_says_so()
    {
        var young = Of(Answers.Empty.With("age", "young").With("groups", "b").With("worries-b", "b-1"));
        Assert.Equal(1.0, young.Needs.Single(n => n.Code == "edu").Weight);
        var supporter = Of(Answers.Empty.With("who", "other").With("groups", "b").With("worries-b", "b-1"));
        Assert.Equal("kokoro", supporter.Needs[^1].Code);
        Assert.Equal(0.3, supporter.Needs[^1].Weight);
        Assert.Contains("supporter", supporter.Marks);
    }

    private static NeedProfile Of(Answers answers) => NeedProfile.From(Handbook, answers);
}
