using Tsunagu.Handbooks.Content;

namespace Tsunagu.Tools.Drawing;

/// <summary>The generated page and picture of the questions.</summary>
public static class MapFiles
{
    private const string Mend = "run: dotnet run --project src/Tsunagu.Tools -- graph --write";

    /// <summary>Writes both.</summary>
    public static void Write(LoadedHandbook loaded, Sources sources)
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(sources.Picture)!);
        foreach (var (file, _, text) in Files(loaded, sources))
            File.WriteAllText(file, text);
    }

    /// <summary>Those that are not today's, one line each.</summary>
    public static IEnumerable<string> Stale(LoadedHandbook loaded, Sources sources) =>
        from file in Files(loaded, sources)
        where !File.Exists(file.Path) || File.ReadAllText(file.Path).ReplaceLineEndings("\n") != file.Text
        select $"{file.Name}:1: is not the picture of today's handbook — {Mend}";

    private static IEnumerable<(string Path, string Name, string Text)> Files(LoadedHandbook loaded, Sources sources)
    {
        yield return (sources.Map, "docs/handbook-map.md", MermaidMap.Page(loaded.Handbook, loaded.Texts));
        yield return (sources.Picture, "docs/images/handbook-flow.svg", FlowPicture.Svg(loaded.Handbook, loaded.Texts));
    }
}
