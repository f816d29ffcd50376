using System.Collections.Immutable;

namespace Tsunagu.Handbooks.Tests.Journeys;

public sealed class AnswersTests
{
    [Fact]
    public void They_are_equal_when_they_say_the_same_in_whatever_order()
    {
        var one = Answers.Empty.With("b", "2").With("a", "1");
        var two = Answers.Empty.With("a", "1").With("b", "2");
        Assert.Equal(one, two);
        Assert.Equal(one.GetHashCode(), two.GetHashCode());
        Assert.NotEqual(one, two.With("b", "3"));
        Assert.NotEqual(one, two.Without("b"));
        Assert.NotEqual(Answers.Empty, Answers.Empty.Skip("a"));
    }

    [Fact]
    public void They_never_change()
    {
        var before = Answers.Empty.With("a", "1");
        _ = before.With("a", "2").Skip("b").Without("a");
        Assert.Equal(["1"], before["a"]);
        Assert.Equal(1, before.Count);
    }

    [Fact]
    public void Left_out_on_purpose_is_answered_with_nothing()
    {
        var answers = Answers.Empty.Skip("a");
        Assert.True(answers.IsAnswered("a"));
        Assert.True(answers.IsSkipped("a"));
        Assert.False(answers.IsSkipped("b"));
        Assert.Empty(answers["a"]);
        Assert.Empty(answers["b"]);
    }

    [Fact]
    public void The_same_option_twice_counts_once() => Assert.Equal(["1", "2"], Answers.Empty.With("a", "1", "2", "1")["a"]);

    [Fact]
    public void They_are_read_back_as_they_were_kept()
    {
        var kept = new Dictionary<string, ImmutableArray<string>> { ["a"] = ["1", "1"], ["b"] = [], ["c"] = default };
        var answers = Answers.From(kept);
        Assert.Equal(Answers.Empty.With("a", "1").Skip("b").Skip("c"), answers);
        Assert.Equal(answers, Answers.From(answers.QuestionIds.ToDictionary(q => q, q => answers[q])));
    }
}
