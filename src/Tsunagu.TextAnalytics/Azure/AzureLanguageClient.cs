using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace Tsunagu.TextAnalytics;

/// <summary>
/// Azure AI Language over its documented interface, on Azure.Core's pipeline. The pipeline's own logs, traces and telemetry are off: requests hold
/// what a person typed.
/// </summary>
internal sealed class AzureLanguageClient
{
    internal const string ApiVersion = "2023-04-01";

    private const string Scope = "https://cognitiveservices.azure.com/.default";
    private const string Json = "application/json";
    private const string DocumentId = "1";

    private readonly HttpPipeline _pipeline;
    private readonly Uri _address;
    private readonly TimeProvider _clock;

    /// <param name="options">Where the service is, and who we are.</param>
    /// <param name="clock">Tells the time, for answers that name an instant.</param>
    /// <param name="credential">Takes the place of <see cref="AzureLanguageOptions.Identity"/> in tests; null = the options decide.</param>
    /// <param name="transport">Sends; null = Azure.Core's own.</param>
    internal AzureLanguageClient(AzureLanguageOptions options, TimeProvider clock, TokenCredential? credential = null, HttpPipelineTransport? transport = null)
    {
        var pipeline = new Options(options.Attempt);
        if (transport is not null)
            pipeline.Transport = transport;
        _clock = clock;
        _address = new Uri(options.Endpoint, $"language/:analyze-text?api-version={ApiVersion}");
        HttpPipelinePolicy entry = options.Key is { } key ? new KeyPolicy(key) : new BearerTokenAuthenticationPolicy(new PatientCredential(credential ?? CredentialOf(options)), Scope);
        _pipeline = HttpPipelineBuilder.Build(pipeline, entry);
    }

    /// <summary>Asks for one kind of analysis. Whatever goes wrong is a reply with a code.</summary>
    internal async Task<LanguageReply> AskAsync(string kind, string text, string? language, string? countryHint, CancellationToken cancellationToken)
    {
        using var message = _pipeline.CreateMessage();
        var request = message.Request;
        request.Method = RequestMethod.Post;
        request.Uri.Reset(_address);
        request.Headers.Add("Content-Type", Json);
        request.Headers.Add("Accept", Json);
        var document = new AnalyzeTextDocument(DocumentId, text) { Language = language, CountryHint = countryHint };
        request.Content = RequestContent.Create(JsonSerializer.SerializeToUtf8Bytes(
            new AnalyzeTextRequest(kind, new AnalyzeTextParameters("latest", LoggingOptOut: true), new AnalyzeTextInput([document])), AnalyzeTextJson.Default.AnalyzeTextRequest));
        try
        {
            await _pipeline.SendAsync(message, cancellationToken);
            return Read(kind, message.Response);
        }
        catch (Exception fault)
        {
            // Only what kind of fault it was: messages may repeat what was sent.
            return LanguageReply.Fault(CodeOf(fault));
        }
    }

    private LanguageReply Read(string kind, Azure.Response response)
    {
        if (response.Status != 200)
            return LanguageReply.Refused(response.Status, CodeOf(response), RetryAfter.Of(response, _clock.GetUtcNow()));
        var answer = JsonSerializer.Deserialize(response.Content.ToMemory().Span, AnalyzeTextJson.Default.AnalyzeTextAnswer);
        if (answer?.Results is not { } results || !string.Equals(answer.Kind, kind + "Results", StringComparison.Ordinal))
            return LanguageReply.Fault(LanguageReply.Unreadable);
        if (results.Documents is [{ } document, ..])
            return new LanguageReply(document, null);
        return results.Errors is [{ } refused, ..] ? LanguageReply.DocumentRefused(refused.Error?.Deepest) : LanguageReply.Fault(LanguageReply.Unreadable);
    }

    private static string? CodeOf(Azure.Response response)
    {
        try
        {
            return JsonSerializer.Deserialize(response.Content.ToMemory().Span, AnalyzeTextJson.Default.ServiceErrorAnswer)?.Error?.Deepest;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string CodeOf(Exception fault) => fault switch
    {
        OperationCanceledException => LanguageReply.Timeout,
        AggregateException { InnerExceptions: [.., OperationCanceledException] } => LanguageReply.Timeout,
        JsonException => LanguageReply.Unreadable,
        AuthenticationFailedException => LanguageReply.NoToken,
        _ => LanguageReply.Unreachable,
    };

    private static TokenCredential CredentialOf(AzureLanguageOptions options) => options.Identity switch
    {
        EntraIdentity.Managed => new ManagedIdentityCredential(options.ClientId is { } id ? ManagedIdentityId.FromUserAssignedClientId(id) : ManagedIdentityId.SystemAssigned),
        EntraIdentity.Workload => new WorkloadIdentityCredential(),
        EntraIdentity.Environment => new EnvironmentCredential(),
        _ => throw new ArgumentException("Neither a key nor an identity is given.", nameof(options)),
    };

    private sealed class Options : ClientOptions
    {
        internal Options(TimeSpan attempt)
        {
            Diagnostics.IsLoggingEnabled = false;
            Diagnostics.IsLoggingContentEnabled = false;
            Diagnostics.IsDistributedTracingEnabled = false;
            Diagnostics.IsTelemetryEnabled = false;
            RetryPolicy = new BriefRetryPolicy();
            Retry.NetworkTimeout = attempt;
        }
    }
}
