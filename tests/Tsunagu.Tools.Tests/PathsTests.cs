using Tsunagu.Conversations.Transcripts;
using Tsunagu.Handbooks.Content;
using Tsunagu.Tools.Commands;
using Tsunagu.Tools.Talking;

namespace Tsunagu.Tools.Tests;

public class PathsTests
{
    private static readonly Sources Real = Sources.Find(AppContext.BaseDirectory, AppContext.BaseDirectory);

    [Fact]
    public async Task The_generated_journeys_replay_as_they_stand_and_tap_every_option() => Assert.Empty(await PathsCommand.StaleAsync(Real));

    [Fact]
    public async Task A_missing_journey_and_one_that_goes_another_way_are_told()
    {
        var root = System.IO.Directory.CreateTempSubdirectory().FullName;
        var folder = System.IO.Directory.CreateDirectory(Path.Combine(root, "tests", "transcripts", "generated")).FullName;
        var first = (await File.ReadAllTextAsync(Path.Combine(Real.Paths!, "path-01.chat"), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "path-01.chat"), first.Replace("bot: ask age\n", "bot: ask shoe-size\n", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var wrong = await PathsCommand.StaleAsync(Real with { Root = root });
        Assert.Contains(wrong, w => w.Contains("shoe-size", StringComparison.Ordinal));
        Assert.Contains(wrong, w => w.Contains("no journey taps", StringComparison.Ordinal));
        Assert.All(wrong, w => Assert.Contains("paths --write", w, StringComparison.Ordinal));
    }

    [Fact]
    public void Taps_are_read_from_the_lines()
    {
        var transcript = TranscriptText.Parse("toy", "clock: 2026-11-24T10:00+09:00\n\nuser: start\nbot: ask age\nuser: [13-18]\nbot: ask groups\nuser: [+money]\nbot: ask groups any-more (money)\nuser: [work, home]\nuser: /skip\nuser: words\n");
        Assert.Equal([("age", ""), ("age", "13-18"), ("groups", ""), ("groups", "money"), ("groups", ""), ("groups", "work"), ("groups", "home")], PathsCommand.TappedIn(transcript));
    }

    [Fact]
    public void Every_written_option_is_to_be_covered() =>
        Assert.Contains(("ward", "kita"), CoveringPaths.Everything(HandbookLoader.Load(Real.Handbook).Handbook));
}
