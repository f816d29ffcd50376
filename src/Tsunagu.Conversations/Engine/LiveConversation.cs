using System.Threading.Channels;
using Tsunagu.BotCore;

namespace Tsunagu.Conversations;

/// <summary>Who waits for a turn in a conversation, and who watches it, in one process.</summary>
internal sealed class LiveConversation(ConversationSession session)
{
    private readonly Lock _lock = new();
    private readonly List<Channel<LivePage>> _watchers = [];
    private int _waiting;
    private bool _ended;

    public ConversationSession Session { get; } = session;

    public SemaphoreSlim Gate { get; } = new(1, 1);

    public bool TryEnter(int max)
    {
        if (Interlocked.Increment(ref _waiting) <= max)
            return true;
        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _waiting);

    public Channel<LivePage>? Watch(int max)
    {
        lock (_lock)
        {
            if (_ended || _watchers.Count >= max)
                return null;
            var watcher = LivePage.NewChannel();
            _watchers.Add(watcher);
            return watcher;
        }
    }

    public void Unwatch(Channel<LivePage> watcher)
    {
        lock (_lock)
            _watchers.Remove(watcher);
    }

    public void Publish(LivePage page)
    {
        lock (_lock)
        {
            foreach (var watcher in _watchers)
            {
                if (!watcher.Writer.TryWrite(page))
                    watcher.Writer.TryComplete();
            }
        }
    }

    public void End()
    {
        lock (_lock)
        {
            _ended = true;
            foreach (var watcher in _watchers)
                watcher.Writer.TryComplete();
            _watchers.Clear();
        }
    }
}

/// <summary>What those who watch are shown.</summary>
/// <param name="Page">The activities, and where they stand in the history.</param>
/// <param name="InHistory">False for words from memory while the store is down: they have no place in the history and are always shown.</param>
internal sealed record LivePage(HistoryPage Page, bool InHistory)
{
    // A watcher that is this far behind is ended; it reads the history from its watermark when it comes back.
    private const int WatcherCapacity = 128;

    public static Channel<LivePage> NewChannel() =>
        System.Threading.Channels.Channel.CreateBounded<LivePage>(new BoundedChannelOptions(WatcherCapacity) { SingleReader = true });
}
