using System.Text.Json;
using Tsunagu.BotCore;
using Tsunagu.Channels.WebChat;
using Tsunagu.Conversations.Transcripts;
using Tsunagu.Host;
using Tsunagu.Tools.Commands;
using Tsunagu.Tools.Talking;

namespace Tsunagu.Tools.Tests;

public class TalkTests
{
    private static readonly Sources Real = Sources.Find(AppContext.BaseDirectory, AppContext.BaseDirectory);
    private static readonly DateTimeOffset NewYear = new(2027, 1, 1, 2, 0, 0, TimeSpan.FromHours(9));

    [Fact]
    public async Task A_talk_by_numbers_and_commands_is_recorded_and_replays_the_same()
    {
        var file = Path.Combine(System.IO.Directory.CreateTempSubdirectory().FullName, "talk.chat");
        using var input = new StringReader("1\n4\n/skip\n1, 2\n/skip\n/back\n");
        using var output = new StringWriter();
        Assert.Equal(0, await TalkCommand.RunAsync(input, output, TextWriter.Null, Real, "ja", NewYear, file));
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        var transcript = TranscriptText.Parse("talk.chat", text);
        Assert.Contains(transcript.Lines, l => l is { Speaker: TranscriptSpeaker.User, Text: "[self]" });
        Assert.Contains(transcript.Lines, l => l is { Speaker: TranscriptSpeaker.User, Text: "/back" });
        Assert.Null(await ReplayAsync(transcript));
    }

    [Fact]
    public async Task An_unknown_locale_is_told_with_those_that_there_are()
    {
        using var errors = new StringWriter();
        Assert.Equal(1, await TalkCommand.RunAsync(TextReader.Null, TextWriter.Null, errors, Real, "xx", null, null));
        Assert.Contains("ja-simple", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_history_of_the_web_channel_becomes_a_transcript_that_replays_the_same()
    {
        using var bot = new Bot(Real, new StoppedClock(NewYear));
        var talk = await bot.OpenAsync("web", "en");
        await talk.StartAsync();
        await talk.ChooseAsync("self");
        await talk.ChooseAsync("30-39");
        Assert.NotNull(await talk.CommandAsync("skip"));
        Assert.NotNull(await talk.AddAsync("money"));
        await talk.ChooseAsync("work");
        using var history = JsonDocument.Parse(await HistoryAsync(bot));
        var transcript = await HistoryRecorder.RecordAsync(history.RootElement, Real);
        Assert.Equal("en", transcript.Header.Locale);
        Assert.Equal(talk.Lines.Where(l => l.Speaker == TranscriptSpeaker.Bot).Select(l => l.Text), transcript.Lines.Where(l => l.Speaker == TranscriptSpeaker.Bot).Select(l => l.Text));
        Assert.Null(await ReplayAsync(transcript));
    }

    [Fact]
    public async Task A_typed_word_that_chose_nothing_cannot_be_recorded_and_says_what_to_do()
    {
        using var bot = new Bot(Real, new StoppedClock(NewYear));
        var talk = await bot.OpenAsync("web", "ja");
        await talk.StartAsync();
        await talk.TypeAsync("zzzz");
        using var history = JsonDocument.Parse(await HistoryAsync(bot));
        var told = await Assert.ThrowsAsync<RecordingException>(() => HistoryRecorder.RecordAsync(history.RootElement, Real));
        Assert.Contains("talk --record", told.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[1, \"x\", {}]")]
    public async Task A_history_without_words_of_the_bot_is_told(string json)
    {
        using var history = JsonDocument.Parse(json);
        await Assert.ThrowsAsync<RecordingException>(() => HistoryRecorder.RecordAsync(history.RootElement, Real));
    }

    private static async Task<string> HistoryAsync(Bot bot)
    {
        var page = await bot.Conversations.ReadAsync(new ConversationKey("webchat", "web"), 0);
        return "[" + string.Join(',', page!.Activities.Select(a => System.Text.Encoding.UTF8.GetString(ActivityJson.Serialize(WebMessageMapper.ToWire(a))))) + "]";
    }

    private static async Task<string?> ReplayAsync(Transcript transcript)
    {
        using var bot = new Bot(Real, new StoppedClock(transcript.Header.Clock));
        var went = await new TranscriptRunner(bot.Conversations, _ => { }).PlayAsync(transcript, "replay", words: false);
        return TranscriptRunner.Compare("recorded.chat", transcript, went);
    }
}
