using System.Text.RegularExpressions;

namespace Tsunagu.Architecture.Tests.Rules;

/// <summary>The solution is complete: what is not in it is neither built nor tested.</summary>
internal static class SolutionRules
{
    public static IEnumerable<string> Complete(string solution, IReadOnlyList<string> files)
    {
        var listed = solution.Replace('\\', '/');
        foreach (var project in files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)))
        {
            if (!listed.Contains($"\"{project}\"", StringComparison.Ordinal)) yield return $"{project}: not in Bot.sln — dotnet sln Bot.sln add {project}";
            var folder = project[..project.LastIndexOf('/')];
            if (!files.Contains(folder + "/packages.lock.json")) yield return $"{folder}: no packages.lock.json — dotnet restore, then commit it";
            var name = folder[(folder.LastIndexOf('/') + 1)..];
            if (IsProduct(project) && !files.Contains($"tests/{name}.Tests/{name}.Tests.csproj")) yield return $"{project}: no test project tests/{name}.Tests";
        }
    }

    /// <summary>What is built is the same everywhere: fixed versions, and no registry that only one machine can reach.</summary>
    public static IEnumerable<string> Pinned(SourceFile file)
    {
        var pattern = file.Path switch
        {
            var path when path.EndsWith("package-lock.json", StringComparison.Ordinal) => "\"resolved\": *\"https?:[^\"]*\"",
            var path when path.EndsWith("package.json", StringComparison.Ordinal) => "(?<!\"node)\": *\"([~^*><]|latest)[^\"]*\"",
            _ => "Version=\"[^\"]*[*,\\[(][^\"]*\"",
        };
        foreach (Match match in Regex.Matches(file.Text, pattern)) yield return $"{file.Path}: {match.Value} — pin the exact version; lock files name no registry (npm: omit-lockfile-registry-resolved)";
    }

    private static bool IsProduct(string project) =>
        project.StartsWith("src/", StringComparison.Ordinal) || project.StartsWith("dialogs/", StringComparison.Ordinal);
}
