namespace Tsunagu.Benchmarks.Torture;

/// <summary>What one client knows of one talk: which events it sent, in order, which were acknowledged, and what stands in the history at the end.</summary>
/// <param name="Talk">A name for the talk in messages.</param>
/// <param name="Person">Who taps; nobody else may stand in the history.</param>
public sealed record TalkHistory(string Talk, string Person)
{
    /// <summary>Ids of the events in the order in which they were first sent.</summary>
    public List<string> Sent { get; } = [];

    /// <summary>Those that were acknowledged, however often.</summary>
    public HashSet<string> Acknowledged { get; } = new(StringComparer.Ordinal);

    /// <summary>The history as it was read at the end, oldest first.</summary>
    public List<Entry> Read { get; } = [];
}

/// <summary>One activity of a history.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Person">The person who sent it; null when the bot did.</param>
/// <param name="EventId">The client's id of the event; null when the bot said it.</param>
/// <param name="ReplyTo">Which activity the bot answers.</param>
/// <param name="Round">Id of the talk from one beginning to the next, as the bot counts.</param>
/// <param name="Turn">The bot's count of steps in the round.</param>
/// <param name="Failed">True when the bot says that the turn failed: its time was over, as where the machine was paused in the middle of it.</param>
public sealed record Entry(string Id, string? Person, string? EventId, string? ReplyTo, string? Round, int Turn, bool Failed);

/// <summary>
/// Proves per talk: one effect per acknowledged event, in order, nothing foreign. Every event of the driver is a tap that takes the talk exactly one step on
/// (or to the first step of a new round), so an effect that was lost or came twice shows in the bot's own count even if the history looks well.
/// A turn that failed says so to the person and leaves the talk exactly where it was.
/// </summary>
public static class HistoryChecker
{
    /// <summary>What is wrong, in words; empty when all is well.</summary>
    /// <param name="history">One talk.</param>
    public static IEnumerable<string> Check(TalkHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var people = history.Read.Where(e => e.Person is not null).ToList();
        foreach (var entry in people.Where(e => e.Person != history.Person || !history.Sent.Contains(e.EventId, StringComparer.Ordinal)))
            yield return $"{history.Talk}: foreign event {entry.EventId} of {entry.Person}";
        foreach (var twice in people.GroupBy(e => e.EventId, StringComparer.Ordinal).Where(g => g.Count() > 1))
            yield return $"{history.Talk}: event {twice.Key} has {twice.Count()} effects";
        foreach (var lost in history.Acknowledged.Where(id => people.All(e => e.EventId != id)))
            yield return $"{history.Talk}: acknowledged event {lost} was lost";
        var order = people.Select(e => e.EventId!).Distinct(StringComparer.Ordinal).Where(history.Sent.Contains).ToList();
        if (!order.SequenceEqual(history.Sent.Where(order.Contains), StringComparer.Ordinal))
            yield return $"{history.Talk}: events were answered out of order";
        foreach (var finding in CheckSteps(history))
            yield return finding;
    }

    private static IEnumerable<string> CheckSteps(TalkHistory history)
    {
        (string? Round, int Turn)? before = null;
        foreach (var entry in history.Read.Where(e => e.Person is not null || e.ReplyTo is not null))
        {
            if (entry.Person is null)
                continue;
            var replies = history.Read.Where(e => e.ReplyTo == entry.Id && e.Person is null).ToList();
            if (replies.Count == 0)
            {
                yield return $"{history.Talk}: event {entry.EventId} got no answer";
                continue;
            }

            var now = (replies[^1].Round, replies[^1].Turn);
            if (replies[^1].Failed)
            {
                if (before is { } stays && now != stays)
                    yield return $"{history.Talk}: event {entry.EventId} failed, but took the talk from step {stays.Turn} to step {now.Turn}";
                continue;
            }

            if (before is { } b && now != (b.Round, b.Turn + 1) && !(now.Round != b.Round && now.Turn == 1))
                yield return $"{history.Talk}: event {entry.EventId} took the talk from step {b.Turn} to step {now.Turn}";
            before = now;
        }
    }
}
