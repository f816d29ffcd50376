using System.Security.Cryptography;

namespace Tsunagu.Directory.Api;

/// <summary>The directory in memory, read from the seed's CSV files once at start.</summary>
public sealed class SeedDirectory : IServiceDirectory
{
    private static readonly string[] Files = ["windows.csv", "organizations.csv", "schemes.csv", "crisis-lines.csv", "review.csv", "jp-holidays.csv", "window-fit.csv"];

    private SeedDirectory(DirectorySnapshot snapshot) => Current = snapshot;

    /// <inheritdoc/>
    public DirectorySnapshot Current { get; }

    /// <summary>Reads a seed folder.</summary>
    /// <param name="folder">The folder with the seven CSV files.</param>
    /// <param name="clock">Dates the snapshot.</param>
    /// <exception cref="SeedException">Something in the files is wrong; every problem is told with file and line.</exception>
    public static SeedDirectory Load(string folder, TimeProvider clock)
    {
        var problems = new List<SeedProblem>();
        var snapshot = Read(folder, clock, problems);
        if (problems.Count > 0 || snapshot is null)
            throw new SeedException([.. problems.OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line)]);
        return new SeedDirectory(snapshot);
    }

    private static DirectorySnapshot? Read(string folder, TimeProvider clock, List<SeedProblem> problems)
    {
        var tables = DirectoryTables.Read(folder, problems);
        return problems.Count > 0 ? null : SnapshotBuilder.Build(tables, VersionOf(folder), clock.GetUtcNow(), problems); // without its columns nothing below would make sense
    }

    /// <summary>Twelve hex digits of a hash over all files: the same files, the same version, on any machine.</summary>
    internal static string VersionOf(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Files)
        {
            if (Path.Combine(folder, file) is var path && File.Exists(path))
                hash.AppendData(File.ReadAllBytes(path));
        }
        return "seed-" + Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6));
    }
}
