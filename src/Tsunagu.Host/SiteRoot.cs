namespace Tsunagu.Host;

/// <summary>Where settings, content and data are: the nearest parent of the working directory with <c>Bot.sln</c>, else the program's folder.</summary>
/// <param name="Path">Full path of the root.</param>
/// <param name="IsCheckout">True when it is a clone of the repository: a developer's machine.</param>
public sealed record SiteRoot(string Path, bool IsCheckout)
{
    /// <summary>Finds the root.</summary>
    /// <param name="workingDirectory">Where to begin.</param>
    /// <param name="programFolder">Where the program lies; publishing copies settings and content there.</param>
    public static SiteRoot Find(string workingDirectory, string programFolder)
    {
        for (var folder = new DirectoryInfo(workingDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Bot.sln")))
                return new SiteRoot(folder.FullName, IsCheckout: true);
        }

        return new SiteRoot(programFolder, IsCheckout: false);
    }

    /// <summary>The folder of the directory's seed files where no setting names one.</summary>
    public string SeedFolder => Combine(IsCheckout ? "src/Tsunagu.Directory.Api/seed" : "seed");

    /// <summary>A path below the root; a full path stays as it is.</summary>
    /// <param name="relative">The path as a setting has it.</param>
    public string Combine(string relative) => System.IO.Path.GetFullPath(relative, Path);
}
