using Tsunagu.BotCore;

namespace Tsunagu.Conversations;

/// <summary>
/// Keeps conversations. One turn is one write: state, event id, history and outgoing messages together, or nothing of it.
/// Nothing that a person typed comes here. Implementations may be used by many turns at once, and by several machines.
/// Every method throws <see cref="ConversationsUnavailableException"/> when the database cannot be reached or cannot write.
/// </summary>
public interface IConversationStore : IOutboxStore, IReminderStore
{
    /// <summary>A name of the conversation that tells nothing about the person: the same on every machine, safe in logs.</summary>
    /// <param name="key">Which conversation.</param>
    string NameOf(ConversationKey key);

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
    /// <param name="known">The conversation as it was found or written last.</param>
    /// <param name="eventId">The delivery.</param>
    /// <param name="ct">Ends the call.</param>
    Task<AnsweredEvent?> FindEventAsync(ConversationKey key, StoredConversation known, string eventId, CancellationToken ct = default);

    /// <summary>Writes a turn, if nobody wrote another since; it stands on the disk when this returns.</summary>
    /// <param name="key">Which conversation.</param>
    /// <param name="before">The conversation that the turn began with.</param>
    /// <param name="turn">What is written.</param>
    /// <param name="ct">Ends the waiting, not the work.</param>
    /// <returns>The conversation after it; null when another wrote since, or it is gone: read it and run the turn again.</returns>
    Task<StoredConversation?> TryWriteAsync(ConversationKey key, StoredConversation before, TurnWrite turn, CancellationToken ct = default);

    /// <summary>History after a place; null when there is no such conversation.</summary>
    /// <param name="key">Which conversation.</param>
    /// <param name="after">Sequence number; 0 = from the start.</param>
    /// <param name="ct">Ends the call.</param>
    Task<HistoryPage?> ReadAsync(ConversationKey key, long after, CancellationToken ct = default);

    /// <summary>
    /// Forgets a conversation with all that belongs to it, unsent messages and the person's reminder too, and leaves nothing readable behind.
    /// The reminder goes even where the conversation has expired long ago.
    /// </summary>
    /// <param name="key">Which conversation.</param>
    /// <param name="ct">Ends the waiting, not the work.</param>
    /// <returns>False when there was no conversation.</returns>
    Task<bool> DeleteAsync(ConversationKey key, CancellationToken ct = default);

    /// <summary>As <see cref="DeleteAsync"/> for a conversation whose time is over: the reminder that the person asked for stays.</summary>
    /// <param name="key">Which conversation.</param>
    /// <param name="ct">Ends the waiting, not the work.</param>
    Task DeleteExpiredAsync(ConversationKey key, CancellationToken ct = default);

    /// <summary>Forgets what has expired.</summary>
    /// <param name="now">The present instant.</param>
    /// <param name="ct">Ends the call.</param>
    /// <returns>How many conversations were forgotten.</returns>
    Task<int> DeleteExpiredAsync(DateTimeOffset now, CancellationToken ct = default);
}

/// <summary>A conversation as it stands. Stores add what they need to write it again.</summary>
/// <param name="Version">Goes up with every write.</param>
/// <param name="State">The state of the talk.</param>
/// <param name="LastSequence">Number of the last activity in the history; 0 = none.</param>
/// <param name="ExpiresAt">When it is forgotten.</param>
public record StoredConversation(long Version, byte[] State, long LastSequence, DateTimeOffset ExpiresAt);

/// <summary>A turn as it is written.</summary>
/// <param name="State">The state after it.</param>
/// <param name="Answer">The event and what was answered to it.</param>
/// <param name="History">The activities that join the history, without typed words, numbered from <see cref="StoredConversation.LastSequence"/> + 1.</param>
/// <param name="ExpiresAt">When the conversation is forgotten now.</param>
public sealed record TurnWrite(byte[] State, AnsweredEvent Answer, IReadOnlyList<Activity> History, DateTimeOffset ExpiresAt)
{
    /// <summary>What is to be sent after the write; null when the channel's clients read the history.</summary>
    public OutgoingDelivery? Delivery { get; init; }

    /// <summary>A reminder that the turn planned; it takes the place of the person's reminder, if there is one.</summary>
    public KeptReminder? Reminder { get; init; }

    /// <summary>True when the person's reminder is taken back.</summary>
    public bool WithdrawsReminder { get; init; }

    /// <summary>
    /// True when the turn ends in forgetting: the conversation goes in the same write, and the person's reminder; only <see cref="Delivery"/> stays until it is sent.
    /// </summary>
    public bool Erase { get; init; }
}

/// <summary>An event that was answered.</summary>
/// <param name="EventId">The delivery.</param>
/// <param name="ActivityId">Id of the person's activity.</param>
/// <param name="Replies">What was answered; given again when the event comes again.</param>
public sealed record AnsweredEvent(string EventId, string ActivityId, IReadOnlyList<Activity> Replies);
