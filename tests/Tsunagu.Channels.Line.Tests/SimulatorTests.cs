using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Tsunagu.BotCore;
using Tsunagu.Host;

namespace Tsunagu.Channels.Line.Tests;

/// <summary>The simulator as its page uses it: real webhook, real signature, real port.</summary>
public class SimulatorTests
{
    private const string User = "U00000000000000000000000000000001";

    [Fact]
    public async Task The_page_and_its_files_come_with_a_strict_policy()
    {
        await using var site = await Simulator.StartAsync();
        foreach (var path in new[] { "/dev/line", "/dev/line/simulator.js", "/dev/line/flex.js", "/dev/line/simulator.css", "/dev/line/icon.svg", "/dev/line/tsunagu-ja.png", "/dev/line/tsunagu-ja-simple.png", "/dev/line/tsunagu-en.png" })
        {
            using var response = await site.Http.GetAsync(new Uri(path, UriKind.Relative));
            Assert.True(response.IsSuccessStatusCode, path);
            Assert.DoesNotContain("unsafe", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }

        var page = await site.Http.GetStringAsync(new Uri("/dev/line", UriKind.Relative));
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("onclick", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_follow_is_greeted_and_a_redelivery_is_not_greeted_again()
    {
        await using var site = await Simulator.StartAsync();
        var first = await site.DeliverAsync(new JsonObject { ["type"] = "follow" });
        Assert.Equal(200, first["status"]!.GetValue<int>());
        Assert.Equal(3, (await site.ChatAsync(0))["messages"]!.AsArray().Count);
        var again = await site.DeliverAsync((JsonObject)first["event"]!.DeepClone());
        Assert.True(again["event"]!["deliveryContext"]!["isRedelivery"]!.GetValue<bool>());
        Assert.Empty((await site.ChatAsync(3))["messages"]!.AsArray());
    }

    [Fact]
    public async Task Who_blocked_the_account_sees_nothing_until_it_is_taken_back()
    {
        await using var site = await Simulator.StartAsync();
        await site.DeliverAsync(new JsonObject { ["type"] = "unfollow" });
        await site.DeliverAsync(new JsonObject { ["type"] = "message", ["message"] = new JsonObject { ["type"] = "text", ["id"] = "1", ["text"] = "a" } });
        Assert.Empty((await site.ChatAsync(0))["messages"]!.AsArray());
        await site.DeliverAsync(new JsonObject { ["type"] = "follow", ["follow"] = new JsonObject { ["isUnblocked"] = true } });
        Assert.NotEmpty((await site.ChatAsync(0))["messages"]!.AsArray());
    }

    [Fact]
    public async Task The_clock_can_be_moved_and_nonsense_is_refused()
    {
        await using var site = await Simulator.StartAsync();
        using var moved = await site.Http.PostAsync(new Uri("/dev/line/clock", UriKind.Relative), new StringContent("2026-12-31T17:00:00Z"));
        Assert.True(moved.IsSuccessStatusCode);
        Assert.Equal(new DateTimeOffset(2026, 12, 31, 17, 0, 0, TimeSpan.Zero), site.Moved);
        using var refused = await site.Http.PostAsync(new Uri("/dev/line/clock", UriKind.Relative), new StringContent("yesterday"));
        Assert.Equal(400, (int)refused.StatusCode);
        using var empty = await site.Http.PostAsJsonAsync(new Uri("/dev/line/deliver", UriKind.Relative), new { });
        Assert.Equal(400, (int)empty.StatusCode);
    }

    [Fact]
    public async Task Every_refusal_is_told_once()
    {
        await using var site = await Simulator.StartAsync();
        for (var i = 0; i < 7; i++)
            site.Platform.Handle(new FakeCall("GET", "/v2/bot/nothing", "Bearer t", null, null, []));
        var seven = await site.ChatAsync(0);
        Assert.Equal((7, 7), (seven["refused"]!.GetValue<int>(), seven["refusals"]!.AsArray().Count));
        Assert.Empty((await site.ChatAsync(0, refused: 7))["refusals"]!.AsArray());
    }

    private sealed class Simulator(WebApplication app, BotComposition bot, TestEngine engine) : IAsyncDisposable
    {
        public HttpClient Http { get; } = new() { BaseAddress = new Uri(app.Urls.First()) };

        public FakePlatform Platform => app.Services.GetRequiredService<FakePlatform>();

        public DateTimeOffset? Moved { get; private set; }

        public static async Task<Simulator> StartAsync()
        {
            var clock = new FakeTimeProvider(LineSite.Morning);
            var bot = LineSite.Bot(clock);
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            Simulator? simulator = null;
            var engine = new TestEngine(bot.Runner, clock);
            builder.Services.AddSingleton<TimeProvider>(clock).AddSingleton(engine.Conversations)
                .AddLine(_ => new LineOptions { ChannelSecret = "s", ChannelAccessToken = "t", CallClock = TimeProvider.System, Words = LineComposition.WordsOf(bot.Content.Texts) })
                .AddLineSimulator(new LineSimulatorClock(at => simulator!.Moved = at));
            var app = builder.Build();
            app.MapLine();
            app.MapLineSimulator();
            engine.Send(app.Services.GetServices<IOutboxSender>());
            await app.StartAsync();
            return simulator = new Simulator(app, bot, engine);
        }

        public async Task<JsonNode> DeliverAsync(JsonObject e)
        {
            using var response = await Http.PostAsJsonAsync(new Uri("/dev/line/deliver", UriKind.Relative), new JsonObject { ["user"] = User, ["event"] = e });
            await engine.SettleAsync(app.Services);
            return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        }

        public async Task<JsonNode> ChatAsync(int after, int refused = 0) =>
            JsonNode.Parse(await Http.GetStringAsync(new Uri($"/dev/line/chat?user={User}&after={after}&refused={refused}", UriKind.Relative)))!;

        public async ValueTask DisposeAsync()
        {
            Http.Dispose();
            await engine.DisposeAsync();
            await app.DisposeAsync();
            bot.Dispose();
        }
    }
}
