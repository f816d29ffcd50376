using System.Text.Json.Nodes;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.Line;

/// <summary>An answer that is ready to be sent.</summary>
internal sealed record LineReply
{
    /// <summary>The event that it answers; also what a push's retry key is made of.</summary>
    public required string EventId { get; init; }

    /// <summary>Whose answer: answers of one conversation are sent in order.</summary>
    public required ConversationKey Conversation { get; init; }

    /// <summary>The event's reply token; null when it had none.</summary>
    public string? ReplyToken { get; init; }

    /// <summary>Until when the token is worth trying.</summary>
    public DateTimeOffset TokenUntil { get; init; }

    /// <summary>The person's user id encrypted (<see cref="UserIds"/>), for a push; null = no push.</summary>
    public string? SealedUserId { get; init; }

    /// <summary>One to five messages.</summary>
    public required IReadOnlyList<JsonObject> Messages { get; init; }

    /// <summary>The same as plain text, if LINE should refuse a card.</summary>
    public IReadOnlyList<JsonObject> Plain { get; init; } = [];

    /// <summary>Locale whose rich menu the person is to get; null = it stays.</summary>
    public string? MenuLocale { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{nameof(LineReply)} of {Messages.Count} messages";
}

/// <summary>What became of an event's answer.</summary>
internal enum DeliveryState
{
    /// <summary>Nothing is known of the event.</summary>
    Unknown,

    /// <summary>It is being worked on, or its answer waits to be sent.</summary>
    Pending,

    /// <summary>Done: the answer was sent, or there was none to send.</summary>
    Done,

    /// <summary>The answer could not be sent; a redelivery may bring a new token.</summary>
    Failed,
}

/// <summary>
/// Takes answers after the webhook was acknowledged and sends them, in order per conversation. What stands behind may lose its memory at a
/// restart (<see cref="InProcessDelivery"/>) or keep it (an outbox); the channel does not know.
/// </summary>
internal interface ILineDelivery
{
    /// <summary>Marks an event as being worked on.</summary>
    /// <param name="eventId">The event.</param>
    /// <returns>What was known before; <see cref="DeliveryState.Unknown"/> and <see cref="DeliveryState.Failed"/> mean: go on.</returns>
    DeliveryState Begin(string eventId);

    /// <summary>Nothing is to be sent for the event, or it failed before there was an answer.</summary>
    /// <param name="eventId">The event.</param>
    /// <param name="state"><see cref="DeliveryState.Done"/> or <see cref="DeliveryState.Failed"/>.</param>
    void End(string eventId, DeliveryState state);

    /// <summary>Takes an answer to send.</summary>
    /// <param name="reply">The answer.</param>
    /// <returns>False when too many wait; the event is marked as failed.</returns>
    bool TryEnqueue(LineReply reply);

    /// <summary>Drops what waits for a person who left or erased all.</summary>
    /// <param name="conversation">Whose.</param>
    void Forget(ConversationKey conversation);
}
