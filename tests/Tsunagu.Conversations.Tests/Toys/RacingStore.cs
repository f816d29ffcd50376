using Tsunagu.BotCore;

namespace Tsunagu.Conversations.Tests.Toys;

/// <summary>A store in which somebody else writes first a few times, or which is down.</summary>
internal sealed class RacingStore(IConversationStore inner) : IConversationStore
{
    public int LosesWrites { get; set; }

    public bool IsDown { get; set; }

    public Task<int> CountAsync(CancellationToken ct = default) => Up().CountAsync(ct);

    public Task<bool> TryCreateAsync(ConversationKey key, byte[] state, DateTimeOffset expiresAt, CancellationToken ct = default) =>
        Up().TryCreateAsync(key, state, expiresAt, ct);

    public Task<StoredConversation?> FindAsync(ConversationKey key, CancellationToken ct = default) => Up().FindAsync(key, ct);

    public Task<AnsweredEvent?> FindEventAsync(ConversationKey key, string eventId, CancellationToken ct = default) => Up().FindEventAsync(key, eventId, ct);

    public Task<bool> TryWriteAsync(ConversationKey key, TurnWrite turn, CancellationToken ct = default)
    {
        if (LosesWrites == 0)
            return Up().TryWriteAsync(key, turn, ct);
        LosesWrites--;
        return Task.FromResult(false);
    }

    public Task<HistoryPage?> ReadAsync(ConversationKey key, long after, CancellationToken ct = default) => Up().ReadAsync(key, after, ct);

    public Task<bool> DeleteAsync(ConversationKey key, CancellationToken ct = default) => Up().DeleteAsync(key, ct);

    public Task<IReadOnlyList<ConversationKey>> DeleteExpiredAsync(DateTimeOffset now, CancellationToken ct = default) => Up().DeleteExpiredAsync(now, ct);

    private IConversationStore Up() => IsDown ? throw new InvalidOperationException("The store is down.") : inner;
}
