using Tsunagu.BotCore;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs;

/// <summary>What each command does. All of them leave the talk at a question, so that nobody is stuck.</summary>
internal static class CommandHandlers
{
    public static void Run(TurnScope turn, string command)
    {
        turn.Echo = Echoes.Command(turn, command);
        switch (command)
        {
            case Commands.Now:
                turn.Before.Add(CrisisReply.HelpNow(turn));
                break;
            case Commands.Human:
                Handoff.Ask(turn);
                break;
            case Commands.Bot:
                // It speaks already; the question is asked again.
                break;
            case Commands.Erase:
                Erase(turn);
                break;
            case Commands.Help:
                turn.Lead = new Lead(MessageKinds.Help, "help", turn.Words.Say("help")) { Commands = Prompts.Everything };
                break;
            case Commands.Stop:
                Stop(turn);
                break;
            case Commands.Restart:
                Restart(turn);
                break;
            case Commands.Language:
                Language(turn);
                break;
            case Commands.Continue:
                Continue(turn);
                break;
            case Commands.Skip:
                Skip(turn);
                break;
            case Commands.Back:
                Back(turn);
                break;
            case Commands.Edit:
                Edit(turn);
                break;
            case Commands.More:
                More(turn);
                break;
            case Commands.Memo:
                Memo(turn);
                break;
            case Commands.Remind:
                ReminderTalk.Ask(turn, turn.Input.Token?.Argument);
                break;
            case Commands.Unremind:
                ReminderTalk.Withdraw(turn);
                break;
            case Commands.Reminded:
                ReminderTalk.Show(turn, turn.Input.Token?.Argument);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(command), command, "No such command.");
        }
    }

    public static void Erase(TurnScope turn)
    {
        turn.Erase = true;
        turn.Before.Add(Messages.Note(turn, MessageKinds.End, "erase.done", turn.Words.Say("erase.done")));
    }

    public static void Stop(TurnScope turn)
    {
        if (turn.State.Mode == TalkModes.Stopped)
            return;
        turn.State = turn.State with { Return = turn.State.Mode == TalkModes.Resume ? turn.State.Return : Interruptions.Returnable(turn.State.Mode), Edit = null };
        turn.Advance(TalkModes.Stopped);
    }

    public static void Restart(TurnScope turn)
    {
        turn.Replace(TalkState.New(turn.Handbook, turn.State.Locale) with
        {
            FallbackTold = turn.State.FallbackTold,
            ReminderAt = turn.State.ReminderAt,
            Talk = turn.NewTalkId(),
            Turn = 1,
            Mode = TalkModes.Asking,
        });
        turn.Before.Add(Messages.Note(turn, "restarted"));
    }

    /// <summary>Goes on where an aside began.</summary>
    public static void Continue(TurnScope turn)
    {
        var mode = turn.State.Mode;
        if (mode is not (TalkModes.Resume or TalkModes.Stopped or TalkModes.Languages or TalkModes.Summary or TalkModes.Danger or TalkModes.Safe or TalkModes.Phone or TalkModes.Proposal or TalkModes.Wish))
            return;
        var next = turn.State.Return ?? TalkModes.Asking;
        turn.State = turn.State with { Return = null, Shown = next == TalkModes.Asking ? [] : turn.State.Shown };
        turn.Advance(next);
    }

    private static void Language(TurnScope turn)
    {
        if (turn.Input.Token?.Argument is { } tag && Locale.TryParse(tag, out var locale))
        {
            SwitchTo(turn, locale);
            return;
        }

        if (turn.State.Mode == TalkModes.Languages)
            return;
        turn.State = turn.State with { Return = turn.State.Mode is TalkModes.Resume ? TalkModes.Resume : Interruptions.Returnable(turn.State.Mode) };
        turn.Advance(TalkModes.Languages);
    }

    public static void SwitchTo(TurnScope turn, Locale locale)
    {
        turn.State = turn.State with { Locale = locale.Tag, FallbackTold = false };
        turn.Before.Add(Messages.Note(turn, "language.changed"));
    }

    private static void Skip(TurnScope turn)
    {
        switch (turn.State.Mode)
        {
            case TalkModes.Remind:
                ReminderTalk.Leave(turn);
                break;
            case TalkModes.Asking when Prompts.Present(turn) is { } prompt:
                Acceptor.Accept(turn, prompt, [.. turn.State.Picked]);
                break;
            case TalkModes.Result:
                turn.Advance(TalkModes.Done);
                break;
            case TalkModes.Safe or TalkModes.Phone or TalkModes.Languages or TalkModes.Summary or TalkModes.Proposal or TalkModes.Wish:
                Continue(turn);
                break;
        }
    }

    private static void Back(TurnScope turn)
    {
        switch (turn.State.Mode)
        {
            case TalkModes.Asking when !turn.State.Picked.IsEmpty || !turn.State.Narrowed.IsEmpty:
                turn.Advance();
                break;
            case TalkModes.Asking when turn.State.Edit is not null:
                turn.State = turn.State with { Edit = null };
                turn.Advance(TalkModes.Summary);
                break;
            case TalkModes.Asking or TalkModes.Result or TalkModes.Done or TalkModes.Phone:
                ToPreviousQuestion(turn);
                break;
            case TalkModes.Danger when turn.Answers.IsAnswered(WellKnown.SafetyQuestion):
                turn.Answers = turn.Answers.Without(WellKnown.SafetyQuestion);
                turn.Advance(TalkModes.Asking);
                break;
            case TalkModes.Place:
                SharedPlace.Leave(turn);
                break;
            case TalkModes.Remind:
                ReminderTalk.Leave(turn);
                break;
            case TalkModes.Stopped or TalkModes.Languages or TalkModes.Summary or TalkModes.Proposal or TalkModes.Danger or TalkModes.Safe or TalkModes.Wish:
                Continue(turn);
                break;
        }
    }

    private static void ToPreviousQuestion(TurnScope turn)
    {
        if (turn.Journey.Answered is not [.., var last])
        {
            turn.Before.Add(Messages.Note(turn, "back.first"));
            return;
        }

        turn.Answers = turn.Answers.Without(last.Id);
        turn.State = turn.State with { Shown = [] };
        turn.Advance(TalkModes.Asking);
    }

    private static void Edit(TurnScope turn)
    {
        if (turn.Journey.Answered.Count == 0)
        {
            turn.Before.Add(Messages.Note(turn, "edit.nothing"));
            return;
        }

        if (turn.State.Mode == TalkModes.Summary)
            return;
        turn.State = turn.State with { Edit = null, Return = null };
        turn.Advance(TalkModes.Summary);
    }

    private static void More(TurnScope turn)
    {
        if (turn.State.Mode is not (TalkModes.Result or TalkModes.Done))
        {
            turn.Before.Add(Messages.Note(turn, "more.later"));
            return;
        }

        turn.Before.AddRange(ResultBuilder.More(turn));
        turn.Advance();
    }

    private static void Memo(TurnScope turn)
    {
        if (turn.State.Mode is not (TalkModes.Result or TalkModes.Done))
        {
            turn.Before.Add(Messages.Note(turn, "memo.later"));
            return;
        }

        turn.Before.Add(MemoBuilder.Build(turn));
    }
}
