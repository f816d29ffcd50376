using System.Collections.Immutable;

namespace Tsunagu.Handbooks.Content;

/// <summary>Reads <c>understanding/*.yaml</c>: ways to say each worry, sentences that mean none, readings of words.</summary>
internal static class UnderstandingReader
{
    private const string Folder = "understanding";
    private const string FreshFolder = "understanding/fresh";
    private const string LanguagePrefix = "words-";
    private const string NothingFile = "nothing.yaml";
    private const string ReadingsFile = "readings.yaml";
    private const string ConceptsFile = "concepts.yaml";

    internal static UnderstandingContent Read(string folder, Handbook handbook, HandbookTexts texts, Problems problems)
    {
        _ = ReadFolder(folder, FreshFolder, handbook, problems);
        var content = ReadFolder(folder, Folder, handbook, problems);
        return content with
        {
            Phrasings = content.Phrasings.AddRange(OwnWords(handbook, texts)),
            Danger = [.. DangerSentence.Read(folder, problems).Select(s => (CrisisNames.TryParse(s.Class, out CrisisClass danger) ? danger : (CrisisClass?)null, s.Text))],
            Dangerous = [.. handbook.Worries.Where(w => w.Marks.Contains("safety", StringComparer.Ordinal)).Select(w => w.Id)],
        };
    }

    /// <summary>Phrasings and sentences that no model may learn from: only measured with.</summary>
    internal static UnderstandingContent ReadFresh(string folder, Handbook handbook, Problems problems) => ReadFolder(folder, FreshFolder, handbook, problems);

    /// <summary>The words by which each worry is offered, in every language, are ways to say it as well.</summary>
    private static IEnumerable<Phrasing> OwnWords(Handbook handbook, HandbookTexts texts) =>
        from worry in handbook.Worries
        where worry.GroupId is not null
        from locale in Locale.All
        let words = texts.Option(locale, Handbook.WorriesQuestion, worry.Id, third: false)
        where words.Locale == locale
        select new Phrasing(worry.Id, worry.GroupId, words.Text, 0) { Language = locale.Tag.Split('-')[0] };

    private static UnderstandingContent ReadFolder(string folder, string part, Handbook handbook, Problems problems)
    {
        var path = Path.Combine(folder, part);
        var phrasings = ImmutableArray.CreateBuilder<Phrasing>();
        var nothing = ImmutableArray.CreateBuilder<string>();
        var readings = ImmutableArray.CreateBuilder<(string, string)>();
        var concepts = ImmutableArray.CreateBuilder<(string, ImmutableArray<string>)>();
        foreach (var file in (Directory.Exists(path) ? Directory.GetFiles(path, "*.yaml") : []).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file);
            var root = YamlPart.Load(folder, $"{part}/{name}", problems);
            if (name == NothingFile)
                nothing.AddRange(root.Items().Select(i => i.Text() ?? ""));
            else if (name == ReadingsFile)
                readings.AddRange(root.Entries().Select(e => (e.Key, e.Value.Text() ?? "")));
            else if (name == ConceptsFile)
                concepts.AddRange(root.Entries().Select(e => (e.Key, (e.Value.Text() ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).ToImmutableArray())));
            else
                ReadPhrasings(root, LanguageOf(name), handbook, phrasings);
        }
        return new UnderstandingContent
        {
            Phrasings = phrasings.ToImmutable(),
            Nothing = nothing.ToImmutable(),
            Readings = readings.ToImmutable(),
            Concepts = concepts.ToImmutable(),
        };
    }

    /// <summary><c>words-vi.yaml</c> is in Vietnamese, a file without a language in Japanese.</summary>
    private static string LanguageOf(string file) =>
        file.StartsWith(LanguagePrefix, StringComparison.Ordinal) ? file[LanguagePrefix.Length..file.LastIndexOf('.')] : "ja";

    private static void ReadPhrasings(YamlPart root, string language, Handbook handbook, ImmutableArray<Phrasing>.Builder phrasings)
    {
        foreach (var (worry, list) in root.Entries())
        {
            if (handbook.FindWorry(worry)?.GroupId is not { } group)
            {
                list.Problem($"no worry has the id {worry}", "mend the id, or write the worry in worries/");
                continue;
            }
            // A worry's phrasings stand in several files, one a language; their numbers go on.
            var number = phrasings.Count(p => p.Worry == worry);
            foreach (var text in list.Texts())
                phrasings.Add(new Phrasing(worry, group, text, ++number) { Language = language });
        }
    }
}
