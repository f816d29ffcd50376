namespace Tsunagu.Channels.WebChat;

/// <summary>Draws windows that a link names: as they are now, ready to be printed on A4 in black alone.</summary>
internal static class ResultsPage
{
    /// <summary>The page.</summary>
    /// <param name="words">Words of the page.</param>
    /// <param name="sheets">The windows that were found.</param>
    /// <param name="missing">True when some ids were not found.</param>
    /// <param name="now">The instant of the states, in words.</param>
    /// <param name="link">The page's own full address, to be passed on.</param>
    public static PageContent Of(PageWords words, IReadOnlyList<WindowSheet> sheets, bool missing, string now, string link) => new()
    {
        Title = words["results.title"],
        Main = Html.Of($"""
            <div class="results">{Windows(words, sheets, missing, now, sheet => WindowLinks.Of(words, sheet))}
            {Html.When(sheets.Count > 0, () => Keeping(words, sheets, link))}
            <p class="screen-only"><a class="button secondary" href="{words.Link(PlainEndpoints.Path)}">{words.Html("results.begin")}</a></p></div>
            """),
        Styles = ["plain.css"],
        Address = WindowLinks.Address(ResultsEndpoints.Path, sheets.Select(s => s.Card.Id)),
        BodyClass = "results-page",
    };

    /// <summary>The windows alone, for the page and for a file.</summary>
    /// <param name="words">Words of the page.</param>
    /// <param name="sheets">The windows that were found.</param>
    /// <param name="missing">True when some ids were not found.</param>
    /// <param name="now">The instant of the states, in words.</param>
    /// <param name="links">Links of a window as list items.</param>
    public static Html Windows(PageWords words, IReadOnlyList<WindowSheet> sheets, bool missing, string now, Func<WindowSheet, Html> links) => Html.Of($"""
        <h1>{words.Html("results.title")}</h1>
        <p>{words.Html("results.as-of", ("time", now))}</p>
        <p class="emergency">{words.Html("results.emergency")}</p>
        {Html.When(missing, () => Html.Of($"""<div class="notice">{words.Paragraphs(sheets.Count > 0 ? "results.missing" : "results.none")}</div>"""))}
        {Html.When(sheets.Count > 0, () => Html.Of($"<h2>{words.Html("results.windows")}</h2>"))}
        {Html.Join(sheets.Select(sheet => CardHtml.Of(sheet.Card, words.Lang, Html.Of($"{Place(words, sheet)}{Openings(words, sheet)}{links(sheet)}"))))}
        """);

    private static Html Place(PageWords words, WindowSheet sheet) =>
        Html.When(sheet.Address is { Length: > 0 }, () => Html.Of($"""<li class="place">{words.Html("results.address", ("address", sheet.Address!))}</li>"""));

    private static Html Openings(PageWords words, WindowSheet sheet) => Html.When(sheet.Openings.Count > 0, () => Html.Of($"""
        <li class="openings">{words.Html("results.openings")}<ul>{Html.Join(sheet.Openings.Select(o => Html.Of($"<li>{o.Words}</li>")))}</ul></li>
        """));

    private static Html Keeping(PageWords words, IReadOnlyList<WindowSheet> sheets, string link)
    {
        var ids = sheets.Select(s => s.Card.Id).ToList();
        return Html.Of($"""
            <section class="keeping screen-only"><h2>{words.Html("results.keep.title")}</h2><p>{words.Html("results.print.how")}</p>
            <ul><li><a href="{WindowLinks.Link(ResultsEndpoints.FilePath, words, ids)}">{words.Html("results.keep.file")}</a></li>
            {Html.When(sheets.Any(s => s.Openings.Count > 0), () => Html.Of($"""<li><a href="{WindowLinks.Link(ResultsEndpoints.CalendarPath, words, ids)}">{words.Html("results.calendar.all")}</a></li>"""))}</ul>
            <p class="words"><label for="share">{words.Html("results.share")}</label><input type="text" id="share" readonly value="{link}" aria-describedby="share-hint">
            <span class="hint" id="share-hint">{words.Html("results.keep.hint")}</span></p></section>
            """);
    }
}
