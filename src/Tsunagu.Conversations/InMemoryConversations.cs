using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Tsunagu.BotCore;
using Tsunagu.Dialogs;

namespace Tsunagu.Conversations;

/// <summary>
/// The engine within one process and without a cluster, for tools and tests: turns of one conversation never overlap, a delivery has one effect,
/// a failed turn still answers. What a delivery leads to stands in <see cref="ConversationSession"/>; only who waits and who watches lives here.
/// </summary>
public sealed class InMemoryConversations : IConversations, IDisposable
{
    private readonly ConversationEngine _engine;
    private readonly ConcurrentDictionary<ConversationKey, LiveConversation> _live = new();
    private readonly ITimer _sweeper;

    /// <summary>Creates the engine.</summary>
    /// <param name="runner">Runs turns.</param>
    /// <param name="store">Keeps conversations.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="onError">Is told of a turn or a write that failed; must not throw, and must not log what the activity said.</param>
    public InMemoryConversations(ITurnRunner runner, IConversationStore store, TimeProvider clock, ConversationOptions options, Action<Exception>? onError = null)
        : this(new ConversationEngine(runner, store, clock, options, onError: onError))
    {
    }

    /// <summary>Creates it around parts that are there already.</summary>
    /// <param name="engine">The parts.</param>
    public InMemoryConversations(ConversationEngine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        _engine = engine;
        var every = engine.Options.SweepEvery;
        _sweeper = engine.Clock.CreateTimer(static self => _ = ((InMemoryConversations)self!).SweepAsync(), this, every, every);
    }

    /// <inheritdoc/>
    public Task<bool> BeginAsync(ConversationKey key, string? locale, CancellationToken ct = default) =>
        AloneAsync(key, session => session.BeginAsync(locale, ct), ct);

    /// <inheritdoc/>
    public async Task<ReceiveResult> ReceiveAsync(ConversationKey key, IncomingEvent e, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(e);
        ArgumentException.ThrowIfNullOrEmpty(e.EventId);
        var live = LiveOf(key);
        if (!live.TryEnter(_engine.Options.MaxWaiting))
            return _engine.Refuse(key);
        try
        {
            await live.Gate.WaitAsync(ct);
            try
            {
                var taken = await live.Session.TakeAsync(e);
                if (taken.Shown is { } page)
                    live.Publish(page);
                if (taken.Ends)
                    EndLive(key);
                return taken.Result;
            }
            finally
            {
                live.Gate.Release();
            }
        }
        finally
        {
            live.Leave();
        }
    }

    /// <inheritdoc/>
    public async Task<HistoryPage?> ReadAsync(ConversationKey key, long after, CancellationToken ct = default)
    {
        var page = await AloneAsync(key, session => session.ReadAsync(after, ct), ct);
        if (page is null)
            EndLive(key);
        return page;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<HistoryPage> WatchAsync(ConversationKey key, long after, [EnumeratorCancellation] CancellationToken ct = default)
    {
        // The watcher listens before the history is read: what comes in between arrives twice and is left out once, never lost.
        var live = LiveOf(key);
        var watcher = live.Watch(_engine.Options.MaxWatchers);
        if (watcher is null)
            yield break;
        try
        {
            if (await ReadAsync(key, after, ct) is not { } page)
                yield break;

            if (page.Activities.Count > 0)
                yield return page;
            var seen = page.Watermark;
            await foreach (var next in watcher.Reader.ReadAllAsync(ct))
            {
                if (!next.InHistory)
                    yield return next.Page with { Watermark = seen };
                if (!next.InHistory || next.Page.Watermark <= seen)
                    continue;
                seen = next.Page.Watermark;
                yield return next.Page;
            }
        }
        finally
        {
            live.Unwatch(watcher);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> EraseAsync(ConversationKey key, CancellationToken ct = default)
    {
        var erased = await AloneAsync(key, session => session.EraseAsync(), ct);
        EndLive(key);
        return erased;
    }

    /// <summary>Forgets what has expired; runs by itself every <see cref="ConversationOptions.SweepEvery"/>.</summary>
    public async Task SweepAsync()
    {
        await _engine.SweepAsync();
        foreach (var key in _live.Keys)
        {
            try
            {
                await ReadAsync(key, long.MaxValue);
            }
            catch (ConversationsUnavailableException)
            {
                // Whether it is there cannot be told now; the next sweep asks again.
            }
        }
    }

    /// <summary>Stops the sweeping.</summary>
    public void Dispose() => _sweeper.Dispose();

    private LiveConversation LiveOf(ConversationKey key) =>
        _live.GetOrAdd(key, static (key, engine) => new LiveConversation(new ConversationSession(key, engine)), _engine);

    private async Task<T> AloneAsync<T>(ConversationKey key, Func<ConversationSession, Task<T>> work, CancellationToken ct)
    {
        var live = LiveOf(key);
        await live.Gate.WaitAsync(ct);
        try
        {
            return await work(live.Session);
        }
        finally
        {
            live.Gate.Release();
        }
    }

    private void EndLive(ConversationKey key)
    {
        if (_live.TryRemove(key, out var live))
            live.End();
    }
}
