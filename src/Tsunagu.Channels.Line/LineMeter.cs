using System.Diagnostics.Metrics;

namespace Tsunagu.Channels.Line;

/// <summary>Counts, for OpenTelemetry: which kinds of events came, what became of answers. No ids, no words.</summary>
internal sealed class LineMeter : IDisposable
{
    private readonly Meter _meter = new(LineExtensions.MeterName);
    private readonly Counter<long> _events;
    private readonly Counter<long> _sent;
    private readonly Counter<long> _unsent;

    public LineMeter()
    {
        _events = _meter.CreateCounter<long>("tsunagu.line.events", description: "Events of webhooks, by kind and what was done");
        _sent = _meter.CreateCounter<long>("tsunagu.line.sent", description: "Answers that LINE took, by way");
        _unsent = _meter.CreateCounter<long>("tsunagu.line.unsent", description: "Answers that could not be sent, by reason");
    }

    /// <summary>Only kinds that we know become a label: others could be anything.</summary>
    public void Event(string kind, string outcome) => _events.Add(1, new KeyValuePair<string, object?>("kind", Known(kind)), new KeyValuePair<string, object?>("outcome", outcome));

    public void Sent(string way) => _sent.Add(1, new KeyValuePair<string, object?>("way", way));

    public void Unsent(string reason) => _unsent.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Dispose() => _meter.Dispose();

    private static string Known(string kind) => kind is "message" or "postback" or "follow" or "unfollow" or "unsend" or "join" or "leave" or "memberJoined" or "memberLeft"
        or "accountLink" or "beacon" or "videoPlayComplete" or "membership" or "odd" ? kind : "other";
}
