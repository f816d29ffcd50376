namespace Tsunagu.Handbooks.Tests.Rules;

/// <summary>Each operator of the closed rule language, where it holds and where it does not.</summary>
public sealed class RuleTests
{
    private static readonly Answers Some = Answers.Empty.With("who", "self").With("groups", "a", "c").With("worries-a", "a-1", "a-2").With("worries-c", "c-1").Skip("age");

    public static TheoryData<string, Rule, bool> Cases() => new()
    {
        { "always", Always.Instance, true },
        { "answered", new Answered("who"), true },
        { "answered: left out on purpose does not count", new Answered("age"), false },
        { "answered: never asked", new Answered("ways"), false },
        { "is", new Is("who", "self"), true },
        { "is: another", new Is("who", "other"), false },
        { "is: one of two is not it alone", new Is("groups", "a"), false },
        { "in", new In("groups", ["c", "d"]), true },
        { "in: none of these", new In("groups", ["d", "e"]), false },
        { "in: worries of all fields", new In("worries", ["c-1"]), true },
        { "count", new Count("groups", 2, 2), true },
        { "count: too few", new Count("groups", 3, int.MaxValue), false },
        { "count: too many", new Count("groups", 0, 1), false },
        { "count: worries of all fields", new Count("worries", 3, 3), true },
        { "count: nothing of what was left out", new Count("age", 0, 0), true },
        { "marked: a worry", new Marked("safety"), true },
        { "marked: nothing", new Marked("today"), false },
        { "round", new Round("a"), true },
        { "round: not chosen", new Round("b"), false },
        { "schemes: two of them", new Schemes(2), true },
        { "schemes: not three", new Schemes(3), false },
        { "not", new Not(new Is("who", "other")), true },
        { "not: turned round", new Not(Always.Instance), false },
        { "all", new All([new Is("who", "self"), new Round("a")]), true },
        { "all: one does not", new All([new Is("who", "self"), new Round("b")]), false },
        { "any", new Any([new Round("b"), new Round("a")]), true },
        { "any: none does", new Any([new Round("b"), new Round("d")]), false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_holds_as_written(string name, Rule rule, bool holds)
    {
        Assert.NotEmpty(name);
        Assert.Equal(holds, rule.Holds(Toy.Context(Some)));
    }

    [Fact]
    public void A_group_can_carry_the_mark_itself() => Assert.True(new Marked("violence").Holds(Toy.Context(Answers.Empty.With("groups", "e"))));

    [Fact]
    public void A_mark_of_a_worry_whose_field_is_not_chosen_any_more_does_not_count() =>
        Assert.False(new Marked("safety").Holds(Toy.Context(Some.With("groups", "a"))));

    [Fact]
    public void Nested_rules_name_every_question_that_they_look_at() =>
        Assert.Equal(["who", "groups", "age"], new All([new Is("who", "self"), new Not(new In("groups", ["a"])), new Any([new Answered("age")])]).QuestionIds);

    [Fact]
    public void Rounds_begin_with_the_field_that_was_put_first()
    {
        var handbook = Toy.Handbook();
        var four = Answers.Empty.With("groups", "a", "b", "c", "d");
        Assert.Equal(["a", "b", "c"], handbook.RoundsOf(four));
        Assert.Equal(["d", "a", "b"], handbook.RoundsOf(four.With("priority-group", "d")));
        Assert.Equal(["b", "d"], handbook.RoundsOf(Answers.Empty.With("groups", "d", "b").With("priority-group", "d")));
        Assert.Empty(handbook.RoundsOf(Answers.Empty));
    }
}
