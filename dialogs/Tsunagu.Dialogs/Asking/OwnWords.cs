using System.Collections.Immutable;
using Tsunagu.BotCore;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs;

/// <summary>
/// Worries told in one's own words: what they may mean is shown back as ticked choices to confirm. Nothing is decided silently, and only ids of
/// worries are kept of what was typed.
/// </summary>
internal static class OwnWords
{
    /// <summary>The answer "none of these".</summary>
    public const string None = "none";

    private const int Most = 4;
    private const double Shown = 0.06;
    private const double Ticked = 0.25;

    /// <summary>A text of this length tells more than the name of a field in it.</summary>
    private const int Telling = 9;

    /// <summary>Whether typed words are looked at as a worry under this question: where the fields are asked, and at the very beginning.</summary>
    public static bool Listens(TurnScope turn, Prompt prompt) =>
        turn.State.Mode == TalkModes.Asking && turn.State.Edit is null
        && (string.Equals(prompt.Id, Handbook.GroupsQuestion, StringComparison.Ordinal) || turn.Journey.Answered.Count == 0);

    /// <summary>Whether the words tell more than what was found in them by its name.</summary>
    public static bool TellsMore(TurnScope turn, Prompt prompt) =>
        string.Equals(prompt.Id, Handbook.GroupsQuestion, StringComparison.Ordinal) && turn.Input.Typed is { Length: >= Telling };

    /// <summary>Makes the proposal; false when the words mean no worry.</summary>
    public static bool Propose(TurnScope turn)
    {
        if (turn.Input.Typed is not { } typed)
            return false;
        var found = Understood(turn, typed).Where((w, i) => i == 0 || w.Score >= Shown).Take(Most).ToList();
        var added = FromPhrases(turn).Where(id => found.All(w => w.Id != id)).Take(Most - found.Count).ToList();
        if (found.Count + added.Count == 0)
            return false;
        turn.Echo = Echoes.Typed(turn);
        turn.State = turn.State with { Return = TalkModes.Asking, Proposed = [.. found.Select(w => w.Id), .. added] };
        turn.Advance(TalkModes.Proposal);
        turn.State = turn.State with { Picked = [.. found.Where((w, i) => i == 0 || w.Score >= Ticked).Select(w => w.Id)] };
        return true;
    }

    private static IEnumerable<WorryMatch> Understood(TurnScope turn, string text) => turn.Parts.Understanding.UnderstandWorries(text, turn.Locale).Worries
        .Where(w => turn.Handbook.Find(Handbook.WorriesPrefix + w.Group)?.FindOption(w.Id) is not null);

    /// <summary>What an analyser's key phrases may mean besides: offered without a tick, because nobody said it in these words.</summary>
    private static IEnumerable<string> FromPhrases(TurnScope turn) => turn.Findings.KeyPhrases is { Count: > 0 } phrases
        ? Understood(turn, string.Join('。', phrases)).Where(w => w.Score >= Ticked).Select(w => w.Id)
        : [];

    /// <summary>The question that shows the proposal.</summary>
    public static Prompt Prompt(TurnScope turn)
    {
        var third = turn.Third;
        var options = turn.State.Proposed.Select(id => OptionOf(turn, id, third)).OfType<PromptOption>().ToList();
        options.Add(new PromptOption(None, turn.Words.Say("own-words.option.none"), null, [], Exclusive: true));
        return new Prompt
        {
            Id = OwnQuestions.OwnWords,
            Multi = true,
            Preset = true,
            Heading = turn.Words.Say("own-words.ask"),
            Hint = turn.Words.Say("own-words.hint"),
            Options = options,
            Chosen = turn.State.Picked,
            Commands = [Commands.Back, Commands.Now, Commands.Human, Commands.Help, Commands.Stop],
        };
    }

    /// <summary>A tap on one choice ticks it or takes the tick away.</summary>
    public static void Toggle(TurnScope turn, IEnumerable<string> options)
    {
        var picked = turn.State.Picked;
        foreach (var option in options)
            picked = picked.Contains(option) ? picked.Remove(option) : picked.Add(option);
        turn.State = turn.State with { Picked = picked, Retries = 0, Narrowed = [] };
        turn.Lead = new Lead(MessageKinds.Question, "own-words.more", turn.Words.Say("own-words.more"));
    }

    /// <summary>Takes the confirmed worries as answers to the questions that would have asked for them.</summary>
    public static void Accept(TurnScope turn, ImmutableArray<string> options)
    {
        var chosen = options.Where(o => o != None && turn.State.Proposed.Contains(o)).ToList();
        var hidden = false;
        foreach (var group in turn.Handbook.Groups)
        {
            if (turn.Handbook.Find(Handbook.WorriesPrefix + group.Id) is not { } question)
                continue;
            var own = chosen.Where(o => question.FindOption(o) is not null).ToArray();
            if (own.Length == 0)
                continue;
            var groups = turn.Answers[Handbook.GroupsQuestion];
            if (!groups.Contains(group.Id))
                turn.Answers = turn.Answers.With(Handbook.GroupsQuestion, [.. groups, group.Id]);
            turn.Answers = turn.Answers.With(question.Id, [.. turn.Answers[question.Id].Union(own, StringComparer.Ordinal)]);
            hidden |= own.Any(o => Prompts.IsHidden(turn.Handbook, question, o));
        }

        turn.State = turn.State with { Proposed = [], Return = null };
        turn.Advance(TalkModes.Asking);
        if (chosen.Count == 0)
            turn.Before.Add(Messages.Note(turn, "own-words.none"));
        if (hidden && !turn.State.PhoneAsked)
            turn.State = turn.State with { Mode = TalkModes.Phone, PhoneAsked = true };
    }

    private static PromptOption? OptionOf(TurnScope turn, string worry, bool third)
    {
        if (turn.Handbook.FindWorry(worry) is not { } known || turn.Handbook.Find(Handbook.WorriesPrefix + known.GroupId) is not { } question || question.FindOption(worry) is null)
            return null;
        var words = turn.Words.Option(question.Id, worry, third);
        return new PromptOption(worry, words.Text, words.Label, turn.Parts.Texts.Synonyms(turn.Locale, question.Id, worry))
        {
            Hidden = Prompts.IsHidden(turn.Handbook, question, worry),
        };
    }
}
