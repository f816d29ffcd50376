using Tsunagu.Handbooks;

namespace Tsunagu.Host.Tests.Plain;

/// <summary>The pages lead where the chat leads: the same questions, the same windows and schemes in the same order, for every option of the handbook.</summary>
public sealed class SameResultsTests
{
    // Walks that are taken even when every option was chosen already, and how often one option is tried for.
    private const int FreeWalks = 40, MostTries = 40;

    // Office hours, a Saturday evening, New Year's night, a public holiday, a weekday before dawn.
    private static readonly DateTimeOffset[] Clocks =
    [
        PlainSite.Morning,
        new(2026, 11, 28, 19, 40, 0, TimeSpan.FromHours(9)),
        new(2027, 1, 1, 2, 15, 0, TimeSpan.FromHours(9)),
        new(2027, 2, 11, 13, 5, 0, TimeSpan.FromHours(9)),
        new(2027, 3, 10, 4, 50, 0, TimeSpan.FromHours(9)),
    ];

    [Fact]
    public async Task Every_covering_path_gives_the_results_of_the_chat()
    {
        await using var site = await PlainSite.StartAsync(Clocks[0]);
        var walks = new CoveringWalks(site.Bot);
        var handbook = site.Bot.Content.Handbook;
        var results = new HashSet<string>(StringComparer.Ordinal);
        var tries = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var number = 0; ; number++)
        {
            var target = Missing(handbook, walks).FirstOrDefault(id => tries.GetValueOrDefault(id) < MostTries);
            if (number >= FreeWalks && target is null)
                break;
            if (target is not null)
                tries[target] = tries.GetValueOrDefault(target) + 1;
            site.Clock.AdjustTime(Clocks[number % Clocks.Length]);
            results.Add(await CompareAsync(site, await walks.WalkAsync(target)));
        }

        // What is left cannot be reached at all: no walk was ever offered it.
        var never = Missing(handbook, walks).ToList();
        TestContext.Current.TestOutputHelper!.WriteLine($"{walks.Taken.Count} options on {results.Count} different results; never offered: {string.Join(' ', never)}");
        Assert.DoesNotContain(never, walks.Open.Contains);
        Assert.Empty(walks.Open);
        Assert.True(never.Count < walks.Taken.Count / 5, $"Too much was never reached: {string.Join(' ', never)}");
        // A comparison of one result with itself would say nothing.
        Assert.True(results.Count > 30, $"Only {results.Count} different results were compared.");
    }

    private static async Task<string> CompareAsync(PlainSite site, Walk walk)
    {
        var path = string.Join(' ', walk.Steps.Select(s => $"{s.Question}=[{string.Join(',', s.Options)}]"));
        var page = await site.GetAsync();
        foreach (var step in walk.Steps)
        {
            Assert.True(step.Question == page.Asked, $"The pages ask '{page.Asked}' where the chat asks '{step.Question}': {path}");
            page = await page.AnswerAsync([.. step.Options]);
            Assert.Equal(200, page.Status);
        }

        Assert.True(page.Asked == "helpful", $"The pages still ask '{page.Asked}' after {path}");
        Assert.Equal(walk.Services, page.Cards("service"));
        Assert.Equal(walk.Schemes, page.Cards("scheme"));
        Assert.NotEmpty(walk.Services);
        return string.Join(',', walk.Services);
    }

    /// <summary>Options that no walk chose.</summary>
    private static IEnumerable<string> Missing(Handbook handbook, CoveringWalks walks)
    {
        var taken = walks.Taken.ToHashSet(StringComparer.Ordinal);
        // Which of several worries comes first is not asked where one of them is about safety.
        return handbook.Questions.SelectMany(q => q.Options.Where(o => q.Id != Handbook.PriorityQuestion || CoveringWalks.IsCalm(handbook.FindWorry(o.Id)!)).Select(o => $"{q.Id}/{o.Id}"))
            .Where(id => !taken.Contains(id));
    }
}
