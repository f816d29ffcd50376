namespace Tsunagu.TextAnalytics;

/// <summary>What came of one call to the service: a document, or a code that says why not. Never words of the text.</summary>
/// <param name="Document">What was found; null when nothing was.</param>
/// <param name="Code">Why nothing was found; null when all went well.</param>
internal sealed record LanguageReply(AnalyzedDocument? Document, string? Code)
{
    internal const string Timeout = "timeout", Unreachable = "unreachable", Unreadable = "unreadable", NoToken = "no-token", Unknown = "unknown";

    // The contract's own codes. Whatever else stands where a code should be is not repeated: it could be anything.
    private static readonly HashSet<string> Known = new(
        [
            "InvalidRequest", "InvalidArgument", "Unauthorized", "Forbidden", "NotFound", "TooManyRequests", "InternalServerError", "ServiceUnavailable", "Timeout", "QuotaExceeded", "Conflict", "Warning",
            "InvalidParameterValue", "ExtractionFailure", "InvalidRequestBodyFormat", "EmptyRequest", "MissingInputDocuments", "InvalidDocument", "ModelVersionIncorrect", "InvalidDocumentBatch",
            "UnsupportedLanguageCode", "InvalidCountryHint",
        ],
        StringComparer.Ordinal);

    /// <summary>True when the service itself is in trouble, or we are with it: asking again soon is no use.</summary>
    internal bool Ill { get; init; }

    /// <summary>How long the service asked to be left alone; null = it did not.</summary>
    internal TimeSpan? RetryAfter { get; init; }

    internal static LanguageReply Fault(string code) => new(null, code) { Ill = true };

    /// <summary>The service answered with another status than 200.</summary>
    internal static LanguageReply Refused(int status, string? code, TimeSpan? retryAfter) => new(null, $"{status} {Safe(code)}".TrimEnd())
    {
        Ill = status is 401 or 403 or 404 or 408 or 429 or >= 500,
        RetryAfter = retryAfter,
    };

    /// <summary>The service did not take this one document, for example because of its language.</summary>
    internal static LanguageReply DocumentRefused(string? code) => new(null, Safe(code) is { Length: > 0 } safe ? safe : Unknown);

    private static string Safe(string? code) => code is not null && Known.Contains(code) ? code : "";
}
