namespace Tsunagu.Architecture.Tests;

/// <summary>The source tree that these tests look at, without what building leaves in it.</summary>
internal static class Repository
{
    private static readonly HashSet<string> Skipped = new(StringComparer.Ordinal)
    {
        ".git", ".vs", ".idea", "artifacts", "bin", "obj", "node_modules", "TestResults", "BenchmarkDotNet.Artifacts", "data",
    };

    public static string Root { get; } = FindRoot();

    /// <summary>Paths relative to the root with '/', below <paramref name="folder"/> ("" = everything), in ordinal order.</summary>
    public static IReadOnlyList<string> Files(string folder, params string[] endings)
    {
        var start = Path.Combine(Root, folder);
        if (!System.IO.Directory.Exists(start)) return [];
        var found = Walk(start)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => endings.Length == 0 || endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)))
            .ToList();
        found.Sort(StringComparer.Ordinal);
        return found;
    }

    public static string Read(string relative) => File.ReadAllText(Path.Combine(Root, relative));

    public static IReadOnlyList<SourceFile> Sources(string folder, params string[] endings) =>
        [.. Files(folder, endings).Select(path => new SourceFile(path, Read(path)))];

    /// <summary>C# that is shipped: src/ and dialogs/, not tests and not benchmarks.</summary>
    public static IReadOnlyList<SourceFile> ProductCode() => [.. Sources("src", ".cs"), .. Sources("dialogs", ".cs")];

    public static IReadOnlyList<ProjectFile> ProductProjects() =>
        [.. Files("src", ".csproj").Concat(Files("dialogs", ".csproj")).Select(path => ProjectFile.Parse(path, Read(path)))];

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (var file in System.IO.Directory.EnumerateFiles(folder)) yield return file;
        foreach (var child in System.IO.Directory.EnumerateDirectories(folder))
        {
            if (Skipped.Contains(Path.GetFileName(child))) continue;
            foreach (var file in Walk(child)) yield return file;
        }
    }

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Bot.sln"))) return at.FullName;
        throw new InvalidOperationException("No parent of the test program holds Bot.sln.");
    }
}

/// <summary>A text file by its path relative to the root.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    public string[] Lines => Text.Split('\n');
}
