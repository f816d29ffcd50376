using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using QRCoder;

namespace Tsunagu.Directory.Api.Pages;

/// <summary><c>/windows/{id}</c>: everything public about a window; its sheet to print; the form for what is wrong.</summary>
internal static class DetailPage
{
    /// <summary>What can be ticked; the names are those of the reports.</summary>
    internal static readonly string[] Fields = ["name", "phone", "hours", "address", "url", "who", "gone", "other"];

    private static readonly JsonSerializerOptions Data = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    internal static Html Body(WindowView window, PageTexts texts, DateTimeOffset now, bool takesReports)
    {
        var service = window.Service;
        return Html.Of($"""
            {Html.Raw($"<script type=\"application/ld+json\">{Linked(service)}</script>")}
            <h1>{window.Name(texts)}</h1><p class="soft">{service.Organization}</p>
            <p>{window.Badge(texts, now)}</p><p>{service.Summary}</p>
            {Html.Each(service.Phones, phone => WindowView.Call(phone))}
            {(service.ChatUrl is { } chat ? Html.Of($"<p><a class=\"button\" href=\"{chat}\" rel=\"noreferrer\">{texts.Say("way.chat")}</a></p>") : null)}
            <dl>{Hours(service, texts)}
            {Row(texts, "area", window.Area(texts))}{Row(texts, "who", service.Who)}
            {Row(texts, "targets", string.Join(texts.Say("comma"), service.Targets.Select(texts.Target)))}
            {Row(texts, "needs", string.Join(texts.Say("comma"), service.Needs.Select(texts.Need)))}
            {Row(texts, "ways", string.Join(texts.Say("comma"), service.Ways.Select(way => texts.Say("way." + way))))}
            {Row(texts, "languages", string.Join(texts.Say("comma"), service.Languages.Select(texts.Language)))}
            {Row(texts, "address", service.Address)}{Row(texts, "fax", service.Fax)}{Row(texts, "notes", service.AccessNotes)}
            {(service.Url is { } url ? Html.Of($"<div><dt>{texts.Say("row.url")}</dt><dd><a href=\"{url}\" rel=\"noreferrer\">{url}</a></dd></div>") : null)}
            <div><dt>{texts.Say("row.checked")}</dt><dd>{window.Checked(texts)}<p class="soft">{texts.Say("review-by", ("day", texts.Day(service.Provenance.ReviewBy)))}</p></dd></div></dl>
            <p class="noprint"><a href="{texts.Link($"/windows/{service.Id}/sheet")}">{texts.Say("sheet")}</a></p><p class="noprint"><a href="{texts.Link($"/windows/{service.Id}/card")}">{texts.Say("card")}</a></p>
            {(takesReports ? Report(service, texts) : null)}
            """);
    }

    internal static Html Sheet(WindowView window, PageTexts texts, string address)
    {
        var service = window.Service;
        return Html.Of($"""
            <article class="sheet"><h1>{window.Name(texts)}</h1><p>{service.Organization}</p><p>{service.Summary}</p>
            {Html.Each(service.Phones, phone => WindowView.Call(phone))}
            <dl>{Hours(service, texts)}{Row(texts, "area", window.Area(texts))}{Row(texts, "address", service.Address)}</dl>
            {Code(texts, address)}<p class="soft">{address}</p>{window.Checked(texts)}</article>
            <p class="noprint"><a href="{texts.Link("/windows/" + service.Id)}">{texts.Say("back")}</a></p>
            """);
    }

    /// <summary>A card for the pocket: two halves side by side, to be cut out and folded in the middle.</summary>
    internal static Html Card(WindowView window, PageTexts texts, string address) => Html.Of($"""
        <article class="fold"><div><h1>{window.Name(texts)}</h1><p>{window.Service.Organization}</p>
        {Html.Each(window.Service.Phones.Take(2), phone => WindowView.Call(phone))}<p>{window.Service.Address}</p><p>{(window.Service.Phones.Count == 0 ? window.Service.ChatUrl ?? window.Service.Url : null)}</p></div>
        <div>{Code(texts, address)}<p>{texts.Say("row.hours")}: {Said(window.Service, window.Service.Hours, texts)}</p>{window.Checked(texts)}</div></article>
        <p class="noprint">{texts.Say("card.how")}</p><p class="noprint"><a href="{texts.Link("/windows/" + window.Service.Id)}">{texts.Say("back")}</a></p>
        """);

    private static Html Code(PageTexts texts, string address)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(code);
        return Html.Of($"<div class=\"qr\" role=\"img\" aria-label=\"{texts.Say("sheet.qr")}\">{Html.Raw(svg.GetGraphic(4))}</div>");
    }

    private static string Said(Service service, OpeningHours? hours, PageTexts texts) =>
        hours is null ? texts.Say("hours.unknown") : HoursWords.Of(hours, texts) + (service.HoursSeen ? "" : texts.Say("hours.assumed"));

    private static Html Hours(Service service, PageTexts texts)
    {
        var chat = service.ChatUrl is null || ReferenceEquals(service.ChatHours, service.Hours) ? null : Row(texts, "chat-hours", Said(service, service.ChatHours, texts));
        return Html.Of($"{Row(texts, "hours", Said(service, service.Hours, texts))}{chat}");
    }

    private static Html Report(Service service, PageTexts texts) => Html.Of($"""
        <form class="noprint" method="post" action="{texts.Link($"/windows/{service.Id}/report")}"><h2 id="report">{texts.Say("report")}</h2><p>{texts.Say("report.lead")}</p>
        <fieldset><legend>{texts.Say("report.which")}</legend>
        {Html.Each(Fields, field => Html.Of($"<label class=\"tick\"><input type=\"checkbox\" name=\"field\" value=\"{field}\">{texts.Say("report." + field)}</label>"))}
        </fieldset><button type="submit">{texts.Say("report.send")}</button></form>
        """);

    internal static Html? Row(PageTexts texts, string name, string? value) =>
        string.IsNullOrEmpty(value) ? null : Html.Of($"<div><dt>{texts.Say("row." + name)}</dt><dd>{value}</dd></div>");

    /// <summary>schema.org, for search engines. The encoder leaves no sign in it that could end the element.</summary>
    private static string Linked(Service service) => JsonSerializer.Serialize(
        new Dictionary<string, object?>
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Service",
            ["name"] = service.Name,
            ["description"] = service.Summary,
            ["provider"] = new Dictionary<string, string> { ["@type"] = "Organization", ["name"] = service.Organization },
            ["availableChannel"] = service.Phones.Select(phone => new Dictionary<string, object>
            {
                ["@type"] = "ServiceChannel",
                ["servicePhone"] = new Dictionary<string, string> { ["@type"] = "ContactPoint", ["telephone"] = phone.Number },
            }),
            ["url"] = service.Url,
        },
        Data);
}
