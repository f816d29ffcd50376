using Microsoft.AspNetCore.Http;

namespace Tsunagu.Channels.WebChat;

/// <summary>What one page has of its own; <see cref="PageShell"/> has the rest.</summary>
public sealed record PageContent
{
    /// <summary>What the page is, for its title. Neutral: it stays in the browser's history, where others may read it.</summary>
    public required string Title { get; init; }

    /// <summary>What stands in <c>main</c>, from its <c>h1</c> on.</summary>
    public required Html Main { get; init; }

    /// <summary>Scripts under <c>/web/</c> besides the quick exit, such as <c>page.js</c>. No page needs one.</summary>
    public IReadOnlyList<string> Scripts { get; init; } = [];

    /// <summary>Scripts under <c>/web/</c> that the page's own script will load at once: the browser fetches them meanwhile.</summary>
    public IReadOnlyList<string> Preloads { get; init; } = [];

    /// <summary>Style sheets under <c>/web/</c> besides <c>site.css</c>.</summary>
    public IReadOnlyList<string> Styles { get; init; } = [];

    /// <summary>True when Web Chat is shown here: it writes its styles into the page and its icons are <c>data:</c> addresses.</summary>
    public bool HoldsChat { get; init; }

    /// <summary>True when pages of allowed origins may show this page in a frame.</summary>
    public bool Frameable { get; init; }

    /// <summary>The choice of language where a plain link would lose what was answered; null = links to the same address.</summary>
    public Html? Languages { get; init; }

    /// <summary>Its own address where more than the path belongs to it; links to other languages and the switch of readings keep it. Null = the request's path.</summary>
    public string? Address { get; init; }

    /// <summary>The switch of readings where a link would lose what is on the page; null = a link to the same address.</summary>
    public Html? Readings { get; init; }

    /// <summary>
    /// True when the browser may show the page again on "back": the answer to a form, which it would otherwise refuse to show.
    /// Such a page loads <c>kept.js</c>, and leaving takes it out of the browser's store.
    /// </summary>
    public bool MayBeShownAgain { get; init; }

    /// <summary>Words on the body for style sheets, such as <c>narrow</c>.</summary>
    public string BodyClass { get; init; } = "";

    /// <summary>False leaves header and footer out: a page inside a frame.</summary>
    public bool Framing { get; init; } = true;
}

/// <summary>
/// The layout of every page: head, neutral title and icon, the choice of language, the quick exit, who runs this, links of the footer.
/// A page gives its <see cref="PageContent"/> and gets headers, policy and language right.
/// </summary>
/// <param name="options">Settings of the channel.</param>
/// <param name="texts">The words.</param>
public sealed class PageShell(WebChatOptions options, PageTexts texts)
{
    /// <summary>Address of the icon: neutral, since it stays in the browser's history.</summary>
    public const string Icon = WebAssets.Root + "/icon.svg";

    /// <summary>The words for a request: its <c>lang</c> (address, else form), else the source language; <c>ruby=off</c> leaves readings out.</summary>
    /// <param name="request">The request; a form must have been read before.</param>
    public PageWords WordsFor(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return texts.For(request.Query["lang"], !string.Equals(request.Query["ruby"], "off", StringComparison.Ordinal));
    }

    /// <summary>Sends a page.</summary>
    /// <param name="context">The request; its path is what the language links lead to.</param>
    /// <param name="words">The words, from <see cref="WordsFor"/> or of a language chosen otherwise.</param>
    /// <param name="page">The page.</param>
    /// <param name="status">The status; 200 unless something went wrong.</param>
    public async Task WriteAsync(HttpContext context, PageWords words, PageContent page, int status = StatusCodes.Status200OK)
    {
        ArgumentNullException.ThrowIfNull(context);
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        // Somebody who leaves must not find the page again by going back.
        response.Headers.CacheControl = page.MayBeShownAgain ? "private, no-cache" : "no-store";
        response.Headers.ContentLanguage = words.Lang;
        response.Headers.ContentSecurityPolicy = SecurityPolicy.ForPage(options, page);
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        await response.WriteAsync(Render(context.Request.Path, words, page).ToString(), context.RequestAborted);
    }

    /// <summary>The page as HTML.</summary>
    /// <param name="path">Path of the page.</param>
    /// <param name="words">The words.</param>
    /// <param name="page">The page.</param>
    public Html Render(string path, PageWords words, PageContent page)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(page);
        path = page.Address ?? path;
        return Html.Of($"""
            <!doctype html>
            <html lang="{words.Lang}" data-locale="{words.Tag}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
            <meta name="color-scheme" content="light dark">
            <meta name="robots" content="{(page.Framing ? "index" : "noindex")}">
            <title>{page.Title}</title>
            <link rel="icon" href="{Icon}" type="image/svg+xml">
            {Html.Join(texts.Tags.Select(tag => Html.Of($"""<link rel="alternate" hreflang="{HrefLang(tag)}" href="{Address(path, tag)}">""")))}
            <link rel="stylesheet" href="{WebAssets.Address("site.css")}">
            {Html.Join(page.Styles.Select(s => Html.Of($"""<link rel="stylesheet" href="{WebAssets.Address(s)}">""")))}
            {Html.Join(page.Preloads.Select(s => Html.Of($"""<link rel="preload" as="script" href="{WebAssets.Address(s)}">""")))}
            <script src="{WebAssets.Address("exit.js")}" defer></script>
            {Html.Join(page.Scripts.Select(s => Html.Of($"""<script src="{WebAssets.Address(s)}" defer></script>""")))}
            </head>
            <body class="{page.BodyClass}"{Html.When(page.MayBeShownAgain, () => Html.Of($" data-kept"))}>
            {Html.When(page.Framing, () => Header(path, words, page))}
            <main id="main" tabindex="-1">
            {page.Main}
            </main>
            {Html.When(page.Framing, () => Footer(path, words, page))}
            </body>
            </html>
            """);
    }

    /// <summary>The button that leaves at once. Without script it posts and is sent on; the script does the same faster and leaves no entry behind.</summary>
    /// <param name="words">The words.</param>
    public Html Exit(PageWords words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return Html.Of($"""
            <form class="exit" method="post" action="/exit" data-exit="{SiteExit.UrlOf(options)}"><button type="submit" data-word="exit">{words.Html("page.exit")}</button></form>
            """);
    }

    /// <summary>Links to this page in each language.</summary>
    /// <param name="path">The page's address.</param>
    /// <param name="words">The words.</param>
    public Html LanguageLinks(string path, PageWords words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return Html.Of($"<ul>{Html.Join(texts.Tags.Select(tag => LanguageLink(path, tag, words)))}</ul>");
    }

    private static Html LanguageLink(string path, string tag, PageWords words)
    {
        var name = words["language.name." + tag];
        return string.Equals(tag, words.Tag, StringComparison.Ordinal)
            ? Html.Of($"""<li><span aria-current="true" lang="{PageWords.LangOf(tag)}">{name}</span></li>""")
            : Html.Of($"""<li><a href="{PageWords.Link(path, tag, ruby: true)}" hreflang="{HrefLang(tag)}" lang="{PageWords.LangOf(tag)}">{name}</a></li>""");
    }

    private Html Header(string path, PageWords words, PageContent page) => Html.Of($"""
        <a class="skip" href="#main">{words.Html("page.skip")}</a>
        <header class="site-header">
        <div class="bar"><a class="site-name" href="{words.Link("/")}">{words["page.name"]}</a>{Exit(words)}</div>
        <nav class="languages" aria-label="{words["page.languages"]}">{page.Languages ?? LanguageLinks(path, words)}</nav>
        </header>
        {Html.When(options.Operator.Length == 0, () => Html.Of($"""<aside class="prototype" aria-label="{words["page.link.about"]}">{words.Html("page.prototype")}</aside>"""))}
        """);

    private Html Footer(string path, PageWords words, PageContent page) => Html.Of($"""
        <footer class="site-footer">
        <p>{(options.Operator.Length > 0 ? words.Html("page.operator", ("operator", options.Operator)) : words.Html("page.operator.none"))}</p>
        <p>{words.Html("page.machine")}</p>
        <ul>
        <li><a href="{words.Link("/about")}">{words.Html("page.link.about")}</a></li>
        <li><a href="{words.Link("/privacy")}">{words.Html("page.link.privacy")}</a></li>
        <li><a href="{words.Link("/accessibility")}">{words.Html("page.link.accessibility")}</a></li>
        <li><a href="{words.Link("/history")}">{words.Html("page.link.history")}</a></li>
        </ul>
        {Html.When(words.HasReadings, () => page.Readings ?? Html.Of($"""<p class="readings"><a href="{PageWords.Link(path, words.Tag, !words.Ruby)}">{words.ReadingsSwitch}</a></p>"""))}
        <p class="hint">{words.Html("page.exit.hint")}</p>
        </footer>
        """);

    private string Address(string path, string tag) => PageWords.Link(path, string.Equals(tag, texts.Tags[0], StringComparison.Ordinal) ? null : tag, ruby: true);

    // A private part is the one way in which a language tag may say "plain".
    private static string HrefLang(string tag) => string.Equals(tag, "ja-simple", StringComparison.Ordinal) ? "ja-x-simple" : tag;
}
