using Microsoft.Extensions.Logging;

namespace Tsunagu.Channels.Line;

/// <summary>What LINE made of an answer.</summary>
internal enum SendOutcome
{
    /// <summary>LINE has it.</summary>
    Taken,

    /// <summary>The reply token is used or too old.</summary>
    TokenRefused,

    /// <summary>No clear answer, or too much at the moment: it may go later.</summary>
    NotNow,

    /// <summary>It will never be taken.</summary>
    Never,
}

/// <summary>What LINE made of an answer.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Doubtful">An attempt within this call ended without a clear answer: LINE may have taken that one.</param>
/// <param name="RetryAfter">How long LINE wishes to be left alone.</param>
internal readonly record struct SendReport(SendOutcome Outcome, bool Doubtful = false, TimeSpan? RetryAfter = null);

/// <summary>
/// Sends one answer by a reply token or as a push, and says what became of it. Retries of a single call are the HTTP client's work,
/// later attempts the outbox's.
/// </summary>
internal sealed partial class LineSender(LineClient client, LineMeter meter, ILogger<LineSender> logger)
{
    /// <summary>Answers by the free token.</summary>
    public async Task<SendReport> ReplyAsync(string token, LineOutput output, CancellationToken ct)
    {
        var response = await client.ReplyAsync(token, output.Messages, ct);
        if (response.Status == 400 && !IsTokenProblem(response) && output.Plain.Count > 0)
        {
            // A card that LINE does not take is a defect of ours; the person still gets the words.
            Refused(logger, "reply", response.Status, response.Explain());
            response = await client.ReplyAsync(token, output.Plain, ct);
        }

        if (response.Ok)
            meter.Sent("reply");
        else
            Refused(logger, "reply", response.Status, response.Explain());
        return response.Status == 400 && IsTokenProblem(response) ? new SendReport(SendOutcome.TokenRefused, response.Doubtful) : ReportOf(response);
    }

    /// <summary>Sends to a person without a token; counted by LINE.</summary>
    public async Task<SendReport> PushAsync(string user, LineOutput output, Guid retryKey, CancellationToken ct)
    {
        var response = await client.PushAsync(user, output.Messages, retryKey, ct);
        if (response.Status == 400 && output.Plain.Count > 0)
        {
            Refused(logger, "push", response.Status, response.Explain());
            response = await client.PushAsync(user, output.Plain, retryKey, ct);
        }

        // 409: LINE had taken it before, which is what was wanted.
        if (response.Ok || response.Status == 409)
        {
            meter.Sent("push");
            return new SendReport(SendOutcome.Taken);
        }

        if (response.Status == 429 && response.Body.Contains("monthly limit", StringComparison.OrdinalIgnoreCase))
        {
            QuotaSpent(logger);
            return new SendReport(SendOutcome.Never);
        }

        Refused(logger, "push", response.Status, response.Explain());
        return ReportOf(response);
    }

    // A wrong access token (401, 403) is the operator's to mend: what waits goes then.
    private static SendReport ReportOf(LineResponse response) => response.Ok
        ? new SendReport(SendOutcome.Taken)
        : new SendReport(response.Status is 0 or 401 or 403 or 429 or >= 500 ? SendOutcome.NotNow : SendOutcome.Never, response.Doubtful, response.RetryAfter);

    private static bool IsTokenProblem(LineResponse response) => response.Body.Contains("reply token", StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(1, LogLevel.Warning, "LINE did not take a {Call}: status {Status} (0 = no answer), {Details}.")]
    private static partial void Refused(ILogger logger, string call, int status, string details);

    [LoggerMessage(2, LogLevel.Warning, "The month's pushes of the LINE account are spent. Answers by reply token go on; see 'tsunagu line setup --dry-run' for the quota.")]
    private static partial void QuotaSpent(ILogger logger);
}
