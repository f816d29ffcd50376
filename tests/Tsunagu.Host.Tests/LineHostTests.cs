using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tsunagu.Host.Tests;

/// <summary>LINE as the real host puts it together.</summary>
public class LineHostTests
{
    private const string User = "U00000000000000000000000000000001";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_greeting_tells_the_hours_that_are_set_and_the_counters_reach_the_collector()
    {
        var exported = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var collector = await CollectorAsync(body =>
        {
            if (body.Contains("tsunagu.line.events", StringComparison.Ordinal))
                exported.TrySetResult();
        });
        var (host, address) = await HostProcess.ServeAsync(
            "--Conversations:LineHours=5", "--OTEL_EXPORTER_OTLP_ENDPOINT=" + collector.Urls.First(), "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", "--OTEL_METRIC_EXPORT_INTERVAL=200");
        await using var running = host;
        using var http = new HttpClient { BaseAddress = address };
        using var delivered = await http.PostAsJsonAsync("/dev/line/deliver", new JsonObject { ["user"] = User, ["event"] = new JsonObject { ["type"] = "follow" } }, Ct);
        Assert.Equal(200, (await delivered.Content.ReadFromJsonAsync<JsonNode>(Ct))!["status"]!.GetValue<int>());
        JsonArray messages;
        do
        {
            messages = (await http.GetFromJsonAsync<JsonNode>($"/dev/line/chat?user={User}&after=0", Ct))!["messages"]!.AsArray();
        }
        while (messages.Count < 3);

        Assert.Contains("5時間", messages[1]!["message"]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
        // Gives up after a minute, so that a counter that nobody exports is a failure and not a hanging run.
        await exported.Task.WaitAsync(TimeSpan.FromMinutes(1), Ct);
    }

    private static async Task<WebApplication> CollectorAsync(Action<string> take)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/v1/metrics", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, Ct);
            take(Encoding.Latin1.GetString(body.ToArray()));
        });
        await app.StartAsync(Ct);
        return app;
    }
}
