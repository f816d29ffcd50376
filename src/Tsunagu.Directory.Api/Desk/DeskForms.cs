using Tsunagu.Directory.Api.Export;
using Tsunagu.Directory.Api.Import;
using Tsunagu.Directory.Api.Pages;

namespace Tsunagu.Directory.Api.Desk;

/// <summary>The forms and tables of <c>/desk</c>.</summary>
internal static class DeskForms
{
    internal static Html Home(PageTexts texts) => Html.Of($"""
        <h1>{texts.Say("desk.page")}</h1><p>{texts.Say("desk.page.lead")}</p>
        <form class="stack" method="post" action="{texts.Link("/desk/preview")}" enctype="multipart/form-data"><h2>{texts.Say("desk.page.upload")}</h2>
        <label><span>{texts.Say("desk.page.file")}</span><input type="file" name="file" accept=".xlsx,.csv" required></label>
        {Key(texts)}<button type="submit">{texts.Say("desk.page.look")}</button></form>
        <h2>{texts.Say("desk.page.templates")}</h2><p>{texts.Say("desk.page.templates.lead")}</p>
        <ul>{Html.Each(SheetTemplate.Kinds, kind => Html.Of($"<li><a href=\"/desk/templates/{kind}.xlsx\" download>{texts.Say("desk.template." + kind)} (xlsx)</a></li>"))}</ul>
        <form class="stack" method="post" action="{texts.Link("/desk/export")}"><h2>{texts.Say("desk.page.export")}</h2><p>{texts.Say("desk.page.export.lead")}</p>
        <label><span>{texts.Say("desk.page.which")}</span><select name="file">{Html.Each(ExportFiles.All, file => Html.Of($"<option>{file}</option>"))}</select></label>
        {Key(texts)}<button type="submit">{texts.Say("desk.page.take")}</button></form>
        """);

    internal static Html Told(PageTexts texts, string key) => Html.Of($"""
        <h1>{texts.Say("desk.page")}</h1><p class="note" role="status">{texts.Say("desk." + key)}</p><p>{texts.Say("desk.page.unchanged")}</p>{Back(texts)}
        """);

    /// <summary>What an import would do, did, or why not; with a token it can be confirmed.</summary>
    internal static Html Preview(PageTexts texts, ImportReport report, string? token)
    {
        List<ImportLine> Of(string what) => [.. report.Lines.Where(l => l.What == what)];
        var (added, changed, gone) = (Of("new"), Of("changed"), Of("gone"));
        var state = report.Written ? "written" : report.Errors.Count > 0 ? "refused" : token is null ? "same" : "preview";
        return Html.Of($"""
            <h1>{texts.Say("desk.page." + state)}</h1><p role="status">{texts.Say("desk.page.figures", ("new", Number(added)), ("changed", Number(changed)), ("same", PageTexts.Number(report.Same)),
                ("gone", Number(gone)), ("errors", PageTexts.Number(report.Errors.Count)), ("doubts", PageTexts.Number(report.Doubts.Count)))}</p>
            {(report.Written ? null : Html.Of($"<p class=\"note\">{texts.Say("desk.page.unchanged")}</p>"))}
            {Told(texts, "errors", report.Errors, report)}{Told(texts, "doubts", report.Doubts, report)}
            {Lines(texts, "new", added, report)}{Lines(texts, "changed", changed, report)}
            {(gone.Count > 0 ? Html.Of($"<details><summary>{texts.Say("desk.page.gone")} ({gone.Count})</summary><p>{texts.Say("desk.page.gone.lead")}</p><ul>{Html.Each(gone, l => Html.Of($"<li>{l.Name} <span class=\"soft\">{l.Id}</span></li>"))}</ul></details>") : null)}
            {(token is null ? null : Html.Of($"""
                <form class="stack" method="post" action="{texts.Link("/desk/confirm")}"><h2>{texts.Say("desk.page.confirm")}</h2><p>{texts.Say("desk.page.confirm.lead")}</p>
                <input type="hidden" name="token" value="{token}">{Key(texts)}<button type="submit">{texts.Say("desk.page.write")}</button></form>
                """))}{Back(texts)}
            """);
    }

    private static Html? Told(PageTexts texts, string name, IReadOnlyList<FieldError> errors, ImportReport report) => errors.Count == 0 ? null : Html.Of($"""
        <h2>{texts.Say("desk.page." + name)}</h2><div class="scroll" tabindex="0" role="region" aria-label="{texts.Say("desk.page." + name)}"><table class="told"><thead><tr><th scope="col">{texts.Say("desk.page.row")}</th><th scope="col">{texts.Say("desk.page.column")}</th><th scope="col">{texts.Say("desk.page.what")}</th></tr></thead>
        <tbody>{Html.Each(errors, e => Html.Of($"<tr><td>{Row(e.Row)}</td><td>{Heading(report, e.Column)}</td><td>{e.Message}</td></tr>"))}</tbody></table></div>
        """);

    private static Html? Lines(PageTexts texts, string name, List<ImportLine> lines, ImportReport report) => lines.Count == 0 ? null : Html.Of($"""
        <h2>{texts.Say("desk.page." + name)}</h2><div class="scroll" tabindex="0" role="region" aria-label="{texts.Say("desk.page." + name)}"><table class="told"><thead><tr><th scope="col">{texts.Say("desk.page.row")}</th><th scope="col">{texts.Say("desk.page.name")}</th>{(name == "new" ? null : Html.Of($"<th scope=\"col\">{texts.Say("desk.page.columns")}</th>"))}</tr></thead>
        <tbody>{Html.Each(lines, l => Html.Of($"<tr><td>{Row(l.Row)}</td><td>{l.Name} <span class=\"soft\">{l.Id}</span></td>{(name == "new" ? null : Html.Of($"<td>{string.Join(texts.Say("comma"), l.Columns.Select(c => Heading(report, c)))}</td>"))}</tr>"))}</tbody></table></div>
        """);

    private static Html Key(PageTexts texts) =>
        Html.Of($"<label><span>{texts.Say("desk.page.key")}</span><input type=\"password\" name=\"key\" autocomplete=\"off\" required></label>");

    private static Html Back(PageTexts texts) => Html.Of($"<p><a href=\"{texts.Link("/desk")}\">{texts.Say("desk.page.back")}</a></p>");

    private static string Heading(ImportReport report, string column) => report.Headings.GetValueOrDefault(column, column);

    private static string Row(int row) => row == 0 ? "" : PageTexts.Number(row);

    private static string Number(List<ImportLine> lines) => PageTexts.Number(lines.Count);
}
