namespace Tsunagu.BotCore;

/// <summary>Which conversation: the channel and the channel's own id of it.</summary>
/// <param name="ChannelId">One of <see cref="Channels"/> or another channel's id.</param>
/// <param name="ConversationId">The channel's id of the conversation; it may be personal, so it is never logged.</param>
public readonly record struct ConversationKey(string ChannelId, string ConversationId)
{
    /// <summary>The channel only: the conversation's id stays out of logs.</summary>
    public override string ToString() => $"{ChannelId}/…";
}

/// <summary>Something that a channel delivered, perhaps not for the first time.</summary>
/// <param name="EventId">What makes it the same delivery: <c>clientActivityID</c>, else the activity's id (web); <c>webhookEventId</c> (LINE).</param>
/// <param name="Activity">What happened.</param>
public sealed record IncomingEvent(string EventId, Activity Activity)
{
    /// <summary>What the channel needs again when the answer is sent, such as a reply token; kept (encrypted) with the outgoing messages until they are sent.</summary>
    public string? ReplyWith { get; init; }

    /// <summary>
    /// What the channel needs to write to the person later, without an event: kept (encrypted) with a reminder that the turn planned, until it is sent.
    /// Null = the channel cannot; then nothing is planned.
    /// </summary>
    public string? PushWith { get; init; }

    /// <summary>Neither ids nor words: events stand in logs of failures.</summary>
    public override string ToString() => nameof(IncomingEvent);
}

/// <summary>What became of a delivery.</summary>
public enum ReceiveStatus
{
    /// <summary>It was taken and answered.</summary>
    Accepted,

    /// <summary>It had come before; the answer is the one that was given then, and nothing happened now.</summary>
    Duplicate,

    /// <summary>There is no such conversation: never begun, expired or erased.</summary>
    Unknown,

    /// <summary>Too much is going on; nothing happened, try again later.</summary>
    Busy,

    /// <summary>
    /// It could not be kept (the store is down), so it must not be acknowledged: let the sender deliver it again.
    /// The replies come from memory: lines to call, and that nothing can be remembered now. They stand in no history; show them if you can.
    /// </summary>
    Unkept,
}

/// <summary>What a delivery led to.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="ActivityId">Id of the person's activity in the history; empty when nothing was taken.</param>
/// <param name="Replies">What the bot said, in order; each carries <see cref="MessageData"/> if it is a message.</param>
public sealed record ReceiveResult(ReceiveStatus Status, string ActivityId, IReadOnlyList<Activity> Replies);

/// <summary>A piece of a conversation's history.</summary>
/// <param name="Activities">The activities after the asked place, oldest first.</param>
/// <param name="Watermark">Where to go on reading.</param>
public sealed record HistoryPage(IReadOnlyList<Activity> Activities, long Watermark);

/// <summary>
/// The port between channels and the engine. Turns of one conversation never overlap; a delivery has one effect however often it comes;
/// what a person typed is not kept.
/// </summary>
public interface IConversations
{
    /// <summary>Opens a conversation. Nothing is said yet: the greeting answers the first event. Opening it again changes nothing.</summary>
    /// <param name="key">Which conversation.</param>
    /// <param name="locale">Tag of the language wished; null = the handbook's own.</param>
    /// <param name="ct">Ends the waiting, not the work.</param>
    /// <returns>False when no more conversations can be held now.</returns>
    /// <exception cref="ConversationsUnavailableException">The store is down; as for the other methods, but not <see cref="ReceiveAsync"/>, which answers even then.</exception>
    Task<bool> BeginAsync(ConversationKey key, string? locale, CancellationToken ct = default);

    /// <summary>Takes a delivery and answers it; the replies stand in the history when this returns.</summary>
    /// <param name="key">Which conversation.</param>
    /// <param name="e">What was delivered.</param>
    /// <param name="ct">Ends the waiting, not the work.</param>
    Task<ReceiveResult> ReceiveAsync(ConversationKey key, IncomingEvent e, CancellationToken ct = default);

    /// <summary>The history after a place; words that a person typed are not in it.</summary>
    /// <param name="key">Which conversation.</param>
    /// <param name="after">The watermark read before; 0 = from the start.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <returns>Null when there is no such conversation.</returns>
    Task<HistoryPage?> ReadAsync(ConversationKey key, long after, CancellationToken ct = default);

    /// <summary>
    /// The history after a place, and what comes next as it comes; ends when the conversation is erased or expires.
    /// Only here words just typed are echoed, to those who watch at that moment.
    /// </summary>
    /// <param name="key">Which conversation.</param>
    /// <param name="after">The watermark read before; 0 = from the start.</param>
    /// <param name="ct">Ends the watching.</param>
    IAsyncEnumerable<HistoryPage> WatchAsync(ConversationKey key, long after, CancellationToken ct = default);

    /// <summary>Forgets the conversation at once.</summary>
    /// <param name="key">Which conversation.</param>
    /// <param name="ct">Ends the waiting, not the work.</param>
    /// <returns>False when there was none.</returns>
    Task<bool> EraseAsync(ConversationKey key, CancellationToken ct = default);
}

/// <summary>The store is down: nothing can be read or kept now. The engine recovers by itself; try again later.</summary>
public sealed class ConversationsUnavailableException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What cannot be reached, without ids.</param>
    /// <param name="inner">What the store said.</param>
    public ConversationsUnavailableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
