using System.Text;

namespace Tsunagu.Directory.Api.Pages;

/// <summary>What stands around every page.</summary>
internal static class PageShell
{
    // No script but the one that leaves at once, nothing from elsewhere; JSON-LD is data that no browser runs, and needs no exception.
    private const string Policy = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    internal static IResult Page(HttpContext context, PageTexts texts, DirectoryPageOptions options, string title, Html body, int status = 200, bool index = true, string? here = null)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = options.Exit is { } exit ? $"{Policy} {exit.Origin}; script-src 'self'; connect-src 'self'" : Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-cache";
        // Where the other languages are: this page with what was asked, or, after a form was sent, the page that it stood on.
        here ??= context.Request.Path.Value + QueryString.Create(context.Request.Query.Where(q => q.Key != "lang"));
        var prototype = options.Operator.Length == 0 ? Html.Of($"<p class=\"prototype\">{texts.Say("prototype")}</p>") : null;
        var html = Html.Of($"""
            <!doctype html>
            <html lang="{texts.HtmlLang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title} | {texts.Say("site")}</title><link rel="icon" href="{options.Icon}"><link rel="stylesheet" href="/windows/style.css">{Leave(texts, options, head: true)}{(index ? null : Html.Raw("<meta name=\"robots\" content=\"noindex\">"))}</head>
            <body><a class="skip" href="#main">{texts.Say("skip")}</a>
            <header><div class="top"><a href="{texts.Link("/windows")}">{texts.Say("site")}</a>{Leave(texts, options, head: false)}</div>
            <div class="below">
            <nav aria-label="{texts.Say("nav")}"><a href="{texts.Link("/windows")}">{texts.Say("nav.list")}</a><a href="{texts.Link("/windows/overview")}">{texts.Say("nav.overview")}</a></nav>
            <nav aria-label="{texts.Say("languages")}">{Html.Each(PageTexts.Locales, locale => Html.Of($"<a href=\"{PageTexts.Link(here, locale)}\" lang=\"{PageTexts.LangOf(locale)}\"{Current(locale)}>{texts.Say("language." + locale)}</a>"))}</nav></div></header>
            <main id="main">{prototype}{body}</main>
            <footer><p>{texts.Say("footer")}</p>{(options.Exit is { } way ? Html.Of($"<p class=\"soft\">{way.Hint(texts.Locale)}</p>") : null)}</footer></body></html>
            """);
        Html? Current(string locale) => locale == texts.Locale ? Html.Raw(" aria-current=\"true\"") : null;
        return Results.Text(html.ToString(), "text/html; charset=utf-8", Encoding.UTF8, status);
    }

    private static Html? Leave(PageTexts texts, DirectoryPageOptions options, bool head) => options.Exit is not { } exit ? null : head
        ? Html.Of($"<script src=\"{exit.Script}\" defer></script>")
        : Html.Of($"<form class=\"exit\" method=\"post\" action=\"{exit.Action}\" data-exit=\"{exit.Url}\"><button type=\"submit\">{exit.Label(texts.Locale)}</button></form>");
}

/// <summary>What the pages are told by whoever runs them.</summary>
public sealed record DirectoryPageOptions
{
    /// <summary><c>Site:Operator</c>; while it is empty every page says that this is a prototype.</summary>
    public string Operator { get; init; } = "";

    /// <summary>The pages' icon, as neutral as the site's: it stays in the browser's history.</summary>
    public string Icon { get; init; } = "data:,";

    /// <summary>How the site around is left at once; null where there is none, as when the directory runs alone.</summary>
    public QuickExit? Exit { get; init; }

    /// <summary>Reports of mistakes from one address within ten minutes; more are told to wait. 0 = no limit (<c>RateLimits:Enabled=false</c>).</summary>
    public int MostReports { get; init; } = 5;
}

/// <summary>The site's way out for somebody who is being watched, on its pages of the directory too.</summary>
/// <param name="Action">Where the button posts to without script.</param>
/// <param name="Url">Where leaving leads.</param>
/// <param name="Script">Address of the script that leaves without a trace.</param>
/// <param name="Label">What the button says, by language.</param>
/// <param name="Hint">What it does, by language.</param>
public sealed record QuickExit(string Action, string Url, string Script, Func<string, string> Label, Func<string, string> Hint)
{
    /// <summary>Browsers hold where a form is sent on to against the policy too; empty when it is this site.</summary>
    internal string Origin => Uri.TryCreate(Url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" ? uri.GetLeftPart(UriPartial.Authority) : "";
}
