using System.Globalization;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Tsunagu.TextAnalytics;

/// <summary>Puts the resource's key into the header that the service reads.</summary>
internal sealed class KeyPolicy(string key) : HttpPipelineSynchronousPolicy
{
    private const string Header = "Ocp-Apim-Subscription-Key";

    /// <inheritdoc/>
    public override void OnSendingRequest(HttpMessage message) => message.Request.Headers.SetValue(Header, key);
}

/// <summary>One quick second try. Where the service asks to wait longer than that, nobody is made to wait for it.</summary>
internal sealed class BriefRetryPolicy() : RetryPolicy(maxRetries: 1, DelayStrategy.CreateFixedDelayStrategy(Pause))
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc/>
    protected override bool ShouldRetry(HttpMessage message, Exception? exception) => !AsksToWait(message) && base.ShouldRetry(message, exception);

    /// <inheritdoc/>
    protected override ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) =>
        AsksToWait(message) ? ValueTask.FromResult(false) : base.ShouldRetryAsync(message, exception);

    private static bool AsksToWait(HttpMessage message) => message.HasResponse && RetryAfter.Of(message.Response, DateTimeOffset.MinValue) > Pause;
}

/// <summary>How long a service asks to be left alone.</summary>
internal static class RetryAfter
{
    /// <summary>The wish of a response's headers in milliseconds, seconds or as an instant; null = none.</summary>
    internal static TimeSpan? Of(Response response, DateTimeOffset now)
    {
        if ((response.Headers.TryGetValue("retry-after-ms", out var text) || response.Headers.TryGetValue("x-ms-retry-after-ms", out text)) && Number(text) is { } milliseconds)
            return TimeSpan.FromMilliseconds(milliseconds);
        if (!response.Headers.TryGetValue("Retry-After", out text))
            return null;
        if (Number(text) is { } seconds)
            return TimeSpan.FromSeconds(seconds);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until) && until > now ? until - now : null;
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>
/// Waits for a token without giving it up: a first token may take longer than a turn may wait, and the next turn then finds it.
/// </summary>
internal sealed class PatientCredential(TokenCredential inner) : TokenCredential
{
    private readonly Lock _gate = new();
    private Task<AccessToken>? _pending;

    /// <inheritdoc/>
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => inner.GetToken(requestContext, cancellationToken);

    /// <inheritdoc/>
    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        Task<AccessToken> pending;
        lock (_gate)
        {
            // One that is fetched already is asked for anew: the inner credential remembers it and knows how long it is good.
            if (_pending is null or { IsCompleted: true })
                _pending = inner.GetTokenAsync(requestContext, CancellationToken.None).AsTask();
            pending = _pending;
        }

        return await pending.WaitAsync(cancellationToken);
    }
}
