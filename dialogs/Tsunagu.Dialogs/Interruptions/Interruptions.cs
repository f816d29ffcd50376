using Tsunagu.BotCore;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs;

/// <summary>
/// What comes before any answer, in this order: danger, a talk that is with staff, help, erasing and reminders (in every state), a newer handbook, a pause, an old button,
/// then the other commands. True when the turn is dealt with and only the question is to be asked again.
/// </summary>
internal static class Interruptions
{
    public static bool Handle(TurnScope turn)
    {
        if (turn.Crisis is { } crisis)
        {
            CrisisFound(turn, crisis);
            return true;
        }

        var command = CommandOf(turn);
        if (Handoff.Handle(turn, command))
            return true;
        if (command is Commands.Now or Commands.Human or Commands.Erase or Commands.Unremind or Commands.Reminded)
        {
            CommandHandlers.Run(turn, command);
            return true;
        }

        if (VersionChanged(turn) || Paused(turn) || Stale(turn))
            return true;
        if (command is null || !Commands.All.Contains(command))
            return false;
        // While it is not sure who looks at the screen nothing of the talk is shown.
        if (turn.State.Mode == TalkModes.Resume && command is not (Commands.Language or Commands.Continue or Commands.Stop or Commands.Restart))
            return true;
        CommandHandlers.Run(turn, command);
        return true;
    }

    private static string? CommandOf(TurnScope turn)
    {
        if (turn.Input.Token is { } token)
            return token.Command;
        if (turn.Input.Typed is null)
            return null;
        return Prompts.Present(turn) is { } prompt ? turn.Understand(prompt).Command : null;
    }

    private static void CrisisFound(TurnScope turn, CrisisSignal crisis)
    {
        turn.Echo = Echoes.Typed(turn);
        Handoff.Forget(turn);
        turn.Lead = CrisisReply.To(turn, crisis);
        var back = turn.State.Mode is TalkModes.Safe or TalkModes.Danger ? turn.State.Return : turn.State.Mode;
        turn.State = turn.State with { Crisis = CrisisReply.Encode(crisis), Return = back, LanguageOffer = null };
        Sources.Remember(turn, Sources.Crisis);
        turn.Advance(TalkModes.Safe);
    }

    /// <summary>The handbook has changed since the answers were given: those that still exist are kept, and the person is told.</summary>
    private static bool VersionChanged(TurnScope turn)
    {
        var handbook = turn.Handbook;
        if (string.Equals(turn.State.HandbookVersion, handbook.Version, StringComparison.Ordinal)
            && string.Equals(turn.State.HandbookId, handbook.Id, StringComparison.Ordinal))
            return false;
        var kept = Answers.Empty;
        foreach (var id in turn.Answers.QuestionIds)
        {
            if (handbook.Find(id) is not { } question)
                continue;
            var options = turn.Answers[id].Where(o => question.FindOption(o) is not null).ToArray();
            if (options.Length > 0 || turn.Answers.IsSkipped(id))
                kept = options.Length > 0 ? kept.With(id, options) : kept.Skip(id);
        }

        turn.Echo = Echoes.Of(turn);
        turn.State = turn.State with { HandbookId = handbook.Id, HandbookVersion = handbook.Version, Edit = null, Shown = [] };
        turn.Answers = kept;
        turn.Advance(turn.State.Mode is TalkModes.Result or TalkModes.Done or TalkModes.Summary ? TalkModes.Asking : null);
        turn.Before.Add(Messages.Note(turn, "version-changed"));
        return true;
    }

    /// <summary>After a pause somebody else may look at the screen: only "go on or erase?" is shown.</summary>
    public static bool Paused(TurnScope turn)
    {
        if (!IsPaused(turn))
            return false;
        turn.Echo = Echoes.Of(turn);
        Pause(turn);
        return true;
    }

    /// <summary>Whether so long a time has passed that somebody else may be typing.</summary>
    public static bool IsPaused(TurnScope turn) =>
        turn.Now - turn.State.LastAt >= turn.Parts.Options.IdleAfter && !(turn.State.Answers.IsEmpty && turn.State.Crisis is null)
        && turn.State.Mode is not (TalkModes.Resume or TalkModes.Stopped or TalkModes.New);

    public static void Pause(TurnScope turn)
    {
        turn.State = turn.State with { Return = Returnable(turn.State.Mode) };
        turn.Advance(TalkModes.Resume);
    }

    /// <summary>Where to go on after an aside: the result is shown anew, a menu is not.</summary>
    public static string Returnable(string mode) => mode is TalkModes.Stopped or TalkModes.Safe or TalkModes.Danger or TalkModes.Phone ? mode : TalkModes.Asking;

    /// <summary>A button of an earlier question or talk: kindly, and without a step.</summary>
    private static bool Stale(TurnScope turn)
    {
        if (turn.Input.Token is not { } token || Current(turn, token))
            return false;
        turn.Echo = Echoes.Of(turn);
        var same = token is { QuestionId: { } q, OptionId: { } o } && string.Equals(token.Talk, turn.State.Talk, StringComparison.Ordinal)
            && turn.Answers[q].Contains(o);
        var version = token.HandbookVersion is { } v && !string.Equals(v, turn.Handbook.Version, StringComparison.Ordinal);
        turn.Before.Add(Messages.Note(turn, version ? "version-changed" : same ? "stale.same" : "stale"));
        return true;
    }

    private static bool Current(TurnScope turn, ButtonToken token)
    {
        // These do the same whenever they are tapped, and so does whatever stands in a menu outside the talk.
        if (token.Command is Commands.Help or Commands.Language or Commands.Stop || (token.Command is not null && token.Talk == ButtonToken.MenuTalk))
            return true;
        if (!string.Equals(token.Talk, turn.State.Talk, StringComparison.Ordinal) || token.Turn != turn.State.Turn)
            return false;
        return token.Command is not null || Prompts.Present(turn) is { } prompt && string.Equals(prompt.Id, token.QuestionId, StringComparison.Ordinal);
    }
}
