using System.Diagnostics.Metrics;
using Tsunagu.BotCore;

namespace Tsunagu.Conversations.Tests;

/// <summary>A far side that notes what it is sent and answers as it is told.</summary>
internal sealed class Sender : IOutboxSender
{
    private readonly System.Threading.Channels.Channel<OutgoingDelivery> _sent = System.Threading.Channels.Channel.CreateUnbounded<OutgoingDelivery>();

    public string ChannelId => BotCore.Channels.Line;

    public Func<OutgoingDelivery, SendResult> Answer { get; init; } = static _ => SendResult.Sent;

    public async Task<SendResult> SendAsync(OutgoingDelivery delivery, CancellationToken ct)
    {
        await _sent.Writer.WriteAsync(delivery, ct);
        return Answer(delivery);
    }

    public async Task<OutgoingDelivery> NextAsync() => await _sent.Reader.ReadAsync(TestContext.Current.CancellationToken);
}

/// <summary>How many deliveries are counted as set aside, as those see it who read the metrics.</summary>
internal sealed class SetAsideMeter : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _count;

    public SetAsideMeter()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument is { Name: "tsunagu.outbox.set_aside", Meter.Name: EngineMetrics.SourceName })
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref _count, value));
        _listener.Start();
    }

    public long Count => Interlocked.Read(ref _count);

    public void Dispose() => _listener.Dispose();
}
