using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Tsunagu.Channels.Line;

/// <summary>
/// Sends one answer: by the free reply token while it lives, else by a push if that is allowed. Retries of a single call are the HTTP client's work.
/// </summary>
internal sealed partial class LineSender(LineClient client, UserIds users, LineOptions options, LineMeter meter, TimeProvider clock, ILogger<LineSender> logger)
{
    /// <summary>Sends; true when LINE has the answer.</summary>
    public async Task<bool> SendAsync(LineReply reply, CancellationToken ct)
    {
        if (reply.Messages.Count == 0)
            return true;
        if (reply.ReplyToken is { } token && clock.GetUtcNow() < reply.TokenUntil && await ReplyAsync(token, reply, ct))
            return true;
        return await PushAsync(reply, ct);
    }

    /// <summary>The key by which LINE knows a push as the same push: made from the event, so that it is the same after a restart too.</summary>
    internal static Guid RetryKeyOf(string eventId)
    {
        // RFC 9562, version 8: 128 bits of our own making.
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes("tsunagu line push " + eventId)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private async Task<bool> ReplyAsync(string token, LineReply reply, CancellationToken ct)
    {
        var response = await client.ReplyAsync(token, reply.Messages, ct);
        if (response.Status == 400 && !IsTokenProblem(response) && reply.Plain.Count > 0)
        {
            // A card that LINE does not take is a defect of ours; the person still gets the words.
            Refused(logger, "reply", response.Status, response.Explain());
            response = await client.ReplyAsync(token, reply.Plain, ct);
        }

        // After an attempt without a clear answer "invalid token" means that LINE had taken that attempt: the token works once.
        if (response.Ok || (response is { Status: 400, Doubtful: true } && IsTokenProblem(response)))
        {
            meter.Sent("reply");
            return true;
        }

        Refused(logger, "reply", response.Status, response.Explain());
        // Every attempt failed. Twice is better than never for somebody who waits for a number to call.
        return false;
    }

    private async Task<bool> PushAsync(LineReply reply, CancellationToken ct)
    {
        if (!options.Push || users.Open(reply.SealedUserId) is not { } user)
        {
            meter.Unsent(options.Push ? "no-user" : "push-off");
            return false;
        }

        var key = RetryKeyOf(reply.EventId);
        var response = await client.PushAsync(user, reply.Messages, key, ct);
        if (response.Status == 400 && reply.Plain.Count > 0)
        {
            Refused(logger, "push", response.Status, response.Explain());
            response = await client.PushAsync(user, reply.Plain, key, ct);
        }

        // 409: LINE had taken it before, which is what was wanted.
        if (response.Ok || response.Status == 409)
        {
            meter.Sent("push");
            return true;
        }

        if (response.Status == 429 && response.Body.Contains("monthly limit", StringComparison.OrdinalIgnoreCase))
            QuotaSpent(logger);
        else
            Refused(logger, "push", response.Status, response.Explain());
        meter.Unsent("push");
        return false;
    }

    private static bool IsTokenProblem(LineResponse response) => response.Body.Contains("reply token", StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(1, LogLevel.Warning, "LINE did not take a {Call}: status {Status} (0 = no answer), {Details}.")]
    private static partial void Refused(ILogger logger, string call, int status, string details);

    [LoggerMessage(2, LogLevel.Warning, "The month's pushes of the LINE account are spent. Answers by reply token go on; see 'tsunagu line setup --dry-run' for the quota.")]
    private static partial void QuotaSpent(ILogger logger);
}
