using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Tsunagu.Channels.Line;

/// <summary>LINE's limits (reference/messaging-api, as of 2026-07-24). Texts count in UTF-16 units; labels and texts of actions in graphemes.</summary>
internal static class LineLimits
{
    /// <summary>#send-reply-message: messages of one call.</summary>
    public const int Messages = 5;

    /// <summary>#text-message.</summary>
    public const int Text = 5000;

    /// <summary>#quick-reply: buttons.</summary>
    public const int QuickReplies = 13;

    /// <summary>#action-object-label-spec: label of a quick reply, and of a rich menu's area.</summary>
    public const int Label = 20;

    /// <summary>#action-object-label-spec: label of a button in a Flex message.</summary>
    public const int FlexLabel = 40;

    /// <summary>#postback-action: data.</summary>
    public const int Data = 300;

    /// <summary>#postback-action: displayText.</summary>
    public const int DisplayText = 300;

    /// <summary>#uri-action.</summary>
    public const int Uri = 1000;

    /// <summary>#bubble: 30 KB as JSON.</summary>
    public const int BubbleBytes = 30_000;

    /// <summary>#f-carousel: 50 KB as JSON.</summary>
    public const int CarouselBytes = 50_000;
}

/// <summary>Cuts texts to LINE's limits without breaking a character, and makes text messages.</summary>
internal static class LineText
{
    private const string More = "…";

    /// <summary>A text message; longer text is cut.</summary>
    public static JsonObject Message(string text) => new() { ["type"] = "text", ["text"] = Units(text, LineLimits.Text) };

    /// <summary>At most so many UTF-16 units, cut between graphemes. Never empty: LINE refuses an empty text.</summary>
    public static string Units(string text, int most)
    {
        text = Clean(text);
        if (text.Length <= most)
            return text.Length > 0 ? text : More;
        var end = 0;
        while (end < text.Length)
        {
            var next = end + StringInfo.GetNextTextElementLength(text, end);
            if (next > most - More.Length)
                break;
            end = next;
        }

        return text[..end] + More;
    }

    /// <summary>At most so many graphemes; a grapheme of very many units (stacked marks) is cut off as well.</summary>
    public static string Graphemes(string text, int most)
    {
        text = Clean(text);
        var count = 0;
        var end = 0;
        var lastFit = 0;
        var unitsMost = most * 8;
        while (end < text.Length)
        {
            var next = end + StringInfo.GetNextTextElementLength(text, end);
            if (++count > most || next > unitsMost)
                return text[..lastFit] + More;
            end = next;
            if (count < most)
                lastFit = end;
        }

        return text.Length > 0 ? text : More;
    }

    /// <summary>How many graphemes.</summary>
    public static int Count(string text) => new StringInfo(text).LengthInTextElements;

    /// <summary>True when the text stands on a button in full.</summary>
    public static bool Fits(string text, int graphemes) => text.Length > 0 && text.Length <= graphemes * 8 && Count(Clean(text)) <= graphemes;

    // Half a surrogate pair and control characters cannot be sent.
    private static string Clean(string text)
    {
        StringBuilder? clean = null;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var pair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (pair)
            {
                clean?.Append(c).Append(text[i + 1]);
                i++;
            }
            else if (char.IsSurrogate(c) || (char.IsControl(c) && c != '\n'))
            {
                clean ??= new StringBuilder(text, 0, i, text.Length);
                clean.Append(char.IsSurrogate(c) ? '\uFFFD' : ' ');
            }
            else
            {
                clean?.Append(c);
            }
        }

        return (clean?.ToString() ?? text).Trim();
    }
}
