using System.Text;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.Line;

/// <summary>Cards as plain text: for the person who asked for it, for programs that read aloud, for a phone that shows no cards.</summary>
internal static class CardText
{
    public static string Of(MessageCard card)
    {
        var text = new StringBuilder("■ ").Append(card.Title);
        Line(text, card.Subtitle);
        Line(text, card.State);
        Line(text, card.Place);
        Line(text, card.Badge);
        foreach (var fact in card.Facts)
            Line(text, fact.Label + ": " + fact.Text);
        Line(text, card.Reason);
        Actions(text, card);
        return text.ToString();
    }

    /// <summary>A line to call in the fewest words: name, state, how to reach it.</summary>
    public static string Short(MessageCard card)
    {
        var text = new StringBuilder("■ ").Append(card.Title);
        Line(text, card.State);
        Line(text, card.Place);
        Actions(text, card);
        return text.ToString();
    }

    private static void Actions(StringBuilder text, MessageCard card)
    {
        foreach (var action in card.Actions)
        {
            if (LineActions.AddressOf(action) is not { } address)
                continue;
            // A call's words hold the number; an address is written out.
            Line(text, action.Title);
            if (!address.StartsWith("tel:", StringComparison.Ordinal))
                Line(text, address);
        }
    }

    private static void Line(StringBuilder text, string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
            text.Append('\n').Append(line);
    }
}
