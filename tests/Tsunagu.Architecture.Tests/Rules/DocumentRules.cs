using System.Text.RegularExpressions;

namespace Tsunagu.Architecture.Tests.Rules;

/// <summary>Rules on documents: they exist where they are needed, their links lead somewhere, and both READMEs say the same.</summary>
internal static partial class DocumentRules
{
    /// <summary>Every folder with a place in the layout explains itself; deeper folders are explained by the project they are in.</summary>
    public static IEnumerable<string> Readmes(IReadOnlyList<string> files, Func<string, string> read)
    {
        string[] roots = ["src", "tests", "dialogs", "docs", "manifests", "benchmarks"];
        var folders = files
            .Select(file => file.Split('/')[..^1])
            .Where(parts => parts.Length > 0 && roots.Contains(parts[0]))
            .SelectMany(parts => Enumerable.Range(1, Math.Min(parts.Length, parts.Length > 1 && parts[1] == "handbook" ? 3 : 2)).Select(depth => string.Join('/', parts[..depth])))
            .Where(folder => !folder.EndsWith(".Tests", StringComparison.Ordinal)) // tests/README.md names them all
            .Distinct();
        foreach (var folder in folders)
        {
            var readme = folder + "/README.md";
            if (!files.Contains(readme)) yield return $"{folder}/: no README.md — say what belongs here, what does not, and how to test it";
            else if (!SaysWhatAndHow(read(readme))) yield return $"{readme}: says not what belongs here, what does not, and how to test it";
        }
    }

    public static IEnumerable<string> AdrIndex(IReadOnlyList<string> adrFiles, string index, Func<string, string> read)
    {
        var listed = AdrLink().Matches(index).Select(match => match.Groups[1].Value).ToList();
        foreach (var twice in listed.GroupBy(name => name).Where(group => group.Count() > 1)) yield return $"docs/adr/README.md: lists {twice.Key} twice";
        foreach (var number in adrFiles.GroupBy(name => name[..4]).Where(group => group.Count() > 1)) yield return $"docs/adr: number {number.Key} is used twice";
        foreach (var lost in listed.Except(adrFiles)) yield return $"docs/adr/README.md: lists {lost}, which does not exist";
        foreach (var name in adrFiles.Except(listed)) yield return $"docs/adr/README.md: does not list {name}";
        foreach (var name in adrFiles)
        {
            if (!AdrName().IsMatch(name)) yield return $"docs/adr/{name}: name is not NNNN-verb-phrase.md";
            var text = read(name);
            foreach (var part in new[] { "Status", "Date", "Context", "Options", "Decision", "Consequences" })
                if (!Regex.IsMatch(text, $@"^(#+ |- |\*\*)?{part}\b", RegexOptions.Multiline)) yield return $"docs/adr/{name}: has no part \"{part}\"";
        }
    }

    /// <summary>Relative links and pictures lead to files that exist, and #anchors to headings. Case counts, as on a server.</summary>
    public static IEnumerable<string> Links(SourceFile document, IReadOnlySet<string> files, Func<string, string> read)
    {
        foreach (Match match in Link().Matches(WithoutCode(document.Text)))
        {
            var target = match.Groups[1].Value;
            if (target.Contains("://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal)) continue;
            var parts = target.Split('#', 2);
            var path = parts[0].Length == 0 ? document.Path : Combine(document.Path, Uri.UnescapeDataString(parts[0]));
            if (!files.Contains(path) && !files.Any(file => file.StartsWith(path.TrimEnd('/') + "/", StringComparison.Ordinal)))
                yield return $"{document.Path}: link to {target} leads nowhere";
            else if (parts.Length == 2 && path.EndsWith(".md", StringComparison.Ordinal) && !Anchors(read(path)).Contains(Uri.UnescapeDataString(parts[1])))
                yield return $"{document.Path}: link to {target}: no such heading";
        }
    }

    /// <summary>The two READMEs have the same outline, the same commands, the same pictures and links to code.</summary>
    public static IEnumerable<string> SameReadme(string english, string japanese)
    {
        if (!Headings(english).SequenceEqual(Headings(japanese)))
            yield return $"README.md and README.ja.md: outlines differ ({string.Join(' ', Headings(english))} / {string.Join(' ', Headings(japanese))})";
        foreach (var finding in Differ("commands", Commands(english), Commands(japanese))) yield return finding;
        foreach (var finding in Differ("pictures", Pictures(english), Pictures(japanese))) yield return finding;
        foreach (var finding in Differ("links", Targets(english), Targets(japanese))) yield return finding;
    }

    private static IEnumerable<string> Differ(string what, IReadOnlyCollection<string> left, IReadOnlyCollection<string> right) =>
        left.Except(right).Select(one => $"README.ja.md: lacks of README.md's {what}: {one}")
            .Concat(right.Except(left).Select(one => $"README.md: lacks of README.ja.md's {what}: {one}"));

    // In the language of the folder's readers: staff read Japanese.
    private static bool SaysWhatAndHow(string readme) =>
        Regex.IsMatch(readme, "belong|ここに|置くもの", RegexOptions.IgnoreCase)
        && Regex.IsMatch(readme, @"\bnot\b|ません|ないもの", RegexOptions.IgnoreCase)
        && Regex.IsMatch(readme, "test|check|たしかめ", RegexOptions.IgnoreCase);

    private static List<string> Headings(string text) =>
        [.. WithoutCode(text).Split('\n').Where(line => Heading().IsMatch(line)).Select(line => line[..line.IndexOf(' ', StringComparison.Ordinal)])];

    private static List<string> Commands(string text) =>
        [.. Block().Matches(text).SelectMany(match => match.Groups[1].Value.Split('\n')).Select(line => Remark().Replace(line, "").Trim()).Where(line => line.Length > 0)];

    private static List<string> Pictures(string text) => [.. Picture().Matches(text).Select(match => match.Groups[1].Value)];

    // A link may lead to the other language's twin; the language marks are left out of the comparison.
    private static List<string> Targets(string text) =>
        [.. Link().Matches(WithoutCode(text)).Select(match => match.Groups[1].Value).Where(target => !target.StartsWith("README", StringComparison.Ordinal)).Select(target => target.Replace("/ja/", "/", StringComparison.Ordinal))];

    private static HashSet<string> Anchors(string text) =>
        [.. WithoutCode(text).Split('\n').Where(line => Heading().IsMatch(line)).Select(line => NotInAnchor().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'))];

    private static string WithoutCode(string text) => InlineCode().Replace(Block().Replace(text, ""), "");

    private static string Combine(string document, string target)
    {
        var parts = new List<string>(document.Split('/')[..^1]);
        foreach (var part in target.Split('/'))
        {
            if (part is "." or "") continue;
            if (part == ".." && parts.Count > 0) parts.RemoveAt(parts.Count - 1);
            else parts.Add(part);
        }

        return string.Join('/', parts);
    }

    [GeneratedRegex(@"\]\((\d{4}[^)#]*)\)")] private static partial Regex AdrLink();
    [GeneratedRegex(@"^\d{4}-[a-z0-9]+(-[a-z0-9]+)+\.md$")] private static partial Regex AdrName();
    [GeneratedRegex(@"!?\[[^\]]*\]\(([^)\s]+)\)")] private static partial Regex Link();
    [GeneratedRegex(@"(?:!\[[^\]]*\]\(|<img[^>]*src="")([^)""\s]+)")] private static partial Regex Picture();
    [GeneratedRegex(@"^```[^\n]*\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)] private static partial Regex Block();
    [GeneratedRegex(@"`[^`\n]*`")] private static partial Regex InlineCode();
    [GeneratedRegex(@"^#{1,6} \S")] private static partial Regex Heading();
    [GeneratedRegex(@"(^|\s)#( .*)?$")] private static partial Regex Remark();
    [GeneratedRegex(@"[^\p{L}\p{N}\- _]")] private static partial Regex NotInAnchor();
}
