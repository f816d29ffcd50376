using Tsunagu.BotCore;

namespace Tsunagu.Conversations;

/// <summary>
/// Sends what waits in the outbox: at once when a turn of this process wrote something, and every moment what others left behind.
/// A failed attempt waits longer each time; what fails too often is set aside and never blocks others. Reminders whose time has come go out beside it.
/// </summary>
public sealed class OutboxPump : IAsyncDisposable
{
    private static readonly TimeSpan CountEvery = TimeSpan.FromSeconds(10);

    private readonly ConversationEngine _engine;
    private readonly DeliveryAttempts _attempts;
    private readonly ReminderPump? _reminders;
    private readonly OutboxOptions _options;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _bell = new(0, 1);
    private readonly SemaphoreSlim _room;
    private readonly CancellationTokenSource _stop = new();
    private readonly ITimer? _timer;
    private readonly Task _loop = Task.CompletedTask;
    private DateTimeOffset _countedAt;

    /// <summary>Starts sending.</summary>
    /// <param name="engine">Whose outbox.</param>
    /// <param name="senders">One per channel that pushes.</param>
    /// <param name="clock">Tells the time.</param>
    public OutboxPump(ConversationEngine engine, IEnumerable<IOutboxSender> senders, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(clock);
        _engine = engine;
        _clock = clock;
        _options = engine.Options.Outbox;
        _attempts = new DeliveryAttempts(engine, senders, clock);
        _room = new SemaphoreSlim(_options.MaxAtOnce);
        if (_attempts.Channels.Count == 0)
            return;
        engine.DeliveryWritten = Ring;
        _timer = clock.CreateTimer(static self => ((OutboxPump)self!).Ring(), this, TimeSpan.Zero, _options.LookEvery);
        _loop = Task.Run(LoopAsync);
        _reminders = new ReminderPump(engine, _attempts, clock);
    }

    /// <summary>Stops taking and waits for the attempts that are under way; what is not sent by then is found again later.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_timer is not null)
            await _timer.DisposeAsync();
        await _stop.CancelAsync();
        if (_reminders is not null)
            await _reminders.DisposeAsync();
        await _loop;
        // Whoever still sends gives its place back; when all places are free nobody sends any more.
        for (var i = 0; i < _options.MaxAtOnce; i++)
            await _room.WaitAsync();
        _stop.Dispose();
        _bell.Dispose();
        _room.Dispose();
    }

    private void Ring()
    {
        try
        {
            _bell.Release();
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            // It rings already, or nobody is there to hear it.
        }
    }

    private async Task LoopAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await _bell.WaitAsync(_stop.Token);
                await CountAsync();
                while (await SendDueAsync())
                {
                }
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // The store is down: what waits is found at the next ring.
                _engine.OnError?.Invoke(e);
            }
        }
    }

    // The whole table is counted for that: now and then is enough for those who watch the metrics.
    private async Task CountAsync()
    {
        var now = _clock.GetUtcNow();
        if (now - _countedAt < CountEvery)
            return;
        _countedAt = now;
        _engine.Metrics.Outbox(await _engine.Store.OutboxAsync(_stop.Token), now);
    }

    /// <summary>Takes what is due and begins to send it; true when there may be more.</summary>
    private async Task<bool> SendDueAsync()
    {
        await _room.WaitAsync(_stop.Token);
        _room.Release();
        var free = _room.CurrentCount;
        var now = _clock.GetUtcNow();
        var taken = await _engine.Store.TakeDueAsync(_attempts.Channels, now, now + _options.Lease, Math.Max(1, free), _stop.Token);
        foreach (var delivery in taken)
        {
            await _room.WaitAsync(_stop.Token);
            _ = SendAsync(delivery);
        }

        return taken.Count > 0;
    }

    private async Task SendAsync(TakenDelivery taken)
    {
        try
        {
            var channel = taken.ChannelId;
            if (taken.Delivery is not { } delivery)
            {
                await SetAsideAsync(taken);
                return;
            }

            var result = await _attempts.SendAsync(delivery, _stop.Token);
            if (result.Status == SendStatus.Sent)
            {
                await _engine.Store.MarkSentAsync(taken.Number);
                _engine.Metrics.Sent(channel);
            }
            else if (result.Status == SendStatus.Refused || delivery.Attempt >= _options.MaxAttempts)
            {
                await SetAsideAsync(taken);
            }
            else
            {
                await _engine.Store.PostponeAsync(taken.Number, _clock.GetUtcNow() + _attempts.WaitAfter(delivery.Attempt, result.RetryAfter));
            }
        }
        catch (Exception e)
        {
            // Not noted: it is due again when the lease ends, and goes out with the same id.
            _engine.OnError?.Invoke(e);
        }
        finally
        {
            _room.Release();
            // The next delivery of the same conversation waited for this one.
            Ring();
        }
    }

    private async Task SetAsideAsync(TakenDelivery taken)
    {
        await _engine.Store.SetAsideAsync(taken.Number);
        _engine.Metrics.SetAside(taken.ChannelId);
    }
}
