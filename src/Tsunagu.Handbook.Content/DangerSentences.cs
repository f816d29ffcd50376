namespace Tsunagu.Handbooks.Content;

/// <summary>A sentence that was written to try the rules of danger on.</summary>
/// <param name="Class">Wire name of its class, or <c>none</c>.</param>
/// <param name="Kind">What it stands under: <c>direct</c>, <c>indirect third</c>, <c>idiom</c> …</param>
/// <param name="Text">The sentence.</param>
public sealed record DangerSentence(string Class, string Kind, string Text)
{
    private const string Known = "sentences";
    private const string Fresh = "fresh";
    private const string Harmless = "none";

    /// <summary>True for the half that only measures; the other half is what rules are written by.</summary>
    public bool HeldOut => Halves.IsHeldOut(Text);

    /// <summary>True when it tells of somebody else.</summary>
    public bool Third => Kind.Contains("third", StringComparison.Ordinal);

    /// <summary>True when it says so plainly.</summary>
    public bool Direct => Kind.StartsWith("direct", StringComparison.Ordinal);

    /// <summary>Reads <c>safety/sentences/*.yaml</c>: what rules are written by and the model learns from.</summary>
    /// <param name="folder">The handbook's folder.</param>
    /// <exception cref="ContentException">A file is wrong.</exception>
    public static IReadOnlyList<DangerSentence> Load(string folder) => Load(folder, Known);

    /// <summary>Reads <c>safety/fresh/*.yaml</c>: what neither rules nor the model ever saw.</summary>
    /// <param name="folder">The handbook's folder.</param>
    /// <exception cref="ContentException">A file is wrong.</exception>
    public static IReadOnlyList<DangerSentence> LoadFresh(string folder) => Load(folder, Fresh);

    private static List<DangerSentence> Load(string folder, string part)
    {
        var problems = new Problems();
        var sentences = Read(folder, part, problems);
        return problems.Any ? throw new ContentException(problems.All) : sentences;
    }

    /// <summary>The sentences to learn from; slips in the fresh ones are told as well.</summary>
    internal static List<DangerSentence> Read(string folder, Problems problems)
    {
        _ = Read(folder, Fresh, problems);
        return Read(folder, Known, problems);
    }

    private static List<DangerSentence> Read(string folder, string part, Problems problems)
    {
        var sentences = new List<DangerSentence>();
        var path = Path.Combine(folder, "safety", part);
        foreach (var file in (Directory.Exists(path) ? Directory.GetFiles(path, "*.yaml") : []).Order(StringComparer.Ordinal))
        {
            var root = YamlPart.Load(folder, $"safety/{part}/{Path.GetFileName(file)}", problems);
            var name = root.Required("class");
            if (name.Length > 0 && name != Harmless)
                _ = LexiconReader.Class(root["class"], name, Harmless);
            foreach (var (kind, list) in root.Entries().Where(e => e.Key != "class"))
                sentences.AddRange(list.Texts().Select(text => new DangerSentence(name, kind, text)));
        }
        return sentences;
    }
}

/// <summary>Splits sentences into a half to work with and a half to measure with, by the text alone, so that the split never moves.</summary>
public static class Halves
{
    /// <summary>True for the half that is kept for measuring.</summary>
    /// <param name="text">The sentence.</param>
    public static bool IsHeldOut(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var hash = 2166136261u; // FNV-1a: the same on every machine
        foreach (var c in text)
            hash = (hash ^ c) * 16777619u;
        return (hash >> 8) % 2 == 1;
    }
}
