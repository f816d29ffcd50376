namespace Tsunagu.EndToEnd.Tests.Line;

/// <summary>The checker is only worth something if it catches what it is there for.</summary>
public sealed class LineHistoryCheckerTests
{
    [Fact]
    public void A_good_history_passes() => Assert.Empty(LineHistoryChecker.Check(Good()));

    [Fact]
    public void An_answer_that_never_came_is_caught()
    {
        var history = Good();
        history.Answers.RemoveAt(1);
        Assert.Contains(LineHistoryChecker.Check(history), f => f.Contains("from step 1 of a to step 3 of a", StringComparison.Ordinal));
        history.Answers.RemoveAt(history.Answers.Count - 1);
        Assert.Contains(LineHistoryChecker.Check(history), f => f.Contains("4 events were acknowledged, but 2", StringComparison.Ordinal));
    }

    [Fact]
    public void An_answer_that_came_twice_is_caught_unless_it_could_not_be_known()
    {
        var history = Good();
        history.Answers.Insert(1, history.Answers[0]);
        Assert.Contains(LineHistoryChecker.Check(history), f => f.Contains("step 1 was answered twice", StringComparison.Ordinal));
        history.Answers[1] = history.Answers[1] with { Unknowable = true };
        Assert.Empty(LineHistoryChecker.Check(history));
    }

    [Fact]
    public void An_effect_that_came_twice_and_one_that_was_undone_are_caught()
    {
        var history = Good();
        history.Answers[2] = history.Answers[2] with { Turn = 4 };
        Assert.NotEmpty(LineHistoryChecker.Check(history));
        history.Answers[2] = history.Answers[0];
        Assert.NotEmpty(LineHistoryChecker.Check(history));
    }

    private static LineHistory Good()
    {
        var history = new LineHistory("somebody") { Acknowledged = 4 };
        history.Answers.AddRange([new("a", 1), new("a", 2), new("a", 3), new("b", 1)]);
        return history;
    }
}
