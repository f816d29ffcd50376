using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tsunagu.Channels.Line;

/// <summary>An answer of the fake platform.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">JSON.</param>
internal sealed record FakeResponse(int Status, string Body);

/// <summary>A call to the fake platform, as it came.</summary>
internal sealed record FakeCall(string Method, string Path, string? Authorization, string? RetryKey, string? ContentType, byte[] Body);

/// <summary>A message in a person's chat.</summary>
/// <param name="Number">Its number in the chat, from 1.</param>
/// <param name="Message">LINE's message object.</param>
/// <param name="Pushed">True when it was pushed, false when it came by a reply token.</param>
/// <param name="At">When it came.</param>
internal sealed record FakeMessage(int Number, JsonElement Message, bool Pushed, DateTimeOffset At);

/// <summary>
/// LINE's Messaging API as far as this bot uses it: keeps the chats, and refuses what LINE refuses (limits, a reply token twice or too late,
/// a retry key on a reply or twice, a wrong access token). For the simulator and for tests; never in Production.
/// </summary>
internal sealed partial class FakePlatform(LineOptions options, TimeProvider clock)
{
    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly List<string> _refusals = [];
    private readonly Dictionary<string, (string User, DateTimeOffset Issued, bool Used)> _tokens = new(StringComparer.Ordinal);
    private readonly HashSet<Guid> _retryKeys = [];
    private readonly Dictionary<string, List<FakeMessage>> _chats = new(StringComparer.Ordinal);
    private readonly HashSet<string> _blocked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _loading = new(StringComparer.Ordinal);

    /// <summary>Pushes that the plan allows a month.</summary>
    public long Quota { get; set; } = 200;

    /// <summary>Pushes so far.</summary>
    public long Pushes { get; private set; }

    /// <summary>Replies so far.</summary>
    public long Replies { get; private set; }

    /// <summary>What was refused, newest last: path, status, why.</summary>
    public IReadOnlyList<string> Refusals
    {
        get
        {
            lock (_lock)
                return [.. _refusals];
        }
    }

    /// <summary>A token for an event that is delivered now.</summary>
    public string IssueReplyToken(string user)
    {
        var token = Guid.NewGuid().ToString("N");
        lock (_lock)
            _tokens[token] = (user, clock.GetUtcNow(), false);
        return token;
    }

    /// <summary>A redelivery gives the event's token another minute.</summary>
    public void Redeliver(string token)
    {
        lock (_lock)
        {
            if (_tokens.TryGetValue(token, out var known))
                _tokens[token] = known with { Issued = clock.GetUtcNow() };
        }
    }

    /// <summary>The person blocks the account, or takes it back.</summary>
    public void Block(string user, bool blocked)
    {
        lock (_lock)
        {
            if (blocked)
                _blocked.Add(user);
            else
                _blocked.Remove(user);
        }
    }

    /// <summary>The bot's messages in a person's chat after a number.</summary>
    public IReadOnlyList<FakeMessage> ChatOf(string user, int after = 0)
    {
        lock (_lock)
            return _chats.TryGetValue(user, out var chat) ? [.. chat.Where(m => m.Number > after)] : [];
    }

    /// <summary>True while the loading sign is to be seen.</summary>
    public bool IsLoading(string user)
    {
        lock (_lock)
            return _loading.TryGetValue(user, out var until) && until > clock.GetUtcNow();
    }

    /// <summary>Answers a call.</summary>
    public FakeResponse Handle(FakeCall call)
    {
        lock (_lock)
        {
            var response = Answer(call);
            if (response.Status >= 400)
                _refusals.Add(string.Create(CultureInfo.InvariantCulture, $"{call.Method} {PathWithoutIds(call.Path)} {response.Status} {response.Body}"));
            return response;
        }
    }

    private FakeResponse Answer(FakeCall call)
    {
        if (call.Authorization != "Bearer " + options.ChannelAccessToken)
            return Problem(401, "Authentication failed. Confirm that the access token in the authorization header is valid.");
        if (call.Body.Length > 2 * 1024 * 1024 && !call.Path.EndsWith("/content", StringComparison.Ordinal))
            return Problem(413, "Request exceeds the max size of 2MB.");
        return (call.Method, call.Path) switch
        {
            ("POST", "/v2/bot/message/reply") => WithJson(call, Reply),
            ("POST", "/v2/bot/message/push") => WithJson(call, Push),
            ("POST", "/v2/bot/chat/loading/start") => WithJson(call, Loading),
            ("GET", "/v2/bot/message/quota") => Ok(new JsonObject { ["type"] = "limited", ["value"] = Quota }),
            ("GET", "/v2/bot/message/quota/consumption") => Ok(new JsonObject { ["totalUsage"] = Pushes }),
            ("GET", "/v2/bot/info") => Ok(new JsonObject { ["userId"] = "U" + new string('0', 32), ["basicId"] = "@tsunagu", ["displayName"] = "Tsunagu", ["chatMode"] = "bot", ["markAsReadMode"] = "auto" }),
            _ => RichMenuCall(call) ?? Problem(404, "Not found"),
        };
    }

    private FakeResponse Reply(FakeCall call, JsonElement json)
    {
        if (call.RetryKey is not null)
            return Problem(400, "The retry key is not supported for this endpoint.");
        var token = TextOf(json, "replyToken");
        if (token is null || !_tokens.TryGetValue(token, out var known) || known.Used || clock.GetUtcNow() - known.Issued > TokenLife)
            return Problem(400, "Invalid reply token");
        if (Invalid(json) is { } invalid)
            return invalid;
        _tokens[token] = known with { Used = true };
        Replies++;
        Show(known.User, json.GetProperty("messages"), pushed: false);
        return Ok(new JsonObject { ["sentMessages"] = new JsonArray([.. json.GetProperty("messages").EnumerateArray().Select(_ => (JsonNode)new JsonObject { ["id"] = "1" })]) });
    }

    private FakeResponse Push(FakeCall call, JsonElement json)
    {
        Guid? key = null;
        if (call.RetryKey is { } text)
        {
            if (!Guid.TryParseExact(text, "D", out var parsed))
                return Problem(400, "The retry key is not a UUID.");
            key = parsed;
            if (_retryKeys.Contains(parsed))
                return Problem(409, "The retry key is already accepted");
        }

        if (TextOf(json, "to") is not { Length: 33 } to || to[0] != 'U')
            return Problem(400, "The property, 'to', in the request body is invalid (line: -, column: -)");
        if (Invalid(json) is { } invalid)
            return invalid;
        if (Pushes >= Quota)
            return Problem(429, "You have reached your monthly limit.");
        if (key is { } accepted)
            _retryKeys.Add(accepted);
        Pushes++;
        Show(to, json.GetProperty("messages"), pushed: true);
        return Ok(new JsonObject { ["sentMessages"] = new JsonArray() });
    }

    private FakeResponse Loading(FakeCall call, JsonElement json)
    {
        if (TextOf(json, "chatId") is not { } user || !json.TryGetProperty("loadingSeconds", out var value) || !value.TryGetInt32(out var seconds)
            || seconds is < 5 or > 60 || seconds % 5 != 0)
            return Problem(400, "loadingSeconds must be 5 to 60 in steps of 5");
        _loading[user] = clock.GetUtcNow().AddSeconds(seconds);
        return new FakeResponse(202, "{}");
    }

    private static FakeResponse? Invalid(JsonElement json)
    {
        var findings = MessageRules.Check(json.TryGetProperty("messages", out var messages) ? messages : default);
        if (findings.Count == 0)
            return null;
        return new FakeResponse(400, new JsonObject
        {
            ["message"] = string.Create(CultureInfo.InvariantCulture, $"The request body has {findings.Count} error(s)"),
            ["details"] = new JsonArray([.. findings.Select(f => (JsonNode)new JsonObject { ["message"] = f.Message, ["property"] = f.Property })]),
        }.ToJsonString());
    }

    private void Show(string user, JsonElement messages, bool pushed)
    {
        _loading.Remove(user);
        // To somebody who blocked the account LINE says "sent" all the same, and shows nothing.
        if (_blocked.Contains(user))
            return;
        if (!_chats.TryGetValue(user, out var chat))
            _chats[user] = chat = [];
        foreach (var message in messages.EnumerateArray())
            chat.Add(new FakeMessage(chat.Count + 1, message.Clone(), pushed, clock.GetUtcNow()));
    }

    private static FakeResponse WithJson(FakeCall call, Func<FakeCall, JsonElement, FakeResponse> answer)
    {
        if (call.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true)
            return Problem(415, "The content type must be application/json.");
        try
        {
            using var json = JsonDocument.Parse(call.Body);
            return json.RootElement.ValueKind == JsonValueKind.Object ? answer(call, json.RootElement) : Problem(400, "The request body could not be parsed as JSON");
        }
        catch (JsonException)
        {
            return Problem(400, "The request body could not be parsed as JSON");
        }
    }

    private static FakeResponse Ok(JsonObject body) => new(200, body.ToJsonString());

    private static FakeResponse Problem(int status, string message) => new(status, new JsonObject { ["message"] = message }.ToJsonString());

    private static string? TextOf(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string PathWithoutIds(string path) => string.Join('/', path.Split('/').Select(p => p is ['U', ..] && p.Length == 33 ? "{userId}" : p));
}
