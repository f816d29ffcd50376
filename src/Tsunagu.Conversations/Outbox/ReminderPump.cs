using Tsunagu.BotCore;

namespace Tsunagu.Conversations;

/// <summary>
/// Sends reminders whose time has come. What they say is worked out anew at every attempt, by the directory of that moment; their id is the far side's
/// retry key, so that a process that dies in between loses none and doubles none.
/// </summary>
internal sealed class ReminderPump : IAsyncDisposable
{
    private const int AtOnce = 16;

    private readonly ConversationEngine _engine;
    private readonly DeliveryAttempts _attempts;
    private readonly OutboxOptions _options;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _stop = new();
    private readonly PeriodicTimer _timer;
    private readonly Task _loop;

    public ReminderPump(ConversationEngine engine, DeliveryAttempts attempts, TimeProvider clock)
    {
        _engine = engine;
        _attempts = attempts;
        _clock = clock;
        _options = engine.Options.Outbox;
        _timer = new PeriodicTimer(_options.LookForRemindersEvery, clock);
        _loop = Task.Run(LoopAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _timer.Dispose();
        _stop.Dispose();
    }

    private async Task LoopAsync()
    {
        try
        {
            do
            {
                await SendDueAsync();
            }
            while (await _timer.WaitForNextTickAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            // The engine stops; what was taken is due again when its lease ends.
        }
    }

    private async Task SendDueAsync()
    {
        try
        {
            IReadOnlyList<TakenReminder> taken;
            do
            {
                var now = _clock.GetUtcNow();
                taken = await _engine.Store.TakeDueRemindersAsync(_attempts.Channels, now, now + _options.Lease, AtOnce, _stop.Token);
                await Task.WhenAll(taken.Select(SendAsync));
            }
            while (taken.Count == AtOnce);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The store is down: what is due is found at the next look.
            _engine.OnError?.Invoke(e);
        }
    }

    private async Task SendAsync(TakenReminder taken)
    {
        try
        {
            var now = _clock.GetUtcNow();
            if (taken.Kept is not { } kept || now >= kept.ExpiresAt || taken.Attempt > _options.MaxReminderAttempts)
            {
                await GiveUpAsync(taken);
                return;
            }

            var due = _engine.Runner.Due(kept.Reminder);
            if (due.NotBefore is { } later)
            {
                await (later < kept.ExpiresAt ? _engine.Store.PostponeReminderAsync(kept.Id, later) : GiveUpAsync(taken));
                return;
            }

            var result = due.Messages.Count == 0
                ? SendResult.Refused
                : await _attempts.SendAsync(new OutgoingDelivery(kept.Id, kept.Key, Address(kept.Key, due.Messages), kept.PushWith, taken.Attempt, now), _stop.Token);
            switch (result.Status)
            {
                case SendStatus.Sent:
                    await _engine.Store.ForgetReminderAsync(kept.Id);
                    _engine.Metrics.Sent(taken.ChannelId);
                    break;
                case SendStatus.Refused:
                    await GiveUpAsync(taken);
                    break;
                default:
                    await _engine.Store.PostponeReminderAsync(kept.Id, _clock.GetUtcNow() + _attempts.WaitAfter(taken.Attempt, result.RetryAfter));
                    break;
            }
        }
        catch (Exception e)
        {
            // Not noted: it is due again when the lease ends, with the same id.
            _engine.OnError?.Invoke(e);
        }
    }

    private async Task GiveUpAsync(TakenReminder taken)
    {
        await _engine.Store.ForgetReminderAsync(taken.Id);
        _engine.Metrics.SetAside(taken.ChannelId);
    }

    private static List<Activity> Address(ConversationKey key, IReadOnlyList<Activity> messages) =>
    [
        .. messages.Select(said =>
        {
            var message = said.Clone();
            message.ChannelId = key.ChannelId;
            message.Conversation = new ConversationAccount(key.ConversationId);
            return message;
        }),
    ];
}
