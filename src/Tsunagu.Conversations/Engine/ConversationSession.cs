using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tsunagu.BotCore;
using Tsunagu.Dialogs;

namespace Tsunagu.Conversations;

/// <summary>
/// One conversation as its owner works with it: what a delivery leads to stands here once, for the memory engine and for the grain.
/// Its owner lets one call in at a time. It remembers what it read or wrote last, so that a turn is one write and no read;
/// after a lost race or a failure it forgets that and reads again.
/// </summary>
internal sealed class ConversationSession(ConversationKey key, ConversationEngine engine)
{
    private const int MaxAttempts = 3;

    // A client reads what it was just answered; that much is served from here, once. Then it goes: thousands of people think at the same time.
    private const int MaxRecent = 12;

    private readonly bool _readByClients = !engine.Options.OutboxChannels.Contains(key.ChannelId);
    private List<Activity>? _recent;
    private StoredConversation? _known;

    /// <summary>Opens the conversation; opening it again changes nothing.</summary>
    public async Task<bool> BeginAsync(string? locale, CancellationToken ct = default) =>
        await LivingAsync(ct) is not null || await engine.BeginAsync(key, locale, ct);

    /// <summary>Takes a delivery when there is room for its turn; never throws because of the store.</summary>
    public async Task<TakenTurn> TakeAsync(IncomingEvent e)
    {
        if (!await engine.Admission.EnterAsync(() => engine.Runner.IsUrgent(e.Activity)))
            return new TakenTurn(engine.Refuse(key), null, Erased: false);
        try
        {
            return await TurnAsync(e);
        }
        finally
        {
            engine.Admission.Leave();
        }
    }

    private async Task<TakenTurn> TurnAsync(IncomingEvent e)
    {
        var state = _known?.State ?? [];
        var started = engine.Clock.GetTimestamp();
        using var trace = EngineMetrics.Trace("turn", key.ChannelId);
        try
        {
            for (var attempt = 1; attempt <= MaxAttempts; attempt++)
            {
                if (await LivingAsync() is not { } stored)
                    return new TakenTurn(new ReceiveResult(ReceiveStatus.Unknown, "", []), null, Erased: false);
                if (await engine.Store.FindEventAsync(key, stored, e.EventId) is { } before)
                {
                    engine.Metrics.Duplicate(key.ChannelId);
                    return new TakenTurn(new ReceiveResult(ReceiveStatus.Duplicate, before.ActivityId, before.Replies), null, Erased: false);
                }

                state = stored.State;
                var outcome = await RunAsync(stored.State, e.Activity);
                var (write, live) = Compose(stored, e, outcome);
                if (await engine.Store.TryWriteAsync(key, stored, write) is not { } after)
                {
                    Forget();
                    engine.Metrics.LostRace();
                    continue;
                }

                Remember(after, write);
                if (write.Delivery is not null)
                    engine.DeliveryWritten?.Invoke();
                engine.Kept(outcome);
                engine.Metrics.Turn(key.ChannelId, engine.Clock.GetElapsedTime(started));
                if (write.Erase)
                    engine.Metrics.Erased();
                return new TakenTurn(
                    new ReceiveResult(ReceiveStatus.Accepted, write.Answer.ActivityId, write.Answer.Replies),
                    new HistoryPage(live, stored.LastSequence + live.Count), write.Erase);
            }

            return new TakenTurn(engine.Refuse(key), null, Erased: false);
        }
        catch (Exception error)
        {
            // The store is down. Whether the write arrived is not known, so nothing is acknowledged; but nobody is left without a line to call.
            Forget();
            engine.OnError?.Invoke(error);
            engine.Metrics.Unkept(key.ChannelId, engine.Clock.GetUtcNow());
            return new TakenTurn(new ReceiveResult(ReceiveStatus.Unkept, "", Unkept(state, e.Activity)), null, Erased: false);
        }
    }

    /// <summary>The history after a place; null when there is no such conversation.</summary>
    public async Task<HistoryPage?> ReadAsync(long after, CancellationToken ct = default)
    {
        if (await LivingAsync(ct) is not { } stored)
            return null;
        if (after >= stored.LastSequence)
            return new HistoryPage([], stored.LastSequence);
        if (_recent is { } recent && after >= stored.LastSequence - recent.Count)
        {
            _recent = null;
            var count = (int)(stored.LastSequence - after);
            return new HistoryPage(recent.GetRange(recent.Count - count, count), stored.LastSequence);
        }

        return await engine.Store.ReadAsync(key, after, ct);
    }

    /// <summary>Those who watch have seen what was said last.</summary>
    public void Seen() => _recent = null;

    /// <summary>Forgets the conversation; false when there was none.</summary>
    public async Task<bool> EraseAsync()
    {
        Forget();
        var erased = await engine.Store.DeleteAsync(key);
        if (erased)
            engine.Metrics.Erased();
        return erased;
    }

    private async Task<StoredConversation?> LivingAsync(CancellationToken ct = default)
    {
        if (_known is null)
        {
            _recent = null;
            _known = await engine.Store.FindAsync(key, ct);
        }

        if (_known is null || _known.ExpiresAt > engine.Clock.GetUtcNow())
            return _known;
        Forget();
        await engine.Store.DeleteExpiredAsync(key, ct);
        return null;
    }

    private void Remember(StoredConversation after, TurnWrite write)
    {
        if (write.Erase)
        {
            Forget();
            return;
        }

        _known = after;
        if (!_readByClients)
            return;
        _recent ??= [];
        _recent.AddRange(write.History);
        var most = Math.Min(MaxRecent, engine.Options.MaxHistory);
        if (_recent.Count > most)
            _recent.RemoveRange(0, _recent.Count - most);
    }

    private void Forget()
    {
        _known = null;
        _recent = null;
    }

    private async Task<TurnOutcome> RunAsync(byte[] state, Activity activity)
    {
        try
        {
            // On a thread of its own: an analyser that blocks must not keep the budget from ending.
            return await Task.Run(() => engine.Runner.RunAsync(state, activity)).WaitAsync(engine.Options.TurnBudget, engine.Clock);
        }
        catch (Exception error)
        {
            engine.OnError?.Invoke(error);
            engine.Metrics.FailedTurn(key.ChannelId);
            return new TurnOutcome(state, engine.Runner.Emergency(state, activity), null, Erase: false);
        }
    }

    private (TurnWrite Write, IReadOnlyList<Activity> Live) Compose(StoredConversation stored, IncomingEvent e, TurnOutcome outcome)
    {
        var now = engine.Clock.GetUtcNow();
        var sequence = stored.LastSequence;
        List<Activity> kept = [], live = [];
        var isMessage = string.Equals(e.Activity.Type, ActivityTypes.Message, StringComparison.Ordinal);
        // An event that is no message has no place in the history: its id is none of there, and a reply to it would make clients wait for what never comes.
        var activityId = isMessage ? ActivityId(sequence + 1) : string.Create(CultureInfo.InvariantCulture, $"{ActivityId(sequence)}.{stored.Version}");
        if (isMessage)
        {
            kept.Add(PersonHistory.Redact(e.Activity, outcome.Echo, activityId, now));
            live.Add(PersonHistory.Echo(e.Activity, activityId, now));
        }

        List<Activity> replies = [];
        foreach (var said in outcome.Outgoing)
        {
            var reply = Address(said, e.Activity);
            reply.Id = ActivityId(sequence + kept.Count + 1);
            reply.Timestamp = now;
            reply.ReplyToId = isMessage ? activityId : null;
            replies.Add(reply);
            kept.Add(reply);
            live.Add(reply);
        }

        var delivery = replies.Count > 0 && !_readByClients
            ? new OutgoingDelivery(DeliveryId(e.EventId), key, replies, e.ReplyWith, 0, now)
            : null;
        return (new TurnWrite(outcome.State, new AnsweredEvent(e.EventId, activityId, replies), kept, now + engine.Options.LifetimeOf(key.ChannelId))
        {
            Delivery = delivery,
            Reminder = Planned(e, outcome.Reminder, now),
            WithdrawsReminder = outcome.Reminder is { Planned: null },
            Erase = outcome.Erase,
        }, live);
    }

    private KeptReminder? Planned(IncomingEvent e, ReminderChange? change, DateTimeOffset now) => change?.Planned is { } reminder && e.PushWith is { } pushWith
        ? new KeptReminder(DeliveryId(e.EventId + "\nreminder"), key, reminder, pushWith, change.DueAt, now + Reminder.Kept)
        : null;

    /// <summary>What is said to a delivery that cannot be kept.</summary>
    public IReadOnlyList<Activity> Unkept(byte[] state, Activity activity)
    {
        var now = engine.Clock.GetUtcNow();
        List<Activity> replies = [];
        foreach (var said in engine.Runner.Unkept(state, activity))
        {
            var reply = Address(said, activity);
            // The same failure shown twice is one message for a client that compares ids.
            reply.Id = string.Create(CultureInfo.InvariantCulture, $"{key.ConversationId}|unkept-{replies.Count + 1}");
            reply.Timestamp = now;
            replies.Add(reply);
        }

        return replies;
    }

    private Activity Address(Activity said, Activity incoming)
    {
        var reply = said.Clone();
        reply.ChannelId = key.ChannelId;
        reply.Conversation = new ConversationAccount(key.ConversationId);
        reply.From = new ChannelAccount(incoming.Recipient?.Id ?? "tsunagu", role: RoleTypes.Bot);
        reply.Recipient = incoming.From is { } person ? new ChannelAccount(person.Id, role: RoleTypes.User) : null;
        return reply;
    }

    // The form of Direct Line's ids, which sort by time.
    private string ActivityId(long sequence) => string.Create(CultureInfo.InvariantCulture, $"{key.ConversationId}|{sequence:D7}");

    // A turn that is run again after a lost race gives its delivery the same id.
    private Guid DeliveryId(string eventId) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{key.ChannelId}\n{key.ConversationId}\n{eventId}")).AsSpan(0, 16));
}

/// <summary>What a delivery led to.</summary>
/// <param name="Result">For the channel.</param>
/// <param name="Live">What joins the history, as those see it who watch; null when there is nothing new.</param>
/// <param name="Erased">True when the turn ended in forgetting.</param>
internal sealed record TakenTurn(ReceiveResult Result, HistoryPage? Live, bool Erased)
{
    /// <summary>True when there is no conversation any more, or never was one.</summary>
    public bool Ends => Erased || Result.Status == ReceiveStatus.Unknown;

    /// <summary>What those who watch are shown; null when there is nothing to show.</summary>
    public LivePage? Shown => this switch
    {
        { Live: { Activities.Count: > 0 } page } => new LivePage(page, InHistory: true),
        { Result: { Status: ReceiveStatus.Unkept, Replies: { Count: > 0 } replies } } => new LivePage(new HistoryPage(replies, 0), InHistory: false),
        _ => null,
    };
}
