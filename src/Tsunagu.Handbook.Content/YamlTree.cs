using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tsunagu.Handbooks.Content;

/// <summary>Where problems are collected, so that all of them are told at once.</summary>
internal sealed class Problems
{
    private readonly List<ContentProblem> _problems = [];
    private readonly List<ContentProblem> _warnings = [];

    internal IReadOnlyList<ContentProblem> All => [.. _problems.OrderBy(p => p.Source.File, StringComparer.Ordinal).ThenBy(p => p.Source.Line)];

    internal IReadOnlyList<ContentProblem> Warnings => _warnings;

    internal bool Any => _problems.Count > 0;

    internal void Add(SourceMark at, string what, string mend) => _problems.Add(new ContentProblem(at, what, mend));

    internal void Warn(SourceMark at, string what, string mend) => _warnings.Add(new ContentProblem(at, what, mend));
}

/// <summary>A node of a YAML file that knows its place. Wrong shapes are problems, never exceptions, and read as empty.</summary>
internal readonly struct YamlPart(string file, YamlNode? node, Problems problems)
{
    internal SourceMark At => new(file, node is null ? 1 : (int)node.Start.Line);

    internal bool Exists => node is not null;

    internal bool IsMapping => node is YamlMappingNode;

    /// <summary>Reads a file; a syntax error is one problem with its line.</summary>
    internal static YamlPart Load(string folder, string file, Problems problems)
    {
        try
        {
            using var reader = new StreamReader(Path.Combine(folder, file));
            var stream = new YamlStream();
            stream.Load(reader);
            if (stream.Documents.Count == 1)
                return new YamlPart(file, stream.Documents[0].RootNode, problems);
            problems.Add(new SourceMark(file, 1), "the file is empty", "write its content or take the file away");
        }
        catch (YamlException e)
        {
            problems.Add(new SourceMark(file, (int)e.Start.Line), $"this is not valid YAML ({e.Message})", "look at the indentation, colons and quotes of this line and the one above");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            problems.Add(new SourceMark(file, 1), "the file is missing", "write it");
        }
        return new YamlPart(file, null, problems);
    }

    /// <summary>The value of a key, or a part that does not exist.</summary>
    internal YamlPart this[string key] =>
        node is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(key), out var value)
            ? new YamlPart(file, value, problems)
            : new YamlPart(file, null, problems);

    /// <summary>Every key with its value; an unknown key is a problem when known keys are given.</summary>
    internal IEnumerable<(string Key, YamlPart Value)> Entries(params string[] known)
    {
        if (node is null)
            return [];
        if (node is not YamlMappingNode mapping)
        {
            problems.Add(At, "here a list of \"key: value\" lines is expected", "write key: value");
            return [];
        }
        var entries = new List<(string, YamlPart)>(mapping.Children.Count);
        foreach (var (key, value) in mapping.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (known.Length > 0 && !known.Contains(name, StringComparer.Ordinal))
                problems.Add(new SourceMark(file, (int)key.Start.Line), $"\"{name}\" is not known here", $"write one of {string.Join(", ", known)}");
            entries.Add((name, new YamlPart(file, value, problems)));
        }
        return entries;
    }

    internal IEnumerable<YamlPart> Items()
    {
        switch (node)
        {
            case null:
                return [];
            case YamlSequenceNode sequence:
                var items = new List<YamlPart>();
                foreach (var item in sequence)
                    items.Add(new YamlPart(file, item, problems));
                return items;
            default:
                problems.Add(At, "here a list is expected", "write [a, b] or lines that begin with \"- \"");
                return [];
        }
    }

    internal string? Text()
    {
        if (node is null)
            return null;
        if (node is YamlScalarNode { Value: { } value })
            return value;
        problems.Add(At, "here a text is expected", "write a text after the colon");
        return null;
    }

    internal string Required(string key)
    {
        var part = this[key];
        if (part.Text() is { Length: > 0 } value)
            return value;
        problems.Add(part.Exists ? part.At : At, $"\"{key}\" is missing", $"write {key}: …");
        return "";
    }

    internal IReadOnlyList<string> Texts() => [.. Items().Select(i => i.Text()).Where(t => t is not null).Select(t => t!)];

    internal bool Flag(string key)
    {
        var part = this[key];
        var text = part.Text();
        if (text is not (null or "true" or "false"))
            Problem(part, $"\"{key}\" is \"{text}\"", "write true or false");
        return text == "true";
    }

    internal int Number(string key, int otherwise)
    {
        var part = this[key];
        if (part.Text() is not { } text)
            return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        Problem(part, $"\"{key}\" is \"{text}\"", "write a whole number");
        return otherwise;
    }

    internal void Problem(string what, string mend) => problems.Add(At, what, mend);

    private void Problem(YamlPart part, string what, string mend) => problems.Add(part.At, what, mend);
}
