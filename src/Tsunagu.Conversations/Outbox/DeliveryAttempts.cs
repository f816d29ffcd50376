using Tsunagu.BotCore;

namespace Tsunagu.Conversations;

/// <summary>One attempt to send something through its channel, within its time; and how long to wait after one that failed.</summary>
internal sealed class DeliveryAttempts(ConversationEngine engine, IEnumerable<IOutboxSender> senders, TimeProvider clock)
{
    private readonly Dictionary<string, IOutboxSender> _senders = senders.ToDictionary(s => s.ChannelId, StringComparer.Ordinal);
    private readonly OutboxOptions _options = engine.Options.Outbox;

    /// <summary>Channels that can be sent to.</summary>
    public IReadOnlyCollection<string> Channels => _senders.Keys;

    public async Task<SendResult> SendAsync(OutgoingDelivery delivery, CancellationToken stop)
    {
        var sender = _senders[delivery.Key.ChannelId];
        using var trace = EngineMetrics.Trace("send", sender.ChannelId);
        using var budget = new CancellationTokenSource(_options.AttemptBudget, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, stop);
        try
        {
            return await sender.SendAsync(delivery, either.Token);
        }
        catch (Exception e)
        {
            engine.OnError?.Invoke(e);
            return SendResult.Retry();
        }
    }

    public TimeSpan WaitAfter(int attempt, TimeSpan? asked)
    {
        var own = _options.FirstWait * Math.Pow(2, Math.Min(attempt - 1, 20));
        var wait = asked ?? own;
        return wait > _options.LongestWait ? _options.LongestWait : wait;
    }
}
