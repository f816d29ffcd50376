using Tsunagu.Conversations.Transcripts;
using Tsunagu.Dialogs.Tests.Fixtures;

namespace Tsunagu.Dialogs.Tests;

/// <summary>Talks as specifications: each <c>.chat</c> file is one case, named by its path below <c>tests/transcripts</c>.</summary>
public sealed class TranscriptTests
{
    private static readonly string Folder = Path.Combine(Real.Root, "tests", "transcripts");

    public static TheoryData<string> Files() => [.. AllFiles()];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_talk_goes_as_written(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var written = Read(file);
        using var engine = new Engine(written.Header.Clock, written.Header.Handoff);
        var words = written.Lines.Any(l => l.Speaker == TranscriptSpeaker.Say);
        var went = await engine.Player.PlayAsync(written, "transcript", words);
        if (words && Environment.GetEnvironmentVariable("TSUNAGU_REVIEW") == "1")
        {
            await WriteAsync(file, went);
            return;
        }

        var difference = TranscriptRunner.Compare("tests/transcripts/" + file, written, went);
        Assert.True(difference is null, difference);
    }

    [Fact]
    public void A_talk_that_goes_another_way_is_told_with_file_and_line()
    {
        var written = TranscriptText.Parse("a.chat", "clock: 2026-11-24T10:00+09:00\n\nuser: start\nbot: greeting\nbot: ask age\n");
        var went = written with { Lines = [written.Lines[0], written.Lines[1], written.Lines[2] with { Text = "ask ward" }] };
        Assert.Equal("a.chat:5: expected 'bot: ask age', but the talk went on with 'bot: ask ward'.", TranscriptRunner.Compare("a.chat", written, went));
    }

    [Fact]
    public void Together_they_ask_every_question_and_show_every_field()
    {
        var handbook = Real.Parts.Handbook;
        var asked = AllFiles().SelectMany(f => Read(f).Lines).Where(l => l.Speaker == TranscriptSpeaker.Bot)
            .Select(l => l.Text.Split(' ')).Where(w => w is ["ask" or "retry", _, ..]).Select(w => w[1]).ToHashSet(StringComparer.Ordinal);
        var due = handbook.Questions.Select(q => q.Id).Concat(OwnQuestions.All).Where(id => id != OwnQuestions.Safe); // asked together with "crisis"
        Assert.Equal("", string.Join(", ", due.Where(id => !asked.Contains(id))));
    }

    [Fact]
    public void Together_they_use_every_command()
    {
        var lines = AllFiles().SelectMany(f => Read(f).Lines).Where(l => l.Speaker == TranscriptSpeaker.User).Select(l => l.Text).ToList();
        var words = Commands.All.ToDictionary(c => c, c => Real.Parts.Texts.Message(Handbooks.Locale.Japanese, "command." + c), StringComparer.Ordinal);
        Assert.Equal("", string.Join(", ", words.Where(w => !lines.Contains("/" + w.Key) && !lines.Contains(w.Value)).Select(w => w.Key)));
    }

    /// <summary>Writes every word anew, for a person to look at; the note at the top of the file stays, and of a result only the first window's id.</summary>
    private static Task WriteAsync(string file, Transcript went)
    {
        var path = Path.Combine(Folder, file);
        var note = string.Concat(File.ReadLines(path).TakeWhile(l => l.StartsWith('#')).Select(l => l + "\n"));
        var lines = went.Lines.Select(l => l.Text.StartsWith("recommend [", StringComparison.Ordinal) && l.Speaker == TranscriptSpeaker.Bot
            ? l with { Text = l.Text.Split(", ")[0].TrimEnd('…') + "…]…" } : l);
        return File.WriteAllTextAsync(path, note + TranscriptText.Format(went with { Lines = [.. lines] }));
    }

    private static IEnumerable<string> AllFiles() => System.IO.Directory.GetFiles(Folder, "*.chat", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal);

    private static Transcript Read(string file) => TranscriptText.Parse("tests/transcripts/" + file, File.ReadAllText(Path.Combine(Folder, file)));
}
