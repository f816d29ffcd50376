using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Tsunagu.Conversations;

/// <summary>Counters and traces of the engine. They carry the channel at most: no ids, no words.</summary>
public sealed class EngineMetrics : IDisposable
{
    /// <summary>Name of the meter and of the source of traces.</summary>
    public const string SourceName = "Tsunagu.Conversations";

    private static readonly ActivitySource Source = new(SourceName);

    private readonly Meter _meter = new(SourceName);
    private readonly Counter<long> _begun;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _unkept;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _lostRaces;
    private readonly Counter<long> _erased;
    private readonly Counter<long> _expired;
    private readonly Counter<long> _sent;
    private readonly Counter<long> _setAside;
    private readonly Histogram<double> _turns;
    private OutboxStatus _outbox;
    private DateTimeOffset _outboxSeenAt;
    private long _lastUnkept;

    /// <summary>Creates the counters.</summary>
    public EngineMetrics()
    {
        _turns = _meter.CreateHistogram<double>("tsunagu.turn.duration", "s", "Turns that were taken, answered and written.");
        _begun = _meter.CreateCounter<long>("tsunagu.conversations.begun");
        _duplicates = _meter.CreateCounter<long>("tsunagu.turn.duplicates", description: "Deliveries that had come before.");
        _failed = _meter.CreateCounter<long>("tsunagu.turn.failed", description: "Turns answered with lines from memory.");
        _unkept = _meter.CreateCounter<long>("tsunagu.turn.unkept", description: "Deliveries that could not be kept and were not acknowledged.");
        _refused = _meter.CreateCounter<long>("tsunagu.turn.refused", description: "Deliveries refused as busy.");
        _lostRaces = _meter.CreateCounter<long>("tsunagu.turn.lost_races");
        _erased = _meter.CreateCounter<long>("tsunagu.conversations.erased");
        _expired = _meter.CreateCounter<long>("tsunagu.conversations.expired");
        _sent = _meter.CreateCounter<long>("tsunagu.outbox.sent");
        _setAside = _meter.CreateCounter<long>("tsunagu.outbox.set_aside");
        _meter.CreateObservableGauge("tsunagu.outbox.waiting", () => _outbox.Waiting);
        _meter.CreateObservableGauge("tsunagu.outbox.age", () => _outbox.Oldest is { } at ? Math.Max(0, (_outboxSeenAt - at).TotalSeconds) : 0, "s");
    }

    /// <summary>Releases the counters.</summary>
    public void Dispose() => _meter.Dispose();

    internal static Activity? Trace(string name, string channel) => Source.StartActivity(name)?.SetTag("channel", channel);

    internal void Begun(string channel) => _begun.Add(1, Channel(channel));

    internal void Turn(string channel, TimeSpan took) => _turns.Record(took.TotalSeconds, Channel(channel));

    internal void Duplicate(string channel) => _duplicates.Add(1, Channel(channel));

    internal void FailedTurn(string channel) => _failed.Add(1, Channel(channel));

    /// <summary>When a delivery could last not be kept; null when all were. A disk with a little room left keeps a probe and refuses a turn.</summary>
    public DateTimeOffset? LastUnkept => Interlocked.Read(ref _lastUnkept) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    internal void Unkept(string channel, DateTimeOffset now)
    {
        _unkept.Add(1, Channel(channel));
        Interlocked.Exchange(ref _lastUnkept, now.UtcTicks);
    }

    internal void Refused(string channel) => _refused.Add(1, Channel(channel));

    internal void LostRace() => _lostRaces.Add(1);

    internal void Erased() => _erased.Add(1);

    internal void Expired(int count) => _expired.Add(count);

    internal void Sent(string channel) => _sent.Add(1, Channel(channel));

    internal void SetAside(string channel) => _setAside.Add(1, Channel(channel));

    internal void Outbox(OutboxStatus status, DateTimeOffset now) => (_outbox, _outboxSeenAt) = (status, now);

    private static KeyValuePair<string, object?> Channel(string id) => new("channel", id);
}
