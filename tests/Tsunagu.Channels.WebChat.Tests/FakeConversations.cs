using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.WebChat.Tests;

/// <summary>The port with a toy behind it: greets, then counts the messages that it took. Keeps everything in memory.</summary>
internal sealed class FakeConversations : IConversations
{
    private readonly ConcurrentDictionary<ConversationKey, Talk> _talks = new();

    public bool Full { get; set; }

    public bool Busy { get; set; }

    /// <summary>The store is down.</summary>
    public bool Down { get; set; }

    public List<IncomingEvent> Received { get; } = [];

    public string? Locale { get; private set; }

    public Task<bool> BeginAsync(ConversationKey key, string? locale, CancellationToken ct = default)
    {
        Locale = locale;
        if (!Full) _talks.TryAdd(key, new Talk());
        return Task.FromResult(!Full);
    }

    public Task<ReceiveResult> ReceiveAsync(ConversationKey key, IncomingEvent e, CancellationToken ct = default)
    {
        if (!_talks.TryGetValue(key, out var talk)) return Task.FromResult(new ReceiveResult(ReceiveStatus.Unknown, "", []));
        if (Down) return Task.FromResult(new ReceiveResult(ReceiveStatus.Unkept, "", [Messages.Question(0)]));
        if (Busy) return Task.FromResult(new ReceiveResult(ReceiveStatus.Busy, "", []));
        lock (talk)
        {
            if (talk.Seen.TryGetValue(e.EventId, out var id)) return Task.FromResult(new ReceiveResult(ReceiveStatus.Duplicate, id, []));
            Received.Add(e);
            var before = talk.History.Count;
            if (e.Activity.Type == ActivityTypes.Message) talk.Add(e.Activity.Clone());
            var reply = Messages.Question(talk.Questions++);
            talk.Add(reply);
            id = talk.Seen[e.EventId] = $"{key.ConversationId}|{before + 1:D7}";
            talk.Publish(before);
            return Task.FromResult(new ReceiveResult(ReceiveStatus.Accepted, id, [reply]));
        }
    }

    public Task<HistoryPage?> ReadAsync(ConversationKey key, long after, CancellationToken ct = default) =>
        Down ? throw new ConversationsUnavailableException("The store is down.") : Task.FromResult(_talks.TryGetValue(key, out var talk) ? talk.Page(after) : null);

    public async IAsyncEnumerable<HistoryPage> WatchAsync(ConversationKey key, long after, [EnumeratorCancellation] CancellationToken ct = default)
    {
        if (!_talks.TryGetValue(key, out var talk)) yield break;
        var live = System.Threading.Channels.Channel.CreateUnbounded<HistoryPage>();
        HistoryPage page;
        lock (talk)
        {
            page = talk.Page(after);
            talk.Watchers.Add(live);
        }

        if (page.Activities.Count > 0) yield return page;
        await foreach (var next in live.Reader.ReadAllAsync(ct)) yield return next;
    }

    public Task<bool> EraseAsync(ConversationKey key, CancellationToken ct = default)
    {
        if (!_talks.TryRemove(key, out var talk)) return Task.FromResult(false);
        lock (talk) talk.Watchers.ForEach(w => w.Writer.TryComplete());
        return Task.FromResult(true);
    }

    private sealed class Talk
    {
        public List<Activity> History { get; } = [];

        public Dictionary<string, string> Seen { get; } = new(StringComparer.Ordinal);

        public List<Channel<HistoryPage>> Watchers { get; } = [];

        public int Questions { get; set; }

        public void Add(Activity activity)
        {
            activity.Id = $"a|{History.Count + 1:D7}";
            History.Add(activity);
        }

        public HistoryPage Page(long after)
        {
            lock (this) return new HistoryPage([.. History.Skip((int)Math.Min(after, History.Count))], History.Count);
        }

        public void Publish(int before) => Watchers.ForEach(w => w.Writer.TryWrite(Page(before)));
    }
}
