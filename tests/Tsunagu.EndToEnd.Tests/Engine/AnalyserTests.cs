using System.Text;
using System.Text.Json.Nodes;
using Tsunagu.Benchmarks.Torture;
using Tsunagu.Conversations.Tests;
using Tsunagu.TextAnalytics.Tests;

namespace Tsunagu.EndToEnd.Tests;

/// <summary>The whole host with Azure AI Language switched on: words reach it and nothing else, and a talk outlives it.</summary>
public sealed class AnalyserTests
{
    private const string Canary = "kanaria-9f3c1b";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Typed_words_reach_the_service_and_are_in_no_log_trace_file_or_answer()
    {
        using var folder = new TempFolder();
        await using var telemetry = new OtlpReceiver();
        await using var azure = await LanguageStub.StartAsync();
        await using var host = new KillableHost([$"--Storage:Path={folder.Path}", $"--DirectLine:Secret={TortureRun.Secret}", "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft.AspNetCore=Debug",
            $"--TextAnalytics:Azure:Endpoint={azure.Address}", $"--TextAnalytics:Azure:Key={LanguageStub.Key}", .. telemetry.Settings]);
        await host.StartAsync(Ct);
        using var http = AtRestTests.NewClient(host);
        var id = await AtRestTests.BeginAsync(http);
        await TypeAsync(http, id, $"{Canary} 山田花子です、聞いてください");
        foreach (var fault in new[] { LanguageFault.NoJson, LanguageFault.ServerError, LanguageFault.Reset, LanguageFault.Hang })
        {
            azure.Always = fault;
            await TypeAsync(http, id, $"{Canary} 山田花子です、{fault}");
        }

        var history = await http.GetStringAsync(new Uri($"/v3/directline/conversations/{id}/activities", UriKind.Relative), Ct);
        var privacy = await http.GetStringAsync(new Uri("/privacy", UriKind.Relative), Ct);
        await telemetry.UntilTracedAsync("turn", Ct);
        host.Kill();

        Assert.Contains("Azure AI Language", privacy, StringComparison.Ordinal);

        Assert.Contains(azure.Calls, c => c.Body.ToJsonString().Contains(Canary, StringComparison.Ordinal));
        Assert.Contains("お名前や住所は書かなくて大丈夫です", history, StringComparison.Ordinal);
        Assert.Contains("Typed words leave this machine: Azure AI Language at 127.0.0.1", host.Log, StringComparison.Ordinal);
        Assert.Contains("unreadable", host.Log, StringComparison.Ordinal);
        foreach (var secret in new[] { Canary, "山田", LanguageStub.Key })
        {
            Assert.DoesNotContain(secret, history, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, host.Log, StringComparison.Ordinal);
            Assert.False(telemetry.Holds(secret), "traces or metrics hold " + secret);
            Assert.False(folder.Holds(Encoding.UTF8.GetBytes(secret)), "a file holds " + secret);
        }
    }

    private static Task TypeAsync(HttpClient http, string id, string text) =>
        AtRestTests.PostAsync(http, id, new JsonObject { ["type"] = "message", ["text"] = text, ["locale"] = "ja", ["from"] = new JsonObject { ["id"] = "me" } });
}
