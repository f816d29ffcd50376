namespace Tsunagu.Tools;

/// <summary>Where the files lie that the tools read: the sources, so that a finding names the file that a person edits.</summary>
/// <param name="Handbook">The folder with <c>handbook.yaml</c>.</param>
/// <param name="Seed">The folder with the seed's CSV files.</param>
/// <param name="Map">The generated page about the questions.</param>
public sealed record Sources(string Handbook, string Seed, string Map)
{
    /// <summary>The repository, or null when the tools run from a published folder.</summary>
    public string? Root { get; init; }

    /// <summary>The generated picture of the questions.</summary>
    public string Picture => Path.Combine(Path.GetDirectoryName(Map) ?? "", "images", "handbook-flow.svg");

    /// <summary>The folder of the generated transcripts, or null outside the repository.</summary>
    public string? Paths => Root is null ? null : Path.Combine(Root, "tests", "transcripts", "generated");

    /// <summary>Looks in the nearest parent of the working directory with <c>Bot.sln</c>, else in the program's own folder (DESIGN section 7, root).</summary>
    /// <param name="workingFolder">Where the search begins.</param>
    /// <param name="programFolder">Holds copies of the content after publish.</param>
    public static Sources Find(string workingFolder, string programFolder)
    {
        for (var folder = new DirectoryInfo(workingFolder); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Bot.sln")))
                return At(folder.FullName, Path.Combine("src", "Tsunagu.Directory.Api", "seed")) with { Root = folder.FullName };
        }
        return At(programFolder, "seed");
    }

    private static Sources At(string root, string seed) =>
        new(Path.Combine(root, "dialogs", "handbook"), Path.Combine(root, seed), Path.Combine(root, "docs", "handbook-map.md"));
}
