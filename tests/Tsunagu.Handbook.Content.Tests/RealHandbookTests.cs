namespace Tsunagu.Handbooks.Content.Tests;

/// <summary>The content that ships: it loads without a problem and holds what the proposal asks for.</summary>
public sealed class RealHandbookTests
{
    internal static readonly string Folder = FindFolder();

    private static string FindFolder()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Bot.sln")))
            at = at.Parent;
        return Path.Combine(at!.FullName, "dialogs", "handbook");
    }

    [Fact]
    public void It_loads_without_a_problem()
    {
        HandbookLoader.TryLoad(Folder, null, out var loaded, out var problems);
        Assert.Empty(problems);
        Assert.Empty(loaded.Warnings);
    }

    [Fact]
    public void It_has_fourteen_groups_a_hundred_worries_and_a_budget_of_twelve()
    {
        var handbook = HandbookLoader.Load(Folder).Handbook;
        Assert.Equal(14, handbook.Groups.Count);
        Assert.Equal(100, handbook.Worries.Count);
        Assert.Equal(12, handbook.Budget);
    }
}
