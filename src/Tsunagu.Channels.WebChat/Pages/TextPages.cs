namespace Tsunagu.Channels.WebChat;

/// <summary>Pages that only tell: about, privacy, accessibility, how to remove traces.</summary>
/// <param name="options">Who runs the site, and what leaves it.</param>
internal sealed class TextPages(WebChatOptions options)
{
    public PageContent About(PageWords words) => Page(words, "about", Html.Of($"""
        {words.Paragraphs("about.body")}
        {Part(words, "about.data")}
        <h2>{words.Html("about.who.title")}</h2>
        <p>{(options.Operator.Length > 0 ? words.Html("about.who", ("operator", options.Operator)) : words.Html("about.who.none"))}</p>
        """));

    public PageContent Privacy(PageWords words) => Page(words, "privacy", Html.Of($"""
        {ListPart(words, "privacy.no")}
        {ListPart(words, "privacy.yes")}
        {ListPart(words, "privacy.browser")}
        {Part(words, "privacy.erase")}
        <p><a href="{words.Link("/history")}">{words.Html("page.link.history")}</a></p>
        {words.Paragraphs(options.WordsLeave ? "privacy.third.azure" : "privacy.third")}
        """));

    public PageContent Accessibility(PageWords words) => Page(words, "accessibility", Html.Of($"""
        {Part(words, "accessibility.policy")}
        {Part(words, "accessibility.status")}
        {ListPart(words, "accessibility.tests")}
        {ListPart(words, "accessibility.known")}
        <h2>{words.Html("accessibility.contact.title")}</h2>
        <p>{(options.Operator.Length > 0 ? words.Html("accessibility.contact.operator", ("operator", options.Operator)) : words.Html("accessibility.contact"))}</p>
        """));

    public static PageContent History(PageWords words) => Page(words, "history", Html.Of($"""
        {words.Paragraphs("history.lead")}
        {Part(words, "history.iphone")}
        {Part(words, "history.android")}
        {Part(words, "history.pc")}
        {Part(words, "history.private")}
        {Part(words, "history.line")}
        """));

    private static PageContent Page(PageWords words, string name, Html body) => new()
    {
        Title = words["page.title." + name],
        Main = Html.Of($"""<h1>{words.Html(name + ".heading")}</h1>{body}<p><a class="button secondary" href="{words.Link("/")}">{words.Html("page.link.home")}</a></p>"""),
    };

    private static Html Part(PageWords words, string key) => Html.Of($"<h2>{words.Html(key + ".title")}</h2>{words.Paragraphs(key)}");

    private static Html ListPart(PageWords words, string key) => Html.Of($"<h2>{words.Html(key + ".title")}</h2>{words.List(key)}");
}
