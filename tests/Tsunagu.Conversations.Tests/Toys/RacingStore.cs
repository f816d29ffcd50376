using Tsunagu.BotCore;

namespace Tsunagu.Conversations.Tests.Toys;

/// <summary>A store in which somebody else writes first a few times, or which is down.</summary>
internal sealed class RacingStore(IConversationStore inner) : IConversationStore
{
    private int _postponements;
    private int _forgotten;

    public int LosesWrites { get; set; }

    public bool IsDown { get; set; }

    /// <summary>How often a reminder was put off.</summary>
    public int Postponements => Volatile.Read(ref _postponements);

    /// <summary>How many reminders were sent or given up.</summary>
    public int Forgotten => Volatile.Read(ref _forgotten);

    /// <summary>How often the outbox was counted.</summary>
    public int Counts { get; private set; }

    public string NameOf(ConversationKey key) => inner.NameOf(key);

    public Task<int> CountAsync(CancellationToken ct = default) => Up().CountAsync(ct);

    public Task<bool> TryCreateAsync(ConversationKey key, byte[] state, DateTimeOffset expiresAt, CancellationToken ct = default) =>
        Up().TryCreateAsync(key, state, expiresAt, ct);

    public Task<StoredConversation?> FindAsync(ConversationKey key, CancellationToken ct = default) => Up().FindAsync(key, ct);

    public Task<AnsweredEvent?> FindEventAsync(ConversationKey key, StoredConversation known, string eventId, CancellationToken ct = default) =>
        Up().FindEventAsync(key, known, eventId, ct);

    public Task<StoredConversation?> TryWriteAsync(ConversationKey key, StoredConversation before, TurnWrite turn, CancellationToken ct = default)
    {
        if (LosesWrites == 0)
            return Up().TryWriteAsync(key, before, turn, ct);
        LosesWrites--;
        return Task.FromResult<StoredConversation?>(null);
    }

    public Task<HistoryPage?> ReadAsync(ConversationKey key, long after, CancellationToken ct = default) => Up().ReadAsync(key, after, ct);

    public Task<bool> DeleteAsync(ConversationKey key, CancellationToken ct = default) => Up().DeleteAsync(key, ct);

    public Task DeleteExpiredAsync(ConversationKey key, CancellationToken ct = default) => Up().DeleteExpiredAsync(key, ct);

    public Task<int> DeleteExpiredAsync(DateTimeOffset now, CancellationToken ct = default) => Up().DeleteExpiredAsync(now, ct);

    public Task<IReadOnlyList<TakenDelivery>> TakeDueAsync(
        IReadOnlyCollection<string> channels, DateTimeOffset now, DateTimeOffset leaseUntil, int max, CancellationToken ct = default) =>
        Up().TakeDueAsync(channels, now, leaseUntil, max, ct);

    public Task MarkSentAsync(long number, CancellationToken ct = default) => Up().MarkSentAsync(number, ct);

    public Task PostponeAsync(long number, DateTimeOffset dueAt, CancellationToken ct = default) => Up().PostponeAsync(number, dueAt, ct);

    public Task SetAsideAsync(long number, CancellationToken ct = default) => Up().SetAsideAsync(number, ct);

    public Task<OutboxStatus> OutboxAsync(CancellationToken ct = default)
    {
        Counts++;
        return Up().OutboxAsync(ct);
    }

    public Task<IReadOnlyList<TakenReminder>> TakeDueRemindersAsync(
        IReadOnlyCollection<string> channels, DateTimeOffset now, DateTimeOffset leaseUntil, int max, CancellationToken ct = default) =>
        Up().TakeDueRemindersAsync(channels, now, leaseUntil, max, ct);

    public async Task PostponeReminderAsync(Guid id, DateTimeOffset dueAt, CancellationToken ct = default)
    {
        await Up().PostponeReminderAsync(id, dueAt, ct);
        Interlocked.Increment(ref _postponements);
    }

    public async Task ForgetReminderAsync(Guid id, CancellationToken ct = default)
    {
        await Up().ForgetReminderAsync(id, ct);
        Interlocked.Increment(ref _forgotten);
    }

    // What a database that cannot be reached says (IConversationStore).
    private IConversationStore Up() => IsDown ? throw new ConversationsUnavailableException("The store is down.", new InvalidOperationException("toy")) : inner;
}
