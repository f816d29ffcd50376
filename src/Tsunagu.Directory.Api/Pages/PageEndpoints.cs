using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Tsunagu.Directory.Api.Export;
using Tsunagu.Directory.Api.Hsds;
using Tsunagu.Directory.Api.Storage;

namespace Tsunagu.Directory.Api.Pages;

/// <summary>The public pages: plain HTML, no script, nothing from other sites.</summary>
internal sealed class PageEndpoints(IServiceDirectory directory, IDirectoryWords words, SearchFolding folding, TimeProvider clock, DirectoryPageOptions options, IServiceProvider services) : IDisposable
{
    private const int LargestForm = 4096;

    // By address, in memory only, forgotten after ten minutes.
    private readonly PartitionedRateLimiter<string> _reports = PartitionedRateLimiter.Create<string, string>(address => options.MostReports == 0
        ? RateLimitPartition.GetNoLimiter(address)
        : RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = options.MostReports, Window = TimeSpan.FromMinutes(10) }));

    private StoredDirectory? Stored { get; } = services.GetService<StoredDirectory>();

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/windows/style.css", static (HttpContext context) =>
        {
            using var stream = typeof(PageEndpoints).Assembly.GetManifestResourceStream("pages/style.css")!;
            var css = new byte[stream.Length];
            stream.ReadExactly(css);
            return HsdsAnswer.Bytes(context, css, "text/css; charset=utf-8");
        }).ExcludeFromDescription();
        Page(app, "/windows", static (pages, context, _) => pages.List(context));
        Page(app, "/windows/overview", static (pages, context, _) => pages.Overview(context));
        app.MapGet("/windows/data/{file}", static (IServiceDirectory directory, IDirectoryWords words, string file) => ExportFiles.Open(directory.Current, words, file)).ExcludeFromDescription();
        Page(app, "/windows/{id}", static (pages, context, id) => pages.Window(context, id, static (window, texts, now, pages, _) => DetailPage.Body(window, texts, now, pages.Stored is not null)));
        Page(app, "/windows/{id}/sheet", static (pages, context, id) => pages.Window(context, id, static (window, texts, _, _, address) => DetailPage.Sheet(window, texts, address)));
        Page(app, "/windows/{id}/card", static (pages, context, id) => pages.Window(context, id, static (window, texts, _, _, address) => DetailPage.Card(window, texts, address)));
        Page(app, "/schemes/{id}", static (pages, context, id) => pages.Scheme(context, id));
        app.MapPost("/windows/{id}/report", static (HttpContext context, PageEndpoints pages, string id) => pages.ReportAsync(context, id)).ExcludeFromDescription();
    }

    private static void Page(IEndpointRouteBuilder app, string path, Func<PageEndpoints, HttpContext, string, IResult> answer) =>
        app.MapGet(path, (HttpContext context, PageEndpoints pages) => answer(pages, context, (string?)context.GetRouteValue("id") ?? "")).ExcludeFromDescription();

    public void Dispose() => _reports.Dispose();

    private IResult List(HttpContext context)
    {
        var texts = PageTexts.Of(context, words);
        var snapshot = directory.Current;
        var catalog = HsdsCatalog.Of(snapshot, words, folding);
        return Shell(context, texts, texts.Say("list.title"), ListPage.Body(context, texts, snapshot, clock.GetUtcNow(), query => catalog.Search(query).Select(entry => entry.Key)));
    }

    private IResult Overview(HttpContext context)
    {
        var texts = PageTexts.Of(context, words);
        return Shell(context, texts, texts.Say("overview.title"), OverviewPage.Body(texts, directory.Current, clock.GetUtcNow()));
    }

    private IResult Window(HttpContext context, string id, Func<WindowView, PageTexts, DateTimeOffset, PageEndpoints, string, Html> body)
    {
        var texts = PageTexts.Of(context, words);
        if (Find(id) is not { } service)
            return Missing(context, texts);
        var now = clock.GetUtcNow();
        var window = new WindowView(service, directory.Current, now);
        return Shell(context, texts, window.Name(texts), body(window, texts, now, this, $"{context.Request.Scheme}://{context.Request.Host}/windows/{service.Id}"));
    }

    private IResult Scheme(HttpContext context, string id)
    {
        var texts = PageTexts.Of(context, words);
        var snapshot = directory.Current;
        var found = HsdsCatalog.Of(snapshot, words, folding).FindEntry(id)?.Scheme;
        return found is null
            ? Missing(context, texts)
            : Shell(context, texts, SchemePage.Name(found, texts), SchemePage.Body(found, found.WindowId is { } window ? snapshot.FindService(window) : null, texts, clock.GetUtcNow()));
    }

    private async Task<IResult> ReportAsync(HttpContext context, string id)
    {
        var texts = PageTexts.Of(context, words);
        if (Stored is null || Find(id) is not { } service)
            return Missing(context, texts);
        if (!context.Request.HasFormContentType)
            return Told(context, texts, "report.none", service, StatusCodes.Status400BadRequest);
        // What cannot be read has ticked nothing.
        var (form, _) = await RequestBody.ReadFormAsync(context.Request, LargestForm, context.RequestAborted);
        var fields = form["field"].Where(field => DetailPage.Fields.Contains(field)).Select(field => field!).Distinct().ToList();
        if (fields.Count == 0)
            return Told(context, texts, "report.none", service, StatusCodes.Status400BadRequest);
        using var lease = _reports.AttemptAcquire(NetworkOf(context.Connection.RemoteIpAddress));
        if (!lease.IsAcquired)
        {
            context.Response.Headers.RetryAfter = 600.ToString(CultureInfo.InvariantCulture);
            return Told(context, texts, "report.wait", service, StatusCodes.Status429TooManyRequests);
        }
        await Stored.Store.ReportAsync(RecordKinds.Window, service.Id, fields, context.RequestAborted);
        return Told(context, texts, "report.thanks", service, StatusCodes.Status200OK);
    }

    /// <summary>One household or office: an IPv4 address, or the first half of an IPv6 address, the rest of which a caller may choose.</summary>
    internal static string NetworkOf(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };

    /// <summary>A window that people may see; withheld ones are not shown by knowing their id.</summary>
    private Service? Find(string id)
    {
        var service = HsdsCatalog.Of(directory.Current, words, folding).FindEntry(id)?.Service;
        return service is { Withheld: null } ? service : null;
    }

    private IResult Missing(HttpContext context, PageTexts texts) =>
        Shell(context, texts, texts.Say("missing"), Html.Of($"<h1>{texts.Say("missing")}</h1><p>{texts.Say("missing.lead")}</p><p class=\"note\">{texts.Say("danger")}</p><p><a href=\"{texts.Link("/windows")}\">{texts.Say("list.all")}</a></p>"), StatusCodes.Status404NotFound);

    private IResult Told(HttpContext context, PageTexts texts, string key, Service service, int status) =>
        Shell(context, texts, texts.Say("report"), Html.Of($"<h1>{texts.Say("report")}</h1><p role=\"status\">{texts.Say(key)}</p><p><a href=\"{texts.Link("/windows/" + service.Id)}\">{texts.Say("back")}</a></p>"), status, here: "/windows/" + service.Id);

    private IResult Shell(HttpContext context, PageTexts texts, string title, Html body, int status = StatusCodes.Status200OK, string? here = null)
    {
        var stale = directory.IsStale ? Html.Of($"<p class=\"note\">{texts.Say("stale", ("day", texts.Day(JapanTime.Day(directory.AsOf))))}</p>") : null;
        return PageShell.Page(context, texts, options, title, Html.Of($"{stale}{body}"), status, index: status == StatusCodes.Status200OK, here);
    }
}
