using Tsunagu.Conversations.Transcripts;
using Tsunagu.Handbooks.Content;
using Tsunagu.Tools.Commands;
using Tsunagu.Tools.Talking;

namespace Tsunagu.Tools.Tests;

public class PathsTests
{
    private static readonly Sources Real = Sources.Find(AppContext.BaseDirectory, AppContext.BaseDirectory);

    [Fact]
    public async Task The_generated_journeys_are_todays_and_tap_every_option()
    {
        var (files, left) = await PathsCommand.FindAsync(Real);
        Assert.Empty(left.Select(l => $"{l.Question}/{l.Option}"));
        Assert.Empty(PathsCommand.Stale(files, Real.Paths!));
    }

    /// <summary>Counted once more from the files themselves, not from what the finder believes.</summary>
    [Fact]
    public void The_files_tap_every_option_of_every_question()
    {
        var left = CoveringPaths.Everything(HandbookLoader.Load(Real.Handbook).Handbook).ToHashSet();
        foreach (var file in System.IO.Directory.GetFiles(Real.Paths!, "*.chat"))
        {
            var asked = "";
            foreach (var line in TranscriptText.Parse(file, File.ReadAllText(file)).Lines)
            {
                var words = line.Text.Split(' ');
                if (line.Speaker == TranscriptSpeaker.Bot && Array.IndexOf(words, "ask") is >= 0 and var at)
                    asked = words[at + 1];
                else if (line.Speaker == TranscriptSpeaker.User && line.Text.StartsWith('['))
                    left.ExceptWith(line.Text.Trim('[', ']').Split(',', StringSplitOptions.TrimEntries).Select(o => (asked, o)).Append((asked, "")));
            }
        }
        Assert.Empty(left.Select(l => $"{l.Question}/{l.Option}"));
    }

    [Fact]
    public async Task The_files_replay_as_they_stand()
    {
        foreach (var file in System.IO.Directory.GetFiles(Real.Paths!, "*.chat").Order(StringComparer.Ordinal))
        {
            var transcript = TranscriptText.Parse(file, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
            using var bot = new Bot(Real, new StoppedClock(transcript.Header.Clock));
            Assert.Null(TranscriptRunner.Compare(Path.GetFileName(file), transcript, await new TranscriptRunner(bot.Conversations, _ => { }).PlayAsync(transcript, "replay", words: false)));
        }
    }

    [Fact]
    public void A_file_that_differs_or_is_left_over_is_told()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory().FullName;
        File.WriteAllText(Path.Combine(folder, "path-01.chat"), "old");
        File.WriteAllText(Path.Combine(folder, "path-02.chat"), "left over");
        var stale = PathsCommand.Stale([("path-01.chat", "new")], folder).ToList();
        Assert.Equal(2, stale.Count);
        Assert.All(stale, s => Assert.Contains("paths --write", s, StringComparison.Ordinal));
    }
}
