namespace Tsunagu.Handbooks.Content;

/// <summary>Holds words against structure: nothing missing, nothing left over, the same placeholders in every language.</summary>
internal sealed class TextChecks(
    Handbook handbook,
    StructureReader structure,
    IReadOnlyList<LocaleTexts> texts,
    IReadOnlyDictionary<Locale, LocaleReader> readers,
    ContentReferences references,
    Problems problems)
{
    internal void Run()
    {
        var source = texts.FirstOrDefault(t => t.Locale.Tag == structure.Source);
        if (source is null)
        {
            problems.Add(new SourceMark("handbook.yaml", 1), $"the source language \"{structure.Source}\" is not among the locales", "add it to locales");
            return;
        }
        foreach (var text in texts)
        {
            Questions(text, structure.Complete.Contains(text.Locale.Tag));
            Messages(text, source, structure.Complete.Contains(text.Locale.Tag));
            Unused(text);
        }
    }

    private void Questions(LocaleTexts text, bool complete)
    {
        foreach (var question in handbook.Questions)
        {
            if (complete && !text.Questions.ContainsKey(question.Id))
                Missing(text, question.GroupId is null ? "questions.yaml" : "worries.yaml", $"the question {question.Id}");
            foreach (var option in question.Options)
            {
                var key = HandbookTexts.Key(question.Id, option.Id);
                if (complete && !text.Options.ContainsKey(key))
                    Missing(text, key.StartsWith("worries/", StringComparison.Ordinal) || key.StartsWith("groups/", StringComparison.Ordinal) ? "worries.yaml" : "questions.yaml", $"the option {key}");
            }
        }
    }

    private void Messages(LocaleTexts text, LocaleTexts source, bool complete)
    {
        var safety = readers[source.Locale].SafetyKeys;
        foreach (var (key, original) in source.Messages)
        {
            if (!text.Messages.TryGetValue(key, out var translated))
            {
                if (safety.Contains(key))
                    Missing(text, Path.GetFileName(readers[source.Locale].Places[key].File), $"the text {key}, which every language needs");
                else if (complete)
                    Missing(text, "messages.yaml", $"the text {key}");
                continue;
            }
            var ours = LocaleReader.PlaceholdersOf(translated).ToList();
            var theirs = LocaleReader.PlaceholdersOf(original).ToList();
            if (!ours.SequenceEqual(theirs, StringComparer.Ordinal))
                problems.Add(readers[text.Locale].Places[key], $"{key} has the placeholders [{string.Join(", ", ours)}], the source [{string.Join(", ", theirs)}]", "use the same ones");
            foreach (var window in ours.Where(p => p.StartsWith("phone:", StringComparison.Ordinal)).Select(p => p["phone:".Length..]))
            {
                if (references.Windows is { } windows && !windows.Contains(window))
                    problems.Add(readers[text.Locale].Places[key], $"{key} names the window \"{window}\", which is not in the directory", "write the id of a window");
            }
        }
        foreach (var key in text.Messages.Keys.Where(k => !source.Messages.ContainsKey(k)))
            problems.Add(readers[text.Locale].Places[key], $"the text {key} is not in the source language", "add it there first, or take it out here");
    }

    private void Unused(LocaleTexts text)
    {
        var questions = handbook.Questions.Select(q => q.Id).ToHashSet(StringComparer.Ordinal);
        var options = handbook.Questions.SelectMany(q => q.Options.Select(o => HandbookTexts.Key(q.Id, o.Id))).ToHashSet(StringComparer.Ordinal);
        foreach (var id in text.Questions.Keys.Where(id => !questions.Contains(id)))
            problems.Warn(readers[text.Locale].Places["q:" + id], $"no question has the id {id}", "take the words out, or mend the id");
        foreach (var key in text.Options.Keys.Where(key => !options.Contains(key)))
            problems.Warn(readers[text.Locale].Places["o:" + key], $"no question has the option {key}", "take the words out, or mend the id");
        foreach (var key in text.Synonyms.Keys.Where(key => !key.StartsWith("commands/", StringComparison.Ordinal) && !options.Contains(key)))
            problems.Warn(new SourceMark($"locales/{text.Locale.Tag}/synonyms.yaml", 1), $"no question has the option {key}", "take the words out, or mend the id");
    }

    private void Missing(LocaleTexts text, string file, string what) =>
        problems.Add(new SourceMark($"locales/{text.Locale.Tag}/{file}", 1), $"{what} has no words in {text.Locale.Tag}", "write them there");
}
