using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Tsunagu.BotCore;

namespace Tsunagu.Conversations;

/// <summary>Keeps conversations in memory; they are gone when the process ends.</summary>
/// <param name="options">Bounds on events and history.</param>
public sealed class InMemoryConversationStore(ConversationOptions options) : IConversationStore
{
    private readonly ConcurrentDictionary<ConversationKey, Kept> _conversations = new();
    private readonly InMemoryReminders _reminders = new();
    private readonly Lock _outboxLock = new();
    private readonly SortedDictionary<long, Waiting> _outbox = [];
    private long _lastNumber;

    /// <inheritdoc/>
    public string NameOf(ConversationKey key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{key.ChannelId}\n{key.ConversationId}")).AsSpan(0, 16));

    /// <inheritdoc/>
    public Task<int> CountAsync(CancellationToken ct = default) => Task.FromResult(_conversations.Count);

    /// <inheritdoc/>
    public Task<bool> TryCreateAsync(ConversationKey key, byte[] state, DateTimeOffset expiresAt, CancellationToken ct = default) =>
        Task.FromResult(_conversations.TryAdd(key, new Kept(new StoredConversation(1, state, 0, expiresAt))));

    /// <inheritdoc/>
    public Task<StoredConversation?> FindAsync(ConversationKey key, CancellationToken ct = default) =>
        Task.FromResult(_conversations.TryGetValue(key, out var kept) ? kept.Now : null);

    /// <inheritdoc/>
    public Task<AnsweredEvent?> FindEventAsync(ConversationKey key, StoredConversation known, string eventId, CancellationToken ct = default)
    {
        if (!_conversations.TryGetValue(key, out var kept))
            return Task.FromResult<AnsweredEvent?>(null);
        lock (kept)
            return Task.FromResult(kept.Events.GetValueOrDefault(eventId));
    }

    /// <inheritdoc/>
    public Task<StoredConversation?> TryWriteAsync(ConversationKey key, StoredConversation before, TurnWrite turn, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(turn);
        if (!_conversations.TryGetValue(key, out var kept))
            return Task.FromResult<StoredConversation?>(null);
        lock (kept)
        {
            if (kept.Now.Version != before.Version || kept.Gone)
                return Task.FromResult<StoredConversation?>(null);
            if (turn.Erase)
                Remove(key, kept);
            if (turn.Delivery is { } delivery)
                Enqueue(delivery);
            if (turn.Erase || turn.WithdrawsReminder)
                _reminders.Forget(key);
            else if (turn.Reminder is { } reminder)
                _reminders.Plan(reminder);
            kept.Remember(turn.Answer, options.MaxEvents);
            kept.Append(turn.History, options.MaxHistory);
            kept.Now = new StoredConversation(before.Version + 1, turn.State, before.LastSequence + turn.History.Count, turn.ExpiresAt);
            return Task.FromResult<StoredConversation?>(kept.Now);
        }
    }

    /// <inheritdoc/>
    public Task<HistoryPage?> ReadAsync(ConversationKey key, long after, CancellationToken ct = default)
    {
        if (!_conversations.TryGetValue(key, out var kept))
            return Task.FromResult<HistoryPage?>(null);
        lock (kept)
        {
            var last = kept.Now.LastSequence;
            var skip = (int)Math.Clamp(after - (last - kept.History.Count), 0, kept.History.Count);
            return Task.FromResult<HistoryPage?>(new HistoryPage([.. kept.History.Skip(skip)], last));
        }
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(ConversationKey key, CancellationToken ct = default)
    {
        _reminders.Forget(key);
        return Task.FromResult(Remove(key));
    }

    /// <inheritdoc/>
    public Task DeleteExpiredAsync(ConversationKey key, CancellationToken ct = default) => Task.FromResult(Remove(key));

    private bool Remove(ConversationKey key)
    {
        if (!_conversations.TryGetValue(key, out var kept))
            return false;
        lock (kept)
            return Remove(key, kept);
    }

    /// <inheritdoc/>
    public Task<int> DeleteExpiredAsync(DateTimeOffset now, CancellationToken ct = default)
    {
        var gone = 0;
        foreach (var (key, kept) in _conversations)
        {
            lock (kept)
            {
                if (kept.Now.ExpiresAt <= now && Remove(key, kept))
                    gone++;
            }
        }

        _reminders.ForgetExpired(now);
        return Task.FromResult(gone);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<TakenReminder>> TakeDueRemindersAsync(
        IReadOnlyCollection<string> channels, DateTimeOffset now, DateTimeOffset leaseUntil, int max, CancellationToken ct = default) =>
        Task.FromResult(_reminders.TakeDue(channels, now, leaseUntil, max));

    /// <inheritdoc/>
    public Task PostponeReminderAsync(Guid id, DateTimeOffset dueAt, CancellationToken ct = default)
    {
        _reminders.Postpone(id, dueAt);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ForgetReminderAsync(Guid id, CancellationToken ct = default)
    {
        _reminders.Forget(id);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<TakenDelivery>> TakeDueAsync(
        IReadOnlyCollection<string> channels, DateTimeOffset now, DateTimeOffset leaseUntil, int max, CancellationToken ct = default)
    {
        lock (_outboxLock)
        {
            HashSet<ConversationKey> seen = [];
            List<TakenDelivery> taken = [];
            foreach (var (number, waiting) in _outbox)
            {
                if (taken.Count >= max)
                    break;
                if (waiting.SetAside || !seen.Add(waiting.Delivery.Key) || waiting.DueAt > now || !channels.Contains(waiting.Delivery.Key.ChannelId))
                    continue;
                waiting.DueAt = leaseUntil;
                taken.Add(new TakenDelivery(number, waiting.Delivery.Key.ChannelId, waiting.Delivery with { Attempt = ++waiting.Attempts }));
            }

            return Task.FromResult<IReadOnlyList<TakenDelivery>>(taken);
        }
    }

    /// <inheritdoc/>
    public Task MarkSentAsync(long number, CancellationToken ct = default)
    {
        lock (_outboxLock)
            _outbox.Remove(number);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task PostponeAsync(long number, DateTimeOffset dueAt, CancellationToken ct = default)
    {
        lock (_outboxLock)
        {
            if (_outbox.TryGetValue(number, out var waiting))
                waiting.DueAt = dueAt;
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task SetAsideAsync(long number, CancellationToken ct = default)
    {
        lock (_outboxLock)
        {
            if (_outbox.TryGetValue(number, out var waiting))
                waiting.SetAside = true;
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<OutboxStatus> OutboxAsync(CancellationToken ct = default)
    {
        lock (_outboxLock)
        {
            var waiting = _outbox.Values.Where(w => !w.SetAside).ToList();
            return Task.FromResult(new OutboxStatus(
                waiting.Count, waiting.Count == 0 ? null : waiting.Min(w => w.Delivery.CreatedAt), _outbox.Count - waiting.Count));
        }
    }

    private void Enqueue(OutgoingDelivery delivery)
    {
        lock (_outboxLock)
            _outbox[++_lastNumber] = new Waiting(delivery) { DueAt = delivery.CreatedAt };
    }

    private bool Remove(ConversationKey key, Kept kept)
    {
        kept.Gone = true;
        lock (_outboxLock)
        {
            foreach (var number in _outbox.Where(p => p.Value.Delivery.Key == key).Select(p => p.Key).ToList())
                _outbox.Remove(number);
        }

        return _conversations.TryRemove(KeyValuePair.Create(key, kept));
    }

    private sealed class Waiting(OutgoingDelivery delivery)
    {
        public OutgoingDelivery Delivery { get; } = delivery;

        public DateTimeOffset DueAt { get; set; }

        public int Attempts { get; set; }

        public bool SetAside { get; set; }
    }

    private sealed class Kept(StoredConversation now)
    {
        private readonly Queue<string> _order = new();

        public StoredConversation Now { get; set; } = now;

        public bool Gone { get; set; }

        public Dictionary<string, AnsweredEvent> Events { get; } = new(StringComparer.Ordinal);

        public List<Activity> History { get; } = [];

        public void Remember(AnsweredEvent answer, int max)
        {
            if (Events.TryAdd(answer.EventId, answer))
                _order.Enqueue(answer.EventId);
            while (_order.Count > max)
                Events.Remove(_order.Dequeue());
        }

        public void Append(IReadOnlyList<Activity> activities, int max)
        {
            History.AddRange(activities);
            if (History.Count > max)
                History.RemoveRange(0, History.Count - max);
        }
    }
}
