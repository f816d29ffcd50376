using Tsunagu.Directory.Api.Export;

namespace Tsunagu.Directory.Api.Pages;

/// <summary><c>/windows/overview</c>: how many windows each ward has, as a picture and as text; where nothing is offered for whom; how fresh it all is.</summary>
internal static class OverviewPage
{
    private const int Tile = 90;

    /// <summary>A tile map: where the wards lie to each other, not how large they are.</summary>
    private static readonly (string Ward, int Column, int Row)[] Tiles =
    [
        ("ukyo", 0, 1), ("kita", 1, 0), ("sakyo", 2, 0), ("kamigyo", 1, 1), ("nakagyo", 1, 2), ("higashiyama", 2, 2),
        ("nishikyo", 0, 3), ("shimogyo", 1, 3), ("yamashina", 3, 2), ("minami", 1, 4), ("fushimi", 2, 4),
    ];

    internal static Html Body(PageTexts texts, DirectorySnapshot snapshot, DateTimeOffset now)
    {
        var shown = WindowView.Shown(snapshot, now).Select(w => w.Service).ToList();
        var wide = shown.Where(s => s.Area.Kind != AreaKind.Wards).ToList();
        List<Service> In(string ward) => shown.FindAll(s => s.Area.Kind == AreaKind.Wards && s.Area.Wards.Any(w => Wards.ParentOf(w) == ward));
        var verified = shown.Count(s => s.Provenance.VerifiedOn is not null);
        return Html.Of($"""
            <h1>{texts.Say("overview.title")}</h1>
            <h2>{texts.Say("overview.map")}</h2><p>{texts.Say("overview.map.lead", ("wide", PageTexts.Number(wide.Count)))}</p>
            <div class="map"><svg viewBox="0 0 {4 * Tile} {5 * Tile}" role="img" aria-label="{texts.Say("overview.map.label")}" font-family="sans-serif" text-anchor="middle">
            {Html.Each(Tiles, tile => Drawn(tile, texts, In(tile.Ward).Count))}</svg>
            <ul>{Html.Each(Wards.All, ward => Html.Of($"<li><a href=\"{texts.Link("/windows?ward=" + ward)}\">{texts.Area(ward)}</a> {texts.Say("count", ("count", PageTexts.Number(In(ward).Count)))}</li>"))}</ul></div>
            <h2>{texts.Say("overview.matrix")}</h2><p>{texts.Say("overview.matrix.lead")}</p>
            <div class="scroll" tabindex="0" role="region" aria-label="{texts.Say("overview.matrix")}"><table><thead><tr><th scope="col">{texts.Say("filter.ward")}</th>
            {Html.Each(TargetCodes.All, target => Html.Of($"<th scope=\"col\">{texts.Target(target)}</th>"))}</tr></thead><tbody>
            {Html.Each(Wards.All, ward => Line(texts, texts.Area(ward), In(ward), ward))}{Line(texts, texts.Say("overview.wide"), wide, null)}</tbody></table></div>
            <h2>{texts.Say("overview.fresh")}</h2><p>{texts.Say("overview.fresh.figures",
                ("all", PageTexts.Number(shown.Count)), ("verified", PageTexts.Number(verified)), ("high", PageTexts.Number(shown.Count(s => s.Provenance.Confidence == Confidence.High))), ("hours", PageTexts.Number(shown.Count(s => s.HoursSeen))))}</p>
            <h2>{texts.Say("overview.data")}</h2><p>{texts.Say("overview.data.lead")}</p>
            <ul>{Html.Each(ExportFiles.All, file => Html.Of($"<li><a href=\"/windows/data/{file}\" download>{file}</a></li>"))}<li><a href="/hsds/v3/services?format=ndjson&amp;full=true">HSDS 3.2 (ndjson)</a></li></ul>
            """);
    }

    private static Html Drawn((string Ward, int Column, int Row) tile, PageTexts texts, int count) => Html.Of($"""
        <rect x="{tile.Column * Tile + 3}" y="{tile.Row * Tile + 3}" width="{Tile - 6}" height="{Tile - 6}" rx="10" fill="#e8f1fe" stroke="#0017c1"/>
        <text x="{tile.Column * Tile + Tile / 2}" y="{tile.Row * Tile + 38}" font-size="{(texts.Locale == "en" ? 10 : 16)}" fill="#1a1a1c">{texts.Area(tile.Ward)}</text>
        <text x="{tile.Column * Tile + Tile / 2}" y="{tile.Row * Tile + 66}" font-size="22" font-weight="700" fill="#0017c1">{count}</text>
        """);

    private static Html Line(PageTexts texts, string name, List<Service> services, string? ward) => Html.Of($"""
        <tr><th scope="row">{name}</th>{Html.Each(TargetCodes.All, target => Cell(texts, services.Count(s => s.Targets.Contains(target)), target, ward))}</tr>
        """);

    private static Html Cell(PageTexts texts, int count, string target, string? ward) => (count, ward) switch
    {
        (0, _) => Html.Of($"<td class=\"none\">{texts.Say("overview.none")}</td>"),
        (_, null) => Html.Of($"<td>{count}</td>"),
        _ => Html.Of($"<td><a href=\"{texts.Link($"/windows?ward={ward}&target={Uri.EscapeDataString(target)}")}\">{count}</a></td>"),
    };
}
