using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Tsunagu.Benchmarks;

/// <summary>The real host as its own process: how long from its start to the first question, and how much memory it then holds.</summary>
internal static class Startup
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(int times)
    {
        List<double> seconds = [], megabytes = [];
        for (var i = 0; i < times; i++)
        {
            var (took, memory) = await OnceAsync();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i + 1}/{times}: first question after {took:F2} s, {memory:F0} MB resident"));
            seconds.Add(took);
            megabytes.Add(memory);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"start to first question: median {Median(seconds):F2} s ({seconds.Min():F2}-{seconds.Max():F2}); resident: median {Median(megabytes):F0} MB"));
        return 0;
    }

    private static async Task<(double Seconds, double Megabytes)> OnceAsync()
    {
        await using var host = Site.NewHost();
        host.Launch();
        var watch = Stopwatch.StartNew();
        using var client = new HttpClient { BaseAddress = host.Address };
        while (true)
        {
            try
            {
                var opened = await client.PostAsJsonAsync("v3/directline/conversations", new JsonObject());
                if (opened.IsSuccessStatusCode)
                    break;
                var token = await client.PostAsync("v3/directline/tokens/generate", null);
                if (token.IsSuccessStatusCode)
                {
                    await FirstQuestionAsync(client, (await token.Content.ReadFromJsonAsync<JsonObject>())!["token"]!.GetValue<string>());
                    break;
                }
            }
            catch (HttpRequestException) when (watch.Elapsed < Patience)
            {
                await Task.Delay(10); // not listening yet
            }
        }

        var took = watch.Elapsed.TotalSeconds;
        return (took, host.Megabytes);
    }

    private static async Task FirstQuestionAsync(HttpClient client, string token)
    {
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        var opened = await (await client.PostAsync("v3/directline/conversations", null)).Content.ReadFromJsonAsync<JsonObject>();
        var id = opened!["conversationId"]!.GetValue<string>();
        var start = new JsonObject { ["type"] = "event", ["name"] = "start", ["from"] = new JsonObject { ["id"] = "person" } };
        var posted = await client.PostAsJsonAsync($"v3/directline/conversations/{id}/activities", start);
        posted.EnsureSuccessStatusCode();
        var page = await client.GetFromJsonAsync<JsonObject>($"v3/directline/conversations/{id}/activities");
        if (page!["activities"]!.AsArray().Count == 0)
            throw new InvalidOperationException("The host said nothing.");
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
