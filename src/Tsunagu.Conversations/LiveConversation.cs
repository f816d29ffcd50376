using System.Threading.Channels;
using Tsunagu.BotCore;

namespace Tsunagu.Conversations;

/// <summary>Who waits for a turn in a conversation, and who watches it.</summary>
internal sealed class LiveConversation
{
    // A watcher that is this far behind is ended; it reads the history from its watermark when it comes back.
    private const int WatcherCapacity = 128;

    private readonly Lock _lock = new();
    private readonly List<Channel<HistoryPage>> _watchers = [];
    private int _waiting;
    private bool _ended;

    public SemaphoreSlim Gate { get; } = new(1, 1);

    public bool TryEnter(int max)
    {
        if (Interlocked.Increment(ref _waiting) <= max)
            return true;
        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _waiting);

    public Channel<HistoryPage>? Watch(int max)
    {
        lock (_lock)
        {
            if (_ended || _watchers.Count >= max)
                return null;
            var watcher = System.Threading.Channels.Channel.CreateBounded<HistoryPage>(new BoundedChannelOptions(WatcherCapacity) { SingleReader = true });
            _watchers.Add(watcher);
            return watcher;
        }
    }

    public void Unwatch(Channel<HistoryPage> watcher)
    {
        lock (_lock)
            _watchers.Remove(watcher);
    }

    public void Publish(HistoryPage page)
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
