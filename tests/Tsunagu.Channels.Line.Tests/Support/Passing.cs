using Tsunagu.BotCore;

namespace Tsunagu.Channels.Line.Tests;

/// <summary>An engine in front of another; tests change what they need.</summary>
internal abstract class Passing(IConversations inner) : IConversations
{
    public virtual Task<bool> BeginAsync(ConversationKey key, string? locale, CancellationToken ct = default) => inner.BeginAsync(key, locale, ct);

    public virtual Task<ReceiveResult> ReceiveAsync(ConversationKey key, IncomingEvent e, CancellationToken ct = default) => inner.ReceiveAsync(key, e, ct);

    public Task<HistoryPage?> ReadAsync(ConversationKey key, long after, CancellationToken ct = default) => inner.ReadAsync(key, after, ct);

    public IAsyncEnumerable<HistoryPage> WatchAsync(ConversationKey key, long after, CancellationToken ct = default) => inner.WatchAsync(key, after, ct);

    public Task<bool> EraseAsync(ConversationKey key, CancellationToken ct = default) => inner.EraseAsync(key, ct);
}

internal static class Waiting
{
    /// <summary>Waits for something that happens behind the acknowledged webhook.</summary>
    public static async Task UntilAsync(this LineSite site, Func<bool> done)
    {
        // Gives up after a minute, so that a defect is a failure and not a hanging run.
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!done())
        {
            limit.Token.ThrowIfCancellationRequested();
            await site.SettleAsync();
            await Task.Delay(5, limit.Token);
        }
    }
}
