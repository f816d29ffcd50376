using System.Text.Json.Nodes;

namespace Tsunagu.Channels.Line;

/// <summary>A piece of an answer: words, or a Flex message with the words that can stand for it.</summary>
/// <param name="Text">The words; for a Flex message its text form, empty when the words around it already say it.</param>
/// <param name="Flex">The Flex container; null = only words.</param>
/// <param name="Alt">The Flex message's altText.</param>
internal sealed record LinePart(string Text, JsonObject? Flex, string Alt)
{
    /// <summary>The same without a card.</summary>
    public LinePart AsText() => this with { Flex = null };
}

/// <summary>Puts pieces into at most five messages (#send-reply-message) and the buttons under the last.</summary>
internal static class LineParts
{
    public static IReadOnlyList<JsonObject> ToMessages(IEnumerable<LinePart> pieces, JsonObject? buttons)
    {
        List<LinePart> parts = [.. pieces.Where(p => p.Flex is not null || !string.IsNullOrWhiteSpace(p.Text))];
        while (parts.Count > LineLimits.Messages && MergeOne(parts, LineLimits.Text))
        {
            // Words beside words become one message, from the start, so that the question stays by itself.
        }

        while (parts.Count > LineLimits.Messages)
        {
            // Still too many: the first card becomes words, then words are joined even if their end is cut.
            if (parts.FindIndex(p => p.Flex is not null) is var card and >= 0)
                parts[card] = parts[card].AsText();
            MergeOne(parts, int.MaxValue);
        }

        List<JsonObject> messages = [.. parts.Select(ToMessage)];
        if (messages.Count > 0 && buttons is not null)
            messages[^1]["quickReply"] = buttons.DeepClone();
        return messages;
    }

    private static bool MergeOne(List<LinePart> parts, int most)
    {
        for (var i = 0; i + 1 < parts.Count; i++)
        {
            if (parts[i].Flex is not null || parts[i + 1].Flex is not null || parts[i].Text.Length + parts[i + 1].Text.Length + 2 > most)
                continue;
            parts[i] = new LinePart((parts[i].Text + "\n\n" + parts[i + 1].Text).Trim(), null, "");
            parts.RemoveAt(i + 1);
            return true;
        }

        return false;
    }

    private static JsonObject ToMessage(LinePart part) => part.Flex is null
        ? LineText.Message(part.Text)
        : new JsonObject { ["type"] = "flex", ["altText"] = LineText.Units(part.Alt, 400), ["contents"] = part.Flex };
}
