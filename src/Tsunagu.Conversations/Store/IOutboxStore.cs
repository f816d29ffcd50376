using Tsunagu.BotCore;

namespace Tsunagu.Conversations;

/// <summary>Messages that were written with their turn and wait to be sent. Several machines may take from it; each delivery is taken by one at a time.</summary>
public interface IOutboxStore
{
    /// <summary>
    /// Takes deliveries that are due, oldest first. Of each conversation only the oldest is given, so that nothing overtakes;
    /// what is not reported back until <paramref name="leaseUntil"/> is due again, for whoever finds it. Taking counts as an attempt, also if its taker dies.
    /// </summary>
    /// <param name="channels">Channels that can be sent to.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="leaseUntil">Until when they are the taker's alone.</param>
    /// <param name="max">The most to take.</param>
    /// <param name="ct">Ends the call.</param>
    Task<IReadOnlyList<TakenDelivery>> TakeDueAsync(
        IReadOnlyCollection<string> channels, DateTimeOffset now, DateTimeOffset leaseUntil, int max, CancellationToken ct = default);

    /// <summary>It was sent: it is forgotten.</summary>
    /// <param name="number">Which delivery.</param>
    /// <param name="ct">Ends the waiting.</param>
    Task MarkSentAsync(long number, CancellationToken ct = default);

    /// <summary>It could not be sent now.</summary>
    /// <param name="number">Which delivery.</param>
    /// <param name="dueAt">When to try again.</param>
    /// <param name="ct">Ends the waiting.</param>
    Task PostponeAsync(long number, DateTimeOffset dueAt, CancellationToken ct = default);

    /// <summary>It is never to be tried again; what it says is forgotten, only its count stays until it expires.</summary>
    /// <param name="number">Which delivery.</param>
    /// <param name="ct">Ends the waiting.</param>
    Task SetAsideAsync(long number, CancellationToken ct = default);

    /// <summary>How the outbox stands.</summary>
    /// <param name="ct">Ends the call.</param>
    Task<OutboxStatus> OutboxAsync(CancellationToken ct = default);
}

/// <summary>A delivery that was taken to be sent.</summary>
/// <param name="Number">Its number in the store.</param>
/// <param name="ChannelId">The channel that it goes to.</param>
/// <param name="Delivery">What to send; null when what was kept cannot be read: it is to be set aside.</param>
public sealed record TakenDelivery(long Number, string ChannelId, OutgoingDelivery? Delivery);

/// <summary>How the outbox stands.</summary>
/// <param name="Waiting">Deliveries that are not sent yet.</param>
/// <param name="Oldest">When the oldest of them was written; null when none waits.</param>
/// <param name="SetAside">Deliveries that were given up.</param>
public readonly record struct OutboxStatus(int Waiting, DateTimeOffset? Oldest, int SetAside);
