namespace Tsunagu.Handbooks.Content;

/// <summary>
/// Reads the folder <c>dialogs/handbook</c>, the only place that knows YAML. Everything is resolved here: an unknown id, a missing text or a
/// wrong length stops the start with file and line, so that no talk ever finds a hole.
/// </summary>
public static class HandbookLoader
{
    /// <summary>Reads a handbook.</summary>
    /// <param name="folder">The folder with <c>handbook.yaml</c>.</param>
    /// <param name="references">Ids of the directory that content may name; null checks none of them.</param>
    /// <exception cref="ContentException">Something is wrong; every problem is told with file and line.</exception>
    public static LoadedHandbook Load(string folder, ContentReferences? references = null) =>
        TryLoad(folder, references, out var loaded, out var problems) ? loaded : throw new ContentException(problems);

    /// <summary>Reads <c>understanding/fresh</c>: phrasings and sentences that no model learns from, only for measuring.</summary>
    /// <param name="folder">The folder with <c>handbook.yaml</c>.</param>
    /// <param name="handbook">The handbook read from there.</param>
    /// <exception cref="ContentException">A file is wrong.</exception>
    public static UnderstandingContent LoadFresh(string folder, Handbook handbook)
    {
        var problems = new Problems();
        var fresh = UnderstandingReader.ReadFresh(folder, handbook, problems);
        return problems.Any ? throw new ContentException(problems.All) : fresh;
    }

    /// <summary>Reads a handbook, or tells all problems.</summary>
    public static bool TryLoad(string folder, ContentReferences? references, out LoadedHandbook loaded, out IReadOnlyList<ContentProblem> problems)
    {
        references ??= new ContentReferences();
        var found = new Problems();
        var structure = new StructureReader(folder, found, references);
        var handbook = structure.Read();
        var readers = new Dictionary<Locale, LocaleReader>();
        var texts = new List<LocaleTexts>();
        foreach (var tag in structure.Locales)
        {
            if (!Locale.TryParse(tag, out var locale) || locale.Tag != tag)
            {
                found.Add(new SourceMark("handbook.yaml", 1), $"the language \"{tag}\" is not known", $"write one of {string.Join(", ", Locale.All.Select(l => l.Tag))}");
                continue;
            }
            var reader = new LocaleReader(folder, locale, found);
            readers[locale] = reader;
            texts.Add(reader.Read());
        }
        new TextChecks(handbook, structure, texts, readers, references, found).Run();
        var crisis = LexiconReader.Read(folder, found);
        var words = new HandbookTexts(texts);
        var understanding = UnderstandingReader.Read(folder, handbook, words, found);
        problems = found.All;
        loaded = new LoadedHandbook(handbook, words, crisis, found.Warnings) { Understanding = understanding };
        return !found.Any;
    }
}
