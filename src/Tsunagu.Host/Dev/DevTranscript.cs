using Tsunagu.BotCore;
using Tsunagu.Conversations;
using Tsunagu.Conversations.Transcripts;
using Tsunagu.Dialogs;
using Tsunagu.Handbooks;

namespace Tsunagu.Host.Dev;

/// <summary>The answers as a transcript (<c>.chat</c>) to copy into <c>tests/transcripts</c>: really played, on an engine of its own at that instant.</summary>
internal static class DevTranscript
{
    private const int MostTurns = 40;

    public static async Task<string> WriteAsync(Exploration view, string locale)
    {
        var clock = new StoppedClock(view.At);
        var runner = new TurnRunner(view.Parts, clock, BotComposition.NewTalkId);
        var options = new ConversationOptions();
        using var engine = new InMemoryConversations(runner, new InMemoryConversationStore(options), clock, options);
        var player = new TranscriptRunner(engine, static _ => { });
        var header = new TranscriptHeader { Clock = view.At, Locale = locale, Handbook = view.Parts.Handbook.Id };
        List<TranscriptLine> lines = [];
        var next = "start";
        for (var turn = 0; next is not null && turn < MostTurns; turn++)
        {
            var went = await player.PlayAsync(new Transcript(header, [new TranscriptLine(TranscriptSpeaker.User, next, turn + 1)]), "dev", words: false);
            lines.AddRange(went.Lines);
            next = Next(view.Journey.Applicable, player.Said[^1].GetMessageData()?.Question);
        }

        return TranscriptText.Format(new Transcript(header, lines));
    }

    private static string? Next(Answers answers, MessageQuestion? asked) => asked?.Id switch
    {
        null or OwnQuestions.Helpful => null,
        OwnQuestions.Phone or OwnQuestions.Safe => "[ok]",
        OwnQuestions.GoOn => "[continue]",
        var id when !answers.IsAnswered(id) => null,
        var id => answers.IsSkipped(id) ? "/skip" : $"[{string.Join(", ", answers[id])}]",
    };
}
