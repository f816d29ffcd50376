using Tsunagu.BotCore;

namespace Tsunagu.Channels.WebChat;

/// <summary>Addresses that may stand behind a link, in the chat as on pages: anything that a browser might run is left out.</summary>
internal static class SafeLink
{
    private static readonly string[] Schemes = ["https", "http", "tel", "sms", "mailto"];

    /// <summary>What the action opens; null when it is no such address.</summary>
    public static string? Of(CardAction action) =>
        ActivityValues.TextOf(action.Value) is { } address && Uri.TryCreate(address, UriKind.Absolute, out var uri) && Schemes.Contains(uri.Scheme, StringComparer.Ordinal)
            ? address
            : null;
}
