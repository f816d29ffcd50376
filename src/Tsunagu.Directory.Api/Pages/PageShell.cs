using System.Text;

namespace Tsunagu.Directory.Api.Pages;

/// <summary>What stands around every page.</summary>
internal static class PageShell
{
    // No script, nothing from elsewhere; JSON-LD is data that no browser runs, and needs no exception.
    private const string Policy = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    internal static IResult Page(HttpContext context, PageTexts texts, DirectoryPageOptions options, string title, Html body, int status = 200, bool index = true, string? here = null)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-cache";
        // Where the other languages are: this page with what was asked, or, after a form was sent, the page that it stood on.
        here ??= context.Request.Path.Value + QueryString.Create(context.Request.Query.Where(q => q.Key != "lang"));
        var prototype = options.Operator.Length == 0 ? Html.Of($"<p class=\"prototype\">{texts.Say("prototype")}</p>") : null;
        var html = Html.Of($"""
            <!doctype html>
            <html lang="{texts.HtmlLang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title} | {texts.Say("site")}</title><link rel="stylesheet" href="/windows/style.css">{(index ? null : Html.Raw("<meta name=\"robots\" content=\"noindex\">"))}</head>
            <body><a class="skip" href="#main">{texts.Say("skip")}</a>
            <header><a href="{texts.Link("/windows")}">{texts.Say("site")}</a>
            <nav aria-label="{texts.Say("nav")}"><a href="{texts.Link("/windows")}">{texts.Say("nav.list")}</a><a href="{texts.Link("/windows/overview")}">{texts.Say("nav.overview")}</a></nav>
            <nav aria-label="{texts.Say("languages")}">{Html.Each(PageTexts.Locales, locale => Html.Of($"<a href=\"{PageTexts.Link(here, locale)}\" lang=\"{PageTexts.LangOf(locale)}\"{Current(locale)}>{texts.Say("language." + locale)}</a>"))}</nav></header>
            <main id="main">{prototype}{body}</main>
            <footer><p>{texts.Say("footer")}</p></footer></body></html>
            """);
        Html? Current(string locale) => locale == texts.Locale ? Html.Raw(" aria-current=\"true\"") : null;
        return Results.Text(html.ToString(), "text/html; charset=utf-8", Encoding.UTF8, status);
    }
}

/// <summary>What the pages are told by whoever runs them.</summary>
public sealed record DirectoryPageOptions
{
    /// <summary><c>Site:Operator</c>; while it is empty every page says that this is a prototype.</summary>
    public string Operator { get; init; } = "";

    /// <summary>Reports of mistakes from one address within ten minutes; more are told to wait. 0 = no limit (<c>RateLimits:Enabled=false</c>).</summary>
    public int MostReports { get; init; } = 5;
}
