using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs;

/// <summary>
/// Somebody writes in another of our languages: going on in it is offered, once in a talk, before the question that the talk is at. Whatever is no
/// answer to the offer drops it and is taken as if it had never been made.
/// </summary>
internal static class LanguageOffer
{
    /// <summary>For shorter texts another's guess at a language is not believed.</summary>
    private const int Telling = 12;

    /// <summary>The language that is on offer now; null = none.</summary>
    public static Locale? Of(TurnScope turn) => turn.State.LanguageOffer is { } tag && Fits(turn) && Locale.TryParse(tag, out var offered) ? offered : null;

    /// <summary>Makes the offer if the words of this turn are a reason for it.</summary>
    public static void Consider(TurnScope turn)
    {
        if (turn.State.LanguageOffered || turn.Input.Typed is not { } typed || turn.Input.ChoicesOnly || turn.Crisis is not null || !Fits(turn))
            return;
        var written = turn.Parts.Understanding.GuessLanguage(typed) ?? (typed.Length >= Telling ? turn.Findings.Language : null);
        if (written is not { } language || IsSpoken(turn.Locale, language))
            return;
        // That words of another language were not understood is no odd answer.
        turn.Lead = null;
        turn.State = turn.State with { LanguageOffer = language.Tag, LanguageOffered = true, Retries = 0, Narrowed = [] };
    }

    /// <summary>Takes a message as the answer to the offer; false when there is none or the message says something else.</summary>
    public static bool Take(TurnScope turn)
    {
        if (Of(turn) is not { } offered)
            return false;
        var prompt = OwnPrompts.LanguageOffer(turn, offered);
        var chosen = turn.Crisis is null && !Interruptions.IsPaused(turn) ? Chosen(turn, prompt, offered) : null;
        turn.State = turn.State with { LanguageOffer = null };
        if (chosen is null)
            return false;
        turn.Echo = Echoes.Options(turn, prompt, [chosen]);
        // Nothing else of the question changes: what is ticked stays ticked.
        turn.State = turn.State with { Turn = turn.State.Turn + 1 };
        if (string.Equals(chosen, offered.Tag, StringComparison.Ordinal))
            CommandHandlers.SwitchTo(turn, offered);
        return true;
    }

    /// <summary>The tag of the chosen language; null when the message is no answer to the offer.</summary>
    private static string? Chosen(TurnScope turn, Prompt prompt, Locale offered)
    {
        if (turn.Input.Token is { } token)
        {
            return string.Equals(token.QuestionId, prompt.Id, StringComparison.Ordinal) && string.Equals(token.Talk, turn.State.Talk, StringComparison.Ordinal) && token.Turn == turn.State.Turn
                && AnswerReader.Read(turn, prompt) is Reading.Chosen { Options: [var tapped] } ? tapped : null;
        }

        if (turn.Input.Typed is not { } typed)
            return null;
        foreach (var locale in new[] { offered, turn.Locale })
        {
            var what = turn.Parts.Understanding.InterpretAnswer(typed, AnswerReader.ContextOf(prompt.Options, multi: false, locale));
            if (what.Picks is [var picked])
                return picked;
            if (what.Assent is { } assent)
                return assent ? offered.Tag : turn.Locale.Tag;
        }

        return null;
    }

    // Never beside a question about danger, nor while it is not sure who looks at the screen.
    private static bool Fits(TurnScope turn) => turn.State.Mode is TalkModes.Asking or TalkModes.Proposal or TalkModes.Result or TalkModes.Done;

    private static bool IsSpoken(Locale talk, Locale written) => talk == written || (talk.IsJapanese && written.IsJapanese);
}
