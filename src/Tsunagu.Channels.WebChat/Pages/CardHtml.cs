using Tsunagu.BotCore;

namespace Tsunagu.Channels.WebChat;

/// <summary>Windows and schemes as HTML: the same card as in the chat, readable without script and on paper.</summary>
public static class CardHtml
{
    /// <summary>One card in a page of some language, with further ways to it.</summary>
    /// <param name="card">The window, scheme or line in words.</param>
    /// <param name="lang">The language around it; what the directory has in Japanese only is marked in others (WCAG 3.1.2).</param>
    /// <param name="more">Further items for the list of ways.</param>
    public static Html Of(MessageCard card, string lang, Html more = default)
    {
        ArgumentNullException.ThrowIfNull(card);
        Html Words(string? text) => Marked(text, lang);
        return Html.Of($"""
            <article class="card {card.Kind}" data-id="{card.Id}" data-state="{card.StateKind}">
            {Html.When(card.State is { Length: > 0 }, () => Html.Of($"""<p><span class="state {card.StateKind}">{card.State}</span></p>"""))}
            <h3>{Words(card.Title)}</h3>
            {Line("subtitle", card.Subtitle, lang)}
            {Line("place", card.Place, lang)}
            {Html.When(card.Badge is { Length: > 0 }, () => Html.Of($"""<p><span class="badge">{card.Badge}</span></p>"""))}
            {Html.When(card.Actions.Count > 0, () => Html.Of($"""<ul class="ways">{Html.Join(card.Actions.Select(action => Way(action, lang)))}</ul>"""))}
            {Line("reason", card.Reason, lang)}
            {Html.When(card.Facts.Count > 0, () => Html.Of($"<dl>{Html.Join(card.Facts.Select(f => Html.Of($"<div><dt>{f.Label}</dt><dd>{Words(f.Text)}</dd></div>")))}</dl>"))}
            {Html.When(more.ToString().Trim().Length > 0, () => Html.Of($"""<ul class="ways">{more}</ul>"""))}
            </article>
            """);
    }

    private static Html Line(string name, string? text, string lang) => Html.When(text is { Length: > 0 }, () => Html.Of($"""<p class="{name}">{Marked(text, lang)}</p>"""));

    private static Html Marked(string? text, string lang) =>
        lang.StartsWith("ja", StringComparison.Ordinal) || !IsJapanese(text, lang) ? Html.Text(text) : Html.Of($"""<span lang="ja">{text}</span>""");

    // Kana are written in Japanese only; kanji alone may be Chinese where the words around them are.
    private static bool IsJapanese(ReadOnlySpan<char> text, string lang) =>
        text.ContainsAnyInRange('\u3041', '\u30ff') || (!lang.StartsWith("zh", StringComparison.Ordinal) && text.ContainsAnyInRange('\u4e00', '\u9fff'));

    private static Html Way(CardAction action, string lang)
    {
        if (SafeLink.Of(action) is not { } address)
            return Html.Empty;
        return string.Equals(action.Type, ActionTypes.Call, StringComparison.Ordinal)
            ? Html.Of($"""<li><a class="button call" href="{address}">{Marked(action.Title, lang)}</a></li>""")
            : Html.Of($"""<li><a class="way" href="{address}" target="_blank" rel="noopener noreferrer">{Marked(action.Title, lang)}</a></li>""");
    }
}
