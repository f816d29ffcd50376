using Tsunagu.BotCore;

namespace Tsunagu.Channels.Line;

/// <summary>Shows something of the talk once more, from its history, without a step in it.</summary>
internal sealed class LineViews(IConversations conversations, LineMessageMapper mapper, LineOptions options)
{
    private readonly HashSet<string> _asText = [.. options.Words.Values.Select(w => w.GetValueOrDefault("line.as-text")).OfType<string>()];

    /// <summary>What an event asks to see again; null when it asks for nothing of the kind, or its button is older than the talk, which the engine then says kindly.</summary>
    public async Task<LineOutput?> ShowAsync(ConversationKey key, LineEvent e)
    {
        if (e is { Type: "postback", Data: { } data } && LineView.TryParse(data, out var view))
            return await AgainAsync(key, view);
        // On a PC there are no buttons: the button's words do the same.
        if (e.Message?.Text is { } text && _asText.Contains(text.Trim()))
            return await AgainAsync(key, null);
        return null;
    }

    private async Task<LineOutput?> AgainAsync(ConversationKey key, LineView? view)
    {
        if (await conversations.ReadAsync(key, 0) is not { } history)
            return null;
        var asked = history.Activities.LastOrDefault(a => a.GetMessageData()?.Question is not null);
        if (asked?.GetMessageData() is not { } data || (view is not null && data.Talk != view.Talk))
            return null;
        if (view is { Kind: LineView.PageKind })
            return data.Turn == view.Turn ? mapper.MapPage(asked, view.Page) : null;
        return history.Activities.LastOrDefault(a => a.GetMessageData() is { Cards.Count: > 0 } shown && shown.Talk == data.Talk) is { } cards
            ? mapper.MapText(cards, asked)
            : null;
    }
}
