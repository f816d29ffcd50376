using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tsunagu.TextAnalytics.Tests;

/// <summary>What goes wrong with a call.</summary>
public enum LanguageFault
{
    None,
    TooMany,
    TooManyForAMinute,
    ServerError,
    Hang,
    HalfAnAnswer,
    NoJson,
    OtherJson,
    OtherKind,
    Reset,
}

/// <summary>A call as it came.</summary>
internal sealed record LanguageCall(string Path, string Query, string? Key, string? Bearer, JsonNode Body)
{
    public string Kind => Body["kind"]!.GetValue<string>();
}

/// <summary>
/// Azure AI Language as its documentation describes it (api-version 2023-04-01: errors, per-document errors, warnings), as a real web server on a real
/// port, with faults on demand. What it finds in a text is simple enough to be known beforehand. Microsoft's own client is shown to understand it.
/// </summary>
internal sealed partial class LanguageStub : IAsyncDisposable
{
    public const string Key = "0123456789abcdef0123456789abcdef", Token = "a-token-of-entra-id";

    private static readonly HashSet<string> Languages = new(["ja", "en", "zh-hans", "ko"], StringComparer.OrdinalIgnoreCase);

    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<LanguageFault> _faults = new();
    private readonly SemaphoreSlim _came = new(0);

    private LanguageStub(WebApplication app) => _app = app;

    public ConcurrentQueue<LanguageCall> Calls { get; } = new();

    public Uri Address => new(_app.Urls.First() + "/");

    /// <summary>Every call goes wrong in this way.</summary>
    public LanguageFault Always { get; set; }

    public static async Task<LanguageStub> StartAsync(string url = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url);
        if (url.StartsWith("https:", StringComparison.Ordinal))
            builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(k => k.ConfigureHttpsDefaults(https => https.ServerCertificate = OwnCertificate.Certificate));
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var stub = new LanguageStub(app);
        app.Run(stub.AnswerAsync);
        await app.StartAsync();
        return stub;
    }

    /// <summary>The next calls go wrong in these ways, in order.</summary>
    public void Fail(params LanguageFault[] faults)
    {
        foreach (var fault in faults)
            _faults.Enqueue(fault);
    }

    /// <summary>Waits until so many calls have come since the last wait.</summary>
    public async Task CameAsync(int calls)
    {
        for (var i = 0; i < calls; i++)
            await _came.WaitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _app.DisposeAsync();
        _stop.Dispose();
        _came.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var body = await JsonNode.ParseAsync(request.Body, cancellationToken: context.RequestAborted);
        var key = request.Headers["Ocp-Apim-Subscription-Key"].ToString();
        var bearer = request.Headers.Authorization.ToString();
        Calls.Enqueue(new LanguageCall(request.Path, request.QueryString.Value ?? "", key, bearer, body!));
        _came.Release();
        if (!_faults.TryDequeue(out var fault))
            fault = Always;
        switch (fault)
        {
            case LanguageFault.TooManyForAMinute:
                context.Response.Headers.RetryAfter = "60";
                goto case LanguageFault.TooMany;
            case LanguageFault.TooMany:
                await Refuse(context, 429, "429", "Requests to the API have exceeded the rate limit of your current pricing tier.");
                return;
            case LanguageFault.ServerError:
                await Refuse(context, 500, "InternalServerError", "Something went wrong.");
                return;
            case LanguageFault.Hang:
                await Task.Delay(Timeout.Infinite, CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, context.RequestAborted).Token).ContinueWith(_ => { }, TaskScheduler.Default);
                return;
            case LanguageFault.HalfAnAnswer:
                context.Response.ContentLength = 1000;
                await context.Response.WriteAsync("""{"kind":"Sent""");
                context.Abort();
                return;
            case LanguageFault.NoJson:
                await context.Response.WriteAsync("<html>" + string.Concat(Documents(body!).Select(d => d["text"])) + "</html>");
                return;
            case LanguageFault.OtherJson:
                await Write(context, 200, """{"kind":17,"results":{"documents":"none"}}""");
                return;
            case LanguageFault.OtherKind:
                await Write(context, 200, """{"kind":"EntityLinkingResults","results":{"documents":[],"errors":[],"modelVersion":"2021-06-01"}}""");
                return;
            case LanguageFault.Reset:
                context.Abort();
                return;
        }

        if (key != Key && bearer != "Bearer " + Token)
            await Refuse(context, 401, "401", "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.");
        else if (request.Method != "POST" || request.Path != "/language/:analyze-text")
            await Refuse(context, 404, "404", "Resource not found");
        else if (request.Query["api-version"] != "2023-04-01")
            await Refuse(context, 400, "InvalidRequest", "Invalid Request.", "InvalidParameterValue");
        else if (!Documents(body!).Any())
            await Refuse(context, 400, "InvalidRequest", "Invalid Request.", "MissingInputDocuments");
        else if (Finder(body!["kind"]?.GetValue<string>()) is { } finder)
            await Write(context, 200, Results(body!, finder).ToJsonString());
        else
            await Refuse(context, 400, "InvalidArgument", "Invalid Request.", "InvalidParameterValue");
    }

    private static IEnumerable<JsonNode> Documents(JsonNode body) => (body["analysisInput"]?["documents"] as JsonArray)?.OfType<JsonNode>() ?? [];

    private static Func<string, JsonObject>? Finder(string? kind) => kind switch
    {
        "LanguageDetection" => LanguageOf,
        "PiiEntityRecognition" => PersonalData,
        "KeyPhraseExtraction" => KeyPhrases,
        "SentimentAnalysis" => Sentiment,
        _ => null,
    };

    private static JsonObject Results(JsonNode body, Func<string, JsonObject> finder)
    {
        JsonArray found = [], errors = [];
        foreach (var document in Documents(body))
        {
            var (id, text, language) = (document["id"]!.GetValue<string>(), document["text"]!.GetValue<string>(), document["language"]?.GetValue<string>());
            if (string.IsNullOrWhiteSpace(text))
                errors.Add(DocumentError(id, "InvalidDocument", "Document text is empty."));
            else if (language is not null && !Languages.Contains(language))
                errors.Add(DocumentError(id, "UnsupportedLanguageCode", $"Invalid language code. Supported languages: {string.Join(',', Languages)}. The text was: {text}"));
            else
                found.Add(With(finder(text), id));
        }

        return new JsonObject
        {
            ["kind"] = body["kind"]!.GetValue<string>() + "Results",
            ["results"] = new JsonObject { ["documents"] = found, ["errors"] = errors, ["modelVersion"] = "2023-04-01" },
        };
    }

    private static JsonObject With(JsonObject document, string id)
    {
        document["id"] = id;
        document["warnings"] = new JsonArray();
        return document;
    }

    private static JsonObject DocumentError(string id, string code, string message) => new()
    {
        ["id"] = id,
        ["error"] = new JsonObject { ["code"] = "InvalidArgument", ["message"] = "Invalid document in request.", ["innererror"] = new JsonObject { ["code"] = code, ["message"] = message } },
    };

    private static JsonObject LanguageOf(string text)
    {
        var (name, code) = Hangul().IsMatch(text) ? ("Korean", "ko") : Kana().IsMatch(text) ? ("Japanese", "ja") : Kanji().IsMatch(text) ? ("Chinese_Simplified", "zh_chs")
            : text.Any(char.IsLetter) ? ("English", "en") : ("(Unknown)", "(Unknown)");
        return new JsonObject { ["detectedLanguage"] = new JsonObject { ["name"] = name, ["iso6391Name"] = code, ["confidenceScore"] = name == "(Unknown)" ? 0.0 : 0.99 } };
    }

    private static JsonObject PersonalData(string text)
    {
        JsonArray entities = [];
        foreach (Match match in Name().Matches(text))
            entities.Add(Entity(match, "Person"));
        foreach (Match match in Phone().Matches(text))
            entities.Add(Entity(match, "PhoneNumber"));
        foreach (Match match in Kin().Matches(text))
            entities.Add(Entity(match, "PersonType"));
        return new JsonObject { ["redactedText"] = Name().Replace(text, "****"), ["entities"] = entities };
    }

    private static JsonObject Entity(Match match, string category) => new()
    {
        ["text"] = match.Value,
        ["category"] = category,
        ["offset"] = match.Index,
        ["length"] = match.Length,
        ["confidenceScore"] = 0.95,
    };

    private static JsonObject KeyPhrases(string text) => new() { ["keyPhrases"] = new JsonArray([.. text.Split(['、', '。', ' ', '.'], StringSplitOptions.RemoveEmptyEntries).Select(p => (JsonNode)p)]) };

    private static JsonObject Sentiment(string text)
    {
        var bad = Bad().IsMatch(text);
        JsonObject Scores() => new() { ["positive"] = 0.01, ["neutral"] = bad ? 0.01 : 0.9, ["negative"] = bad ? 0.98 : 0.09 };
        var label = bad ? "negative" : "neutral";
        return new JsonObject
        {
            ["sentiment"] = label,
            ["confidenceScores"] = Scores(),
            ["sentences"] = new JsonArray(new JsonObject { ["sentiment"] = label, ["confidenceScores"] = Scores(), ["offset"] = 0, ["length"] = text.Length, ["text"] = text }),
        };
    }

    private static Task Refuse(HttpContext context, int status, string code, string message, string? inner = null)
    {
        var error = new JsonObject { ["code"] = code, ["message"] = message };
        if (inner is not null)
            error["innererror"] = new JsonObject { ["code"] = inner, ["message"] = message };
        return Write(context, status, new JsonObject { ["error"] = error }.ToJsonString());
    }

    private static Task Write(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(json);
    }

    [GeneratedRegex("[가-힣]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Hangul();

    [GeneratedRegex("[ぁ-ヿ]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Kana();

    [GeneratedRegex("[一-鿿]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Kanji();

    [GeneratedRegex("山田花子|Hanako Yamada", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Name();

    [GeneratedRegex("[0-9]{2,4}-[0-9]{2,4}-[0-9]{4}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Phone();

    [GeneratedRegex("夫|母|父|妻", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Kin();

    [GeneratedRegex("つらい|もう疲れ|むり|hopeless", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Bad();
}
