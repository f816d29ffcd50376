using System.Collections.Concurrent;
using Tsunagu.BotCore;

namespace Tsunagu.Conversations;

/// <summary>Keeps conversations in memory; they are gone when the process ends.</summary>
/// <param name="options">Bounds on events and history.</param>
public sealed class InMemoryConversationStore(ConversationOptions options) : IConversationStore
{
    private readonly ConcurrentDictionary<ConversationKey, Kept> _conversations = new();

    /// <inheritdoc/>
    public Task<int> CountAsync(CancellationToken ct = default) => Task.FromResult(_conversations.Count);

    /// <inheritdoc/>
    public Task<bool> TryCreateAsync(ConversationKey key, byte[] state, DateTimeOffset expiresAt, CancellationToken ct = default) =>
        Task.FromResult(_conversations.TryAdd(key, new Kept(state, expiresAt)));

    /// <inheritdoc/>
    public Task<StoredConversation?> FindAsync(ConversationKey key, CancellationToken ct = default)
    {
        if (!_conversations.TryGetValue(key, out var kept))
            return Task.FromResult<StoredConversation?>(null);
        lock (kept)
            return Task.FromResult<StoredConversation?>(new StoredConversation(kept.Version, kept.State, kept.LastSequence, kept.ExpiresAt));
    }

    /// <inheritdoc/>
    public Task<AnsweredEvent?> FindEventAsync(ConversationKey key, string eventId, CancellationToken ct = default)
    {
        if (!_conversations.TryGetValue(key, out var kept))
            return Task.FromResult<AnsweredEvent?>(null);
        lock (kept)
            return Task.FromResult(kept.Events.GetValueOrDefault(eventId));
    }

    /// <inheritdoc/>
    public Task<bool> TryWriteAsync(ConversationKey key, TurnWrite turn, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(turn);
        if (!_conversations.TryGetValue(key, out var kept))
            return Task.FromResult(false);
        lock (kept)
        {
            if (kept.Version != turn.ExpectedVersion)
                return Task.FromResult(false);
            kept.Version++;
            kept.State = turn.State;
            kept.ExpiresAt = turn.ExpiresAt;
            kept.Remember(turn.Answer, options.MaxEvents);
            kept.Append(turn.History, options.MaxHistory);
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task<HistoryPage?> ReadAsync(ConversationKey key, long after, CancellationToken ct = default)
    {
        if (!_conversations.TryGetValue(key, out var kept))
            return Task.FromResult<HistoryPage?>(null);
        lock (kept)
        {
            var first = kept.LastSequence - kept.History.Count;
            var skip = (int)Math.Clamp(after - first, 0, kept.History.Count);
            return Task.FromResult<HistoryPage?>(new HistoryPage([.. kept.History.Skip(skip)], kept.LastSequence));
        }
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(ConversationKey key, CancellationToken ct = default) => Task.FromResult(_conversations.TryRemove(key, out _));

    /// <inheritdoc/>
    public Task<IReadOnlyList<ConversationKey>> DeleteExpiredAsync(DateTimeOffset now, CancellationToken ct = default)
    {
        List<ConversationKey> gone = [];
        foreach (var (key, kept) in _conversations)
        {
            lock (kept)
            {
                if (kept.ExpiresAt > now)
                    continue;
            }

            if (_conversations.TryRemove(key, out _))
                gone.Add(key);
        }

        return Task.FromResult<IReadOnlyList<ConversationKey>>(gone);
    }

    private sealed class Kept(byte[] state, DateTimeOffset expiresAt)
    {
        private readonly Queue<string> _order = new();

        public long Version { get; set; } = 1;

        public byte[] State { get; set; } = state;

        public DateTimeOffset ExpiresAt { get; set; } = expiresAt;

        public long LastSequence { get; private set; }

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
            LastSequence += activities.Count;
            if (History.Count > max)
                History.RemoveRange(0, History.Count - max);
        }
    }
}
