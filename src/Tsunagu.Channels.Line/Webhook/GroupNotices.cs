using System.Collections.Concurrent;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.Line;

/// <summary>
/// In a group everybody reads along, so nothing is asked there: the bot says kindly that it works one to one, when it joins and when it is
/// spoken to, and then keeps quiet for a while.
/// </summary>
internal sealed class GroupNotices(LineOptions options, LineWords words, TimeProvider clock)
{
    /// <summary>What calls the bot by hand in a group.</summary>
    public const string Call = "/line";

    private const int MostGroups = 10_000;
    private static readonly TimeSpan Quiet = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _last = new(StringComparer.Ordinal);

    /// <summary>The notice for this event; null when the bot stays quiet.</summary>
    public LineReply? Answer(LineEvent e)
    {
        if (e.GroupId is not { } group || e.ReplyToken is null || e.Type is not ("join" or "message" or "postback"))
            return null;
        var now = clock.GetUtcNow();
        var called = e.Type is not "message" || e.Message is { MentionsUs: true }
            || e.Message?.Text?.TrimStart().StartsWith(Call, StringComparison.OrdinalIgnoreCase) == true;
        if (!called && _last.TryGetValue(group, out var last) && now - last < Quiet)
            return null;
        if (_last.Count >= MostGroups)
            _last.Clear();
        _last[group] = now;
        var text = words.Say(null, "line.group");
        return new LineReply
        {
            EventId = e.Id,
            Conversation = new ConversationKey(BotCore.Channels.Line, "group:" + e.Id),
            ReplyToken = e.ReplyToken,
            TokenUntil = now + options.TokenLife,
            Messages = [LineText.Message(text)],
        };
    }
}
