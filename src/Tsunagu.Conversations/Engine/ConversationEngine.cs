using Tsunagu.BotCore;
using Tsunagu.Dialogs;

namespace Tsunagu.Conversations;

/// <summary>What the sessions of one process share: the turn runner, the store, bounds, who may run now, counters, and the outbox's bell.</summary>
public sealed class ConversationEngine
{
    /// <summary>Creates it.</summary>
    /// <param name="runner">Runs turns.</param>
    /// <param name="store">Keeps conversations.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="metrics">Counts; null = for nobody.</param>
    /// <param name="onError">Is told of a turn or a write that failed; must not throw, and must not log what the activity said.</param>
    public ConversationEngine(
        ITurnRunner runner, IConversationStore store, TimeProvider clock, ConversationOptions options, EngineMetrics? metrics = null, Action<Exception>? onError = null)
    {
        Runner = runner ?? throw new ArgumentNullException(nameof(runner));
        Store = store ?? throw new ArgumentNullException(nameof(store));
        Clock = clock ?? throw new ArgumentNullException(nameof(clock));
        Options = options ?? throw new ArgumentNullException(nameof(options));
        Metrics = metrics ?? new EngineMetrics();
        Admission = new TurnAdmission(options.MaxRunning, options.MaxQueued);
        OnError = onError;
    }

    /// <summary>Keeps conversations.</summary>
    public IConversationStore Store { get; }

    /// <summary>Bounds.</summary>
    public ConversationOptions Options { get; }

    /// <summary>Counters.</summary>
    public EngineMetrics Metrics { get; }

    /// <summary>Rung after a write that left something to send; null when nobody sends here.</summary>
    public Action? DeliveryWritten { get; set; }

    /// <summary>Is told what each turn counts, once it stands on the disk, and its instant; must be quick. Null when nobody counts.</summary>
    public Action<IReadOnlyList<Tally>, DateTimeOffset>? TurnKept { get; set; }

    internal ITurnRunner Runner { get; }

    internal TimeProvider Clock { get; }

    internal TurnAdmission Admission { get; }

    internal Action<Exception>? OnError { get; }

    /// <summary>Opens a conversation; see <see cref="IConversations.BeginAsync"/>.</summary>
    internal async Task<bool> BeginAsync(ConversationKey key, string? locale, CancellationToken ct)
    {
        if (Options.MaxConversations < int.MaxValue && await Store.CountAsync(ct) >= Options.MaxConversations)
        {
            await SweepAsync();
            if (await Store.CountAsync(ct) >= Options.MaxConversations)
                return false;
        }

        if (await Store.TryCreateAsync(key, Runner.Begin(locale), Clock.GetUtcNow() + Options.LifetimeOf(key.ChannelId), ct))
            Metrics.Begun(key.ChannelId);
        return true;
    }

    /// <summary>Too much is going on: nothing happened.</summary>
    internal ReceiveResult Refuse(ConversationKey key)
    {
        Metrics.Refused(key.ChannelId);
        return new ReceiveResult(ReceiveStatus.Busy, "", []);
    }

    /// <summary>A turn stands on the disk: tells who counts. Counting never undoes a turn.</summary>
    internal void Kept(TurnOutcome outcome)
    {
        try
        {
            TurnKept?.Invoke(outcome.Tallies, Clock.GetUtcNow());
        }
        catch (Exception e)
        {
            OnError?.Invoke(e);
        }
    }

    /// <summary>Forgets what has expired.</summary>
    internal async Task SweepAsync()
    {
        try
        {
            Metrics.Expired(await Store.DeleteExpiredAsync(Clock.GetUtcNow()));
        }
        catch (Exception e)
        {
            // The next sweep tries again; what has expired is not shown in the meantime.
            OnError?.Invoke(e);
        }
    }
}
