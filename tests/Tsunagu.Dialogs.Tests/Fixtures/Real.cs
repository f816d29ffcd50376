using Microsoft.Extensions.Time.Testing;
using Tsunagu.Directory;
using Tsunagu.Directory.Api;
using Tsunagu.Handbooks.Content;
using Tsunagu.TextAnalytics;

namespace Tsunagu.Dialogs.Tests.Fixtures;

/// <summary>The real handbook and the seed, read once.</summary>
internal static class Real
{
    /// <summary>A Tuesday at ten in the morning in Kyoto, no holiday.</summary>
    public static readonly DateTimeOffset Morning = new(2026, 11, 24, 10, 0, 0, TimeSpan.FromHours(9));

    /// <summary>New Year, two in the morning.</summary>
    public static readonly DateTimeOffset NewYear = new(2027, 1, 1, 2, 0, 0, TimeSpan.FromHours(9));

    private static readonly Lazy<string> LazyRoot = new(FindRoot);
    private static readonly Lazy<HandbookParts> LazyParts = new(Load);

    public static string Root => LazyRoot.Value;

    public static HandbookParts Parts => LazyParts.Value;

    /// <summary>The same with staff who answer on LINE at these hours; null = there are none.</summary>
    public static HandbookParts With(string? handoff) => handoff is null ? Parts : Parts with
    {
        Options = Parts.Options with { Handoff = new HandoffOptions { Hours = OpeningHours.Parse(handoff), LineUrl = new Uri("https://line.example/kyoto") } },
    };

    public static Talk Talk(DateTimeOffset? at = null, string? locale = "ja") => new(Parts, new FakeTimeProvider(at ?? Morning), locale);

    private static HandbookParts Load()
    {
        var loaded = HandbookLoader.Load(Path.Combine(Root, "dialogs", "handbook"));
        var directory = SeedDirectory.Load(Path.Combine(Root, "src", "Tsunagu.Directory.Api", "seed"), new FakeTimeProvider(Morning));
        return new HandbookParts(loaded.Handbook, loaded.Texts, directory, new Recommender(), new LocalTextUnderstanding(loaded.Crisis, loaded.Texts, loaded.Understanding), new HandbookBotOptions());
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Bot.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("Bot.sln was not found above the test's folder.");
    }
}
