namespace Tsunagu.BotCore;

/// <summary>Finds out which choices a person means: by words; only if no words fit by ordinals, and only then by numbers.</summary>
public static class ChoiceRecognizers
{
    /// <summary>Looks for choices in what a person wrote.</summary>
    /// <param name="utterance">What the person wrote.</param>
    /// <param name="choices">The choices.</param>
    /// <param name="options">How; null = defaults.</param>
    /// <returns>The choices that were found, in the order in which they stand in the text; empty if none.</returns>
    public static IList<ModelResult<FoundChoice>> RecognizeChoices(string utterance, IList<Choice> choices, FindChoicesOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(choices);
        if (string.IsNullOrEmpty(utterance))
            return [];
        options ??= new FindChoicesOptions();
        var byWords = Find.FindChoices(utterance, choices, options);
        if (byWords.Count > 0)
            return byWords;

        // One way of matching at a time: "the third one" has the ordinal third and the number one in it.
        var numbers = NumberRecognizer.Recognize(utterance, choices.Count);
        var found = options.RecognizeOrdinals ? Pick(numbers, ordinals: true, choices) : [];
        return found.Count == 0 && options.RecognizeNumbers && !numbers.Exists(static n => n.Relative) ? Pick(numbers, ordinals: false, choices) : found;
    }

    private static List<ModelResult<FoundChoice>> Pick(List<NumberRecognizer.Found> numbers, bool ordinals, IList<Choice> choices)
    {
        var picked = new List<ModelResult<FoundChoice>>();
        foreach (var number in numbers)
        {
            if (number.Ordinal != ordinals || number.Value < 1 || number.Value > choices.Count)
                continue;
            var index = (int)number.Value - 1;
            if (picked.Exists(p => p.Resolution.Index == index))
                continue;
            picked.Add(new ModelResult<FoundChoice>
            {
                Start = number.Start,
                End = number.End,
                TypeName = "choice",
                Text = number.Text,
                Resolution = new FoundChoice { Value = choices[index].Value, Index = index, Score = 1 },
            });
        }

        return picked;
    }
}
