using Tsunagu.Benchmarks.Torture;

namespace Tsunagu.EndToEnd.Tests;

/// <summary>The checker is only worth something if it catches what it is there for.</summary>
public sealed class HistoryCheckerTests
{
    [Fact]
    public void A_good_history_passes() => Assert.Empty(HistoryChecker.Check(Good()));

    [Fact]
    public void A_tap_that_was_never_acknowledged_may_be_missing()
    {
        var history = Good();
        history.Sent.Add("e9");
        Assert.Empty(HistoryChecker.Check(history));
    }

    [Fact]
    public void A_lost_effect_is_caught()
    {
        var history = Good();
        history.Read.RemoveAll(e => e.EventId == "e2" || e.ReplyTo == "a2");
        Assert.Contains(HistoryChecker.Check(history), f => f.Contains("e2 was lost", StringComparison.Ordinal));
    }

    [Fact]
    public void A_doubled_effect_is_caught()
    {
        var history = Good();
        history.Read.AddRange([Tap("a4", "e3"), Reply("a4", "r", 4)]);
        Assert.Contains(HistoryChecker.Check(history), f => f.Contains("e3 has 2 effects", StringComparison.Ordinal));
    }

    [Fact]
    public void An_effect_that_came_twice_without_a_trace_in_the_history_is_caught()
    {
        var history = Good();
        history.Read[^1] = history.Read[^1] with { Turn = 4 };
        Assert.Contains(HistoryChecker.Check(history), f => f.Contains("from step 2 to step 4", StringComparison.Ordinal));
    }

    [Fact]
    public void An_effect_that_was_undone_is_caught()
    {
        var history = Good();
        history.Read[^1] = history.Read[^1] with { Turn = 2 };
        Assert.Contains(HistoryChecker.Check(history), f => f.Contains("from step 2 to step 2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void A_turn_that_failed_leaves_the_talk_where_it_was(int turn, bool passes)
    {
        var history = Good();
        history.Read[^1] = history.Read[^1] with { Turn = turn, Failed = true };
        var findings = HistoryChecker.Check(history).ToList();
        Assert.Equal(passes, findings.Count == 0);
        Assert.All(findings, f => Assert.Contains("e3 failed, but took the talk from step 2 to step 3", f, StringComparison.Ordinal));
    }

    [Fact]
    public void Swapped_effects_are_caught()
    {
        var history = Good();
        (history.Read[0], history.Read[2]) = (history.Read[2], history.Read[0]);
        Assert.Contains(HistoryChecker.Check(history), f => f.Contains("out of order", StringComparison.Ordinal));
    }

    [Fact]
    public void A_foreign_effect_is_caught()
    {
        var history = Good();
        history.Read.Add(Tap("a4", "x1") with { Person = "somebody-else" });
        Assert.Contains(HistoryChecker.Check(history), f => f.Contains("foreign event x1", StringComparison.Ordinal));
    }

    [Fact]
    public void An_event_without_an_answer_is_caught()
    {
        var history = Good();
        history.Read.RemoveAt(history.Read.Count - 1);
        Assert.Contains(HistoryChecker.Check(history), f => f.Contains("e3 got no answer", StringComparison.Ordinal));
    }

    private static TalkHistory Good()
    {
        var history = new TalkHistory("talk", "me");
        history.Sent.AddRange(["e1", "e2", "e3"]);
        history.Acknowledged.UnionWith(history.Sent);
        history.Read.AddRange([Tap("a1", "e1"), Reply("a1", "r", 1), Tap("a2", "e2"), Reply("a2", "r", 2), Tap("a3", "e3"), Reply("a3", "r", 3)]);
        return history;
    }

    private static Entry Tap(string id, string eventId) => new(id, "me", eventId, null, null, 0, Failed: false);

    private static Entry Reply(string to, string round, int turn) => new($"{to}-reply", null, null, to, round, turn, Failed: false);
}
