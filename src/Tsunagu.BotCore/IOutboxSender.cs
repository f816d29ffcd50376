namespace Tsunagu.BotCore;

/// <summary>
/// Sends what a channel must push to people. The engine writes each delivery together with the turn that made it, calls the sender after that write,
/// tries again after a failure or a crash, and sets aside what cannot be sent. A channel whose clients read the history (Direct Line) needs none.
/// A delivery can come a second time when the process died between sending and noting it: use <see cref="OutgoingDelivery.Id"/> as the far side's retry key.
/// </summary>
public interface IOutboxSender
{
    /// <summary>The channel whose deliveries it takes, one of <see cref="Channels"/> or another channel's id.</summary>
    string ChannelId { get; }

    /// <summary>Sends one delivery. Deliveries of one conversation come one at a time, in order; those of different conversations at the same time.</summary>
    /// <param name="delivery">What to send; not to be changed.</param>
    /// <param name="ct">Ends when the engine stops or the time for one attempt is over.</param>
    /// <returns>What became of it. An exception counts as <see cref="SendStatus.Retry"/>.</returns>
    Task<SendResult> SendAsync(OutgoingDelivery delivery, CancellationToken ct);
}

/// <summary>What one turn has to say through a channel that pushes.</summary>
/// <param name="Id">The same at every attempt, also by another machine; LINE takes it as <c>X-Line-Retry-Key</c>.</param>
/// <param name="Key">Whom it is for; personal, never to be logged.</param>
/// <param name="Messages">The replies of the turn, in order; each carries <see cref="MessageData"/> if it is a message.</param>
/// <param name="ReplyWith">What the channel gave along with the event (<see cref="IncomingEvent.ReplyWith"/>), such as a reply token; it may be too old by now.</param>
/// <param name="Attempt">1 at the first attempt; an attempt whose process died counts too.</param>
/// <param name="CreatedAt">When the turn was written.</param>
public sealed record OutgoingDelivery(
    Guid Id, ConversationKey Key, IReadOnlyList<Activity> Messages, string? ReplyWith, int Attempt, DateTimeOffset CreatedAt)
{
    /// <summary>Number and channel only: the rest is personal.</summary>
    public override string ToString() => $"{Key} attempt {Attempt}";
}

/// <summary>What became of an attempt to send.</summary>
public enum SendStatus
{
    /// <summary>The far side has it.</summary>
    Sent,

    /// <summary>Not now; try again later.</summary>
    Retry,

    /// <summary>It will never be taken (a blocked account, a malformed message): it is set aside and counted.</summary>
    Refused,
}

/// <summary>What became of an attempt to send.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="RetryAfter">How long the far side wishes to be left alone; null = the engine's own backoff.</param>
public readonly record struct SendResult(SendStatus Status, TimeSpan? RetryAfter = null)
{
    /// <summary>It was sent.</summary>
    public static SendResult Sent { get; } = new(SendStatus.Sent);

    /// <summary>It will never be taken.</summary>
    public static SendResult Refused { get; } = new(SendStatus.Refused);

    /// <summary>Not now.</summary>
    /// <param name="after">How long the far side wishes to be left alone.</param>
    public static SendResult Retry(TimeSpan? after = null) => new(SendStatus.Retry, after);
}
