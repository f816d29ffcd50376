using Tsunagu.BotCore;

namespace Tsunagu.Dialogs;

/// <summary>
/// Takes activities: looks for signs of danger first, on every turn and in every state, then lets the dialog go on.
/// Joining, the event <see cref="StartEvent"/> and any message begin a talk; the event <see cref="ResumeEvent"/> (a new tab) and anything but a message after
/// a pause ask only whether to go on; other events say nothing, so that a reload of the page repeats nothing.
/// </summary>
public sealed class HandbookBot : ActivityHandler
{
    /// <summary>Name of the event that begins a talk.</summary>
    public const string StartEvent = "start";

    /// <summary>Web Chat's own name for the same.</summary>
    public const string WebChatJoinEvent = "webchat/join";

    /// <summary>Name of the event by which a client says that the talk is shown in a new place.</summary>
    public const string ResumeEvent = "resume";

    // Signs of danger are looked for in this much of a long text.
    private const int MaxCrisisLength = 5000;

    private readonly HandbookDialog _dialog;
    private readonly IStatePropertyAccessor<DialogState> _dialogs;

    /// <summary>Creates the bot.</summary>
    /// <param name="dialog">The talk.</param>
    /// <param name="dialogs">Where the dialog stack is kept.</param>
    public HandbookBot(HandbookDialog dialog, IStatePropertyAccessor<DialogState> dialogs)
    {
        _dialog = dialog;
        _dialogs = dialogs;
    }

    /// <inheritdoc/>
    protected override async Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        var turn = TurnOf(turnContext);
        if (turn.Input.Typed is { } typed)
        {
            turn.Crisis = turn.Parts.Understanding.RecognizeCrisis(ForCrisis(typed), turn.Locale);
            await LookOutside.AskAsync(turn, ForCrisis(typed), cancellationToken);
        }

        await _dialog.RunAsync(turnContext, _dialogs, cancellationToken);
    }

    /// <summary>The part of a text in which signs of danger are looked for.</summary>
    internal static string ForCrisis(string typed) => typed.Length > MaxCrisisLength ? typed[..MaxCrisisLength] : typed;

    /// <inheritdoc/>
    protected override Task OnMembersAddedAsync(IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        JoinAsync(turnContext, resume: false, cancellationToken);

    /// <inheritdoc/>
    protected override Task OnEventAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        return turnContext.Activity.Name switch
        {
            StartEvent or WebChatJoinEvent => JoinAsync(turnContext, resume: false, cancellationToken),
            ResumeEvent => JoinAsync(turnContext, resume: true, cancellationToken),
            ActivityEventNames.Unsend => Unsend(turnContext),
            _ => Task.CompletedTask,
        };
    }

    private static Task Unsend(ITurnContext<IEventActivity> turnContext)
    {
        if (ActivityValues.TextOf(turnContext.Activity.Value) is { } id)
            Sources.Forget(TurnOf(turnContext), id);
        return Task.CompletedTask;
    }

    private Task JoinAsync(ITurnContext turnContext, bool resume, CancellationToken cancellationToken)
    {
        var turn = TurnOf(turnContext);
        var state = turn.State;
        if (state.Mode != TalkModes.New)
        {
            if (Handoff.IsWithStaff(turn))
                return Task.CompletedTask;
            var paused = turn.Now - state.LastAt >= turn.Parts.Options.IdleAfter;
            if ((!resume && !paused) || state.Mode == TalkModes.Resume || (state.Answers.IsEmpty && state.Crisis is null))
                return Task.CompletedTask;
        }

        return _dialog.RunAsync(turnContext, _dialogs, cancellationToken);
    }

    private static TurnScope TurnOf(ITurnContext context) => context.TurnState.Get<TurnScope>()
        ?? throw new InvalidOperationException("The turn has no scope; run the bot through TurnRunner.");
}
