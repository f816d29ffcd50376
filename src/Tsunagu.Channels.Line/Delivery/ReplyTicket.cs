using System.Globalization;

namespace Tsunagu.Channels.Line;

/// <summary>
/// What is needed to answer an event later. It travels with the engine's outgoing messages (<see cref="BotCore.IncomingEvent.ReplyWith"/>), sealed as they are,
/// and holds nothing that a person typed.
/// </summary>
internal sealed record ReplyTicket
{
    /// <summary>The event's reply token; null when it had none.</summary>
    public string? Token { get; init; }

    /// <summary>Until when the token is worth trying.</summary>
    public DateTimeOffset TokenUntil { get; init; }

    /// <summary>The event came before, so its token may have been used for words that stand nowhere (<see cref="DirectReplies"/>).</summary>
    public bool MayBeUsed { get; init; }

    /// <summary>The person's user id encrypted (<see cref="UserIds"/>), for a push; null = no push.</summary>
    public string? SealedUserId { get; init; }

    /// <summary>A ticket without a token: by a push only.</summary>
    /// <param name="sealedUserId">The person's user id encrypted.</param>
    public static ReplyTicket ForPush(string sealedUserId) => new() { SealedUserId = sealedUserId, TokenUntil = DateTimeOffset.UnixEpoch };

    /// <summary>As text.</summary>
    public string Format() => string.Join('\n', TokenUntil.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), MayBeUsed ? "again" : "first", SealedUserId, Token);

    /// <summary>Reads what <see cref="Format"/> wrote; null for anything else.</summary>
    public static ReplyTicket? Parse(string? text)
    {
        if (text?.Split('\n') is not [var until, var times, var user, var token] || !long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
            return null;
        return new ReplyTicket
        {
            Token = token.Length > 0 ? token : null,
            TokenUntil = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds),
            MayBeUsed = times == "again",
            SealedUserId = user.Length > 0 ? user : null,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(ReplyTicket);
}
