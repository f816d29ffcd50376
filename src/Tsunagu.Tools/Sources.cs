using Tsunagu.Host;

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
        var root = SiteRoot.Find(workingFolder, programFolder);
        return new(Path.Combine(root.Path, "dialogs", "handbook"), root.SeedFolder, Path.Combine(root.Path, "docs", "handbook-map.md"))
        {
            Root = root.IsCheckout ? root.Path : null,
        };
    }
}
