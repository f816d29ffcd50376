using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Tsunagu.BotCore;
using Tsunagu.Dialogs;

namespace Tsunagu.Conversations;

/// <summary>
/// The engine on one machine: turns of one conversation never overlap, a delivery has one effect, a failed turn still answers.
/// What is kept goes through <see cref="IConversationStore"/>; only who waits and who watches lives here.
/// </summary>
public sealed class InMemoryConversations : IConversations, IDisposable
{
    private const int MaxAttempts = 3;

    private readonly ITurnRunner _runner;
    private readonly IConversationStore _store;
    private readonly TimeProvider _clock;
    private readonly ConversationOptions _options;
    private readonly Action<Exception>? _onError;
    private readonly ConcurrentDictionary<ConversationKey, LiveConversation> _live = new();
    private readonly ITimer _sweeper;

    /// <summary>Creates the engine.</summary>
    /// <param name="runner">Runs turns.</param>
    /// <param name="store">Keeps conversations.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="onError">Is told of a turn or a write that failed; must not throw, and must not log what the activity said.</param>
    public InMemoryConversations(ITurnRunner runner, IConversationStore store, TimeProvider clock, ConversationOptions options, Action<Exception>? onError = null)
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(options);
        _runner = runner ?? throw new ArgumentNullException(nameof(runner));
        _store = store ?? throw new ArgumentNullException(nameof(store));
        _clock = clock;
        _options = options;
        _onError = onError;
        _sweeper = clock.CreateTimer(static self => _ = ((InMemoryConversations)self!).SweepAsync(), this, options.SweepEvery, options.SweepEvery);
    }

    /// <inheritdoc/>
    public async Task<bool> BeginAsync(ConversationKey key, string? locale, CancellationToken ct = default)
    {
        if (await FindLivingAsync(key, ct) is not null)
            return true;
        if (await _store.CountAsync(ct) >= _options.MaxConversations)
        {
            await SweepAsync();
            if (await _store.CountAsync(ct) >= _options.MaxConversations)
                return false;
        }

        await _store.TryCreateAsync(key, _runner.Begin(locale), Expiry(), ct);
        return true;
    }

    /// <inheritdoc/>
    public async Task<ReceiveResult> ReceiveAsync(ConversationKey key, IncomingEvent e, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(e);
        ArgumentException.ThrowIfNullOrEmpty(e.EventId);
        var live = _live.GetOrAdd(key, static _ => new LiveConversation());
        if (!live.TryEnter(_options.MaxWaiting))
            return new ReceiveResult(ReceiveStatus.Busy, "", []);
        try
        {
            await live.Gate.WaitAsync(ct);
            try
            {
                return await TakeAsync(key, live, e);
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
    public async Task<HistoryPage?> ReadAsync(ConversationKey key, long after, CancellationToken ct = default) =>
        await FindLivingAsync(key, ct) is null ? null : await _store.ReadAsync(key, after, ct);

    /// <inheritdoc/>
    public async IAsyncEnumerable<HistoryPage> WatchAsync(ConversationKey key, long after, [EnumeratorCancellation] CancellationToken ct = default)
    {
        // The watcher listens before the history is read: what comes in between arrives twice and is left out once, never lost.
        if (await FindLivingAsync(key, ct) is null)
            yield break;
        var live = _live.GetOrAdd(key, static _ => new LiveConversation());
        var watcher = live.Watch(_options.MaxWatchers);
        if (watcher is null)
            yield break;
        try
        {
            if (await _store.ReadAsync(key, after, ct) is not { } page)
                yield break;
            if (page.Activities.Count > 0)
                yield return page;
            var seen = page.Watermark;
            await foreach (var next in watcher.Reader.ReadAllAsync(ct))
            {
                if (next.Watermark <= seen)
                    continue;
                seen = next.Watermark;
                yield return next;
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
        var erased = await _store.DeleteAsync(key, ct);
        EndLive(key);
        return erased;
    }

    /// <summary>Forgets what has expired; runs by itself every <see cref="ConversationOptions.SweepEvery"/>.</summary>
    public async Task SweepAsync()
    {
        try
        {
            foreach (var key in await _store.DeleteExpiredAsync(_clock.GetUtcNow()))
                EndLive(key);
        }
        catch (Exception e)
        {
            // The next sweep tries again; what has expired is not shown in the meantime.
            _onError?.Invoke(e);
        }
    }

    /// <summary>Stops the sweeping.</summary>
    public void Dispose() => _sweeper.Dispose();

    private async Task<ReceiveResult> TakeAsync(ConversationKey key, LiveConversation live, IncomingEvent e)
    {
        ReadOnlyMemory<byte> state = default;
        try
        {
            for (var attempt = 1; attempt <= MaxAttempts; attempt++)
            {
                if (await FindLivingAsync(key, CancellationToken.None) is not { } stored)
                {
                    EndLive(key);
                    return new ReceiveResult(ReceiveStatus.Unknown, "", []);
                }

                if (await _store.FindEventAsync(key, e.EventId) is { } before)
                    return new ReceiveResult(ReceiveStatus.Duplicate, before.ActivityId, before.Replies);
                state = stored.State;
                var outcome = await RunAsync(stored.State, e.Activity);
                var turn = Compose(key, stored, e, outcome);
                if (!await _store.TryWriteAsync(key, turn.Write))
                    continue;
                live.Publish(new HistoryPage(turn.Live, stored.LastSequence + turn.Live.Count));
                if (outcome.Erase)
                    await EraseAsync(key);
                return new ReceiveResult(ReceiveStatus.Accepted, turn.Write.Answer.ActivityId, turn.Write.Answer.Replies);
            }

            return new ReceiveResult(ReceiveStatus.Busy, "", []);
        }
        catch (Exception error)
        {
            // The store is down. Nothing can be kept, but nobody is left without a line to call.
            _onError?.Invoke(error);
            return new ReceiveResult(ReceiveStatus.Accepted, "", [.. _runner.Emergency(state, e.Activity).Select(a => Address(a, key, e.Activity))]);
        }
    }

    private async Task<TurnOutcome> RunAsync(byte[] state, Activity activity)
    {
        try
        {
            return await _runner.RunAsync(state, activity);
        }
        catch (Exception error)
        {
            _onError?.Invoke(error);
            return new TurnOutcome(state, _runner.Emergency(state, activity), null, Erase: false);
        }
    }

    private (TurnWrite Write, IReadOnlyList<Activity> Live) Compose(ConversationKey key, StoredConversation stored, IncomingEvent e, TurnOutcome outcome)
    {
        var now = _clock.GetUtcNow();
        var sequence = stored.LastSequence;
        List<Activity> kept = [], live = [];
        var activityId = ActivityId(key, sequence + 1);
        if (string.Equals(e.Activity.Type, ActivityTypes.Message, StringComparison.Ordinal))
        {
            kept.Add(PersonHistory.Redact(e.Activity, outcome.Echo, activityId, now));
            live.Add(PersonHistory.Echo(e.Activity, activityId, now));
        }

        List<Activity> replies = [];
        foreach (var said in outcome.Outgoing)
        {
            var reply = Address(said, key, e.Activity);
            reply.Id = ActivityId(key, sequence + kept.Count + 1);
            reply.Timestamp = now;
            reply.ReplyToId = activityId;
            replies.Add(reply);
            kept.Add(reply);
            live.Add(reply);
        }

        return (new TurnWrite(stored.Version, outcome.State, new AnsweredEvent(e.EventId, activityId, replies), kept, Expiry()), live);
    }

    private static Activity Address(Activity said, ConversationKey key, Activity incoming)
    {
        var reply = said.Clone();
        reply.ChannelId = key.ChannelId;
        reply.Conversation = new ConversationAccount(key.ConversationId);
        reply.From = new ChannelAccount(incoming.Recipient?.Id ?? "tsunagu", role: RoleTypes.Bot);
        reply.Recipient = incoming.From is { } person ? new ChannelAccount(person.Id, role: RoleTypes.User) : null;
        return reply;
    }

    // The form of Direct Line's ids, which sort by time.
    private static string ActivityId(ConversationKey key, long sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{key.ConversationId}|{sequence:D7}");

    private DateTimeOffset Expiry() => _clock.GetUtcNow() + _options.Lifetime;

    private async Task<StoredConversation?> FindLivingAsync(ConversationKey key, CancellationToken ct)
    {
        var stored = await _store.FindAsync(key, ct);
        if (stored is null || stored.ExpiresAt > _clock.GetUtcNow())
            return stored;
        await EraseAsync(key, ct);
        return null;
    }

    private void EndLive(ConversationKey key)
    {
        if (_live.TryRemove(key, out var live))
            live.End();
    }
}
