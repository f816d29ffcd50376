using System.Collections.Concurrent;

namespace Tsunagu.Channels.Line;

/// <summary>
/// In a group everybody reads along, so nothing is asked there: the bot says kindly that it works one to one, when it joins and when it is
/// spoken to, and then keeps quiet for a while.
/// </summary>
internal sealed class GroupNotices(LineWords words, DirectReplies replies, TimeProvider clock)
{
    /// <summary>What calls the bot by hand in a group.</summary>
    public const string Call = "/line";

    private const int MostGroups = 10_000;
    private static readonly TimeSpan Quiet = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _last = new(StringComparer.Ordinal);

    /// <summary>Says it, unless the bot stays quiet.</summary>
    public void Answer(LineEvent e)
    {
        if (e.GroupId is not { } group || e.ReplyToken is null || e.Type is not ("join" or "message" or "postback"))
            return;
        var now = clock.GetUtcNow();
        var called = e.Type is not "message" || e.Message is { MentionsUs: true }
            || e.Message?.Text?.TrimStart().StartsWith(Call, StringComparison.OrdinalIgnoreCase) == true;
        if (!called && _last.TryGetValue(group, out var last) && now - last < Quiet)
            return;
        if (_last.Count >= MostGroups)
            _last.Clear();
        _last[group] = now;
        replies.Send(e.ReplyToken, LineOutput.Of(words.Say(null, "line.group")));
    }
}
