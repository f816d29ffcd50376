using Tsunagu.Handbooks.Content;

namespace Tsunagu.TextAnalytics.Tests;

/// <summary>The real content, read once.</summary>
internal static class Content
{
    internal static string Root { get; } = FindRoot();

    private static readonly Lazy<LoadedHandbook> Handbook = new(() => HandbookLoader.Load(Path.Combine(Root, "dialogs", "handbook")));
    private static readonly Lazy<LocalTextUnderstanding> Shared = new(() => new LocalTextUnderstanding(Loaded.Crisis, Loaded.Texts, Loaded.Understanding));

    internal static LoadedHandbook Loaded => Handbook.Value;

    internal static LocalTextUnderstanding Understanding => Shared.Value;

    /// <summary>An understanding that never saw the half of the sentences that measures.</summary>
    internal static LocalTextUnderstanding Honest() => new(Loaded.Crisis, Loaded.Texts, Loaded.Understanding with
    {
        Danger = [.. Loaded.Understanding.Danger.Where(d => !Halves.IsHeldOut(d.Text))],
    });

    private static string FindRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Bot.sln")))
            at = at.Parent;
        return at!.FullName;
    }
}
