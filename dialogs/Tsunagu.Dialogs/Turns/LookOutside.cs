namespace Tsunagu.Dialogs;

/// <summary>
/// Lets an analyser outside this process look at typed words, if the operator has one. It sees as little as possible: nothing of a sign of danger, of
/// answers and commands that were understood here, or of words to which only buttons would answer.
/// </summary>
internal static class LookOutside
{
    /// <summary>Shorter words tell nothing.</summary>
    private const int Telling = 4;

    public static async Task AskAsync(TurnScope turn, string typed, CancellationToken cancellationToken)
    {
        if (turn.Parts.Analyser is not { } analyser || turn.Crisis is not null || turn.Input.ChoicesOnly || turn.State.Mode is TalkModes.New or TalkModes.Resume
            || typed.AsSpan().Trim().Length < Telling || Interruptions.IsPaused(turn) || IsUnderstood(turn))
            return;
        turn.Findings = await analyser.AnalyseAsync(typed, turn.Parts.Understanding.GuessLanguage(typed) ?? turn.Locale, cancellationToken);
        // The alarm is raised by two together: a suspicion here, and words that sound very bad. It is never lowered.
        if (turn.Findings.Distress)
            turn.Crisis = turn.Parts.Understanding.SuspectCrisis(typed, turn.Locale);
    }

    private static bool IsUnderstood(TurnScope turn)
    {
        // Before the greeting it is not known in which language the options stand.
        if (turn.State.Mode == TalkModes.New || Prompts.Present(turn) is not { } prompt)
            return false;
        var what = turn.Understand(prompt);
        if (what.Command is not null)
            return true;
        return (what.NoneOfThem || what.Assent is not null || what.Picks.Count > 0) && !(OwnWords.Listens(turn, prompt) && OwnWords.TellsMore(turn, prompt));
    }
}
