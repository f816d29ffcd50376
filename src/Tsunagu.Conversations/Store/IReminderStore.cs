using Tsunagu.BotCore;
using Tsunagu.Dialogs;

namespace Tsunagu.Conversations;

/// <summary>
/// Reminders that wait for their time: one per person at most, written with the turn that planned it (<see cref="TurnWrite.Reminder"/>). They outlive their
/// conversation's expiry, but neither its erasure nor <see cref="Reminder.Kept"/>. Several machines may take from it; each is taken by one at a time.
/// </summary>
public interface IReminderStore
{
    /// <summary>
    /// Takes reminders that are due, the earliest first; what is not reported back until <paramref name="leaseUntil"/> is due again, for whoever finds it.
    /// Taking counts as an attempt, also if its taker dies.
    /// </summary>
    /// <param name="channels">Channels that can be sent to.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="leaseUntil">Until when they are the taker's alone.</param>
    /// <param name="max">The most to take.</param>
    /// <param name="ct">Ends the call.</param>
    Task<IReadOnlyList<TakenReminder>> TakeDueRemindersAsync(
        IReadOnlyCollection<string> channels, DateTimeOffset now, DateTimeOffset leaseUntil, int max, CancellationToken ct = default);

    /// <summary>It is not sent now; changes nothing when it was taken back or replaced meanwhile.</summary>
    /// <param name="id">Which reminder.</param>
    /// <param name="dueAt">When it is due again.</param>
    /// <param name="ct">Ends the waiting.</param>
    Task PostponeReminderAsync(Guid id, DateTimeOffset dueAt, CancellationToken ct = default);

    /// <summary>It was sent, or is given up: it is forgotten.</summary>
    /// <param name="id">Which reminder.</param>
    /// <param name="ct">Ends the waiting.</param>
    Task ForgetReminderAsync(Guid id, CancellationToken ct = default);
}

/// <summary>A reminder as it is kept.</summary>
/// <param name="Id">The same at every attempt; the far side's retry key.</param>
/// <param name="Key">Whom it is for; personal, never to be logged.</param>
/// <param name="Reminder">What the person wishes to be told.</param>
/// <param name="PushWith">What the channel needs to send it (<see cref="IncomingEvent.PushWith"/>).</param>
/// <param name="DueAt">When it is due.</param>
/// <param name="ExpiresAt">When it is forgotten, whatever became of it.</param>
public sealed record KeptReminder(Guid Id, ConversationKey Key, Reminder Reminder, string PushWith, DateTimeOffset DueAt, DateTimeOffset ExpiresAt)
{
    /// <summary>The channel only: the rest is personal.</summary>
    public override string ToString() => $"reminder {Key}";
}

/// <summary>A reminder that was taken to be sent.</summary>
/// <param name="Id">Which reminder.</param>
/// <param name="ChannelId">The channel that it goes to.</param>
/// <param name="Attempt">1 at the first attempt; an attempt whose process died counts too.</param>
/// <param name="Kept">The reminder; null when what was kept cannot be read: it is to be forgotten.</param>
public sealed record TakenReminder(Guid Id, string ChannelId, int Attempt, KeptReminder? Kept);
