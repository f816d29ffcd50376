using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs;

/// <summary>The question that the talk is at. The same call serves asking and understanding, so both always mean the same question.</summary>
internal static class Prompts
{
    /// <summary>Beside every question of the handbook. Few, because they stand under every screen; the rest is one tap away behind help.</summary>
    private static readonly string[] Usual = [Commands.Skip, Commands.Back, Commands.Now, Commands.Human, Commands.Help, Commands.Stop];

    private static readonly string[] First = [Commands.Skip, Commands.Now, Commands.Human, Commands.Language, Commands.Help, Commands.Stop];

    /// <summary>Under "help": everything.</summary>
    public static readonly IReadOnlyList<string> Everything =
        [Commands.Skip, Commands.Back, Commands.Edit, Commands.Restart, Commands.Language, Commands.Stop, Commands.Erase, Commands.Human, Commands.Now];

    /// <summary>The question that the talk is at; null when the handbook has no more and the result is due.</summary>
    public static Prompt? Present(TurnScope turn) => LanguageOffer.Of(turn) is { } offer ? OwnPrompts.LanguageOffer(turn, offer) : turn.State.Mode switch
    {
        TalkModes.Resume => OwnPrompts.Resume(turn),
        TalkModes.Safe => OwnPrompts.Safe(turn),
        TalkModes.Danger => OwnPrompts.GoOn(turn),
        TalkModes.Phone => OwnPrompts.Phone(turn),
        TalkModes.Languages => OwnPrompts.Languages(turn),
        TalkModes.Summary => OwnPrompts.Summary(turn),
        TalkModes.Proposal => OwnWords.Prompt(turn),
        TalkModes.Result => OwnPrompts.Helpful(turn),
        TalkModes.Done => OwnPrompts.Done(turn),
        TalkModes.Stopped => OwnPrompts.Stopped(turn),
        TalkModes.Place => OwnPrompts.Place(turn),
        TalkModes.Remind when turn.State.ReminderWish is { } wish => OwnPrompts.Remind(turn, wish),
        TalkModes.Wish => OwnPrompts.Wish(turn),
        _ => OfHandbook(turn),
    };

    private static Prompt? OfHandbook(TurnScope turn)
    {
        var journey = turn.Journey;
        var edited = turn.State.Edit is { } id ? turn.Handbook.Find(id) : null;
        var question = edited ?? journey.Current;
        if (question is null)
            return null;
        var third = turn.Third;
        var words = turn.Words.Question(question.Id, third);
        var step = edited is null ? journey.Step : Math.Max(1, IndexOf(journey, edited.Id) + 1);
        return new Prompt
        {
            Id = question.Id,
            Multi = question.Kind == QuestionKind.Multi,
            Heading = words.Text,
            Hint = words.Hint,
            Step = Math.Max(step, 1),
            Steps = Math.Max(journey.Steps, Math.Max(step, 1)),
            Options = [.. turn.Handbook.OptionsOf(question, journey.Applicable).Select(o => OptionOf(turn, question, o, third))],
            Chosen = turn.State.Picked,
            Commands = CommandsFor(turn),
        };
    }

    private static string[] CommandsFor(TurnScope turn)
    {
        if (turn.State.Edit is not null)
            return [Commands.Skip, Commands.Back, Commands.Now, Commands.Human, Commands.Help, Commands.Stop];
        return turn.Journey.Answered.Count == 0 ? First : Usual;
    }

    private static PromptOption OptionOf(TurnScope turn, Question question, Option option, bool third)
    {
        var words = turn.Words.Option(question.Id, option.Id, third);
        return new PromptOption(option.Id, words.Text, words.Label, turn.Parts.Texts.Synonyms(turn.Locale, question.Id, option.Id), option.Exclusive)
        {
            Hidden = IsHidden(turn.Handbook, question, option.Id),
        };
    }

    /// <summary>Choices about violence are not repeated: somebody else may read the screen (handbook-proposal, skip rules).</summary>
    public static bool IsHidden(Handbook handbook, Question question, string optionId)
    {
        if (question.FindOption(optionId) is { } option && option.Marks.Contains(WellKnown.ViolenceMark, StringComparer.Ordinal))
            return true;
        foreach (var group in handbook.Groups)
        {
            if (string.Equals(group.Id, optionId, StringComparison.Ordinal) && group.Marks.Contains(WellKnown.ViolenceMark, StringComparer.Ordinal))
                return true;
        }

        return false;
    }

    private static int IndexOf(Journey journey, string questionId)
    {
        for (var i = 0; i < journey.Answered.Count; i++)
        {
            if (string.Equals(journey.Answered[i].Id, questionId, StringComparison.Ordinal))
                return i;
        }

        return -1;
    }
}
