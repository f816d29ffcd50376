using System.Globalization;
using System.Text.Json.Nodes;
using Tsunagu.BotCore;
using Tsunagu.Conversations.Transcripts;

namespace Tsunagu.Tools.Talking;

/// <summary>Talks to an engine as a person would, one event after the other, and writes down what was done and said as a transcript's lines.</summary>
/// <param name="conversations">The engine.</param>
/// <param name="key">The conversation.</param>
public sealed class TalkDriver(IConversations conversations, ConversationKey key)
{
    private readonly List<TranscriptLine> _lines = [];
    private int _events;

    /// <summary>The talk so far.</summary>
    public IReadOnlyList<TranscriptLine> Lines => _lines;

    /// <summary>The last message that asked something; null before the first.</summary>
    public MessageData? Present { get; private set; }

    /// <summary>Opens the chat.</summary>
    public Task<IReadOnlyList<Activity>> StartAsync() =>
        SendAsync("start", new Activity(ActivityTypes.ConversationUpdate) { MembersAdded = [new ChannelAccount("person", role: RoleTypes.User)] });

    /// <summary>Chooses these options of the present question; none means the question is left out or the choosing ended.</summary>
    /// <exception cref="ArgumentException">The question does not offer one of them.</exception>
    public Task<IReadOnlyList<Activity>> ChooseAsync(params string[] options)
    {
        var question = Present?.Question ?? throw new ArgumentException("Nothing was asked yet.", nameof(options));
        if (options.FirstOrDefault(id => question.Options.All(o => o.Id != id)) is { } unknown)
            throw new ArgumentException($"'{question.Id}' does not offer '{unknown}'.", nameof(options));
        var line = $"[{string.Join(", ", options)}]";
        if (question.Submit is { } submit)
            return SendAsync(line, new Activity(ActivityTypes.Message) { Value = new JsonObject { ["token"] = submit.Value, ["choices"] = string.Join(',', options) } });
        if (options is not [var one])
            throw new ArgumentException($"'{question.Id}' takes one answer.", nameof(options));
        return Tap(line, question.Options.First(o => o.Id == one));
    }

    /// <summary>Taps a command that stands there; null when it does not.</summary>
    public async Task<IReadOnlyList<Activity>?> CommandAsync(string id) =>
        Present?.Commands.FirstOrDefault(c => c.Id == id) is { } command ? await Tap("/" + id, command) : null;

    /// <summary>Taps one of several, more may follow; null when the present question has no such option.</summary>
    public async Task<IReadOnlyList<Activity>?> AddAsync(string id) =>
        Present?.Question is { Submit: not null } question && question.Options.FirstOrDefault(o => o.Id == id) is { } option ? await Tap($"[+{id}]", option) : null;

    /// <summary>Types words.</summary>
    public Task<IReadOnlyList<Activity>> TypeAsync(string text) => SendAsync(text, new Activity(ActivityTypes.Message) { Text = text });

    /// <summary>Does what a person's message, read from a history, says: its ids as a tap.</summary>
    /// <param name="ids">Chosen options or the command.</param>
    /// <returns>Null when the present question has no such option or command.</returns>
    public async Task<IReadOnlyList<Activity>?> RepeatAsync(IReadOnlyList<string> ids)
    {
        if (ids is [var id] && await CommandAsync(id) is { } said)
            return said;
        var fits = Present?.Question is { } question && ids.Count > 0 && ids.All(i => question.Options.Any(o => o.Id == i)) && (question.Submit is not null || ids.Count == 1);
        return fits ? await ChooseAsync([.. ids]) : null;
    }

    private Task<IReadOnlyList<Activity>> Tap(string line, MessageOption option) => SendAsync(line, new Activity(ActivityTypes.Message) { Text = option.Text, Value = option.Value });

    private async Task<IReadOnlyList<Activity>> SendAsync(string line, Activity activity)
    {
        activity.Id = string.Create(CultureInfo.InvariantCulture, $"e{++_events}");
        activity.From = new ChannelAccount("person", role: RoleTypes.User);
        var result = await conversations.ReceiveAsync(key, new IncomingEvent(activity.Id, activity));
        _lines.Add(new TranscriptLine(TranscriptSpeaker.User, line, _lines.Count + 1));
        foreach (var reply in result.Replies)
        {
            _lines.Add(new TranscriptLine(TranscriptSpeaker.Bot, MessageLines.Of(reply), _lines.Count + 1));
            if (reply.GetMessageData() is { Question: not null } data)
                Present = data;
        }
        return result.Replies;
    }
}
