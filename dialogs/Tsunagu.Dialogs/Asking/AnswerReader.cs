using System.Collections.Immutable;
using Tsunagu.BotCore;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs;

/// <summary>What a person's answer came to.</summary>
internal abstract record Reading
{
    /// <summary>The question is answered with these options; none = left out.</summary>
    public sealed record Chosen(ImmutableArray<string> Options) : Reading;

    /// <summary>These were picked, and more may follow.</summary>
    public sealed record Added(ImmutableArray<string> Options) : Reading;

    /// <summary>The choosing was ended without a choice.</summary>
    public sealed record NothingChosen : Reading;

    /// <summary>None of the options fits, said in words.</summary>
    public sealed record NoneOfThem : Reading;

    /// <summary>Perhaps one of these.</summary>
    public sealed record Unclear(ImmutableArray<string> Likely) : Reading;

    /// <summary>Not an answer.</summary>
    public sealed record NotUnderstood : Reading;

    /// <summary>A picture, a sticker, a place.</summary>
    public sealed record NoWords : Reading;

    /// <summary>A place in this ward.</summary>
    public sealed record Place(string Ward) : Reading;

    /// <summary>Words where only numbers and buttons count.</summary>
    public sealed record ChoicesOnly : Reading;
}

/// <summary>Reads a tap or typed words as an answer to the present question. Never a wrong pick: in doubt it says so.</summary>
internal static class AnswerReader
{
    // Longer texts are stories, not answers; the beginning is enough to find an option in.
    private const int MaxLength = 1000;

    public static Reading Read(TurnScope turn, Prompt prompt)
    {
        if (turn.Input.Token is { } token)
            return ReadTap(turn, prompt, token);
        if (turn.Input.Typed is null)
            return turn.Input.Ward is { } ward ? new Reading.Place(ward) : new Reading.NoWords();
        if (turn.Input.ChoicesOnly && !IsNumber(turn.Input.Typed))
            return new Reading.ChoicesOnly();
        var what = turn.Understand(prompt);
        if (what.Command == CommandWords.Done)
            return Submit(turn, prompt, []);
        if (prompt.Preset && what.Assent is { } assent)
            return assent ? Submit(turn, prompt, []) : new Reading.Chosen([OwnWords.None]);
        if (prompt.Preset && what.Picks.Count > 0)
            return new Reading.Chosen([.. what.Picks]);
        if (what.NoneOfThem)
            return ReadNone(turn, prompt);
        if (what.Picks.Count > 0)
            return prompt.Multi ? Several(prompt, [.. what.Picks]) : One(what.Picks);
        var likely = what.Ask.Where(id => prompt.Find(id) is not null).Take(2).ToImmutableArray();
        return likely.Length == 2 ? new Reading.Unclear(likely) : new Reading.NotUnderstood();
    }

    /// <summary>What typed words mean: first among the two likeliest that were offered last, then among all.</summary>
    public static AnswerInterpretation Interpret(TurnScope turn, Prompt prompt)
    {
        var text = turn.Input.Typed ?? "";
        if (text.Length > MaxLength)
            text = text[..MaxLength];
        if (CommandWords.Find(turn, prompt, text) is { } command)
            return new AnswerInterpretation { Command = command };
        if (!turn.State.Narrowed.IsEmpty)
        {
            var likely = prompt.Options.Where(o => turn.State.Narrowed.Contains(o.Id)).ToList();
            var among = turn.Parts.Understanding.InterpretAnswer(text, ContextOf(likely, multi: false, turn.Locale));
            if (among.Picks.Count == 1 || among.Command is not null || among.NoneOfThem)
                return among;
        }

        return turn.Parts.Understanding.InterpretAnswer(text, ContextOf(prompt.Offered, prompt.Multi, turn.Locale));
    }

    // Half width or full width, as phones write them.
    private static bool IsNumber(string text) => text.Length <= 2 && text.All(char.IsDigit);

    /// <summary>The options as an analyser of answers takes them.</summary>
    public static AnswerContext ContextOf(IReadOnlyList<PromptOption> options, bool multi, Locale locale) => new(
        [.. options.Select((o, i) => new AnswerOption(o.Id, i + 1, o.Text, o.Label, o.Synonyms) { Exclusive = o.Exclusive })], multi, locale);

    private static Reading ReadTap(TurnScope turn, Prompt prompt, ButtonToken token)
    {
        if (token.Submit)
            return prompt.Multi ? Submit(turn, prompt, turn.Input.Choices) : SubmitOne(prompt, turn.Input.Choices);
        if (token.OptionId is not { } id || prompt.Find(id) is not { } option)
            return new Reading.NotUnderstood();
        return !prompt.Multi || option.Exclusive ? new Reading.Chosen([id]) : new Reading.Added([id]);
    }

    private static Reading Submit(TurnScope turn, Prompt prompt, IReadOnlyList<string> choices)
    {
        if (!prompt.Multi)
            return new Reading.NotUnderstood();
        if (choices.Any(c => prompt.Find(c) is null))
            return new Reading.NotUnderstood();
        // What was ticked beforehand counts only where the client did not say what is ticked now.
        var chosen = Settle(prompt, prompt.Preset && turn.Input.ChoicesSent ? choices : turn.State.Picked.Concat(choices));
        return chosen.IsEmpty ? new Reading.NothingChosen() : new Reading.Chosen(chosen);
    }

    // A form sends one choice the same way as several; the chat never does.
    private static Reading SubmitOne(Prompt prompt, IReadOnlyList<string> choices) => choices switch
    {
        [] => new Reading.NothingChosen(),
        [var id] when prompt.Find(id) is not null => new Reading.Chosen([id]),
        _ => new Reading.NotUnderstood(),
    };

    private static Reading ReadNone(TurnScope turn, Prompt prompt)
    {
        if (prompt.Options.FirstOrDefault(o => o.Exclusive) is { } none && (prompt.Preset || turn.State.Picked.IsEmpty))
            return new Reading.Chosen([none.Id]);
        if (prompt.Multi && !turn.State.Picked.IsEmpty)
            return Submit(turn, prompt, []);
        return new Reading.NoneOfThem();
    }

    private static Reading One(IReadOnlyList<string> picks) =>
        picks.Count == 1 ? new Reading.Chosen([picks[0]]) : new Reading.Unclear([.. picks.Take(2)]);

    private static Reading Several(Prompt prompt, ImmutableArray<string> picks)
    {
        var chosen = Settle(prompt, picks);
        return chosen.Length == 1 && prompt.Find(chosen[0]) is { Exclusive: true } ? new Reading.Chosen(chosen) : new Reading.Added(chosen);
    }

    // "None of these" together with something else: the something else is meant.
    private static ImmutableArray<string> Settle(Prompt prompt, IEnumerable<string> ids)
    {
        var known = ids.Distinct(StringComparer.Ordinal).Select(prompt.Find).OfType<PromptOption>().ToList();
        var others = known.Where(o => !o.Exclusive).ToList();
        return [.. (others.Count > 0 ? others : known.Take(1)).Select(o => o.Id)];
    }
}
