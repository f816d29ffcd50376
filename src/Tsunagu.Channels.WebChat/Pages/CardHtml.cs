using System.Text.Json;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.WebChat;

/// <summary>Windows and schemes as HTML: the same card as in the chat, readable without script and on paper.</summary>
public static class CardHtml
{
    private static readonly string[] Schemes = ["https", "http", "tel", "sms", "mailto"];

    /// <summary>One card.</summary>
    /// <param name="card">The window, scheme or line in words.</param>
    public static Html Of(MessageCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return Html.Of($"""
            <article class="card {card.Kind}">
            {Html.When(card.State is { Length: > 0 }, () => Html.Of($"""<p><span class="state {card.StateKind}">{card.State}</span></p>"""))}
            <h3>{card.Title}</h3>
            {Line("subtitle", card.Subtitle)}
            {Html.When(card.Badge is { Length: > 0 }, () => Html.Of($"""<p><span class="badge">{card.Badge}</span></p>"""))}
            {Html.When(card.Actions.Count > 0, () => Html.Of($"""<ul class="ways">{Html.Join(card.Actions.Select(Way))}</ul>"""))}
            {Line("reason", card.Reason)}
            {Html.When(card.Facts.Count > 0, () => Html.Of($"<dl>{Html.Join(card.Facts.Select(f => Html.Of($"<div><dt>{f.Label}</dt><dd>{f.Text}</dd></div>")))}</dl>"))}
            </article>
            """);
    }

    private static Html Line(string name, string? text) => Html.When(text is { Length: > 0 }, () => Html.Of($"""<p class="{name}">{text}</p>"""));

    /// <summary>Anything that a browser might run is left out.</summary>
    private static Html Way(CardAction action)
    {
        var address = action.Value switch
        {
            string text => text,
            JsonElement { ValueKind: JsonValueKind.String } element => element.GetString(),
            _ => null,
        };
        if (address is null || !Uri.TryCreate(address, UriKind.Absolute, out var uri) || !Schemes.Contains(uri.Scheme, StringComparer.Ordinal))
            return Html.Empty;
        return string.Equals(action.Type, ActionTypes.Call, StringComparison.Ordinal)
            ? Html.Of($"""<li><a class="button call" href="{address}">{action.Title}</a></li>""")
            : Html.Of($"""<li><a class="way" href="{address}" target="_blank" rel="noopener noreferrer">{action.Title}</a></li>""");
    }
}
