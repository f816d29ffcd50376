using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BenchmarkDotNet.Attributes;
using Tsunagu.Benchmarks.Torture;

namespace Tsunagu.Benchmarks;

/// <summary>One Direct Line post over HTTP to the real host: accepted, turn run, replies in the history.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class DirectLineBenchmarks : IDisposable
{
    private KillableHost _host = null!;
    private HttpClient _client = null!;
    private string _activities = "";
    private int _number;

    [GlobalSetup]
    public async Task Setup()
    {
        _host = Site.NewHost();
        await _host.StartAsync(CancellationToken.None);
        _client = new HttpClient { BaseAddress = _host.Address };
        var answer = await _client.PostAsync("v3/directline/tokens/generate", null);
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["token"]!.GetValue<string>();
        _client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        var opened = await (await _client.PostAsync("v3/directline/conversations", null)).Content.ReadFromJsonAsync<JsonObject>();
        _activities = $"v3/directline/conversations/{opened!["conversationId"]}/activities";
        await Post();
    }

    /// <summary>"Help" is answered with its words and the present question again: a turn that leaves the talk where it was.</summary>
    [Benchmark(Description = "POST activities")]
    public async Task Post()
    {
        var activity = new JsonObject
        {
            ["type"] = "message",
            ["text"] = "使い方",
            ["from"] = new JsonObject { ["id"] = "person" },
            ["channelData"] = new JsonObject { ["clientActivityID"] = $"b{_number++}" },
        };
        using var answer = await _client.PostAsJsonAsync(_activities, activity);
        answer.EnsureSuccessStatusCode();
    }

    [GlobalCleanup]
    public async Task Cleanup()
    {
        await _host.DisposeAsync();
        Dispose();
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _client.Dispose();
    }
}
