using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using QRCoder;
using Tsunagu.Dialogs;
using Tsunagu.Handbooks;

namespace Tsunagu.Host;

/// <summary>
/// <c>GET /after-hours/{organizationId}?lang=ja&amp;format=text|html|ssml</c> (DESIGN section 7): what an organisation can answer when nobody is there,
/// for its automatic mail, its LINE account's automatic answer and its telephone's announcement. The same for everybody, so it may be cached.
/// </summary>
public static partial class AfterHoursEndpoint
{
    // An answer may change without the clock (a new directory), so nobody keeps it for longer.
    private static readonly TimeSpan LongestCache = TimeSpan.FromMinutes(5);

    /// <summary>Maps the end point.</summary>
    /// <param name="app">The host.</param>
    public static WebApplication MapAfterHours(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var parts = app.Services.GetRequiredService<BotComposition>().Parts;
        var desk = new AfterHoursDesk(parts);
        var clock = app.Services.GetRequiredService<TimeProvider>();
        app.MapGet("/after-hours/{organizationId}", (HttpContext context, string organizationId, string? lang, string? format) =>
            Answer(context, desk, clock.GetUtcNow(), organizationId, lang, format));
        return app;
    }

    private static IResult Answer(HttpContext context, AfterHoursDesk desk, DateTimeOffset now, string id, string? lang, string? format)
    {
        var locale = Locale.Japanese;
        if (!string.IsNullOrEmpty(lang) && !Locale.TryParse(lang, out locale))
            return Bad($"'lang' is no language of this service. Use one of {string.Join(", ", Locale.All.Select(l => l.Tag))}.");
        if (format is not (null or "" or "text" or "html" or "ssml"))
            return Bad("'format' must be text, html or ssml.");
        if (desk.Find(id, locale, now) is not { } answer)
            return Results.Problem(statusCode: 404, title: "No such organisation", detail: "Use the id of an organisation or a window of the directory.");
        var page = new Page(answer, LanguageTag(locale), $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}/");
        var (type, body) = format switch
        {
            "html" => ("text/html; charset=utf-8", page.Html()),
            "ssml" => ("application/ssml+xml; charset=utf-8", page.Ssml()),
            _ => ("text/plain; charset=utf-8", answer.PlainText(page.Link)),
        };
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)).AsSpan(0, 12))}\"";
        var headers = context.Response.Headers;
        headers.ETag = tag;
        headers.CacheControl = $"public, max-age={Seconds(answer, now).ToString(CultureInfo.InvariantCulture)}";
        headers.ContentLanguage = page.Language;
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'none'; frame-ancestors *";
        headers.XContentTypeOptions = "nosniff";
        return context.Request.Headers.IfNoneMatch.Any(t => t is not null && t.Contains(tag, StringComparison.Ordinal))
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Text(body, type, Encoding.UTF8);
    }

    private static IResult Bad(string detail) => Results.Problem(new ProblemDetails { Status = 400, Title = "The request cannot be read", Detail = detail });

    private static int Seconds(AfterHoursAnswer answer, DateTimeOffset now)
    {
        var left = answer.ChangesAt - now < LongestCache ? answer.ChangesAt - now : LongestCache;
        return Math.Max(0, (int)left.TotalSeconds);
    }

    private static string LanguageTag(Locale locale) => locale == Locale.PlainJapanese ? "ja" : locale.Tag;

    private sealed partial record Page(AfterHoursAnswer Answer, string Language, string Link)
    {
        public string Html()
        {
            var html = new StringBuilder($"<!doctype html>\n<html lang=\"{Language}\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{E(Answer.Name)}</title></head>\n<body>\n<main>\n<h1>{E(Answer.Name)}</h1>\n<p>{E(Answer.StateText)}</p>\n");
            if (Answer.NowText is { } now)
                html.Append(CultureInfo.InvariantCulture, $"<p>{E(now)}</p>\n<ul>\n");
            foreach (var line in Answer.Now)
                html.Append(CultureInfo.InvariantCulture, $"<li>{E(line.Name)} {WayHtml(line)} {E(line.StateText)}</li>\n");
            if (Answer.NowText is not null)
                html.Append("</ul>\n");
            return html.Append(CultureInfo.InvariantCulture, $"<p><strong>{E(Answer.Danger)}</strong></p>\n<p>{E(Answer.More)}<br><a href=\"{E(Link)}\">{E(Link)}</a></p>\n{Qr()}\n</main>\n</body>\n</html>\n").ToString();
        }

        /// <summary>For a telephone's announcement (W3C SSML 1.1): numbers are read digit by digit.</summary>
        public string Ssml()
        {
            var ssml = new StringBuilder($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<speak version=\"1.1\" xmlns=\"http://www.w3.org/2001/10/synthesis\" xml:lang=\"{SpeechTag()}\">\n<p>{Spoken(Answer.StateText)}</p>\n");
            if (Answer.NowText is { } now)
                ssml.Append(CultureInfo.InvariantCulture, $"<p>{E(now)}</p>\n");
            foreach (var line in Answer.Now.Where(l => l.Phone is not null))
                ssml.Append(CultureInfo.InvariantCulture, $"<p><s>{E(line.Name)}</s> <s>{Number(E(line.Phone!))}</s> <s>{E(line.StateText)}</s></p>\n");
            return ssml.Append(CultureInfo.InvariantCulture, $"<p>{Spoken(Answer.Danger)}</p>\n</speak>\n").ToString();
        }

        private string SpeechTag() => Language switch { "ja" => "ja-JP", "en" => "en-US", "zh-Hans" => "zh-CN", "ko" => "ko-KR", "vi" => "vi-VN", var tag => tag };

        private static string Spoken(string text) => Numbers().Replace(E(text), number => Number(number.Value));

        private static string Number(string number) => $"<say-as interpret-as=\"telephone\">{number}</say-as>";

        // A number as the directory writes it, or a short one (110, 188, #7119) where it stands alone: 0120-007-110 is one number.
        [GeneratedRegex("(?<![0-9#-])(?:0[0-9]+(?:-[0-9]+)+|1[0-9]{2}|#[0-9]{4})(?![0-9-])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
        private static partial Regex Numbers();

        private static string WayHtml(AfterHoursLine line) => $"<a href=\"{E(line.Address)}\">{E(line.Phone ?? line.Address)}</a>";

        private string Qr()
        {
            using var generator = new QRCodeGenerator();
            using var data = generator.CreateQrCode(Link, QRCodeGenerator.ECCLevel.M);
            using var svg = new SvgQRCode(data);
            return svg.GetGraphic(4).Replace("<svg ", $"<svg role=\"img\" aria-label=\"{E(Link)}\" ", StringComparison.Ordinal);
        }

        private static string E(string text) => WebUtility.HtmlEncode(text);
    }
}
