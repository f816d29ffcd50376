using Tsunagu.BotCore;

namespace Tsunagu.Dialogs;

/// <summary>
/// The talk: one looping pair, Ask → Accept → ReplaceDialog, not a step per question. Where the talk stands is worked out from the answers,
/// so going back, changing an answer and resuming need no steps of their own. Before any answer come the interruptions.
/// </summary>
public sealed class HandbookDialog : ComponentDialog
{
    private const string Loop = "ask-and-accept";

    /// <summary>Creates the dialog; one object serves all conversations at once.</summary>
    public HandbookDialog()
        : base(nameof(HandbookDialog)) =>
        AddDialog(new WaterfallDialog(Loop, [AskStepAsync, AcceptStepAsync]));

    /// <summary>The first turn: a greeting, then what the person may already have said.</summary>
    protected override Task<DialogTurnResult> OnBeginDialogAsync(DialogContext innerDc, object? options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(innerDc);
        var turn = TurnOf(innerDc);
        Greeting.Say(turn);
        if (turn.Activity.Type == ActivityTypes.Message)
        {
            turn.Echo = Echoes.Of(turn);
            if (!Interruptions.Handle(turn))
                OwnWords.Propose(turn);
        }

        return innerDc.BeginDialogAsync(Loop, null, cancellationToken);
    }

    /// <summary>Every later turn: interruptions first, then the answer.</summary>
    protected override Task<DialogTurnResult> OnContinueDialogAsync(DialogContext innerDc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(innerDc);
        var turn = TurnOf(innerDc);
        if (turn.Activity.Type != ActivityTypes.Message)
        {
            Interruptions.Pause(turn);
            return innerDc.ReplaceDialogAsync(Loop, null, cancellationToken);
        }

        return LanguageOffer.Take(turn) || Interruptions.Handle(turn)
            ? innerDc.ReplaceDialogAsync(Loop, null, cancellationToken)
            : base.OnContinueDialogAsync(innerDc, cancellationToken);
    }

    private static async Task<DialogTurnResult> AskStepAsync(WaterfallStepContext stepContext, CancellationToken cancellationToken)
    {
        var turn = TurnOf(stepContext);
        ReminderTalk.WithdrawWhereGuarded(turn);
        if (!turn.Erase && !turn.Quiet)
        {
            PersonalDataNotice.Add(turn);
            LanguageOffer.Consider(turn);
            Asker.Ask(turn);
        }

        FallbackNotice.Add(turn);
        if (turn.Before.Count > 0)
            await stepContext.Context.SendActivitiesAsync([.. turn.Before], cancellationToken);
        return Dialog.EndOfTurn;
    }

    private static Task<DialogTurnResult> AcceptStepAsync(WaterfallStepContext stepContext, CancellationToken cancellationToken)
    {
        var turn = TurnOf(stepContext);
        if (Prompts.Present(turn) is { } prompt)
            Acceptor.Take(turn, prompt);
        return stepContext.ReplaceDialogAsync(Loop, null, cancellationToken);
    }

    private static TurnScope TurnOf(DialogContext dc) => dc.Context.TurnState.Get<TurnScope>()
        ?? throw new InvalidOperationException("The turn has no scope; run the dialog through TurnRunner.");
}
