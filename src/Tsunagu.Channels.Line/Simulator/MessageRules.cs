using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tsunagu.Channels.Line;

/// <summary>
/// What LINE refuses in a message, written down from its reference (as of 2026-07-24) and not from our mapper, so that one checks the other.
/// Only the kinds of messages that this bot sends are known; any other is a finding.
/// </summary>
internal static class MessageRules
{
    private static readonly HashSet<string> Sizes = new(StringComparer.Ordinal) { "nano", "micro", "deca", "hecto", "kilo", "mega", "giga" };

    /// <summary>The findings, each with the property that it is about.</summary>
    public static IReadOnlyList<(string Property, string Message)> Check(JsonElement messages)
    {
        var findings = new Findings();
        if (messages.ValueKind != JsonValueKind.Array || messages.GetArrayLength() is < 1 or > 5)
        {
            findings.Add("messages", "Size must be between 1 and 5");
            return findings.All;
        }

        var i = 0;
        foreach (var message in messages.EnumerateArray())
            Message(findings, string.Create(CultureInfo.InvariantCulture, $"messages[{i++}]"), message);
        return findings.All;
    }

    private static void Message(Findings f, string at, JsonElement message)
    {
        switch (Text(message, "type"))
        {
            case "text":
                f.Only(at, message, "type", "text", "quickReply");
                f.Length(at + ".text", Text(message, "text"), 1, 5000);
                break;
            case "flex":
                f.Only(at, message, "type", "altText", "contents", "quickReply");
                f.Length(at + ".altText", Text(message, "altText"), 1, 1500);
                Container(f, at + ".contents", Get(message, "contents"));
                break;
            default:
                f.Add(at + ".type", "unknown kind of message");
                break;
        }

        if (message.TryGetProperty("quickReply", out var quickReply))
            QuickReply(f, at + ".quickReply", quickReply);
    }

    private static void QuickReply(Findings f, string at, JsonElement quickReply)
    {
        var items = Get(quickReply, "items");
        if (items.ValueKind != JsonValueKind.Array || items.GetArrayLength() is < 1 or > 13)
        {
            f.Add(at + ".items", "Size must be between 1 and 13");
            return;
        }

        foreach (var item in items.EnumerateArray())
        {
            f.Only(at, item, "type", "action", "imageUrl");
            if (Text(item, "type") != "action")
                f.Add(at + ".type", "must be action");
            Action(f, at + ".action", Get(item, "action"), 20, labelNeeded: true);
        }
    }

    private static void Container(Findings f, string at, JsonElement container)
    {
        switch (Text(container, "type"))
        {
            case "bubble":
                Bubble(f, at, container);
                break;
            case "carousel":
                f.Only(at, container, "type", "contents");
                var bubbles = Get(container, "contents");
                if (bubbles.ValueKind != JsonValueKind.Array || bubbles.GetArrayLength() is < 1 or > 12)
                {
                    f.Add(at + ".contents", "Size must be between 1 and 12");
                    return;
                }

                if (bubbles.EnumerateArray().Select(b => Text(b, "size")).Distinct().Count() > 1)
                    f.Add(at + ".contents", "bubbles of different sizes");
                foreach (var bubble in bubbles.EnumerateArray())
                    Bubble(f, at, bubble);
                if (Encoding.UTF8.GetByteCount(container.GetRawText()) > 50 * 1024)
                    f.Add(at, "a carousel must be at most 50 KB");
                break;
            default:
                f.Add(at + ".type", "must be bubble or carousel");
                break;
        }
    }

    private static void Bubble(Findings f, string at, JsonElement bubble)
    {
        f.Only(at, bubble, "type", "size", "direction", "header", "hero", "body", "footer", "styles", "action");
        if (!Sizes.Contains(Text(bubble, "size") ?? ""))
            f.Add(at + ".size", "unknown size");
        foreach (var block in new[] { "header", "body", "footer" })
        {
            if (bubble.TryGetProperty(block, out var box))
                Component(f, $"{at}.{block}", box, onlyBox: true);
        }

        if (Encoding.UTF8.GetByteCount(bubble.GetRawText()) > 30 * 1024)
            f.Add(at, "a bubble must be at most 30 KB");
    }

    private static void Component(Findings f, string at, JsonElement component, bool onlyBox = false)
    {
        var type = Text(component, "type");
        if (onlyBox && type != "box")
            f.Add(at + ".type", "must be box");
        switch (type)
        {
            case "box":
                f.Only(at, component, "type", "layout", "contents", "backgroundColor", "paddingAll", "spacing", "margin", "action");
                if (Text(component, "layout") is not ("vertical" or "horizontal" or "baseline"))
                    f.Add(at + ".layout", "unknown layout");
                if (Get(component, "contents") is { ValueKind: JsonValueKind.Array } contents)
                {
                    foreach (var inner in contents.EnumerateArray())
                        Component(f, at + ".contents", inner);
                }
                else
                {
                    f.Add(at + ".contents", "may not be null");
                }

                break;
            case "text":
                f.Only(at, component, "type", "text", "size", "color", "wrap", "scaling", "weight", "margin", "action");
                f.Length(at + ".text", Text(component, "text"), 1, int.MaxValue);
                Colour(f, at, component);
                if (component.TryGetProperty("action", out var tap))
                    Action(f, at + ".action", tap, 40, labelNeeded: false);
                break;
            case "button":
                f.Only(at, component, "type", "style", "height", "margin", "scaling", "action", "color");
                Colour(f, at, component);
                Action(f, at + ".action", Get(component, "action"), 40, labelNeeded: true);
                break;
            case "separator":
                f.Only(at, component, "type", "margin", "color");
                break;
            default:
                f.Add(at + ".type", "unknown component");
                break;
        }
    }

    private static void Colour(Findings f, string at, JsonElement component)
    {
        if (Text(component, "color") is { } colour && (colour.Length is not (7 or 9) || colour[0] != '#' || !colour.AsSpan(1).ContainsOnlyHex()))
            f.Add(at + ".color", "must be #RRGGBB");
    }

    internal static void Action(Findings f, string at, JsonElement action, int labelMost, bool labelNeeded)
    {
        if (action.ValueKind != JsonValueKind.Object)
        {
            f.Add(at, "may not be null");
            return;
        }

        if (Text(action, "label") is { } label)
            f.Graphemes(at + ".label", label, 1, labelMost);
        else if (labelNeeded)
            f.Add(at + ".label", "may not be null");
        switch (Text(action, "type"))
        {
            case "postback":
                f.Only(at, action, "type", "label", "data", "displayText", "text", "inputOption", "fillInText");
                f.Length(at + ".data", Text(action, "data"), 1, 300);
                if (Text(action, "displayText") is { } shown)
                    f.Graphemes(at + ".displayText", shown, 1, 300);
                if (action.TryGetProperty("displayText", out _) && action.TryGetProperty("text", out _))
                    f.Add(at, "displayText and text may not stand together");
                break;
            case "uri":
                f.Only(at, action, "type", "label", "uri");
                var uri = Text(action, "uri");
                f.Length(at + ".uri", uri, 1, 1000);
                if (uri is null || !(uri.StartsWith("http://", StringComparison.Ordinal) || uri.StartsWith("https://", StringComparison.Ordinal)
                        || uri.StartsWith("line://", StringComparison.Ordinal) || uri.StartsWith("tel:", StringComparison.Ordinal))
                    || uri.Any(c => c is <= ' ' or > '~') || (uri.StartsWith("tel:", StringComparison.Ordinal) && uri.Contains('#', StringComparison.Ordinal)))
                    f.Add(at + ".uri", "invalid uri scheme or not percent-encoded");
                break;
            default:
                f.Add(at + ".type", "unknown action");
                break;
        }
    }

    private static bool ContainsOnlyHex(this ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigit(c))
                return false;
        }

        return true;
    }

    private static JsonElement Get(JsonElement json, string name) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    private static string? Text(JsonElement json, string name) => Get(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>What was found so far.</summary>
    internal sealed class Findings
    {
        private readonly List<(string, string)> _all = [];

        public IReadOnlyList<(string Property, string Message)> All => _all;

        public void Add(string property, string message) => _all.Add((property, message));

        /// <summary>LINE refuses properties that it does not know.</summary>
        public void Only(string at, JsonElement json, params ReadOnlySpan<string> names)
        {
            if (json.ValueKind != JsonValueKind.Object)
                return;
            foreach (var property in json.EnumerateObject())
            {
                if (!names.Contains(property.Name))
                    Add($"{at}.{property.Name}", "unknown property");
            }
        }

        public void Length(string at, string? text, int least, int most)
        {
            if (text is null || text.Length < least || text.Length > most || text.AsSpan().Trim().IsEmpty)
                Add(at, string.Create(CultureInfo.InvariantCulture, $"Length must be between {least} and {most}"));
        }

        public void Graphemes(string at, string text, int least, int most)
        {
            if (new StringInfo(text).LengthInTextElements is var count && (count < least || count > most))
                Add(at, string.Create(CultureInfo.InvariantCulture, $"Length must be between {least} and {most} graphemes"));
        }
    }
}
