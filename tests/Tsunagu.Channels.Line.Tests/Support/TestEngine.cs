using Microsoft.Extensions.DependencyInjection;
using Tsunagu.BotCore;
using Tsunagu.Conversations;
using Tsunagu.Dialogs;

namespace Tsunagu.Channels.Line.Tests;

/// <summary>The engine in memory with its outbox, as the host puts it together over a database.</summary>
internal sealed class TestEngine : IAsyncDisposable
{
    private static readonly ConversationOptions Bounds = new()
    {
        OutboxChannels = new HashSet<string>([BotCore.Channels.Line], StringComparer.Ordinal),
        // The clock of most tests stands still: what failed is due again at once.
        Outbox = new OutboxOptions { FirstWait = TimeSpan.Zero },
    };

    private readonly TimeProvider _clock;
    private readonly ConversationEngine _engine;
    private readonly InMemoryConversations _conversations;
    private OutboxPump? _pump;

    public TestEngine(ITurnRunner runner, TimeProvider clock)
    {
        _clock = clock;
        Store = new InMemoryConversationStore(Bounds);
        _engine = new ConversationEngine(runner, Store, clock, Bounds);
        _conversations = new InMemoryConversations(_engine);
    }

    public InMemoryConversationStore Store { get; }

    public IConversations Conversations => _conversations;

    public void Send(IEnumerable<IOutboxSender> senders) => _pump = new OutboxPump(_engine, senders, _clock);

    /// <summary>Waits until nothing is left to send.</summary>
    public async Task SettleAsync(IServiceProvider channel)
    {
        // Gives up after a minute, so that a defect is a failure and not a hanging run.
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await channel.GetRequiredService<DirectReplies>().WhenDrainedAsync().WaitAsync(limit.Token);
        while ((await Store.OutboxAsync()).Waiting > 0)
            await Task.Delay(2, limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (_pump is not null)
            await _pump.DisposeAsync();
        _conversations.Dispose();
    }
}
