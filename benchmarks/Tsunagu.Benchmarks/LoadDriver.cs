using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Tsunagu.Benchmarks;

/// <summary>
/// The load over HTTP: as many connections as people, each taps through ten-question talks over Direct Line (a POST per tap, a GET of what was said).
/// A turn is one acknowledged POST with its GET; both requests are in its time. Run it on another core than the server (<c>taskset</c>).
/// </summary>
internal static class LoadDriver
{
    public static async Task<int> RunAsync(Arguments args)
    {
        var url = new Uri(args.Text("url", "http://127.0.0.1:5080"));
        var (clients, seconds, secret) = (args.Number("clients", 64), args.Number("seconds", 20), args.Text("secret", ""));
        // 0 = as fast as it goes; else so many turns a second, for latency at half load.
        var rate = args.Number("rate", 0);
        // The server compiles its code for the second time while it warms up.
        var (warm, end) = (TimeSpan.FromSeconds(args.Number("warm", 15)), TimeSpan.FromSeconds(args.Number("warm", 15) + seconds));
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = clients, PooledConnectionLifetime = TimeSpan.FromHours(1) }) { BaseAddress = url };
        if (secret.Length > 0)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        var latencies = Enumerable.Range(0, clients).Select(_ => new Latencies()).ToArray();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(n => Task.Run(async () =>
        {
            var person = new Person(http, n);
            for (var turn = 0; clock.Elapsed < end; turn++)
            {
                if (rate > 0 && TimeSpan.FromSeconds((turn * clients + n) / (double)rate) - clock.Elapsed is { Ticks: > 0 } wait)
                    await Task.Delay(wait);
                await person.PrepareAsync();
                var started = clock.Elapsed;
                await person.StepAsync();
                if (started >= warm && started < end)
                    latencies[n].Add(clock.Elapsed - started);
            }
        })));
        Console.WriteLine(Latencies.Report(latencies, end - warm, $"{url} {clients} connections"));
        return 0;
    }

    private sealed class Person(HttpClient http, int number)
    {
        private static readonly long Run = Stopwatch.GetTimestamp();
        private string _id = "";
        private string _token = "";
        private string _watermark = "0";
        private string _next = "";
        private int _taps = int.MaxValue;
        private int _talk;

        /// <summary>Begins another talk after ten taps; that is not part of a turn.</summary>
        public async Task PrepareAsync()
        {
            if (_taps < 10)
                return;
            // A new person: the token of the talk before opens that talk only.
            _token = "";
            using var generated = await SendAsync(HttpMethod.Post, "tokens/generate", null);
            _token = generated.RootElement.GetProperty("token").GetString()!;
            using var begun = await SendAsync(HttpMethod.Post, "conversations", null);
            (_id, _watermark, _taps, _talk) = (begun.RootElement.GetProperty("conversationId").GetString()!, "0", 0, _talk + 1);
            await ReadAsync();
        }

        public async Task StepAsync()
        {
            using var sent = await SendAsync(HttpMethod.Post, $"conversations/{_id}/activities",
                $$$"""{"type":"message","from":{"id":"person-{{{number}}}"},"value":"{{{_next}}}","channelData":{"clientActivityID":"{{{Run}}}-{{{number}}}-{{{_talk}}}-{{{_taps++}}}"}}""");
            await ReadAsync();
        }

        private async Task ReadAsync()
        {
            using var page = await SendAsync(HttpMethod.Get, $"conversations/{_id}/activities?watermark={_watermark}", null);
            _watermark = page.RootElement.GetProperty("watermark").GetString()!;
            foreach (var activity in page.RootElement.GetProperty("activities").EnumerateArray())
            {
                var data = activity.TryGetProperty("channelData", out var d) ? d : default;
                if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty("talk", out var talk))
                    continue;
                var skip = data.GetProperty("commands").EnumerateArray().Any(c => c.ValueEquals("skip"u8));
                _next = $"t={talk.GetString()};n={data.GetProperty("turn").GetInt32()};c={(skip ? "skip" : "restart")};v={data.GetProperty("handbookVersion").GetString()}";
            }
        }

        private async Task<JsonDocument> SendAsync(HttpMethod method, string path, string? body)
        {
            using var request = new HttpRequestMessage(method, "/v3/directline/" + path);
            if (_token.Length > 0)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
            if (body is not null)
                request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await http.SendAsync(request);
            if (!response.IsSuccessStatusCode)
                throw new InvalidOperationException($"{method} was answered with {(int)response.StatusCode}: is RateLimits:Enabled false?");
            return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        }
    }
}
