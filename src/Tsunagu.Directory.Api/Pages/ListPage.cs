namespace Tsunagu.Directory.Api.Pages;

/// <summary><c>/windows</c>: who helps whom, and where, with filters that need no script.</summary>
internal static class ListPage
{
    private const int PerPage = 24;

    private static readonly string[] Ways = ["phone", "chat", "line", "visit", "fax"];

    internal static Html Body(HttpContext context, PageTexts texts, DirectorySnapshot snapshot, DateTimeOffset now, Func<string, IEnumerable<string>> search)
    {
        var query = context.Request.Query;
        var all = WindowView.Shown(snapshot, now).ToList();
        var languages = all.SelectMany(w => w.Service.Languages).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        string[] places = [.. Wards.All, .. Wards.Branches];
        var q = query["q"].ToString().Trim();
        var target = Known(query["target"], [.. TargetCodes.All]);
        var ward = Known(query["ward"], places);
        var way = Known(query["way"], Ways);
        var language = Known(query["language"], languages);
        var open = query["open"] == "now";
        IEnumerable<WindowView> found = all.OrderBy(w => !w.OpenNow).ThenBy(w => w.Service.NeedsCheck);
        if (q.Length > 0)
        {
            var byId = all.ToDictionary(w => w.Service.Id, StringComparer.Ordinal);
            found = search(q).Where(byId.ContainsKey).Select(id => byId[id]);
        }
        var shown = found.Where(w => (target is null || w.Service.Targets.Contains(target)) && (ward is null || Serves(w.Service, ward))
            && (way is null || w.Service.Ways.Contains(way)) && (language is null || w.Service.Languages.Contains(language)) && (!open || w.OpenNow)).ToList();
        var pages = Math.Max(1, (shown.Count + PerPage - 1) / PerPage);
        var page = int.TryParse(query["page"], out var asked) ? Math.Clamp(asked, 1, pages) : 1;
        string Another(int number) => "/windows?" + string.Join('&', new[] { ("q", q), ("target", target), ("ward", ward), ("way", way), ("language", language), ("open", open ? "now" : null), ("lang", texts.Locale), ("page", PageTexts.Number(number)) }
            .Where(p => !string.IsNullOrEmpty(p.Item2)).Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2!)}"));
        return Html.Of($"""
            <h1>{texts.Say("list.title")}</h1><p>{texts.Say("list.lead")}</p>
            <p class="note">{texts.Say("danger")}</p>
            <form class="filters" action="/windows" method="get" role="search">
            <label><span>{texts.Say("filter.words")}</span><input type="search" name="q" value="{q}" maxlength="100"></label>
            {Choice(texts, "target", target, TargetCodes.All, texts.Target)}{Choice(texts, "ward", ward, places, texts.Area)}
            {Choice(texts, "way", way, Ways, code => texts.Say("way." + code))}{Choice(texts, "language", language, languages, texts.Language)}
            <label class="tick"><input type="checkbox" name="open" value="now"{Html.Raw(open ? " checked" : "")}>{texts.Say("filter.open")}</label>
            <input type="hidden" name="lang" value="{texts.Locale}"><button type="submit">{texts.Say("filter.go")}</button></form>
            <h2>{texts.Say("list.found", ("count", PageTexts.Number(shown.Count)))}</h2>
            {(shown.Count == 0 ? Html.Of($"<p>{texts.Say("list.none")}</p><p><a href=\"{texts.Link("/windows")}\">{texts.Say("list.all")}</a></p>") : null)}
            <ul class="cards">{Html.Each(shown.Skip((page - 1) * PerPage).Take(PerPage), w => Card(w, texts, now))}</ul>
            {(pages > 1 ? Html.Of($"""
                <nav class="plain" aria-label="{texts.Say("pages")}"><span>{texts.Say("pages.here", ("page", PageTexts.Number(page)), ("pages", PageTexts.Number(pages)))}</span>
                {(page > 1 ? Html.Of($"<a rel=\"prev\" href=\"{Another(page - 1)}\">{texts.Say("pages.before")}</a>") : null)}
                {(page < pages ? Html.Of($"<a rel=\"next\" href=\"{Another(page + 1)}\">{texts.Say("pages.next")}</a>") : null)}</nav>
                """) : null)}
            """);
    }

    internal static bool Serves(Service service, string ward) => service.Area.Kind != AreaKind.Wards
        || service.Area.Wards.Contains(ward) || (service.Kind != "ward" && service.Area.Wards.Contains(Wards.ParentOf(ward)));

    private static Html Card(WindowView window, PageTexts texts, DateTimeOffset now) => Html.Of($"""
        <li><h3><a href="{texts.Link("/windows/" + window.Service.Id)}">{window.Name(texts)}</a></h3>
        <p class="soft">{window.Service.Organization}</p><p>{window.Badge(texts, now)}</p>
        <p>{window.Service.Summary}</p>
        {(window.Service.Phones is [var main, ..] ? WindowView.Call(main) : null)}
        <p class="soft">{window.Area(texts)}</p>{window.Checked(texts)}</li>
        """);

    private static Html Choice(PageTexts texts, string name, string? chosen, IEnumerable<string> codes, Func<string, string> words) => Html.Of($"""
        <label><span>{texts.Say("filter." + name)}</span><select name="{name}"><option value="">{texts.Say("filter.any")}</option>
        {Html.Each(codes, code => Html.Of($"<option value=\"{code}\"{Html.Raw(code == chosen ? " selected" : "")}>{words(code)}</option>"))}</select></label>
        """);

    private static string? Known(string? value, string[] codes) => Array.IndexOf(codes, value) >= 0 ? value : null;
}
