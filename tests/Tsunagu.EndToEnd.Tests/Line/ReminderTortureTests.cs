using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Tsunagu.Benchmarks.Torture;
using Tsunagu.BotCore;
using Tsunagu.Channels.Line;
using Tsunagu.Channels.Line.Tests;
using Tsunagu.Conversations.Tests;

namespace Tsunagu.EndToEnd.Tests.Line;

/// <summary>
/// Reminders that were promised in the evening come in the morning, each once, though the host is killed between planning and sending, again and again while
/// it sends, and LINE fails; whoever took theirs back gets none.
/// </summary>
[Collection(PostgresCollection.Name)]
public sealed class ReminderTortureTests(PostgresServer server)
{
    private const string Secret = "secret-of-the-reminders", Token = "token-of-the-reminders", Window = "city-jukyo-kakuho";
    private const int People = 12, Kills = 3, Seed = 20261125;

    private static readonly DateTimeOffset Evening = new(2026, 11, 24, 13, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Opens = new(2026, 11, 25, 0, 0, 0, TimeSpan.Zero);
    private static readonly Fault[] Faults = [Fault.TooMany, Fault.ServerError, Fault.AcceptedButServerError, Fault.Reset];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_9_between_planning_and_sending_on_SQLite()
    {
        using var folder = new TempFolder();
        await RunAsync(1, [$"--Storage:Path={folder.Path}"]);
    }

    [Fact]
    public async Task Two_machines_on_PostgreSQL_send_each_once()
    {
        var connection = await server.NewDatabaseAsync();
        await RunAsync(2, ["--Storage:Provider=postgres", $"--ConnectionStrings:Postgres={connection}", "--Cluster:Mode=postgres", "--Cluster:Address=127.0.0.1"]);
    }

    private static async Task RunAsync(int machines, string[] storage)
    {
        await using var line = await FakeServer.StartAsync();
        line.Platform = new FakePlatform(new LineOptions { ChannelSecret = Secret, ChannelAccessToken = Token, Words = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal) }, TimeProvider.System) { Quota = 100_000 };
        string[] settings = [.. storage, $"--Line:ChannelSecret={Secret}", $"--Line:ChannelAccessToken={Token}", $"--Line:ApiBaseUrl={line.Address}", $"--Line:DataApiBaseUrl={line.Address}"];
        var people = Enumerable.Range(1, People).Select(n => $"U{n:x32}").ToList();
        await EveningAsync(line, people, [.. settings, At(Evening)]);
        var answers = people.ToDictionary(p => p, p => line.Platform.ChatOf(p).Count, StringComparer.Ordinal);
        Assert.DoesNotContain(people, p => line.Platform.ChatOf(p).Any(IsReminder));

        // Nobody was there at the opening: everything is due at once, so that the kills fall into the sending.
        var random = new Random(Seed);
        var lockable = new Lock();
        line.Chance = () =>
        {
            lock (lockable)
                return random.NextDouble() < 0.4 ? Faults[random.Next(Faults.Length)] : Fault.None;
        };
        var (morning, started) = (Opens.AddSeconds(5), DateTimeOffset.UtcNow);
        var expected = People - 3;
        List<int> lives = [];
        for (var life = 0; Came(line, people) < expected || life <= Kills; life++)
        {
            var seen = Came(line, people);
            lives.Add(seen);
            await using var one = Host();
            await using var two = Host();
            one.Launch();
            if (machines > 1)
                two.Launch();
            if (life < Kills)
            {
                // The first that comes in this life ends it, while the others are under way; where all came already, there is nothing left to double.
                await UntilAsync(() => Came(line, people) > seen || Came(line, people) >= expected);
                continue;
            }

            line.Chance = null;
            await UntilAsync(() => Came(line, people) >= expected);
            // Longer than a lease: whoever died while sending is found, and what was sent is known to LINE by its key.
            await Task.Delay(TimeSpan.FromSeconds(40), Ct);
        }

        // A run in which all came before the first kill proves nothing.
        Assert.True(lives[1] < expected, string.Join(", ", lives));
        Assert.All(people.Take(3), p => Assert.DoesNotContain(line.Platform.ChatOf(p), IsReminder));
        Assert.All(people.Skip(3), p => Assert.Single(line.Platform.ChatOf(p), IsReminder));
        Assert.All(line.Platform.Refusals.Where(r => r.Contains("/push ", StringComparison.Ordinal)), r => Assert.Contains(" 409 ", r, StringComparison.Ordinal));

        // Each life goes on where the last one's clock stood.
        KillableHost Host() => new([.. settings, At(morning + (DateTimeOffset.UtcNow - started))]);
    }

    /// <summary>All plan a reminder; the first three take it back, erase, and leave. Then the host dies without a word.</summary>
    private static async Task EveningAsync(FakeServer line, IReadOnlyList<string> people, string[] settings)
    {
        await using var host = new KillableHost(settings);
        await host.StartAsync(Ct);
        foreach (var person in people)
        {
            await SayAsync(host, line, person, "follow", null);
            // The quota is read beside the first turns: until then nothing is promised.
            string? yes = null;
            for (; yes is null; yes = ButtonsOf(line, person).FirstOrDefault(d => d.Contains(";o=day", StringComparison.Ordinal)))
                await SayAsync(host, line, person, "postback", new JsonObject { ["data"] = ButtonToken.OfMenu("remind", Window) });
            await SayAsync(host, line, person, "postback", new JsonObject { ["data"] = yes });
            Assert.Contains("一度だけお知らせします", line.Platform.ChatOf(person)[^2].Message.GetRawText() + line.Platform.ChatOf(person)[^3].Message.GetRawText(), StringComparison.Ordinal);
        }

        await SayAsync(host, line, people[0], "postback", new JsonObject { ["data"] = ButtonToken.OfMenu("unremind") });
        await SayAsync(host, line, people[1], "message", new JsonObject { ["id"] = "1", ["type"] = "text", ["text"] = "消して" });
        await PostAsync(host, line, people[2], "unfollow", null, null);
        host.Kill();
    }

    private static async Task SayAsync(KillableHost host, FakeServer line, string person, string type, JsonObject? body)
    {
        var before = line.Platform.ChatOf(person).Count;
        await PostAsync(host, line, person, type, body, line.Platform.IssueReplyToken(person));
        await UntilAsync(() => line.Platform.ChatOf(person).Count > before);
    }

    private static async Task PostAsync(KillableHost host, FakeServer line, string person, string type, JsonObject? body, string? replyToken)
    {
        var e = new JsonObject
        {
            ["type"] = type,
            ["mode"] = "active",
            ["timestamp"] = Evening.ToUnixTimeMilliseconds(),
            ["source"] = new JsonObject { ["type"] = "user", ["userId"] = person },
            ["webhookEventId"] = "01" + Guid.NewGuid().ToString("N")[..24].ToUpperInvariant(),
            ["deliveryContext"] = new JsonObject { ["isRedelivery"] = false },
        };
        if (replyToken is not null)
            e["replyToken"] = replyToken;
        if (body is not null)
            e[type] = body;
        using var http = new HttpClient();
        // As LINE does: what is not acknowledged in time comes again.
        while (!await DeliverAsync(http, host, e))
        {
            e["deliveryContext"]!["isRedelivery"] = true;
            if (replyToken is not null)
                line.Platform.Redeliver(replyToken);
        }
    }

    private static async Task<bool> DeliverAsync(HttpClient http, KillableHost host, JsonObject e)
    {
        var bytes = Encoding.UTF8.GetBytes(new JsonObject { ["destination"] = "U" + new string('f', 32), ["events"] = new JsonArray(e.DeepClone()) }.ToJsonString());
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Address, "/line/webhook")) { Content = new ByteArrayContent(bytes) };
        request.Headers.TryAddWithoutValidation(Signature.Header, Signature.Sign(Secret, bytes));
        using var response = await http.SendAsync(request, Ct);
        Assert.Contains((int)response.StatusCode, new[] { 200, 503 });
        return response.IsSuccessStatusCode;
    }

    private static IEnumerable<string> ButtonsOf(FakeServer line, string person) => line.Platform.ChatOf(person) is [.., var last] && last.Message.TryGetProperty("quickReply", out var buttons)
        ? buttons.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("action")).Select(a => a.TryGetProperty("data", out var data) ? data.GetString()! : "")
        : [];

    private static int Came(FakeServer line, IReadOnlyList<string> people) => people.Sum(p => line.Platform.ChatOf(p).Count(IsReminder));

    private static bool IsReminder(FakeMessage message) =>
        message.Pushed && message.Message.TryGetProperty("text", out var text) && text.GetString()!.StartsWith("お知らせの時間", StringComparison.Ordinal);

    private static string At(DateTimeOffset instant) => "--Clock:Utc=" + instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromMinutes(3));
        while (!condition())
            await Task.Delay(1, limit.Token);
    }
}
