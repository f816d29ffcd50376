using System.Globalization;
using System.Text.Json.Nodes;
using Tsunagu.BotCore;

namespace Tsunagu.Conversations.Transcripts;

/// <summary>
/// Plays the person of a transcript against an engine and writes down what the bot says; comparing is the caller's work
/// (<see cref="Compare"/>), so that the same code runs tests and records talks.
/// </summary>
/// <remarks>
/// What the person does (<c>user:</c>): <br/>
/// <c>start</c> opens the chat; <c>again</c> delivers the last event once more; <c>double</c> sends the last tap as a new event; <c>new-tab</c> shows the talk in a new place; <br/>
/// <c>[self]</c> taps an answer of the present question; <c>[+money]</c> taps one of several; <c>[money, work]</c> or <c>[]</c> sends several at once; <br/>
/// <c>/back</c> taps a command; <c>/remind nat-yorisoi</c> taps the newest button of a card with that command and argument; <c>[self]@2</c> or <c>/back@2</c> taps the button as it stood in the second question of the talk; <br/>
/// <c>{sticker}</c> and <c>{image}</c> send those, <c>{place sakyo}</c> shares a place in that ward; anything else is typed.
/// </remarks>
/// <param name="conversations">The engine.</param>
/// <param name="advance">Lets time pass.</param>
public sealed class TranscriptRunner(IConversations conversations, Action<TimeSpan> advance)
{
    private const string Place = "{place ";

    private readonly List<Activity> _asked = [];
    private readonly List<Activity> _said = [];
    private Activity? _present;
    private IncomingEvent? _last;
    private int _events;
    private string? _channel;

    /// <summary>Everything that the bot said so far.</summary>
    public IReadOnlyList<Activity> Said => _said;

    /// <summary>Plays the person's lines and returns the transcript as it really went; words in full stand where the given one has them.</summary>
    /// <param name="transcript">The lines to play; its bot lines are not looked at.</param>
    /// <param name="conversation">Id of the conversation.</param>
    /// <param name="words">True to write down all words of the bot.</param>
    /// <exception cref="TranscriptFormatException">A user line does not fit the present question.</exception>
    public async Task<Transcript> PlayAsync(Transcript transcript, string conversation, bool words)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        var key = new ConversationKey(transcript.Header.Channel, conversation);
        _channel = transcript.Header.Channel;
        await conversations.BeginAsync(key, transcript.Header.Locale);
        List<TranscriptLine> went = [];
        foreach (var line in transcript.Lines)
        {
            if (line.Speaker == TranscriptSpeaker.Wait)
            {
                advance(DurationOf(line));
                went.Add(line);
            }
            else if (line.Speaker == TranscriptSpeaker.User)
            {
                went.Add(line);
                foreach (var reply in await SendAsync(key, EventOf(line)))
                {
                    went.Add(new TranscriptLine(TranscriptSpeaker.Bot, MessageLines.Of(reply), line.Number));
                    if (words)
                        went.Add(new TranscriptLine(TranscriptSpeaker.Say, WordsOf(reply), line.Number));
                }
            }
        }

        return transcript with { Lines = went };
    }

    /// <summary>The first place where a talk went another way than it should; null when it did not.</summary>
    /// <param name="file">Name for the message.</param>
    /// <param name="expected">The specification. A bot line may end in <c>…</c>: what follows is free.</param>
    /// <param name="actual">The talk as it went.</param>
    public static string? Compare(string file, Transcript expected, Transcript actual)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(actual);
        for (var i = 0; i < Math.Max(expected.Lines.Count, actual.Lines.Count); i++)
        {
            var wanted = i < expected.Lines.Count ? expected.Lines[i] : null;
            var got = i < actual.Lines.Count ? actual.Lines[i] : null;
            if (wanted is not null && got is not null && wanted.Speaker == got.Speaker && Same(wanted.Text, got.Text))
                continue;
            return $"{file}:{wanted?.Number ?? expected.Lines[^1].Number}: expected {Show(wanted)}, but the talk went on with {Show(got)}.";
        }

        return null;
    }

    /// <summary>The message, and for each window on it what its card says about being open.</summary>
    private static string WordsOf(Activity reply) => string.Join('\n', (reply.GetMessageData()?.Cards ?? [])
        .Where(c => c.Kind is not MessageCard.Scheme && c.State is { Length: > 0 }).Select(c => $"[{c.Title}] {c.State}").Prepend(reply.Text ?? ""));

    private static bool Same(string wanted, string got)
    {
        if (string.Equals(wanted, got, StringComparison.Ordinal))
            return true;
        var open = wanted.IndexOf('…', StringComparison.Ordinal);
        if (open < 0)
            return false;
        // The words between the free places must come in this order, the first at the start.
        var at = 0;
        var parts = wanted.Split('…', StringSplitOptions.TrimEntries);
        for (var i = 0; i < parts.Length; i++)
        {
            var found = got.IndexOf(parts[i].TrimEnd(',', ' '), at, StringComparison.Ordinal);
            if (found < 0 || (i == 0 && found != 0))
                return false;
            at = found + parts[i].TrimEnd(',', ' ').Length;
        }

        return true;
    }

    private static string Show(TranscriptLine? line) =>
        line is null ? "nothing more" : $"'{line.Speaker.ToString().ToLowerInvariant()}: {line.Text}'";

    private async Task<IReadOnlyList<Activity>> SendAsync(ConversationKey key, IncomingEvent e)
    {
        _last = e;
        var result = await conversations.ReceiveAsync(key, e);
        _said.AddRange(result.Replies);
        foreach (var reply in result.Replies)
        {
            if (reply.GetMessageData()?.Question is null)
                continue;
            _present = reply;
            _asked.Add(reply);
        }

        return result.Replies;
    }

    private IncomingEvent EventOf(TranscriptLine line)
    {
        switch (line.Text)
        {
            case "again":
                return _last ?? throw Wrong(line, "nothing was sent before", "begin with 'user: start'");
            case "double":
                return _last is null ? throw Wrong(line, "nothing was sent before", "begin with 'user: start'") : New(_last.Activity);
            case "start":
                return New(new Activity(ActivityTypes.ConversationUpdate) { MembersAdded = [new ChannelAccount("person", role: RoleTypes.User)] });
            case "new-tab":
                return New(new Activity(ActivityTypes.Event) { Name = "resume" });
            case "{sticker}":
                return New(new Activity(ActivityTypes.Message) { Attachments = [new Attachment("application/vnd.sticker")] });
            case "{image}":
                return New(new Activity(ActivityTypes.Message) { Attachments = [new Attachment("image/jpeg")] });
        }

        if (line.Text.StartsWith(Place, StringComparison.Ordinal) && line.Text.EndsWith('}'))
            return New(new Activity(ActivityTypes.Message) { Value = new JsonObject { [PersonInput.WardField] = line.Text[Place.Length..^1].Trim() } });
        var (text, shown) = At(line);
        if (text.StartsWith('/') && CardButton(text[1..]) is { } button)
            return New(new Activity(ActivityTypes.Message) { Text = button.Title, Value = button.Value });
        if (text.StartsWith('/'))
            return Tap(line, shown, d => d.Commands.FirstOrDefault(c => c.Id == text[1..]), text[1..]);
        return text.StartsWith('[') && text.EndsWith(']') ? Choose(line, shown, text[1..^1].Trim()) : New(new Activity(ActivityTypes.Message) { Text = line.Text });
    }

    private CardAction? CardButton(string words) => _said.AsEnumerable().Reverse()
        .SelectMany(said => said.GetMessageData()?.Cards ?? []).SelectMany(card => card.Actions)
        .FirstOrDefault(action => action.Type == ActionTypes.PostBack && ButtonToken.TryParse(ActivityValues.TextOf(action.Value), out var token)
            && $"{token.Command} {token.Argument}".Trim() == words);

    private IncomingEvent Choose(TranscriptLine line, Activity? shown, string ids)
    {
        if (ids.StartsWith('+'))
            return Tap(line, shown, d => d.Question?.Options.FirstOrDefault(o => o.Id == ids[1..].Trim()), ids[1..].Trim());
        var data = (shown ?? _present)?.GetMessageData();
        if (data?.Question?.Submit is not { } submit)
            return Tap(line, shown, d => d.Question?.Options.FirstOrDefault(o => o.Id == ids), ids);
        // An answer that excludes all others may also be tapped by itself on a list of several; a form sends it like any other.
        return New(new Activity(ActivityTypes.Message)
        {
            Value = new JsonObject { ["token"] = submit.Value, ["choices"] = string.Join(',', ids.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) },
        });
    }

    private IncomingEvent Tap(TranscriptLine line, Activity? shown, Func<MessageData, MessageOption?> find, string id)
    {
        var data = (shown ?? _present)?.GetMessageData() ?? throw Wrong(line, "nothing was asked yet", "begin with 'user: start'");
        // Words that ask nothing may have commands of their own, such as the way back from staff.
        var option = find(data) ?? (shown is null && _said is [.., var last] && last.GetMessageData() is { } words ? find(words) : null) ?? throw Wrong(line, $"there is no '{id}' under '{data.Question?.Id}'",
            $"use one of {string.Join(", ", (data.Question?.Options ?? []).Select(o => $"[{o.Id}]").Concat(data.Commands.Select(c => "/" + c.Id)))}");
        return New(new Activity(ActivityTypes.Message) { Text = option.Text, Value = option.Value });
    }

    private (string Text, Activity? Shown) At(TranscriptLine line)
    {
        var at = line.Text.LastIndexOf('@');
        if (at <= 0 || line.Text[0] is not ('[' or '/') || !int.TryParse(line.Text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return (line.Text, null);
        return number >= 1 && number <= _asked.Count
            ? (line.Text[..at], _asked[number - 1])
            : throw Wrong(line, $"only {_asked.Count} questions were asked", "number them from 1");
    }

    private IncomingEvent New(Activity activity)
    {
        var copy = activity.Clone();
        copy.Id = string.Create(CultureInfo.InvariantCulture, $"e{++_events}");
        copy.ChannelId = _channel;
        copy.From = new ChannelAccount("person", role: RoleTypes.User);
        if (_channel == Channels.Line)
            copy.ChannelData = new JsonObject { [PersonInput.CanRemindField] = true };
        return new IncomingEvent(copy.Id, copy);
    }

    private static TimeSpan DurationOf(TranscriptLine line)
    {
        var unit = line.Text.Length > 1 ? line.Text[^1] : ' ';
        return int.TryParse(line.Text.AsSpan(0, Math.Max(0, line.Text.Length - 1)), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && unit is 's' or 'm' or 'h'
            ? unit switch { 's' => TimeSpan.FromSeconds(count), 'm' => TimeSpan.FromMinutes(count), _ => TimeSpan.FromHours(count) }
            : throw Wrong(line, $"'{line.Text}' is no time", "write 30s, 16m or 3h");
    }

    private static TranscriptFormatException Wrong(TranscriptLine line, string what, string mend) =>
        new(string.Create(CultureInfo.InvariantCulture, $"line {line.Number}: {what} — {mend}."));
}
