using Orleans.Concurrency;
using Orleans.Placement;
using Tsunagu.BotCore;

namespace Tsunagu.Conversations;

/// <summary>A conversation, on whichever machine it lives now. Its key is the store's name of it, which tells nothing about the person.</summary>
[Alias("tsunagu.conversation")]
internal interface IConversationGrain : IGrainWithStringKey
{
    [Alias("begin")]
    Task<TurnAnswer> BeginAsync(TurnCall call);

    [Alias("receive")]
    Task<TurnAnswer> ReceiveAsync(TurnCall call);

    [Alias("read")]
    Task<TurnAnswer> ReadAsync(TurnCall call);

    /// <summary>Shows what comes to a watcher from now on; renewed now and then. The answer is the history after the watcher's place.</summary>
    [Alias("watch")]
    Task<TurnAnswer> WatchAsync(TurnCall call, IConversationWatcher watcher);

    [Alias("unwatch")]
    Task UnwatchAsync(IConversationWatcher watcher);

    [Alias("erase")]
    Task<TurnAnswer> EraseAsync(TurnCall call);
}

/// <summary>Somebody who watches a conversation, on whichever machine the browser is connected to.</summary>
[Alias("tsunagu.watcher")]
internal interface IConversationWatcher : IGrainObserver
{
    [OneWay]
    [Alias("show")]
    Task ShowAsync(ShownPage page);

    [OneWay]
    [Alias("end")]
    Task EndAsync();
}

/// <summary>Lets one call in at a time, on one machine at a time; what a call does stands in <see cref="ConversationSession"/>.</summary>
[PreferLocalPlacement]
internal sealed class ConversationGrain(ConversationEngine engine) : Grain, IConversationGrain
{
    // A watcher that does not renew for so long has gone without a word.
    private static readonly TimeSpan WatcherLifetime = TimeSpan.FromMinutes(1);

    private readonly Dictionary<IConversationWatcher, DateTimeOffset> _watchers = [];
    private ConversationSession? _session;

    public Task<TurnAnswer> BeginAsync(TurnCall call) =>
        GuardAsync(async () => TurnAnswer.Of(await Session(call).BeginAsync(call.Locale) ? AnswerKind.Done : AnswerKind.No));

    public async Task<TurnAnswer> ReceiveAsync(TurnCall call)
    {
        var taken = await Session(call).TakeAsync(new IncomingEvent(call.EventId, call.Activity!) { ReplyWith = call.ReplyWith, PushWith = call.PushWith });
        if (_watchers.Count > 0 && taken.Shown is { } live)
        {
            Show(new ShownPage([.. live.Page.Activities], live.Page.Watermark, live.InHistory));
            Session(call).Seen();
        }

        if (taken.Ends)
            End();
        return TurnAnswer.Of(taken.Result);
    }

    public Task<TurnAnswer> ReadAsync(TurnCall call) => GuardAsync(async () =>
    {
        if (await Session(call).ReadAsync(call.After) is { } page)
            return TurnAnswer.Of(page);
        End();
        return TurnAnswer.Of(AnswerKind.No);
    });

    public Task<TurnAnswer> WatchAsync(TurnCall call, IConversationWatcher watcher)
    {
        Forget(engine.Clock.GetUtcNow() - WatcherLifetime);
        if (!_watchers.ContainsKey(watcher) && _watchers.Count >= engine.Options.MaxWatchers)
            return Task.FromResult(TurnAnswer.Of(AnswerKind.No));
        _watchers[watcher] = engine.Clock.GetUtcNow();
        return ReadAsync(call);
    }

    public Task UnwatchAsync(IConversationWatcher watcher)
    {
        _watchers.Remove(watcher);
        return Task.CompletedTask;
    }

    public Task<TurnAnswer> EraseAsync(TurnCall call) => GuardAsync(async () =>
    {
        var erased = await Session(call).EraseAsync();
        End();
        return TurnAnswer.Of(erased ? AnswerKind.Done : AnswerKind.No);
    });

    private ConversationSession Session(TurnCall call) => _session ??= new ConversationSession(call.Key, engine);

    private void Show(ShownPage page)
    {
        foreach (var watcher in _watchers.Keys)
            _ = watcher.ShowAsync(page);
    }

    private void End()
    {
        foreach (var watcher in _watchers.Keys)
            _ = watcher.EndAsync();
        _watchers.Clear();
        // Nothing is left to remember; a name that somebody made up takes no memory either.
        DeactivateOnIdle();
    }

    private void Forget(DateTimeOffset silentSince)
    {
        foreach (var gone in _watchers.Where(w => w.Value < silentSince).Select(w => w.Key).ToList())
            _watchers.Remove(gone);
    }

    private async Task<TurnAnswer> GuardAsync(Func<Task<TurnAnswer>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e)
        {
            engine.OnError?.Invoke(e);
            return TurnAnswer.Of(AnswerKind.Unavailable);
        }
    }
}
