using System.Text.Json.Nodes;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.Line;

/// <summary>Actions of LINE: taps that come back to us, addresses and calls.</summary>
internal static class LineActions
{
    private static readonly System.Buffers.SearchValues<char> CallSigns = System.Buffers.SearchValues.Create("0123456789+-*#%");

    /// <summary>A tap that sends data; the talk shows <paramref name="shown"/> as the person's own words. Null when the data is too long.</summary>
    public static JsonObject? Postback(string label, int labelMost, string data, string shown) => data.Length is 0 or > LineLimits.Data ? null : new JsonObject
    {
        ["type"] = "postback",
        ["label"] = LineText.Graphemes(label, labelMost),
        ["data"] = data,
        ["displayText"] = LineText.Graphemes(shown, LineLimits.DisplayText),
    };

    /// <summary>A tap on an answer or a command.</summary>
    public static JsonObject? Postback(string label, int labelMost, MessageOption option) => Postback(label, labelMost, option.Value, Shown(option));

    /// <summary>A card's button: a call, an address, or a tap that comes back to us; null when LINE would not take it.</summary>
    public static JsonObject? OfCard(CardAction action, int labelMost)
    {
        if (action.Type == ActionTypes.PostBack)
            return ActivityValues.TextOf(action.Value) is { } data ? Postback(action.Title ?? data, labelMost, data, action.Title ?? data) : null;
        return AddressOf(action) is { } address
            ? new JsonObject { ["type"] = "uri", ["label"] = LineText.Graphemes(action.Title ?? address, labelMost), ["uri"] = address }
            : null;
    }

    /// <summary>The address that an action opens, as LINE takes it; null when it has none that LINE would take.</summary>
    public static string? AddressOf(CardAction action) => ActivityValues.TextOf(action.Value) is { } value ? AddressOf(value) : null;

    /// <summary>An address as LINE takes it (#uri-action): http, https, line or tel, percent-encoded, at most 1,000 characters. Null for any other.</summary>
    public static string? AddressOf(string value)
    {
        // A call is written as it is: #7119 is already %237119, and nothing else than digits and signs may stand in it.
        if (value.StartsWith("tel:", StringComparison.Ordinal))
            return value.Length > 4 && value.AsSpan(4).IndexOfAnyExcept(CallSigns) < 0 ? value.Replace("#", "%23", StringComparison.Ordinal) : null;
        if (!Uri.TryCreate(value, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https" or "line"))
            return null;
        // Letters of any script in the host's name become ASCII too.
        var address = uri.AbsoluteUri.Replace("://" + uri.Host, "://" + uri.IdnHost, StringComparison.Ordinal);
        return address.Length <= LineLimits.Uri && address.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0 ? address : null;
    }

    /// <summary>What the talk shows when an option is tapped: its words, or only its number where the screen may be read by others.</summary>
    public static string Shown(MessageOption option) => option is { Hidden: true, Number: > 0 } ? NumberOf(option) : option.Text;

    public static string NumberOf(MessageOption option) => option.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
