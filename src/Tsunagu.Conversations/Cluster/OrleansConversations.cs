using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Tsunagu.BotCore;

namespace Tsunagu.Conversations;

/// <summary>
/// The engine on one machine or many: each conversation is a grain. A call that fails because a machine went down is made again;
/// the event's id sees to it that it still has one effect.
/// </summary>
public sealed class OrleansConversations : IConversations, IDisposable
{
    private const int MaxAttempts = 3;
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(200);

    private readonly IGrainFactory _grains;
    private readonly ConversationEngine _engine;
    private readonly ConcurrentDictionary<string, int> _waiting = new(StringComparer.Ordinal);
    private readonly ITimer _sweeper;
    private GrainNames? _names;

    /// <summary>Creates it.</summary>
    /// <param name="grains">The cluster.</param>
    /// <param name="engine">The parts that the grains of this machine share.</param>
    public OrleansConversations(IGrainFactory grains, ConversationEngine engine)
    {
        _grains = grains ?? throw new ArgumentNullException(nameof(grains));
        _engine = engine ?? throw new ArgumentNullException(nameof(engine));
        var every = engine.Options.SweepEvery;
        _sweeper = engine.Clock.CreateTimer(static self => _ = ((OrleansConversations)self!)._engine.SweepAsync(), this, every, every);
    }

    /// <summary>A watcher whose conversation moved to another machine, or expired, finds out after this at the latest; by the machine's clock, as the cluster itself.</summary>
    internal TimeSpan RenewEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public async Task<bool> BeginAsync(ConversationKey key, string? locale, CancellationToken ct = default) =>
        (await AskAsync(key, grain => grain.BeginAsync(TurnCall.For(key, locale: locale)), ct)).Kind == AnswerKind.Done;

    /// <inheritdoc/>
    public async Task<ReceiveResult> ReceiveAsync(ConversationKey key, IncomingEvent e, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(e);
        ArgumentException.ThrowIfNullOrEmpty(e.EventId);
        var name = _engine.Store.NameOf(key);
        if (_waiting.AddOrUpdate(name, 1, static (_, n) => n + 1) > _engine.Options.MaxWaiting)
        {
            Leave(name);
            return _engine.Refuse(key);
        }

        try
        {
            var call = new TurnCall(key.ChannelId, key.ConversationId, e.EventId, e.Activity, e.ReplyWith, null, 0) { PushWith = e.PushWith };
            return (await CallAsync(name, grain => grain.ReceiveAsync(call), ct)).Result;
        }
        catch (ConversationsUnavailableException)
        {
            // No machine answers for the conversation: not taken, but not left without a line to call.
            _engine.Metrics.Unkept(key.ChannelId, _engine.Clock.GetUtcNow());
            return new ReceiveResult(ReceiveStatus.Unkept, "", new ConversationSession(key, _engine).Unkept([], e.Activity));
        }
        finally
        {
            Leave(name);
        }
    }

    /// <inheritdoc/>
    public async Task<HistoryPage?> ReadAsync(ConversationKey key, long after, CancellationToken ct = default)
    {
        var answer = await AskAsync(key, grain => grain.ReadAsync(TurnCall.For(key, after)), ct);
        return answer.Kind == AnswerKind.Done ? answer.Page : null;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<HistoryPage> WatchAsync(ConversationKey key, long after, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var watcher = new Watcher();
        var reference = _grains.CreateObjectReference<IConversationWatcher>(watcher);
        try
        {
            var seen = after;
            while (!ct.IsCancellationRequested)
            {
                // The watcher listens before the history is read: what comes in between arrives twice and is left out once, never lost.
                var (answer, failed) = await TryWatchAsync(key, seen, reference, ct);
                if (!failed && answer.Kind != AnswerKind.Done)
                    yield break;
                if (answer.Activities.Length > 0)
                    yield return answer.Page;
                seen = Math.Max(seen, answer.Watermark);
                using var renewal = new CancellationTokenSource(failed ? BetweenAttempts : RenewEvery);
                while (await watcher.NextAsync(renewal.Token, ct) is { } next)
                {
                    if (!next.InHistory)
                        yield return next.Page with { Watermark = seen };
                    if (!next.InHistory || next.Page.Watermark <= seen)
                        continue;
                    seen = next.Page.Watermark;
                    yield return next.Page;
                }

                if (watcher.Ended)
                    yield break;
            }
        }
        finally
        {
            await LeaveAsync(key, reference);
            GC.KeepAlive(watcher);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> EraseAsync(ConversationKey key, CancellationToken ct = default) =>
        (await AskAsync(key, grain => grain.EraseAsync(TurnCall.For(key)), ct)).Kind == AnswerKind.Done;

    /// <summary>Stops the sweeping.</summary>
    public void Dispose() => _sweeper.Dispose();

    private async Task<TurnAnswer> AskAsync(ConversationKey key, Func<IConversationGrain, Task<TurnAnswer>> ask, CancellationToken ct)
    {
        var answer = await CallAsync(_engine.Store.NameOf(key), ask, ct);
        return answer.Kind == AnswerKind.Unavailable ? throw new ConversationsUnavailableException("The store is down.") : answer;
    }

    private async Task<TurnAnswer> CallAsync(string name, Func<IConversationGrain, Task<TurnAnswer>> ask, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var answer = ask(Grain(name));
                return await (ct.CanBeCanceled ? answer.WaitAsync(ct) : answer);
            }
            catch (Exception e) when (e is OrleansException or TimeoutException or ObjectDisposedException)
            {
                // Disposed: this machine has stopped, and there is nobody left to ask.
                if (attempt >= MaxAttempts || e is not OrleansException)
                    throw new ConversationsUnavailableException("No machine answers for the conversation.", e);
                await Task.Delay(BetweenAttempts * attempt, ct);
            }
        }
    }

    // By its type Orleans reads a grain's attributes at every call; by names it need not.
    private IConversationGrain Grain(string key)
    {
        if (_names is { } names)
            return (IConversationGrain)_grains.GetGrain(GrainId.Create(names.Grain, key), names.Interface);
        var grain = _grains.GetGrain<IConversationGrain>(key);
        _names = new GrainNames(grain.GetGrainId().Type, ((GrainReference)grain).InterfaceType);
        return grain;
    }

    private async Task<(TurnAnswer Answer, bool Failed)> TryWatchAsync(ConversationKey key, long seen, IConversationWatcher reference, CancellationToken ct)
    {
        try
        {
            return (await AskAsync(key, grain => grain.WatchAsync(TurnCall.For(key, seen), reference), ct), false);
        }
        catch (ConversationsUnavailableException)
        {
            // The browser stays connected; it is tried again in a moment.
            return (TurnAnswer.Of(AnswerKind.Unavailable), true);
        }
    }

    private async Task LeaveAsync(ConversationKey key, IConversationWatcher reference)
    {
        try
        {
            await Grain(_engine.Store.NameOf(key)).UnwatchAsync(reference);
        }
        catch (Exception)
        {
            // Its machine has gone, or ours is going; the conversation forgets a silent watcher by itself.
        }

        try
        {
            _grains.DeleteObjectReference<IConversationWatcher>(reference);
        }
        catch (Exception)
        {
            // Ours is going, and the reference with it.
        }
    }

    private void Leave(string name)
    {
        if (_waiting.AddOrUpdate(name, 0, static (_, n) => n - 1) <= 0)
            _waiting.TryRemove(KeyValuePair.Create(name, 0));
    }

    private sealed record GrainNames(GrainType Grain, GrainInterfaceType Interface);

    private sealed class Watcher : IConversationWatcher
    {
        private readonly System.Threading.Channels.Channel<LivePage> _pages = LivePage.NewChannel();

        public bool Ended { get; private set; }

        public Task ShowAsync(ShownPage page)
        {
            if (!_pages.Writer.TryWrite(new LivePage(new HistoryPage(page.Activities, page.Watermark), page.InHistory)))
                _pages.Writer.TryComplete();
            return Task.CompletedTask;
        }

        public Task EndAsync()
        {
            _pages.Writer.TryComplete();
            return Task.CompletedTask;
        }

        /// <summary>What comes next; null when it is time to renew, or when it has ended.</summary>
        public async Task<LivePage?> NextAsync(CancellationToken renewal, CancellationToken ct)
        {
            if (_pages.Reader.TryRead(out var page))
                return page;
            using var either = CancellationTokenSource.CreateLinkedTokenSource(renewal, ct);
            try
            {
                if (await _pages.Reader.WaitToReadAsync(either.Token))
                    return _pages.Reader.TryRead(out page) ? page : null;
                Ended = true;
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                // Time to renew.
            }

            return null;
        }
    }
}
