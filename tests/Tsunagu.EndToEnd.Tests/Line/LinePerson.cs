using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tsunagu.BotCore;
using Tsunagu.Channels.Line;
using Tsunagu.Channels.Line.Tests;

namespace Tsunagu.EndToEnd.Tests.Line;

/// <summary>
/// A person who taps through talks in the app, and LINE in between: it delivers with a token, waits two seconds for 2xx, delivers again until it gets one,
/// and now and then delivers what it delivered before.
/// </summary>
internal sealed class LinePerson(int number, HttpClient http, FakeServer line, IReadOnlyList<Uri> hosts, string secret, Random random)
{
    /// <summary>LINE's own limit for an answer to a webhook.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // A reply token lives a minute; a push before that would be too early.
    private static readonly TimeSpan TokenLife = TimeSpan.FromSeconds(50);

    private readonly string _user = $"U{number:x32}";
    private readonly List<JsonObject> _delivered = [];
    private readonly List<List<DateTimeOffset>> _tries = [];

    /// <summary>Events that came again though they were acknowledged.</summary>
    public int Redeliveries { get; private set; }

    /// <summary>Acknowledged events.</summary>
    public int Events => _delivered.Count;

    /// <summary>Follows, taps until it is told to stop, and waits for the last answer.</summary>
    public async Task<LineHistory> TalkAsync(double redelivered, CancellationToken stop, CancellationToken ct)
    {
        await DeliverAsync(Event("follow"), redelivered, ct);
        var present = await NextAsync(0, ct);
        for (var seen = 1; !stop.IsCancellationRequested; seen++)
        {
            var tap = Event("postback");
            tap["postback"] = new JsonObject { ["data"] = present.Format() };
            await DeliverAsync(tap, redelivered, ct);
            present = await NextAsync(seen, ct);
        }

        // What comes late must not stay unseen: a doubled answer would.
        foreach (var old in _delivered.TakeLast(3).ToList())
            await PostAsync(old, again: true, ct);
        await Task.Delay(TimeSpan.FromSeconds(2), ct);
        var history = new LineHistory($"person {number}") { Acknowledged = _delivered.Count };
        history.Answers.AddRange(Answers().Select(a => a.Answer));
        return history;
    }

    private JsonObject Event(string type) => new()
    {
        ["type"] = type,
        ["mode"] = "active",
        ["timestamp"] = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(),
        ["source"] = new JsonObject { ["type"] = "user", ["userId"] = _user },
        ["webhookEventId"] = "01" + Guid.NewGuid().ToString("N")[..24].ToUpperInvariant(),
        ["replyToken"] = line.Platform.IssueReplyToken(_user),
    };

    private async Task DeliverAsync(JsonObject e, double redelivered, CancellationToken ct)
    {
        var again = false;
        List<DateTimeOffset> tries = [DateTimeOffset.UtcNow];
        _tries.Add(tries);
        var twice = random.NextDouble() < redelivered;
        while (!await (twice ? BothAsync() : PostAsync(e, again, ct)))
        {
            again = true;
            await Task.Delay(TimeSpan.FromMilliseconds(200), ct);
            tries.Add(DateTimeOffset.UtcNow);
        }

        _delivered.Add(e);
        if (random.NextDouble() < redelivered)
        {
            Redeliveries++;
            await PostAsync(_delivered[random.Next(_delivered.Count)], again: true, ct);
        }

        async Task<bool> BothAsync()
        {
            // At the same moment, on two machines when there are two.
            Redeliveries++;
            var both = await Task.WhenAll(PostAsync(e, again, ct), PostAsync(e, again, ct));
            return both[0] && both[1];
        }
    }

    private async Task<bool> PostAsync(JsonObject e, bool again, CancellationToken ct)
    {
        var copy = (JsonObject)e.DeepClone();
        copy["deliveryContext"] = new JsonObject { ["isRedelivery"] = again };
        if (again)
            line.Platform.Redeliver((string)e["replyToken"]!);
        var body = Encoding.UTF8.GetBytes(new JsonObject { ["destination"] = "U" + new string('f', 32), ["events"] = new JsonArray(copy) }.ToJsonString());
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(hosts[random.Next(hosts.Count)], "/line/webhook")) { Content = new ByteArrayContent(body) };
        request.Headers.TryAddWithoutValidation(Signature.Header, Signature.Sign(secret, body));
        try
        {
            using var response = await http.SendAsync(request, ct);
            return response.IsSuccessStatusCode || ((int)response.StatusCode == 503 ? false : throw new InvalidOperationException($"The webhook answered {(int)response.StatusCode}."));
        }
        catch (Exception x) when (x is HttpRequestException or OperationCanceledException or IOException && !ct.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Waits for the answer after so many, and gives the tap that takes the talk one step on.</summary>
    private async Task<ButtonToken> NextAsync(int seen, CancellationToken ct)
    {
        // An answer that never comes ends the run here, in words.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromMinutes(3));
        while (true)
        {
            // A doubled answer is the checker's to find; the person goes on from the newest.
            var answers = Answers().ToList();
            if (answers.Select(a => (a.Answer.Talk, a.Answer.Turn)).Distinct().Count() > seen)
                return answers[^1].Next;
            if (limit.IsCancellationRequested)
                throw new TimeoutException($"Person {number} waits for answer {seen + 1}; LINE refused: {string.Join('\n', line.Platform.Refusals.TakeLast(5))}");
            await Task.Delay(20, ct);
        }
    }

    private IEnumerable<(LineAnswer Answer, ButtonToken Next)> Answers()
    {
        // Each event leads to one step, in order.
        var (steps, step) = (0, ("", 0));
        foreach (var message in line.Platform.ChatOf(_user))
        {
            if (!message.Message.TryGetProperty("quickReply", out var buttons))
                continue;
            var tokens = buttons.GetProperty("items").EnumerateArray().Select(TokenOf).OfType<ButtonToken>().ToList();
            var first = tokens[0];
            if (step != (first.Talk, first.Turn))
                (step, steps) = ((first.Talk, first.Turn), steps + 1);
            // The tries of its own event: the person may have tapped on since, where LINE had the answer and the bot did not hear of it.
            var unknowable = message.Pushed && _tries.ElementAtOrDefault(steps - 1) is { } tries
                && (tries.Count > 1 || message.At - tries[0] > TokenLife);
            yield return (new LineAnswer(first.Talk, first.Turn, unknowable), tokens.FirstOrDefault(t => t.Command == "skip") ?? new ButtonToken { Talk = first.Talk, Turn = first.Turn, HandbookVersion = first.HandbookVersion, Command = "restart" });
        }
    }

    private static ButtonToken? TokenOf(JsonElement item) =>
        item.GetProperty("action").TryGetProperty("data", out var data) && ButtonToken.TryParse(data.GetString(), out var token) ? token : null;
}
