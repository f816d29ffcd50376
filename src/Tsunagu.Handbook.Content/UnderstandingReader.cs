using System.Collections.Immutable;

namespace Tsunagu.Handbooks.Content;

/// <summary>Reads <c>understanding/*.yaml</c>: ways to say each worry, sentences that mean none, readings of words.</summary>
internal static class UnderstandingReader
{
    private const string Folder = "understanding";
    private const string NothingFile = "nothing.yaml";
    private const string ReadingsFile = "readings.yaml";
    private const string ConceptsFile = "concepts.yaml";

    internal static UnderstandingContent Read(string folder, Handbook handbook, Problems problems)
    {
        var path = Path.Combine(folder, Folder);
        var phrasings = ImmutableArray.CreateBuilder<Phrasing>();
        var nothing = ImmutableArray.CreateBuilder<string>();
        var readings = ImmutableArray.CreateBuilder<(string, string)>();
        var concepts = ImmutableArray.CreateBuilder<(string, ImmutableArray<string>)>();
        foreach (var file in (Directory.Exists(path) ? Directory.GetFiles(path, "*.yaml") : []).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file);
            var root = YamlPart.Load(folder, $"{Folder}/{name}", problems);
            if (name == NothingFile)
                nothing.AddRange(root.Items().Select(i => i.Text() ?? ""));
            else if (name == ReadingsFile)
                readings.AddRange(root.Entries().Select(e => (e.Key, e.Value.Text() ?? "")));
            else if (name == ConceptsFile)
                concepts.AddRange(root.Entries().Select(e => (e.Key, (e.Value.Text() ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).ToImmutableArray())));
            else
                ReadPhrasings(root, handbook, phrasings);
        }
        return new UnderstandingContent
        {
            Phrasings = phrasings.ToImmutable(),
            Nothing = nothing.ToImmutable(),
            Readings = readings.ToImmutable(),
            Concepts = concepts.ToImmutable(),
            Danger = [.. DangerSentence.Read(folder, problems).Select(s => (CrisisNames.TryParse(s.Class, out CrisisClass danger) ? danger : (CrisisClass?)null, s.Text))],
            Dangerous = [.. handbook.Worries.Where(w => w.Marks.Contains("safety", StringComparer.Ordinal)).Select(w => w.Id)],
        };
    }

    private static void ReadPhrasings(YamlPart root, Handbook handbook, ImmutableArray<Phrasing>.Builder phrasings)
    {
        foreach (var (worry, list) in root.Entries())
        {
            if (handbook.FindWorry(worry)?.GroupId is not { } group)
            {
                list.Problem($"no worry has the id {worry}", "mend the id, or write the worry in worries/");
                continue;
            }
            var number = 0;
            foreach (var text in list.Texts())
                phrasings.Add(new Phrasing(worry, group, text, ++number));
        }
    }
}
