using Tsunagu.BotCore;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs;

/// <summary>Runs turns of the handbook's bot.</summary>
public sealed class TurnRunner : ITurnRunner
{
    private readonly HandbookParts _parts;
    private readonly TimeProvider _clock;
    private readonly Func<string> _newTalkId;
    private readonly HandbookDialog _dialog = new();

    /// <summary>Creates a runner; it may be used by many turns at once.</summary>
    /// <param name="parts">What the bot is made of.</param>
    /// <param name="clock">Read once a turn.</param>
    /// <param name="newTalkId">Gives a short id for a new talk, letters and digits only; the only chance in a turn.</param>
    public TurnRunner(HandbookParts parts, TimeProvider clock, Func<string> newTalkId)
    {
        _parts = parts ?? throw new ArgumentNullException(nameof(parts));
        _clock = clock ?? throw new ArgumentNullException(nameof(clock));
        _newTalkId = newTalkId ?? throw new ArgumentNullException(nameof(newTalkId));
        foreach (var id in OwnQuestions.All)
        {
            if (parts.Handbook.Find(id) is { } question)
                throw new ArgumentException($"{question.Source}: the question '{id}' has the id of one of the bot's own questions. Choose another id.", nameof(parts));
        }
    }

    /// <inheritdoc/>
    public byte[] Begin(string? locale) =>
        TalkStateCodec.Encode(TalkState.New(_parts.Handbook, Locale.TryParse(locale, out var known) ? known.Tag : null), new DialogState());

    /// <inheritdoc/>
    public async Task<TurnOutcome> RunAsync(ReadOnlyMemory<byte> state, Activity activity, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var (kept, dialogs) = Read(state);
        var turn = ScopeOf(kept, activity);
        var adapter = new TurnAdapter();
        using var context = new TurnContext(adapter, activity);
        context.TurnState.Add(turn);
        var accessor = new InTurnAccessor(dialogs);
        await new HandbookBot(_dialog, accessor).OnTurnAsync(context, ct);
        var isMessage = activity.Type == ActivityTypes.Message;
        var after = turn.State with { LastAt = isMessage || adapter.Sent.Count > 0 ? turn.Now : turn.State.LastAt };
        return new TurnOutcome(TalkStateCodec.Encode(after, accessor.Value), adapter.Sent, isMessage ? turn.Echo ?? Echoes.Of(turn) : null, turn.Erase)
        {
            Reminder = turn.Reminder,
            Tallies = Tallies.Of(turn, kept, adapter.Sent),
        };
    }

    /// <inheritdoc/>
    public IReadOnlyList<Activity> Emergency(ReadOnlyMemory<byte> state, Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return EmergencyReply.To(ScopeOf(Read(state).State, activity));
    }

    /// <inheritdoc/>
    public IReadOnlyList<Activity> Unkept(ReadOnlyMemory<byte> state, Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return EmergencyReply.To(ScopeOf(Read(state).State, activity), kept: false);
    }

    /// <inheritdoc/>
    public bool IsUrgent(Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        if (activity.Type != ActivityTypes.Message)
            return false;
        try
        {
            var input = PersonInput.Read(activity);
            return input.Token is { } token
                ? token.Command is Commands.Now or Commands.Human || token.OptionId is WellKnown.SafetyDanger
                : input.Typed is { } typed && _parts.Understanding.RecognizeCrisis(HandbookBot.ForCrisis(typed), Locale.ParseOrJapanese(activity.Locale)) is not null;
        }
        catch (Exception)
        {
            // An analyser that fails here fails in the turn as well, which then answers from memory.
            return false;
        }
    }

    /// <inheritdoc/>
    public DueReminder Due(Reminder reminder)
    {
        ArgumentNullException.ThrowIfNull(reminder);
        return ReminderNotice.Of(TurnScope.OutsideTalk(_parts, _clock.GetUtcNow(), Locale.ParseOrJapanese(reminder.Locale)), reminder);
    }

    private (TalkState State, DialogState Dialogs) Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var (state, dialogs) = TalkStateCodec.Decode(bytes.Span);
            return (state ?? TalkState.New(_parts.Handbook, null), dialogs);
        }
        catch (OutdatedStateException)
        {
            // Another program version kept it. A new talk is better than none.
            return (TalkState.New(_parts.Handbook, null), new DialogState());
        }
    }

    private TurnScope ScopeOf(TalkState state, Activity activity) => new()
    {
        Parts = _parts,
        Snapshot = _parts.Directory.Current,
        Now = _clock.GetUtcNow(),
        NewTalkId = _newTalkId,
        Activity = activity,
        Input = activity.Type == ActivityTypes.Message ? PersonInput.Read(activity) : PersonInput.Nothing,
        State = state,
    };

    /// <summary>Collects what the bot says; sending is the engine's work, after the state is written.</summary>
    private sealed class TurnAdapter : BotAdapter
    {
        public List<Activity> Sent { get; } = [];

        public override Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
        {
            Sent.AddRange(activities);
            return Task.FromResult(activities.Select(_ => new ResourceResponse()).ToArray());
        }

        public override Task<ResourceResponse?> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken) =>
            throw new NotSupportedException("A turn only adds messages.");

        public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken) =>
            throw new NotSupportedException("A turn only adds messages.");
    }

    private sealed class InTurnAccessor(DialogState value) : IStatePropertyAccessor<DialogState>
    {
        public string Name => nameof(DialogState);

        public DialogState Value { get; private set; } = value;

        public Task<DialogState> GetAsync(ITurnContext turnContext, Func<DialogState>? defaultValueFactory = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(Value);

        public Task SetAsync(ITurnContext turnContext, DialogState value, CancellationToken cancellationToken = default)
        {
            Value = value;
            return Task.CompletedTask;
        }

        public Task DeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
        {
            Value = new DialogState();
            return Task.CompletedTask;
        }
    }
}
