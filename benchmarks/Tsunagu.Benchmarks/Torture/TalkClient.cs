using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tsunagu.Benchmarks.Torture;

/// <summary>A person who taps through talks over Direct Line, does not give up when a server dies, and taps twice now and then.</summary>
/// <param name="http">Its connections.</param>
/// <param name="hosts">Addresses of the machines; each request goes to one of them by chance.</param>
/// <param name="secret">The site's secret: tokens outlive a server then.</param>
/// <param name="random">Chance, with a seed.</param>
public sealed class TalkClient(HttpClient http, IReadOnlyList<Uri> hosts, string secret, Random random)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(60);

    private readonly List<JsonObject> _sent = [];
    private string _id = "";
    private string _watermark = "0";
    private JsonObject? _last;

    /// <summary>Events that came again, at the same moment or later.</summary>
    public int Redeliveries { get; private set; }

    /// <summary>Events that were acknowledged.</summary>
    public int Taps { get; private set; }

    /// <summary>Taps through one talk and reads its history at the end.</summary>
    /// <param name="name">A name for the talk.</param>
    /// <param name="events">How many taps.</param>
    /// <param name="redelivered">Share of taps that come again, from 0 to 1.</param>
    /// <param name="stop">Ends the tapping; the tap under way is finished and the history read.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<TalkHistory> TalkAsync(string name, int events, double redelivered, CancellationToken stop, CancellationToken ct)
    {
        var history = new TalkHistory(name, $"person-{name}");
        await BeginAsync(ct);
        for (var i = 0; i < events && !stop.IsCancellationRequested; i++)
        {
            var tap = Next(history.Person, $"{name}-{i}");
            history.Sent.Add($"{name}-{i}");
            var twice = random.NextDouble() < redelivered;
            if (twice)
            {
                // At the same moment, on two machines when there are two.
                Redeliveries++;
                await Task.WhenAll(DeliverAsync(tap, ct), DeliverAsync(tap, ct));
            }
            else
            {
                await DeliverAsync(tap, ct);
            }

            Taps++;
            history.Acknowledged.Add($"{name}-{i}");
            if (i > 0 && random.NextDouble() < redelivered / 2)
            {
                // An old one comes late.
                Redeliveries++;
                await DeliverAsync(_sent[random.Next(_sent.Count)], ct);
            }

            _sent.Add(tap);
            await ReadAsync(ct);
        }

        history.Read.AddRange(await HistoryAsync(ct));
        return history;
    }

    private async Task BeginAsync(CancellationToken ct)
    {
        _sent.Clear();
        _watermark = "0";
        _last = null;
        var begun = await UntilAsync(HttpMethod.Post, "conversations", null, ct);
        _id = (string)begun["conversationId"]!;
        await ReadAsync(ct);
    }

    private JsonObject Next(string person, string eventId)
    {
        var data = _last?["channelData"] as JsonObject ?? throw new InvalidOperationException("The bot said nothing that can be answered.");
        var skip = data["commands"] is JsonArray commands && commands.Any(c => (string?)c == "skip");
        return new JsonObject
        {
            ["type"] = "message",
            ["from"] = new JsonObject { ["id"] = person },
            ["value"] = $"t={(string?)data["talk"]};n={(int?)data["turn"]};c={(skip ? "skip" : "restart")};v={(string?)data["handbookVersion"]}",
            ["channelData"] = new JsonObject { ["clientActivityID"] = eventId },
        };
    }

    private Task<JsonObject> DeliverAsync(JsonObject tap, CancellationToken ct) => UntilAsync(HttpMethod.Post, $"conversations/{_id}/activities", tap.ToJsonString(), ct);

    private async Task ReadAsync(CancellationToken ct)
    {
        var page = await UntilAsync(HttpMethod.Get, $"conversations/{_id}/activities?watermark={_watermark}", null, ct);
        _watermark = (string)page["watermark"]!;
        foreach (var activity in (JsonArray)page["activities"]!)
        {
            if ((string?)activity!["from"]?["role"] == "bot")
                _last = (JsonObject)activity;
        }
    }

    private async Task<IEnumerable<Entry>> HistoryAsync(CancellationToken ct)
    {
        var page = await UntilAsync(HttpMethod.Get, $"conversations/{_id}/activities?watermark=0", null, ct);
        return [.. ((JsonArray)page["activities"]!).Select(static a => Read((JsonObject)a!))];
    }

    private static Entry Read(JsonObject activity)
    {
        var bot = (string?)activity["from"]?["role"] == "bot";
        var data = activity["channelData"] as JsonObject;
        return new Entry((string)activity["id"]!, bot ? null : (string?)activity["from"]?["id"], bot ? null : (string?)data?["clientActivityID"],
            (string?)activity["replyToId"], (string?)data?["talk"], (int?)data?["turn"] ?? 0, (string?)data?["message"] == "error");
    }

    /// <summary>Asks until it is answered well: a server that died, is busy or cannot keep anything is asked again, with the same event id.</summary>
    private async Task<JsonObject> UntilAsync(HttpMethod method, string path, string? body, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                using var request = new HttpRequestMessage(method, new Uri(hosts[random.Next(hosts.Count)], "/v3/directline/" + path));
                request.Headers.Add("Authorization", $"Bearer {secret}");
                if (body is not null)
                    request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
                using var response = await http.SendAsync(request, ct);
                if (response.IsSuccessStatusCode)
                    return (await response.Content.ReadFromJsonAsync<JsonObject>(ct))!;
                if (response.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests))
                    throw new InvalidOperationException($"{method} {path.Split('/')[0]} was answered with {(int)response.StatusCode}.");
            }
            catch (Exception e) when (e is HttpRequestException or JsonException or OperationCanceledException or IOException && !ct.IsCancellationRequested)
            {
                // Whether it arrived is not known; the same id makes asking again safe.
            }

            await Task.Delay(Pause, ct);
        }
    }
}
