using System.Text.Json.Serialization;

namespace Tsunagu.TextAnalytics;

// The part of https://learn.microsoft.com/rest/api/language/analyze-text/analyze-text (api-version 2023-04-01) that is used here.

/// <summary>The kinds of analysis asked for; an answer's kind is the same with <c>Results</c> behind it.</summary>
internal static class AnalyzeTextKinds
{
    internal const string Language = "LanguageDetection";
    internal const string PersonalData = "PiiEntityRecognition";
    internal const string KeyPhrases = "KeyPhraseExtraction";
    internal const string Sentiment = "SentimentAnalysis";
}

/// <summary>A request: one kind over documents.</summary>
internal sealed record AnalyzeTextRequest(string Kind, AnalyzeTextParameters Parameters, AnalyzeTextInput AnalysisInput);

/// <summary>
/// Without <paramref name="LoggingOptOut"/> the service keeps the text for 48 hours "for troubleshooting".
/// </summary>
internal sealed record AnalyzeTextParameters(string ModelVersion, bool LoggingOptOut);

internal sealed record AnalyzeTextInput(IReadOnlyList<AnalyzeTextDocument> Documents);

/// <summary>A text. Language detection takes a country's hint, the other kinds a language.</summary>
internal sealed record AnalyzeTextDocument(string Id, string Text)
{
    public string? Language { get; init; }

    public string? CountryHint { get; init; }
}

/// <summary>The answer to any kind.</summary>
internal sealed record AnalyzeTextAnswer
{
    public string? Kind { get; init; }

    public AnalyzeTextResults? Results { get; init; }
}

internal sealed record AnalyzeTextResults
{
    public IReadOnlyList<AnalyzedDocument>? Documents { get; init; }

    public IReadOnlyList<RefusedDocument>? Errors { get; init; }
}

/// <summary>What was found in a document; each kind fills its own part.</summary>
internal sealed record AnalyzedDocument
{
    public DetectedLanguage? DetectedLanguage { get; init; }

    public IReadOnlyList<FoundEntity>? Entities { get; init; }

    public IReadOnlyList<string>? KeyPhrases { get; init; }

    public string? Sentiment { get; init; }

    public SentimentScores? ConfidenceScores { get; init; }
}

internal sealed record DetectedLanguage(string? Iso6391Name, double ConfidenceScore);

internal sealed record FoundEntity(string? Category, double ConfidenceScore);

internal sealed record SentimentScores(double Negative);

internal sealed record RefusedDocument(ServiceError? Error);

/// <summary>An error of the service. Its message may repeat what was sent and is therefore not even read.</summary>
internal sealed record ServiceError(string? Code, ServiceError? Innererror)
{
    /// <summary>The code that says most: the innermost one.</summary>
    internal string? Deepest => Innererror?.Deepest ?? Code;
}

internal sealed record ServiceErrorAnswer(ServiceError? Error);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AnalyzeTextRequest))]
[JsonSerializable(typeof(AnalyzeTextAnswer))]
[JsonSerializable(typeof(ServiceErrorAnswer))]
internal sealed partial class AnalyzeTextJson : JsonSerializerContext;
