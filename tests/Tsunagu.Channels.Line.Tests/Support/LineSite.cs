using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Tsunagu.BotCore;
using Tsunagu.Dialogs;
using Tsunagu.Directory;
using Tsunagu.Host;

namespace Tsunagu.Channels.Line.Tests;

/// <summary>The LINE channel on a real port, the real engine with the real content behind it, the fake platform in LINE's place.</summary>
internal sealed class LineSite : IAsyncDisposable
{
    // Reading the content is the slow part: sites share it. Each has an engine of its own.
    private static readonly FakeTimeProvider SharedClock = new(new DateTimeOffset(2026, 11, 24, 1, 0, 0, TimeSpan.Zero));
    private static readonly Lazy<BotComposition> SharedBot = new(() => Bot(SharedClock));
    private static int _sites;

    public string Secret => Options.ChannelSecret;

    /// <summary>A weekday at ten in the morning in Kyoto.</summary>
    public static readonly DateTimeOffset Morning = new(2026, 11, 24, 1, 0, 0, TimeSpan.Zero);

    private readonly WebApplication _app;
    private readonly TestEngine _engine;
    private readonly HttpClient _http = new();

    private LineSite(WebApplication app, TestEngine engine, FakeServer line, FakeTimeProvider clock, Logs logs)
    {
        (_app, _engine, Line, Clock, Log) = (app, engine, line, clock, logs);
    }

    public FakeServer Line { get; }

    public FakeTimeProvider Clock { get; }

    public Logs Log { get; }

    public IServiceProvider Services => _app.Services;

    public LineOptions Options => Services.GetRequiredService<LineOptions>();

    public IConversations Conversations => Services.GetRequiredService<IConversations>();

    public FakePlatform Platform => Line.Platform;

    public static async Task<LineSite> StartAsync(Func<LineOptions, LineOptions>? change = null, Func<IConversations, IConversations>? wrap = null, DateTimeOffset? now = null, TimeProvider? time = null, string? handoff = null)
    {
        // A clock of one's own needs a runner of one's own.
        var own = now is not null || time is not null || handoff is not null;
        var clock = own ? new FakeTimeProvider(now ?? Morning) : SharedClock;
        var bot = SharedBot.Value;
        var runner = own ? new TurnRunner(WithStaff(bot.Parts, handoff), time ?? clock, () => Guid.NewGuid().ToString("N")[..8]) : bot.Runner;
        var line = await FakeServer.StartAsync();
        var options = new LineOptions
        {
            ChannelSecret = $"secret of site {Interlocked.Increment(ref _sites)}",
            ChannelAccessToken = "test token",
            ApiBaseUrl = line.Address,
            DataApiBaseUrl = line.Address,
            CallClock = TimeProvider.System,
            RetryDelay = TimeSpan.FromMilliseconds(1),
            AttemptTimeout = TimeSpan.FromMilliseconds(400),
            Words = LineComposition.WordsOf(bot.Content.Texts),
        };
        options = change is null ? options : change(options);
        line.Platform = new FakePlatform(options, time ?? clock);
        line.Platform.InstallMenus(RichMenus.Locales.Select(l => (RichMenus.AliasOf(l), RichMenus.Build(l, options.Words[l], null))));
        var logs = new Logs();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Trace);
        var engine = new TestEngine(runner, time ?? clock);
        builder.Services.AddSingleton(time ?? clock).AddSingleton(wrap is null ? engine.Conversations : wrap(engine.Conversations)).AddLine(_ => options);
        var app = builder.Build();
        app.MapLine();
        engine.Send(app.Services.GetServices<IOutboxSender>());
        await app.StartAsync();
        await app.Services.GetRequiredService<PushQuota>().ReadAsync();
        return new LineSite(app, engine, line, clock, logs);
    }

    public static BotComposition Bot(TimeProvider clock) => BotComposition.Create(new SiteSettings
    {
        PublicUrl = "http://127.0.0.1/",
        WebChat = new WebChat.WebChatOptions(),
        HandbookPath = Path.Combine(Fixtures.Root, "dialogs", "handbook"),
        DirectoryPath = Path.Combine(Fixtures.Root, "src", "Tsunagu.Directory.Api", "seed"),
    }, clock);

    /// <summary>The same bot with staff who answer on LINE at these hours; null = there are none.</summary>
    private static HandbookParts WithStaff(HandbookParts parts, string? hours) => hours is null ? parts : parts with
    {
        Options = parts.Options with { Handoff = new HandoffOptions { Hours = OpeningHours.Parse(hours) } },
    };

    /// <summary>Posts a body as it is.</summary>
    public async Task<int> PostAsync(byte[] body, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_app.Urls.First() + "/line/webhook")) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (signature is not null)
            request.Headers.TryAddWithoutValidation("X-Line-Signature", signature);
        using var response = await _http.SendAsync(request);
        return (int)response.StatusCode;
    }

    /// <summary>Delivers events as LINE does; gives each a valid token first, unless it is a redelivery.</summary>
    public Task<int> DeliverAsync(params JsonObject[] events)
    {
        foreach (var e in events)
        {
            if (e["replyToken"] is not null && e["deliveryContext"]?["isRedelivery"]?.GetValue<bool>() != true)
                e["replyToken"] = Platform.IssueReplyToken(e["source"]?["userId"]?.GetValue<string>() ?? e["source"]?["groupId"]?.GetValue<string>() ?? e["source"]?["roomId"]?.GetValue<string>() ?? "");
        }

        var body = Fixtures.Body(events);
        return PostAsync(body, Signature.Sign(Secret, body));
    }

    /// <summary>Delivers, waits until the answers are sent, and gives the person's new messages.</summary>
    public async Task<IReadOnlyList<JsonNode>> SayAsync(JsonObject e)
    {
        var user = e["source"]!["userId"]!.GetValue<string>();
        var before = Platform.ChatOf(user).Count;
        Assert.Equal(200, await DeliverAsync(e));
        await SettleAsync();
        return [.. Platform.ChatOf(user, before).Select(m => JsonNode.Parse(m.Message.GetRawText())!)];
    }

    /// <summary>Waits until nothing is left to send.</summary>
    public Task SettleAsync() => _engine.SettleAsync(Services);

    /// <summary>How many answers were given up.</summary>
    public async Task<int> SetAsideAsync() => (await _engine.Store.OutboxAsync()).SetAside;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        // First the platform: a call that hangs there would hold up the site's end.
        await Line.DisposeAsync();
        await _engine.DisposeAsync();
        await _app.DisposeAsync();
    }
}

/// <summary>Everything that was logged, at every level.</summary>
internal sealed class Logs : ILoggerProvider, ILogger
{
    private readonly List<string> _lines = [];

    public string Text
    {
        get
        {
            lock (_lines)
                return string.Join('\n', _lines);
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lines)
            _lines.Add($"{logLevel} {formatter(state, exception)} {exception}");
    }

    public void Dispose()
    {
    }
}

/// <summary>Looks into messages as a person would.</summary>
internal static class Looking
{
    public static IReadOnlyList<JsonNode> Buttons(this IReadOnlyList<JsonNode> messages) =>
        messages is [.., var last] && last["quickReply"]?["items"] is JsonArray items ? [.. items.Select(i => i!["action"]!)] : [];

    public static string Data(this IReadOnlyList<JsonNode> messages, string label) =>
        messages.Buttons().FirstOrDefault(b => b["label"]!.GetValue<string>() == label)?["data"]!.GetValue<string>()
        ?? throw new InvalidOperationException($"There is no button '{label}' among {string.Join(", ", messages.Buttons().Select(b => b["label"]))}.");

    /// <summary>What the cards say, without their form.</summary>
    public static string Flex(this IReadOnlyList<JsonNode> messages) => string.Join('\n', messages.Where(m => m["contents"] is not null).SelectMany(m => TextsOf(m["contents"]!)));

    private static IEnumerable<string> TextsOf(JsonNode node) => node switch
    {
        JsonObject o => (o["text"] is JsonValue text ? [text.GetValue<string>()] : Enumerable.Empty<string>()).Concat(o.Where(p => p.Value is JsonObject or JsonArray).SelectMany(p => TextsOf(p.Value!))),
        JsonArray a => a.OfType<JsonNode>().SelectMany(TextsOf),
        _ => [],
    };

    public static string Words(this IReadOnlyList<JsonNode> messages) => string.Join("\n---\n", messages.Select(m => m["text"]?.GetValue<string>() ?? "(card)"));
}
