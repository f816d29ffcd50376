using System.Collections.Immutable;
using Tsunagu.BotCore;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs;

/// <summary>Takes an answer: writes it down and says where the talk goes on.</summary>
internal static class Acceptor
{
    /// <summary>Reads what came as an answer to the present question and takes it, or prepares to ask again.</summary>
    public static void Take(TurnScope turn, Prompt prompt)
    {
        var reading = AnswerReader.Read(turn, prompt);
        if (OwnWords.Listens(turn, prompt) && (reading is Reading.NotUnderstood or Reading.Unclear || (reading is Reading.Added && OwnWords.TellsMore(turn, prompt))) && OwnWords.Propose(turn))
            return;
        turn.Echo = EchoOf(turn, prompt, reading);
        switch (reading)
        {
            case Reading.Chosen chosen:
                Accept(turn, prompt, chosen.Options);
                break;
            case Reading.Added added when prompt.Preset:
                OwnWords.Toggle(turn, added.Options);
                break;
            case Reading.Added added:
                Add(turn, prompt, added.Options);
                break;
            case Reading.NoneOfThem when prompt.IsHandbook:
                turn.Before.Add(Messages.Note(turn, "none-of-them"));
                Accept(turn, prompt, []);
                break;
            case Reading.NothingChosen:
                turn.Lead = new Lead(MessageKinds.Retry, "nothing-chosen", turn.Words.Say("nothing-chosen"));
                break;
            case Reading.Unclear unclear:
                turn.State = turn.State with { Narrowed = unclear.Likely };
                turn.Lead = new Lead(MessageKinds.Retry, "unclear", turn.Words.Say("unclear"));
                break;
            case Reading.NoWords:
                turn.Lead = new Lead(MessageKinds.Retry, "no-words", turn.Words.Say("no-words"));
                break;
            default:
                AskAgain(turn);
                break;
        }
    }

    /// <summary>Takes these options as the answer; none = the question is left out.</summary>
    public static void Accept(TurnScope turn, Prompt prompt, ImmutableArray<string> options)
    {
        if (prompt.Preset)
            OwnWords.Accept(turn, options);
        else if (prompt.IsHandbook)
            AcceptHandbook(turn, prompt, options);
        else if (options is [var chosen, ..])
            OwnAnswers.Accept(turn, prompt.Id, chosen);
    }

    private static void AcceptHandbook(TurnScope turn, Prompt prompt, ImmutableArray<string> options)
    {
        var hidden = options.Any(o => prompt.Find(o) is { Hidden: true });
        turn.Answers = options.IsEmpty ? turn.Answers.Skip(prompt.Id) : turn.Answers.With(prompt.Id, [.. options]);
        turn.State = turn.State with { Edit = null, Shown = [] };
        turn.Advance(TalkModes.Asking);

        if (string.Equals(prompt.Id, WellKnown.SafetyQuestion, StringComparison.Ordinal) && options is [var safety])
            AfterSafety(turn, safety);
        else if (string.Equals(prompt.Id, WellKnown.LanguageQuestion, StringComparison.Ordinal) && options is [var tag]
            && Locale.TryParse(tag, out var locale) && locale != turn.Locale)
            CommandHandlers.SwitchTo(turn, locale);
        if (hidden && !turn.State.PhoneAsked)
            turn.State = turn.State with { Mode = TalkModes.Phone, PhoneAsked = true, Return = null };
    }

    private static void AfterSafety(TurnScope turn, string answer)
    {
        if (answer == WellKnown.SafetyDanger)
        {
            turn.Before.Add(CrisisReply.Danger(turn));
            turn.State = turn.State with { Mode = TalkModes.Danger, Return = null };
        }
        else if (answer == WellKnown.SafetyUnsure)
        {
            turn.Before.Add(CrisisReply.Unsure(turn));
        }
    }

    private static void Add(TurnScope turn, Prompt prompt, ImmutableArray<string> options)
    {
        // The turn stays: several quick taps on one list all count, and the same tap twice counts once.
        var picked = turn.State.Picked.AddRange(options.Where(o => !turn.State.Picked.Contains(o)));
        turn.State = turn.State with { Picked = picked, Retries = 0, Narrowed = [] };
        if (picked.Length >= prompt.Options.Count(o => !o.Exclusive))
        {
            Accept(turn, prompt, picked);
            return;
        }

        turn.Lead = new Lead(MessageKinds.Question, "any-more", turn.Words.Say("any-more"));
    }

    private static void AskAgain(TurnScope turn)
    {
        var retries = turn.State.Retries + 1;
        turn.State = turn.State with { Retries = retries, Narrowed = [] };
        var key = retries switch { 1 => "retry.1", 2 => "retry.2", _ => "retry.3" };
        turn.Lead = new Lead(MessageKinds.Retry, key, turn.Words.Say(key));
        if (retries >= 3)
            turn.Before.Add(HumanReply.To(turn));
    }

    private static PersonEcho EchoOf(TurnScope turn, Prompt prompt, Reading reading) => reading switch
    {
        Reading.Chosen { Options: var ids } => Echoes.Options(turn, prompt, ids),
        Reading.Added { Options: var ids } => Echoes.Options(turn, prompt, ids),
        _ => Echoes.Of(turn),
    };
}
