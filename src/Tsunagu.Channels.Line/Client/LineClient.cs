using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tsunagu.Channels.Line;

/// <summary>
/// The Messaging API, as far as this bot uses it (https://developers.line.biz/en/reference/messaging-api/). No profile is ever asked for.
/// Calls are tried again by the handler that <see cref="LineExtensions"/> puts under the client; none of them throws for an answer of LINE.
/// </summary>
public sealed class LineClient
{
    /// <summary>Name of the HTTP client for messages and settings.</summary>
    internal const string ApiName = "line-api";

    /// <summary>Name of the HTTP client for pictures.</summary>
    internal const string DataName = "line-data";

    /// <summary>Set by the retry handler when an attempt ended without a clear answer.</summary>
    internal static readonly HttpRequestOptionsKey<bool> DoubtfulKey = new("tsunagu-doubtful");

    private const int MostBody = 64 * 1024;

    private readonly IHttpClientFactory _factory;
    private readonly LineOptions _options;

    /// <summary>Creates the client.</summary>
    /// <param name="factory">Gives the HTTP clients.</param>
    /// <param name="options">Addresses and token.</param>
    public LineClient(IHttpClientFactory factory, LineOptions options)
    {
        _factory = factory ?? throw new ArgumentNullException(nameof(factory));
        _options = options ?? throw new ArgumentNullException(nameof(options));
    }

    /// <summary>Answers an event, free of charge: once, within a minute. Takes no retry key; the token itself works only once.</summary>
    /// <param name="replyToken">The event's token.</param>
    /// <param name="messages">One to five messages.</param>
    /// <param name="ct">Ends the call.</param>
    public Task<LineResponse> ReplyAsync(string replyToken, IReadOnlyList<JsonObject> messages, CancellationToken ct = default) =>
        PostAsync("v2/bot/message/reply", new JsonObject { ["replyToken"] = replyToken, ["messages"] = LineJson.Array(messages) }, null, ct);

    /// <summary>Sends without a token; counted. The retry key makes LINE take it once however often it is sent; 409 = it was taken before.</summary>
    /// <param name="to">The person's user id.</param>
    /// <param name="messages">One to five messages.</param>
    /// <param name="retryKey">The same for the same answer.</param>
    /// <param name="ct">Ends the call.</param>
    public Task<LineResponse> PushAsync(string to, IReadOnlyList<JsonObject> messages, Guid retryKey, CancellationToken ct = default) =>
        PostAsync("v2/bot/message/push", new JsonObject { ["to"] = to, ["messages"] = LineJson.Array(messages) }, retryKey, ct);

    /// <summary>Shows LINE's loading sign until the next message, at most that long.</summary>
    /// <param name="chatId">The person's user id.</param>
    /// <param name="seconds">5 to 60, in steps of 5.</param>
    /// <param name="ct">Ends the call.</param>
    public Task<LineResponse> StartLoadingAsync(string chatId, int seconds, CancellationToken ct = default) =>
        PostAsync("v2/bot/chat/loading/start", new JsonObject { ["chatId"] = chatId, ["loadingSeconds"] = seconds }, null, ct);

    /// <summary>How many pushes a month the plan allows; null = no limit or not known.</summary>
    /// <param name="ct">Ends the call.</param>
    public async Task<LineQuota?> GetQuotaAsync(CancellationToken ct = default)
    {
        var limit = await GetAsync("v2/bot/message/quota", ct);
        var used = await GetAsync("v2/bot/message/quota/consumption", ct);
        if (!limit.Ok || !used.Ok)
            return null;
        return new LineQuota(LongOf(limit.Body, "value"), LongOf(used.Body, "totalUsage") ?? 0);
    }

    /// <summary>Any GET below the API's address.</summary>
    /// <param name="path">The path without a leading slash.</param>
    /// <param name="ct">Ends the call.</param>
    public Task<LineResponse> GetAsync(string path, CancellationToken ct = default) => SendAsync(ApiName, _options.ApiBaseUrl, HttpMethod.Get, path, null, null, ct);

    /// <summary>Any POST of JSON below the API's address.</summary>
    /// <param name="path">The path without a leading slash.</param>
    /// <param name="body">The JSON; null = an empty body.</param>
    /// <param name="retryKey">Only for pushes.</param>
    /// <param name="ct">Ends the call.</param>
    public Task<LineResponse> PostAsync(string path, JsonNode? body, Guid? retryKey = null, CancellationToken ct = default) =>
        SendAsync(ApiName, _options.ApiBaseUrl, HttpMethod.Post, path, JsonContent(body), retryKey, ct);

    /// <summary>Any PUT of JSON below the API's address.</summary>
    /// <param name="path">The path without a leading slash.</param>
    /// <param name="body">The JSON.</param>
    /// <param name="ct">Ends the call.</param>
    public Task<LineResponse> PutAsync(string path, JsonNode body, CancellationToken ct = default) =>
        SendAsync(ApiName, _options.ApiBaseUrl, HttpMethod.Put, path, JsonContent(body), null, ct);

    /// <summary>Any DELETE below the API's address.</summary>
    /// <param name="path">The path without a leading slash.</param>
    /// <param name="ct">Ends the call.</param>
    public Task<LineResponse> DeleteAsync(string path, CancellationToken ct = default) => SendAsync(ApiName, _options.ApiBaseUrl, HttpMethod.Delete, path, null, null, ct);

    /// <summary>Any GET below the data API's address.</summary>
    /// <param name="path">The path without a leading slash.</param>
    /// <param name="ct">Ends the call.</param>
    public Task<LineResponse> DownloadAsync(string path, CancellationToken ct = default) => SendAsync(DataName, _options.DataApiBaseUrl, HttpMethod.Get, path, null, null, ct);

    /// <summary>Uploads a picture below the data API's address.</summary>
    /// <param name="path">The path without a leading slash.</param>
    /// <param name="png">A PNG.</param>
    /// <param name="ct">Ends the call.</param>
    public Task<LineResponse> UploadAsync(string path, byte[] png, CancellationToken ct = default)
    {
        var content = new ByteArrayContent(png);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        return SendAsync(DataName, _options.DataApiBaseUrl, HttpMethod.Post, path, content, null, ct);
    }

    private async Task<LineResponse> SendAsync(string client, Uri root, HttpMethod method, string path, HttpContent? content, Guid? retryKey, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, new Uri(root, path)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _options.ChannelAccessToken);
        if (retryKey is { } key)
            request.Headers.Add("X-Line-Retry-Key", key.ToString("D", CultureInfo.InvariantCulture));
        try
        {
            using var http = _factory.CreateClient(client);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return new LineResponse((int)response.StatusCode, await ReadAsync(response, ct), Doubtful(request))
            {
                RetryAfter = response.Headers.RetryAfter?.Delta,
            };
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException or Polly.ExecutionRejectedException)
        {
            ct.ThrowIfCancellationRequested();
            return new LineResponse(0, "", Doubtful: true);
        }
    }

    private static bool Doubtful(HttpRequestMessage request) => request.Options.TryGetValue(DoubtfulKey, out var doubtful) && doubtful;

    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        var buffer = new byte[(int)Math.Min(response.Content.Headers.ContentLength ?? MostBody, MostBody)];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return System.Text.Encoding.UTF8.GetString(buffer, 0, length);
    }

    private static ByteArrayContent? JsonContent(JsonNode? body)
    {
        if (body is null)
            return null;
        var content = new ByteArrayContent(LineJson.Bytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        return content;
    }

    private static long? LongOf(string body, string name)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.TryGetProperty(name, out var value) && value.TryGetInt64(out var number) ? number : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}

/// <summary>The month's pushes.</summary>
/// <param name="Limit">How many the plan allows; null = no limit.</param>
/// <param name="Used">How many were sent.</param>
public sealed record LineQuota(long? Limit, long Used)
{
    /// <summary>True when no push goes through any more this month.</summary>
    public bool IsSpent => Limit is { } limit && Used >= limit;

    /// <summary>True when less than a tenth of the month's pushes is left: that is for answers whose reply token was gone.</summary>
    public bool IsNearlySpent => Limit is { } limit && (limit - Used) * 10 < limit || IsSpent;
}
