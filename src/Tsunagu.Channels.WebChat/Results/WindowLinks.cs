namespace Tsunagu.Channels.WebChat;

/// <summary>Links that carry windows away: a map, the calendar, print, a file. They hold ids of windows only, nothing of a person.</summary>
internal static class WindowLinks
{
    /// <summary>Links of one window as list items: a map when its address is public, the calendar when it is known when it opens.</summary>
    /// <param name="words">Words of the page.</param>
    /// <param name="sheet">The window.</param>
    public static Html Of(PageWords words, WindowSheet sheet) => Html.Of($"""
        {Html.When(sheet.Address is { Length: > 0 }, () => Html.Of($"""<li><a class="way" href="{MapOf(sheet.Address!)}" target="_blank" rel="noopener noreferrer">{words.Html("results.map")}{About(sheet)}</a></li>"""))}
        {Html.When(sheet.Openings.Count > 0, () => Html.Of($"""<li><a class="way" href="{words.Link(Address(ResultsEndpoints.CalendarPath, [sheet.Card.Id]) + "&next=1")}">{words.Html("results.calendar")}{About(sheet)}</a></li>"""))}
        """);

    /// <summary>What can be done with several windows at once.</summary>
    /// <param name="words">Words of the page.</param>
    /// <param name="ids">Ids of the windows.</param>
    public static Html Keeping(PageWords words, IReadOnlyCollection<string> ids) => Html.Of($"""
        <aside class="keeping" aria-labelledby="keeping"><h2 id="keeping">{words.Html("results.keep.title")}</h2>
        <ul><li><a href="{Link(ResultsEndpoints.Path, words, ids)}">{words.Html("results.keep.print")}</a></li>
        <li><a href="{Link(ResultsEndpoints.FilePath, words, ids)}">{words.Html("results.keep.file")}</a></li></ul>
        <p class="hint">{words.Html("results.keep.hint")}</p></aside>
        """);

    /// <summary>An address that names windows, in the language of the page.</summary>
    /// <param name="path">The path.</param>
    /// <param name="words">Words of the page.</param>
    /// <param name="ids">Ids of the windows.</param>
    public static string Link(string path, PageWords words, IEnumerable<string> ids) => words.Link(Address(path, ids));

    /// <summary>An address that names windows, in no language yet.</summary>
    /// <param name="path">The path.</param>
    /// <param name="ids">Ids of the windows.</param>
    public static string Address(string path, IEnumerable<string> ids) => path + "?w=" + string.Join(',', ids.Select(Uri.EscapeDataString));

    /// <summary>A search for an address on a map. Another site: it opens only when the person follows the link, and learns no more than the address.</summary>
    /// <param name="address">A public address.</param>
    public static string MapOf(string address) => "https://www.google.com/maps/search/?api=1&query=" + Uri.EscapeDataString(address);

    private static Html About(WindowSheet sheet) => Html.Of($"""<span class="visually-hidden"> ({sheet.Card.Title})</span>""");
}
