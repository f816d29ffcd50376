using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs;

/// <summary>What the answers to the bot's own questions do.</summary>
internal static class OwnAnswers
{
    public static void Accept(TurnScope turn, string question, string answer)
    {
        switch (question, answer)
        {
            case (OwnQuestions.Resume, OwnPrompts.Erase):
                CommandHandlers.Erase(turn);
                break;
            case (OwnQuestions.Resume or OwnQuestions.Stopped or OwnQuestions.GoOn, OwnPrompts.Continue):
                CommandHandlers.Continue(turn);
                break;
            case (OwnQuestions.GoOn, OwnPrompts.Stop):
                CommandHandlers.Stop(turn);
                break;
            case (OwnQuestions.Stopped or OwnQuestions.Done, OwnPrompts.Restart):
                CommandHandlers.Restart(turn);
                break;
            case (OwnQuestions.Phone, OwnPrompts.Ok):
                turn.Advance(TalkModes.Asking);
                break;
            case (OwnQuestions.Phone, OwnPrompts.Later):
                CommandHandlers.Erase(turn);
                break;
            case (OwnQuestions.Safe, _):
                AcceptSafe(turn, answer);
                break;
            case (OwnQuestions.Languages, _) when Locale.TryParse(answer, out var locale):
                CommandHandlers.Continue(turn);
                CommandHandlers.SwitchTo(turn, locale);
                break;
            case (OwnQuestions.Summary, _):
                turn.State = turn.State with { Edit = answer };
                turn.Advance(TalkModes.Asking);
                break;
            case (OwnQuestions.Place, _):
                SharedPlace.Accept(turn, answer == OwnPrompts.Yes);
                break;
            case (OwnQuestions.Remind, _):
                ReminderTalk.Accept(turn, answer);
                break;
            case (OwnQuestions.Wish, _):
                Handoff.AcceptWish(turn, answer == OwnPrompts.Yes);
                break;
            case (OwnQuestions.Helpful, _):
                Helpful(turn, answer);
                break;
        }
    }

    // The question of the handbook asks the same: the person is not asked twice.
    private static void AcceptSafe(TurnScope turn, string answer)
    {
        if (turn.Handbook.Find(WellKnown.SafetyQuestion)?.FindOption(answer) is not null)
            turn.Answers = turn.Answers.With(WellKnown.SafetyQuestion, answer);
        if (answer == OwnPrompts.Danger)
        {
            turn.Before.Add(CrisisReply.Danger(turn));
            turn.Advance(TalkModes.Danger);
            return;
        }

        turn.Before.Add(answer == OwnPrompts.Unsure ? CrisisReply.Unsure(turn) : Messages.Note(turn, "safe-now.ok"));
        CommandHandlers.Continue(turn);
    }

    // Nothing of this is kept: it is only answered.
    private static void Helpful(TurnScope turn, string answer)
    {
        if (answer == OwnPrompts.Yes)
        {
            turn.Before.Add(Messages.Note(turn, "helpful.thanks"));
        }
        else
        {
            turn.Before.Add(Messages.Note(turn, "helpful.sorry"));
            turn.Before.Add(HumanReply.To(turn));
        }

        turn.Advance(TalkModes.Done);
    }
}
