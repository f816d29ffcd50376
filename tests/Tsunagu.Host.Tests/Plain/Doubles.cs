using Tsunagu.BotCore;
using Tsunagu.Dialogs;

namespace Tsunagu.Host.Tests.Plain;

/// <summary>A store of conversations that counts who asks it for anything.</summary>
internal sealed class CountingConversations : IConversations
{
    public int Calls { get; private set; }

    public Task<bool> BeginAsync(ConversationKey key, string? locale, CancellationToken ct = default) => Count(true);

    public Task<ReceiveResult> ReceiveAsync(ConversationKey key, IncomingEvent e, CancellationToken ct = default) => Count(new ReceiveResult(ReceiveStatus.Unknown, "", []));

    public Task<HistoryPage?> ReadAsync(ConversationKey key, long after, CancellationToken ct = default) => Count<HistoryPage?>(null);

    public IAsyncEnumerable<HistoryPage> WatchAsync(ConversationKey key, long after, CancellationToken ct = default)
    {
        Calls++;
        return AsyncEnumerable.Empty<HistoryPage>();
    }

    public Task<bool> EraseAsync(ConversationKey key, CancellationToken ct = default) => Count(false);

    private Task<T> Count<T>(T value)
    {
        Calls++;
        return Task.FromResult(value);
    }
}

/// <summary>Begins talks and then breaks on every message.</summary>
internal sealed class FailingRunner(ITurnRunner runner) : ITurnRunner
{
    public byte[] Begin(string? locale) => runner.Begin(locale);

    public Task<TurnOutcome> RunAsync(ReadOnlyMemory<byte> state, Activity activity, CancellationToken ct = default) =>
        activity.Type == ActivityTypes.Message ? throw new InvalidOperationException("broken for the test") : runner.RunAsync(state, activity, ct);

    public IReadOnlyList<Activity> Emergency(ReadOnlyMemory<byte> state, Activity activity) => runner.Emergency(state, activity);
}
