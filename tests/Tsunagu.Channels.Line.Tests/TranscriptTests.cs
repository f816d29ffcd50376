using System.Text.Json.Nodes;
using Tsunagu.BotCore;
using Tsunagu.Conversations.Transcripts;

namespace Tsunagu.Channels.Line.Tests;

/// <summary>Every transcript of <c>tests/transcripts</c> goes the same way on LINE: over the signed webhook, and each answer reaches the app.</summary>
public sealed class TranscriptTests
{
    private static readonly string Folder = Path.Combine(Fixtures.Root, "tests", "transcripts");

    // LINE has no second tab; a button that is tapped after erasing begins anew there, because the chat stays (below); reminders are LINE's alone; and on LINE itself nobody is pointed to LINE.
    private static readonly string[] WebOnly = ["interruptions/new-tab.chat", "interruptions/erase.chat", "reminders/on-the-web.chat", "handoff/web.chat"];

    public static TheoryData<string> Files() => [.. System.IO.Directory.GetFiles(Folder, "*.chat", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Folder, f).Replace('\\', '/')).Except(WebOnly).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_talk_goes_as_written(string file)
    {
        var written = TranscriptText.Parse("tests/transcripts/" + file, await File.ReadAllTextAsync(Path.Combine(Folder, file)));
        Recorder? recorder = null;
        await using var site = await LineSite.StartAsync(wrap: engine => recorder = new Recorder(engine), now: written.Header.Clock, handoff: written.Header.Handoff);
        var words = written.Lines.Any(l => l.Speaker == TranscriptSpeaker.Say);
        var went = await new TranscriptRunner(new OverLine(site, recorder!), site.Clock.Advance).PlayAsync(written, "transcript", words);
        var difference = TranscriptRunner.Compare("tests/transcripts/" + file, written, went);
        Assert.True(difference is null, difference);
    }

    [Fact]
    public async Task After_erasing_an_old_button_begins_anew()
    {
        await using var site = await LineSite.StartAsync();
        var first = await site.SayAsync(Fixtures.With("follow", Fixtures.User));
        var second = await site.SayAsync(Fixtures.Tap(first.Data("わたしのこと"), Fixtures.User));
        await site.SayAsync(Fixtures.Text("消して", Fixtures.User));
        var anew = await site.SayAsync(Fixtures.Tap(second.Buttons()[0]["data"]!.GetValue<string>(), Fixtures.User));
        Assert.Contains("わたしのこと", anew.Buttons().Select(b => b["label"]!.GetValue<string>()));
    }

    /// <summary>Remembers what the engine answered to each event of LINE.</summary>
    private sealed class Recorder(IConversations engine) : Passing(engine)
    {
        public Dictionary<string, ReceiveResult> Answers { get; } = new(StringComparer.Ordinal);

        public MessageData? Asked { get; private set; }

        public override async Task<ReceiveResult> ReceiveAsync(ConversationKey key, IncomingEvent e, CancellationToken ct = default)
        {
            var result = await base.ReceiveAsync(key, e, ct);
            if (result.Status != ReceiveStatus.Accepted)
                return result;
            Answers[e.EventId] = result;
            Asked = result.Replies.Select(r => r.GetMessageData()).LastOrDefault(d => d?.Question is not null) ?? Asked;
            return result;
        }
    }

    /// <summary>An engine as the transcripts' player knows it, whose every event goes the way over LINE.</summary>
    private sealed class OverLine(LineSite site, Recorder engine) : Passing(engine)
    {
        private readonly string _user = "U" + Guid.NewGuid().ToString("N");
        private readonly Dictionary<string, JsonObject> _delivered = new(StringComparer.Ordinal);
        private int _messages;

        private ConversationKey Key => new UserIds(site.Options).KeyOf(_user);

        public override Task<bool> BeginAsync(ConversationKey key, string? locale, CancellationToken ct = default) => base.BeginAsync(Key, locale, ct);

        public override async Task<ReceiveResult> ReceiveAsync(ConversationKey key, IncomingEvent e, CancellationToken ct = default)
        {
            if (_delivered.TryGetValue(e.EventId, out var before))
            {
                before["deliveryContext"] = new JsonObject { ["isRedelivery"] = true };
                Assert.Empty(await DeliverAsync(before));
                return engine.Answers[(string)before["webhookEventId"]!] with { Status = ReceiveStatus.Duplicate };
            }

            if (e.Activity.Value is JsonObject form && form["choices"] is { } choices)
                return await ChooseAsync(e.EventId, ((string)choices!).Split(',', StringSplitOptions.RemoveEmptyEntries));
            return await AnswerAsync(e.EventId, EventOf(e.Activity));
        }

        // LINE has no form: several answers are taps one after the other and 「選びおわった」; none is 「とばす」. An answer that excludes all others ends the question.
        private async Task<ReceiveResult> ChooseAsync(string eventId, IReadOnlyList<string> ids)
        {
            var question = engine.Asked!.Question!.Id;
            foreach (var id in ids)
            {
                var answer = await AnswerAsync(eventId, Fixtures.Tap(engine.Asked.Question!.Options.First(o => o.Id == id).Value, _user));
                if (engine.Asked.Question!.Id != question || engine.Asked.Question.Submit is null)
                    return answer;
            }

            var end = ids.Count > 0 ? engine.Asked.Question!.Submit! : engine.Asked.Commands.First(c => c.Id == "skip");
            return await AnswerAsync(eventId, Fixtures.Tap(end.Value, _user));
        }

        private JsonObject EventOf(Activity activity)
        {
            if (activity.Type == ActivityTypes.ConversationUpdate)
                return Fixtures.With("follow", _user);
            if (activity.Value is JsonObject place && place[PersonInput.WardField] is { } ward)
            {
                // The ward office of Sakyo; other places are tested by themselves.
                Assert.Equal("sakyo", (string?)ward);
                return Fixtures.With("message-location", _user, x => (x["message"]!["latitude"], x["message"]!["longitude"]) = (35.0489, 135.7787));
            }

            if (activity.Attachments is [var attachment])
                return Fixtures.With(attachment.ContentType == "image/jpeg" ? "message-image" : "message-sticker", _user);
            return ActivityValues.TextOf(activity.Value) is { } token ? Fixtures.Tap(token, _user) : Fixtures.Text(activity.Text ?? "", _user);
        }

        private async Task<ReceiveResult> AnswerAsync(string id, JsonObject e)
        {
            _delivered[id] = e;
            var shown = await DeliverAsync(e);
            var answer = engine.Answers[(string)e["webhookEventId"]!];
            Assert.Equal(answer.Replies.Count > 0, shown.Count > 0);
            return answer;
        }

        private async Task<IReadOnlyList<JsonNode>> DeliverAsync(JsonObject e)
        {
            if (e["message"] is { } message && e["deliveryContext"]?["isRedelivery"]?.GetValue<bool>() != true)
                message["id"] = $"{++_messages}";
            var shown = await site.SayAsync(e);
            Assert.Empty(site.Platform.Refusals);
            Assert.InRange(shown.Count, 0, 5);
            return shown;
        }
    }
}
