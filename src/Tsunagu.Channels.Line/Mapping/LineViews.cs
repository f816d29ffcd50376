using Tsunagu.BotCore;

namespace Tsunagu.Channels.Line;

/// <summary>Shows something of the talk once more, from its history, without a step in it.</summary>
internal sealed class LineViews(IConversations conversations, LineMessageMapper mapper)
{
    /// <summary>What the button asks for; null when it is older than the talk, which the engine then says kindly.</summary>
    public async Task<LineOutput?> ShowAsync(ConversationKey key, LineView view)
    {
        if (await conversations.ReadAsync(key, 0) is not { } history)
            return null;
        var asked = history.Activities.LastOrDefault(a => a.GetMessageData()?.Question is not null);
        if (asked?.GetMessageData() is not { } data || data.Talk != view.Talk)
            return null;
        if (view.Kind == LineView.PageKind)
            return data.Turn == view.Turn ? mapper.MapPage(asked, view.Page) : null;
        return history.Activities.LastOrDefault(a => a.GetMessageData() is { Cards.Count: > 0 } shown && shown.Talk == view.Talk) is { } cards
            ? mapper.MapText(cards, asked)
            : null;
    }
}
