namespace Tsunagu.BotCore;

/// <summary>Looks for choices in what a person wrote, by their words.</summary>
public static class Find
{
    /// <summary>Looks for choices by value, button title and synonyms.</summary>
    /// <param name="utterance">What the person wrote.</param>
    /// <param name="choices">The choices.</param>
    /// <param name="options">How; null = defaults.</param>
    /// <returns>Each choice at most once, in the order in which they stand in the text.</returns>
    public static IList<ModelResult<FoundChoice>> FindChoices(string utterance, IList<Choice> choices, FindChoicesOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(choices);
        options ??= new FindChoicesOptions();
        var values = new List<(string Value, int Index)>(choices.Count);
        for (var i = 0; i < choices.Count; i++)
        {
            var choice = choices[i];
            if (!options.NoValue && choice.Value is { } value)
                values.Add((value, i));
            if (!options.NoAction && choice.Action?.Title is { } title)
                values.Add((title, i));
            foreach (var synonym in choice.Synonyms ?? [])
                values.Add((synonym, i));
        }

        var found = new List<ModelResult<FoundChoice>>();
        foreach (var (match, text) in FindValues(utterance, values, options))
        {
            found.Add(new ModelResult<FoundChoice>
            {
                Start = match.Start,
                End = match.End,
                TypeName = "choice",
                Text = text,
                Resolution = new FoundChoice { Value = choices[match.Index].Value, Index = match.Index, Score = match.Score, Synonym = match.Value },
            });
        }

        return found;
    }

    private static IEnumerable<(Match Match, string Text)> FindValues(string utterance, List<(string Value, int Index)> values, FindValuesOptions options)
    {
        var tokenizer = options.Tokenizer ?? Tokenizer.DefaultTokenizer;
        var tokens = tokenizer(utterance, options.Locale);
        if (tokens.Count == 0)
            return [];
        var matches = new List<Match>();

        // Longest value first, so that "red apple" is found before "red"; equal ones stay in order (the sort is stable).
        foreach (var (value, index) in values.OrderByDescending(static v => v.Value.Length))
        {
            var valueTokens = tokenizer(value.Trim(), options.Locale);
            var start = 0;
            while (start < tokens.Count && MatchValue(value, index, valueTokens, tokens, start, options) is { } match)
            {
                matches.Add(match);
                start = match.End + 1;
            }
        }

        return Select(matches, tokens, utterance);
    }

    // The best matches win; a choice is found once, and a word counts for one choice only.
    private static IEnumerable<(Match Match, string Text)> Select(List<Match> matches, IReadOnlyList<Token> tokens, string utterance)
    {
        var chosen = new List<(Match Match, string Text)>();
        var foundIndexes = new HashSet<int>();
        var used = new bool[tokens.Count];
        foreach (var match in matches.OrderByDescending(static m => m.Score))
        {
            var words = used.AsSpan(match.Start, match.End - match.Start + 1);
            if (foundIndexes.Contains(match.Index) || words.Contains(true))
                continue;
            foundIndexes.Add(match.Index);
            words.Fill(true);
            var (start, end) = (tokens[match.Start].Start, tokens[match.End].End);
            chosen.Add((match with { Start = start, End = end }, utterance.Substring(start, end - start + 1)));
        }

        return chosen.OrderBy(static c => c.Match.Start);
    }

    // Words must come in order, with at most MaxTokenDistance others between them: "second last" is in "the second from last one",
    // not in "the last from the second one". Every word between lowers the score.
    private static Match? MatchValue(string value, int index, IReadOnlyList<Token> valueTokens, IReadOnlyList<Token> tokens, int from, FindValuesOptions options)
    {
        var maxDistance = options.MaxTokenDistance ?? 2;
        var (matched, deviation, start, end) = (0, 0, -1, -1);
        foreach (var token in valueTokens)
        {
            var position = IndexOf(token, tokens, from);
            var distance = matched > 0 ? position - from : 0;
            if (position < 0 || distance > maxDistance)
                continue;
            matched++;
            deviation += distance;
            from = position + 1;
            start = start < 0 ? position : start;
            end = position;
        }

        if (matched == 0 || (matched < valueTokens.Count && !options.AllowPartialMatches))
            return null;
        var completeness = matched / (float)valueTokens.Count;
        var accuracy = matched / (float)(matched + deviation);
        return new Match(start, end, value, index, completeness * accuracy);
    }

    private static int IndexOf(Token token, IReadOnlyList<Token> tokens, int from)
    {
        for (var i = from; i < tokens.Count; i++)
        {
            if (string.Equals(tokens[i].Normalized, token.Normalized, StringComparison.Ordinal))
                return i;
        }

        return -1;
    }

    private sealed record Match(int Start, int End, string Value, int Index, float Score);
}
