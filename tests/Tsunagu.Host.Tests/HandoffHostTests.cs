using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tsunagu.Host.Tests;

/// <summary>A talk on LINE is handed to staff by the real host; the webhook is a real server, which fails the first time.</summary>
public sealed class HandoffHostTests
{
    private const string User = "U00000000000000000000000000000001";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Staff_are_told_without_anything_of_the_person_and_the_bot_keeps_silent_until_danger()
    {
        var calls = System.Threading.Channels.Channel.CreateUnbounded<string>();
        await using var staff = await StaffAsync(calls.Writer);
        var (host, address) = await HostProcess.ServeAsync("--Clock:Utc=2026-11-25T01:00:00Z", "--Handoff:Line=on", "--Handoff:Hours=Mo-Fr 09:00-17:00; PH off", $"--Handoff:Webhook={staff.Urls.First()}/staff");
        await using var running = host;
        using var http = new HttpClient { BaseAddress = address };
        await DeliverAsync(http, new JsonObject { ["type"] = "follow" });
        var before = await ShownAsync(http, 3);
        await TypeAsync(http, "人と話したい");
        var shown = await ShownAsync(http, before + 1);

        var told = JsonNode.Parse(await calls.Reader.ReadAsync(Ct))!;
        Assert.Equal("handoff", (string?)told["kind"]);
        Assert.Equal("2026-11-25T10:00", ((string?)told["at"])![..16]);
        Assert.Contains("LINE Official Account Manager", (string?)told["text"], StringComparison.Ordinal);
        Assert.Contains("17:00", (string?)told["text"], StringComparison.Ordinal);
        Assert.DoesNotContain(User, told.ToJsonString(), StringComparison.Ordinal);

        await TypeAsync(http, "わたしは田中です。家賃が払えません");
        await TypeAsync(http, "もう死にたい");
        await ShownAsync(http, shown + 1);
        Assert.Contains("話してくれて、ありがとうございます。", (await ChatAsync(http)).Skip(shown).First()!["message"]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.DoesNotContain("田中", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(User, host.Output, StringComparison.Ordinal);
    }

    private static async Task<WebApplication> StaffAsync(ChannelWriter<string> calls)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var failed = false;
        app.MapPost("/staff", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            var body = await reader.ReadToEndAsync(Ct);
            if (!failed)
            {
                failed = true;
                return Results.StatusCode(503);
            }

            await calls.WriteAsync(body, Ct);
            return Results.NoContent();
        });
        await app.StartAsync(Ct);
        return app;
    }

    private static Task TypeAsync(HttpClient http, string text) =>
        DeliverAsync(http, new JsonObject { ["type"] = "message", ["message"] = new JsonObject { ["type"] = "text", ["text"] = text } });

    private static async Task DeliverAsync(HttpClient http, JsonObject e)
    {
        using var delivered = await http.PostAsJsonAsync("/dev/line/deliver", new JsonObject { ["user"] = User, ["event"] = e }, Ct);
        Assert.Equal(200, (await delivered.Content.ReadFromJsonAsync<JsonNode>(Ct))!["status"]!.GetValue<int>());
    }

    private static async Task<JsonArray> ChatAsync(HttpClient http) =>
        (await http.GetFromJsonAsync<JsonNode>($"/dev/line/chat?user={User}&after=0", Ct))!["messages"]!.AsArray();

    // Gives up after a minute, so that an answer that never comes is a failure and not a hanging run.
    private static async Task<int> ShownAsync(HttpClient http, int atLeast)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            if ((await ChatAsync(http)).Count is var count && count >= atLeast)
                return count;
            await Task.Delay(50, limit.Token);
        }
    }
}
