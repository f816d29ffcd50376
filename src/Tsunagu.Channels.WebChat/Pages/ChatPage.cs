using System.Globalization;
using System.Text.Json;

namespace Tsunagu.Channels.WebChat;

/// <summary>The place of the chat, and what its script must know. Web Chat is loaded only when the person opens it.</summary>
internal static class ChatPage
{
    /// <summary>Languages that the talk has; pages exist in fewer.</summary>
    private static readonly string[] Languages = ["ja", "ja-simple", "en", "zh-Hans", "ko", "vi"];

    /// <summary>What the script loads when the chat is opened.</summary>
    private static readonly string[] Loaded = ["chat.js", "webchat.js"];

    /// <summary>The page.</summary>
    /// <param name="words">Its words.</param>
    /// <param name="shell">What stands around it.</param>
    /// <param name="framed">Whether it stands in the widget's frame.</param>
    /// <param name="organization">Whose page the widget stands on; null = nobody's in particular, or nobody the directory knows.</param>
    /// <param name="unknownOrganization">An id that the directory does not know: told to the page's owner in the browser's console; the talk is there all the same.</param>
    public static PageContent Of(PageWords words, PageShell shell, bool framed, OrganizationState? organization = null, string? unknownOrganization = null) => new()
    {
        Title = words["page.title.home"],
        Main = Html.Of($"""
            <div id="intro"><h1 class="visually-hidden">{words["chat.title"]}</h1><p id="status" role="status">{words["chat.loading"]}</p>
            <noscript><p><a class="button" href="{words.Link("/handbook")}">{words["chat.plain"]}</a></p></noscript></div>
            {Section(words, shell, organization, unknownOrganization)}
            """),
        Scripts = ["page.js"],
        Preloads = Loaded,
        Styles = ["page.css"],
        HoldsChat = true,
        Frameable = framed,
        Framing = false,
        BodyClass = framed ? "open framed" : "open",
    };

    /// <summary>What stands around the chat; Web Chat itself is put in by the script. Words with a name are changed when the talk changes its language.</summary>
    public static Html Section(PageWords words, PageShell shell, OrganizationState? organization = null, string? unknownOrganization = null) => Html.Of($"""
        <section id="chat" aria-label="{words["chat.title"]}" data-label="title" hidden>
        <div class="talk">
        <div class="talk-bar">
        <p class="site-name">{words["page.name"]}</p>
        <button type="button" class="close" data-word="close">{words["chat.close"]}</button>
        {shell.Exit(words)}
        <div class="break"></div>
        <button type="button" class="now" data-word="now">{words["command.now"]}</button>
        <select aria-label="{words["chat.language"]}" data-label="language">{Html.Join(Languages.Select(tag => Option(words, tag)))}</select>
        <button type="button" class="size" aria-label="{words["chat.text-size"]}" data-label="text-size"><span aria-hidden="true">{words["chat.text-size.sign"]}</span></button>
        </div>
        <p class="talk-line" role="status" hidden></p>
        {(organization is null ? Html.Empty : Above(words, organization))}
        <div class="talk-body"></div>
        <div class="talk-over" role="status" hidden><p></p><button type="button" class="button" data-word="again">{words["chat.again"]}</button></div>
        </div>
        </section>
        {Html.Data("page-data", json => WriteData(json, words, unknownOrganization))}
        """);

    // Told anew when it changes: the script fetches the page again after that many seconds.
    private static Html Above(PageWords words, OrganizationState organization) => Html.Of($"""
        <div id="organization" role="status" lang="{words.Lang}" data-seconds="{Seconds(organization)}"><p>{organization.Text}</p>{(organization.CallAddress is { } address ? Html.Of($"""<p><a class="button call" href="{address}">{organization.CallTitle}</a></p>""") : Html.Empty)}</div>
        """);

    private static string Seconds(OrganizationState organization) => Math.Ceiling(organization.ChangesIn.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    public static void WriteWords(Utf8JsonWriter json, PageWords words)
    {
        json.WriteStartObject();
        foreach (var (key, text) in words.WithPrefix("chat."))
            json.WriteString(key, text);
        json.WriteString("now", words["command.now"]);
        json.WriteString("name", words["page.name"]);
        json.WriteString("prototype", words["page.prototype"]);
        json.WriteEndObject();
    }

    private static Html Option(PageWords words, string tag) =>
        Html.Of($"""<option value="{tag}" lang="{PageWords.LangOf(tag)}"{Html.When(tag == words.Tag, () => Html.Of($" selected"))}>{NameOf(words, tag)}</option>""");

    private static string NameOf(PageWords words, string tag) => words["language.name." + tag.ToLowerInvariant()];

    private static void WriteData(Utf8JsonWriter json, PageWords words, string? unknownOrganization)
    {
        json.WriteStartObject();
        json.WriteString("locale", words.Tag);
        json.WriteString("home", words.Link("/"));
        if (unknownOrganization is not null)
            json.WriteString("unknownOrganization", unknownOrganization);
        json.WriteStartObject("assets");
        foreach (var name in Loaded)
            json.WriteString(name, WebAssets.Address(name));
        json.WriteEndObject();
        json.WriteStartObject("languages");
        foreach (var tag in Languages)
            json.WriteString(tag, NameOf(words, tag));
        json.WriteEndObject();
        json.WritePropertyName("words");
        WriteWords(json, words);
        json.WriteEndObject();
    }
}
