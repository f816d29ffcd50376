using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Tsunagu.Handbooks;

namespace Tsunagu.TextAnalytics;

/// <summary>
/// Azure AI Language as an analyser: language, names and numbers, key phrases and sentiment, asked for at the same time and within one budget. After
/// repeated faults, or when the service asks for it, it is left alone for a while. Only codes are logged.
/// </summary>
public sealed class AzureTextAnalyser : ITextAnalyser
{
    // The talk takes place in Kyoto: a hint for text that two languages share, kanji above all.
    private const string CountryHint = "jp";

    private const double SureLanguage = 0.8, SureEntity = 0.8, VeryBad = 0.9;
    private const int MostPhrases = 10;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(5);

    // What a person need not write. Ages, dates, kinds of people (夫, 母) and organisations are part of a worry and no reason for a reminder.
    private static readonly HashSet<string> Personal = new(
        [
            "Person", "Address", "PhoneNumber", "Email", "CreditCardNumber", "JPBankAccountNumber", "JPDriversLicenseNumber", "JPMyNumberPersonal", "JPPassportNumber", "JPResidenceCardNumber",
            "JPResidentRegistrationNumber", "JPSocialInsuranceNumber",
        ],
        StringComparer.Ordinal);

    private readonly AzureLanguageClient _client;
    private readonly TimeSpan _budget;
    private readonly TimeProvider _clock;
    private readonly ILogger<AzureTextAnalyser> _log;
    private readonly ResiliencePipeline<LanguageReply> _breaker;
    private long _quietUntil;

    /// <summary>An analyser.</summary>
    /// <param name="options">Where the service is, and who we are.</param>
    /// <param name="clock">Measures the budget and the rests.</param>
    /// <param name="log">Is told codes, never words.</param>
    public AzureTextAnalyser(AzureLanguageOptions options, TimeProvider clock, ILogger<AzureTextAnalyser> log)
        : this(options, clock, log, null, null)
    {
    }

    internal AzureTextAnalyser(AzureLanguageOptions options, TimeProvider clock, ILogger<AzureTextAnalyser> log, TokenCredential? credential, HttpPipelineTransport? transport)
    {
        ArgumentNullException.ThrowIfNull(options);
        _clock = clock ?? throw new ArgumentNullException(nameof(clock));
        _log = log ?? throw new ArgumentNullException(nameof(log));
        _budget = options.Budget;
        _client = new AzureLanguageClient(options, clock, credential, transport);
        _breaker = new ResiliencePipelineBuilder<LanguageReply> { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<LanguageReply>
            {
                ShouldHandle = static call => ValueTask.FromResult(call.Outcome.Result is not { Ill: false }),
                FailureRatio = 0.5,
                MinimumThroughput = 8,
                SamplingDuration = Rest,
                BreakDuration = Rest,
                OnOpened = _ =>
                {
                    _log.LogWarning("Azure AI Language failed repeatedly and is left alone for {Seconds} s; talks go on without it.", Rest.TotalSeconds);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    /// <inheritdoc/>
    public async ValueTask<TextFindings> AnalyseAsync(string text, Locale locale, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (_clock.GetUtcNow().UtcTicks < Interlocked.Read(ref _quietUntil))
            return TextFindings.None;
        using var budget = new CancellationTokenSource(_budget, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, cancellationToken);
        var written = AzureLanguages.CodeOf(locale);
        var language = AskAsync(AnalyzeTextKinds.Language, text, null, CountryHint, either.Token);
        var personal = AskAsync(AnalyzeTextKinds.PersonalData, text, written, null, either.Token);
        var phrases = AskAsync(AnalyzeTextKinds.KeyPhrases, text, written, null, either.Token);
        var sentiment = AskAsync(AnalyzeTextKinds.Sentiment, text, written, null, either.Token);
        await Task.WhenAll(language, personal, phrases, sentiment);
        cancellationToken.ThrowIfCancellationRequested();
        return new TextFindings
        {
            Language = (await language)?.DetectedLanguage is { ConfidenceScore: >= SureLanguage } detected ? AzureLanguages.LocaleOf(detected.Iso6391Name) : null,
            PersonalData = (await personal)?.Entities?.Any(e => e is { Category: { } category, ConfidenceScore: >= SureEntity } && Personal.Contains(category)) == true,
            KeyPhrases = [.. ((await phrases)?.KeyPhrases ?? []).Where(p => !string.IsNullOrWhiteSpace(p)).Take(MostPhrases)],
            Distress = await sentiment is { Sentiment: "negative", ConfidenceScores.Negative: >= VeryBad },
        };
    }

    private async Task<AnalyzedDocument?> AskAsync(string kind, string text, string? language, string? countryHint, CancellationToken cancellationToken)
    {
        LanguageReply reply;
        try
        {
            reply = await _breaker.ExecuteAsync(
                static async (call, token) => await call.Client.AskAsync(call.Kind, call.Text, call.Language, call.Hint, token),
                (Client: _client, Kind: kind, Text: text, Language: language, Hint: countryHint), cancellationToken);
        }
        catch (Exception e) when (e is BrokenCircuitException or OperationCanceledException)
        {
            return null;
        }

        if (reply.RetryAfter is { } wait)
            Interlocked.Exchange(ref _quietUntil, (_clock.GetUtcNow() + (wait < LongestRest ? wait : LongestRest)).UtcTicks);
        if (reply.Code is { } code)
            _log.Log(reply.Ill ? LogLevel.Warning : LogLevel.Information, "Azure AI Language, {Kind}: {Code}. The talk goes on without it.", kind, code);
        return reply.Document;
    }
}

/// <summary>The service's codes for our languages.</summary>
internal static class AzureLanguages
{
    internal static string CodeOf(Locale locale) => locale.Tag switch
    {
        "zh-Hans" => "zh-hans",
        "ja-simple" => "ja",
        var tag => tag,
    };

    /// <summary>Our language for a code such as <c>en</c>, <c>zh_chs</c> or <c>zh-Hans</c>; null = none of ours.</summary>
    internal static Locale? LocaleOf(string? code) => Locale.TryParse(code, out var locale) ? locale : null;
}
