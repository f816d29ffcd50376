using Tsunagu.BotCore;

namespace Tsunagu.Channels.Line;

/// <summary>
/// Sends what turns said, from the engine's outbox: written together with the turn, so that a killed process loses nothing. First by the event's
/// free reply token while it lives, then, if that is allowed, by a push whose retry key is the same at every attempt.
/// </summary>
internal sealed class LineOutbox(LineSender sender, LineMessageMapper mapper, MenuLinker menus, UserIds users, LineOptions options, LineMeter meter, TimeProvider clock) : IOutboxSender
{
    /// <inheritdoc/>
    public string ChannelId => BotCore.Channels.Line;

    /// <inheritdoc/>
    public async Task<SendResult> SendAsync(OutgoingDelivery delivery, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        // An event without a way to answer it (a message taken back): nobody is spoken to unasked.
        if (ReplyTicket.Parse(delivery.ReplyWith) is not { } ticket)
            return SendResult.Sent;
        var output = mapper.Map(delivery.Messages);
        var result = output.Messages.Count == 0 ? SendResult.Sent : await SendAsync(delivery, ticket, output, ct);
        if (result.Status == SendStatus.Sent && output.MenuLocale is { } locale)
            await menus.LinkAsync(ticket.SealedUserId, locale, ct);
        return result;
    }

    /// <summary>The key by which LINE knows a push as the same push, in the form of a UUID (RFC 9562, version 8: of our own making).</summary>
    internal static Guid RetryKeyOf(Guid delivery)
    {
        Span<byte> bytes = stackalloc byte[16];
        delivery.TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private async Task<SendResult> SendAsync(OutgoingDelivery delivery, ReplyTicket ticket, LineOutput output, CancellationToken ct)
    {
        if (ticket.Token is { } token && clock.GetUtcNow() < ticket.TokenUntil)
        {
            var reply = await sender.ReplyAsync(token, output, ct);
            // A token that still lives is refused because it was used: by an attempt of ours that ended without a clear answer, or in a process that died.
            // Where an earlier delivery of the event may have used it for other words, twice is better than never for somebody who waits for a number to call.
            var taken = reply.Outcome == SendOutcome.TokenRefused && !ticket.MayBeUsed && (reply.Doubtful || delivery.Attempt > 1);
            if (taken || reply.Outcome == SendOutcome.Taken)
                return SendResult.Sent;
            if (reply.Outcome == SendOutcome.NotNow)
                return SendResult.Retry(reply.RetryAfter);
            if (reply.Outcome == SendOutcome.Never)
                return Refuse("refused");
        }

        if (!options.Push || users.Open(ticket.SealedUserId) is not { } user)
            return Refuse(options.Push ? "no-user" : "push-off");
        var push = await sender.PushAsync(user, output, RetryKeyOf(delivery.Id), ct);
        return push.Outcome switch
        {
            SendOutcome.Taken => SendResult.Sent,
            SendOutcome.NotNow => SendResult.Retry(push.RetryAfter),
            _ => Refuse("refused"),
        };
    }

    private SendResult Refuse(string reason)
    {
        meter.Unsent(reason);
        return SendResult.Refused;
    }
}
