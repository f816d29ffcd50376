using Tsunagu.BotCore;

namespace Tsunagu.Conversations;

/// <summary>
/// Keeps conversations. One turn is one write: state, event id and outgoing messages together, or nothing of it.
/// Nothing that a person typed comes here. Implementations may be used by many turns at once.
/// </summary>
public interface IConversationStore
{
    /// <summary>How many conversations are kept.</summary>
    /// <param name="ct">Ends the call.</param>
    Task<int> CountAsync(CancellationToken ct = default);

    /// <summary>Keeps a new conversation.</summary>
    /// <param name="key">Which conversation.</param>
    /// <param name="state">The state of a talk that has not begun.</param>
    /// <param name="expiresAt">When it is forgotten.</param>
    /// <param name="ct">Ends the call.</param>
    /// <returns>False when it was there already; nothing changed then.</returns>
    Task<bool> TryCreateAsync(ConversationKey key, byte[] state, DateTimeOffset expiresAt, CancellationToken ct = default);

    /// <summary>The conversation as it stands; null when there is none.</summary>
    /// <param name="key">Which conversation.</param>
    /// <param name="ct">Ends the call.</param>
    Task<StoredConversation?> FindAsync(ConversationKey key, CancellationToken ct = default);

    /// <summary>The answer that was given to an event; null when the event is new, or too old to be known.</summary>
    /// <param name="key">Which conversation.</param>
    /// <param name="eventId">The delivery.</param>
    /// <param name="ct">Ends the call.</param>
    Task<AnsweredEvent?> FindEventAsync(ConversationKey key, string eventId, CancellationToken ct = default);

    /// <summary>Writes a turn, if nobody wrote another since.</summary>
    /// <param name="key">Which conversation.</param>
    /// <param name="turn">What is written.</param>
    /// <param name="ct">Ends the call.</param>
    /// <returns>False when the version is another by now, or the conversation is gone: read it and run the turn again.</returns>
    Task<bool> TryWriteAsync(ConversationKey key, TurnWrite turn, CancellationToken ct = default);

    /// <summary>History after a place; null when there is no such conversation.</summary>
    /// <param name="key">Which conversation.</param>
    /// <param name="after">Sequence number; 0 = from the start.</param>
    /// <param name="ct">Ends the call.</param>
    Task<HistoryPage?> ReadAsync(ConversationKey key, long after, CancellationToken ct = default);

    /// <summary>Forgets a conversation with all that belongs to it.</summary>
    /// <param name="key">Which conversation.</param>
    /// <param name="ct">Ends the call.</param>
    /// <returns>False when there was none.</returns>
    Task<bool> DeleteAsync(ConversationKey key, CancellationToken ct = default);

    /// <summary>Forgets what has expired.</summary>
    /// <param name="now">The present instant.</param>
    /// <param name="ct">Ends the call.</param>
    /// <returns>What was forgotten.</returns>
    Task<IReadOnlyList<ConversationKey>> DeleteExpiredAsync(DateTimeOffset now, CancellationToken ct = default);
}

/// <summary>A conversation as it stands.</summary>
/// <param name="Version">Goes up with every write; the next write must name it.</param>
/// <param name="State">The state of the talk.</param>
/// <param name="LastSequence">Number of the last activity in the history; 0 = none.</param>
/// <param name="ExpiresAt">When it is forgotten.</param>
public sealed record StoredConversation(long Version, byte[] State, long LastSequence, DateTimeOffset ExpiresAt);

/// <summary>A turn as it is written.</summary>
/// <param name="ExpectedVersion">The version that the turn began with.</param>
/// <param name="State">The state after it.</param>
/// <param name="Answer">The event and what was answered to it.</param>
/// <param name="History">The activities that join the history, without typed words, numbered from <see cref="StoredConversation.LastSequence"/> + 1.</param>
/// <param name="ExpiresAt">When the conversation is forgotten now.</param>
public sealed record TurnWrite(long ExpectedVersion, byte[] State, AnsweredEvent Answer, IReadOnlyList<Activity> History, DateTimeOffset ExpiresAt);

/// <summary>An event that was answered.</summary>
/// <param name="EventId">The delivery.</param>
/// <param name="ActivityId">Id of the person's activity.</param>
/// <param name="Replies">What was answered; given again when the event comes again.</param>
public sealed record AnsweredEvent(string EventId, string ActivityId, IReadOnlyList<Activity> Replies);
