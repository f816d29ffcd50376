using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Tsunagu.BotCore;
using Tsunagu.Channels.Line;

namespace Tsunagu.Benchmarks;

/// <summary>
/// The load on LINE's webhook: signed webhooks of one or many people each, and a bare server on the loopback in LINE's place that takes the replies. LINE itself
/// is never called (its guidelines forbid load tests). A client delivers, waits for 2xx and for the answers of all its people, and delivers their next taps.
/// The time of an event is that from its webhook to its reply call.
/// </summary>
internal sealed class LineLoad
{
    private readonly ConcurrentDictionary<string, Person> _waiting = new(StringComparer.Ordinal);
    private readonly string _secret;
    private readonly HttpClient _http;
    private long _refused;
    private long _pushes;

    private LineLoad(string secret, HttpClient http) => (_secret, _http) = (secret, http);

    public static async Task<int> RunAsync(Arguments args)
    {
        var url = new Uri(args.Text("url", "http://127.0.0.1:5080"));
        var (clients, seconds, batch) = (args.Number("clients", 64), args.Number("seconds", 20), args.Number("batch", 1));
        var warm = TimeSpan.FromSeconds(Math.Max(3, seconds / 4));
        var end = warm + TimeSpan.FromSeconds(seconds);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = clients }) { BaseAddress = url };
        var load = new LineLoad(args.Text("secret", "a-secret-for-benchmarks"), http);
        await using var line = await load.ServeAsync(args.Number("line-port", 5099));
        var events = Enumerable.Range(0, clients).Select(_ => new Latencies()).ToArray();
        var webhooks = Enumerable.Range(0, clients).Select(_ => new Latencies()).ToArray();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(n => Task.Run(async () =>
        {
            var people = Enumerable.Range(0, batch).Select(_ => new Person()).ToArray();
            while (clock.Elapsed < end)
            {
                var started = clock.Elapsed;
                var acknowledged = await load.DeliverAsync(people);
                foreach (var person in people)
                {
                    var took = await person.AnsweredAsync();
                    if (started >= warm && started < end)
                        events[n].Add(took);
                }

                if (started >= warm && started < end)
                    webhooks[n].Add(acknowledged);
            }
        })));
        Console.WriteLine(Latencies.Report(webhooks, end - warm, string.Create(CultureInfo.InvariantCulture, $"webhooks of {batch}, to 2xx, {clients} connections")));
        Console.WriteLine(Latencies.Report(events, end - warm, "events, to the reply call"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"webhooks that were not acknowledged and delivered again: {load._refused}; pushes: {load._pushes}"));
        return 0;
    }

    private async Task<TimeSpan> DeliverAsync(Person[] people)
    {
        foreach (var person in people)
            _waiting[person.Begin()] = person;
        for (var again = false; ; again = true)
        {
            var body = Encoding.UTF8.GetBytes(new JsonObject
            {
                ["destination"] = "U" + new string('0', 32),
                ["events"] = new JsonArray([.. people.Select(p => (JsonNode)p.Event(again))]),
            }.ToJsonString());
            using var request = new HttpRequestMessage(HttpMethod.Post, "/line/webhook") { Content = new ByteArrayContent(body) };
            request.Headers.TryAddWithoutValidation(Signature.Header, Signature.Sign(_secret, body));
            var started = Stopwatch.GetTimestamp();
            using var response = await _http.SendAsync(request);
            if (response.IsSuccessStatusCode)
                return Stopwatch.GetElapsedTime(started);
            if ((int)response.StatusCode != 503)
                throw new InvalidOperationException($"The webhook answered {(int)response.StatusCode}: was the host started with the same Line:ChannelSecret?");
            Interlocked.Increment(ref _refused);
        }
    }

    private async Task<WebApplication> ServeAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        var app = builder.Build();
        app.Run(TakeAsync);
        await app.StartAsync();
        return app;
    }

    private async Task TakeAsync(HttpContext context)
    {
        var at = Stopwatch.GetTimestamp();
        if (context.Request.Path == "/v2/bot/message/reply")
        {
            var json = await JsonNode.ParseAsync(context.Request.Body);
            if (_waiting.TryRemove((string)json!["replyToken"]!, out var person))
                person.Answer((JsonArray)json["messages"]!, at);
        }
        else if (context.Request.Path == "/v2/bot/message/push")
        {
            Interlocked.Increment(ref _pushes);
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync("""{"sentMessages":[]}""");
    }

    /// <summary>Somebody who taps from question to question.</summary>
    private sealed class Person
    {
        private readonly string _user = "U" + Guid.NewGuid().ToString("N");
        private TaskCompletionSource<long> _answer = new();
        private string? _next;
        private string _token = "";
        private string _id = "";
        private long _began;

        public string Begin()
        {
            (_token, _id) = (Guid.NewGuid().ToString("N"), "01" + Guid.NewGuid().ToString("N")[..24]);
            _answer = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            _began = Stopwatch.GetTimestamp();
            return _token;
        }

        public JsonObject Event(bool again)
        {
            var e = new JsonObject
            {
                ["type"] = _next is null ? "follow" : "postback",
                ["mode"] = "active",
                ["timestamp"] = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(),
                ["source"] = new JsonObject { ["type"] = "user", ["userId"] = _user },
                ["webhookEventId"] = _id,
                ["replyToken"] = _token,
                ["deliveryContext"] = new JsonObject { ["isRedelivery"] = again },
            };
            if (_next is not null)
                e["postback"] = new JsonObject { ["data"] = _next };
            return e;
        }

        public void Answer(JsonArray messages, long at)
        {
            var tokens = messages.Select(m => m!["quickReply"]).OfType<JsonNode>().SelectMany(q => (JsonArray)q["items"]!)
                .Select(i => ButtonToken.TryParse((string?)i!["action"]!["data"], out var token) ? token : null).OfType<ButtonToken>().ToList();
            if (tokens.Count > 0)
            {
                var next = tokens.Find(t => t.Command == "skip")
                    ?? new ButtonToken { Talk = tokens[0].Talk, Turn = tokens[0].Turn, HandbookVersion = tokens[0].HandbookVersion, Command = "restart" };
                _next = next.Format();
            }

            _answer.TrySetResult(at);
        }

        public async Task<TimeSpan> AnsweredAsync() => Stopwatch.GetElapsedTime(_began, await _answer.Task.WaitAsync(TimeSpan.FromMinutes(1)));
    }
}
