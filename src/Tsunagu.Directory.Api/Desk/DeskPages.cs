using System.Threading.RateLimiting;
using Tsunagu.Directory.Api.Export;
using Tsunagu.Directory.Api.Import;
using Tsunagu.Directory.Api.Pages;
using Tsunagu.Directory.Api.Storage;

namespace Tsunagu.Directory.Api.Desk;

/// <summary>
/// <c>/desk</c>: a sheet is uploaded, looked at, and confirmed. There is no session and no cookie: the key is typed with every form, so that nobody
/// can act in somebody's name; what another site sends is refused all the same.
/// </summary>
internal sealed class DeskPages(StoredDirectory directory, IDirectoryWords words, IDirectoryGate gate, DeskOptions keys, DirectoryPageOptions options, TimeProvider clock) : IDisposable
{
    private const string Home = "/desk";
    private const int Tries = 30;

    private readonly PendingImports _pending = new(clock);

    // Keys cannot be guessed by trying. In memory only, forgotten after ten minutes.
    private readonly PartitionedRateLimiter<string> _tries = PartitionedRateLimiter.Create<string, string>(address => options.MostReports == 0
        ? RateLimitPartition.GetNoLimiter(address)
        : RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = Tries, Window = TimeSpan.FromMinutes(10) }));

    internal void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("").ExcludeFromDescription();
        pages.MapGet(Home, (HttpContext context) => Page(context, 200, DeskForms.Home));
        pages.MapGet("/desk/templates/{kind}.xlsx", (string kind) => SheetTemplate.Kinds.Contains(kind)
            ? Results.File(SheetTemplate.Write(kind, words), XlsxWriter.Type, kind + ".xlsx")
            : Problem.NotFound("There is no such template", $"The templates are {string.Join(", ", SheetTemplate.Kinds)}."));
        void Post(string path, string least, int most, Func<HttpContext, IFormCollection, string, Task<IResult>> answer) =>
            pages.MapPost(path, (HttpContext context, CancellationToken _) => AnswerAsync(context, least, most, answer));
        Post("/desk/preview", DeskOptions.Editor, SheetLimits.LargestFile + RequestBody.Usual, PreviewAsync);
        Post("/desk/confirm", DeskOptions.Approver, RequestBody.Usual, ConfirmAsync);
        Post("/desk/export", DeskOptions.Member, RequestBody.Usual,
            (context, form, role) => ExportFiles.ForAsync(role, directory.Current, directory.Store, words, form["file"].ToString(), context.RequestAborted));
    }

    public void Dispose() => _tries.Dispose();

    private async Task<IResult> AnswerAsync(HttpContext context, string least, int most, Func<HttpContext, IFormCollection, string, Task<IResult>> answer)
    {
        var (form, role, refusal) = await EnterAsync(context, least, most);
        return refusal is { } no ? Page(context, no.Status, texts => DeskForms.Told(texts, no.Key)) : await answer(context, form!, role);
    }

    /// <summary>The form and the role of whoever sent it, or why not.</summary>
    private async Task<(IFormCollection? Form, string Role, (int Status, string Key)? Refusal)> EnterAsync(HttpContext context, string least, int most)
    {
        static (IFormCollection?, string, (int, string)?) No(int status, string key) => (null, "", (status, key));
        if (IsForeign(context.Request))
            return No(403, "page.foreign");
        using var lease = _tries.AttemptAcquire(context.Connection.RemoteIpAddress?.ToString() ?? "");
        if (!lease.IsAcquired)
            return No(429, "page.wait");
        if (!context.Request.HasFormContentType)
            return No(400, "page.broken");
        var (form, problem) = await RequestBody.ReadFormAsync(context.Request, most, context.RequestAborted);
        if (problem is not null)
            return problem.Status == 413 ? No(413, "file.too-large") : No(400, "page.broken");
        if (keys.RoleOfKey(form["key"].ToString().Trim()) is not { } role)
            return No(401, "key");
        return DeskOptions.Includes(role, least) ? (form, role, null) : No(403, least);
    }

    private async Task<IResult> PreviewAsync(HttpContext context, IFormCollection form, string role)
    {
        if (form.Files["file"] is not { Length: > 0 } sent)
            return Page(context, 400, texts => DeskForms.Told(texts, "page.no-file"));
        using var file = new MemoryStream((int)sent.Length);
        await sent.CopyToAsync(file, context.RequestAborted);
        return await ShowAsync(context, file.ToArray());
    }

    private async Task<IResult> ShowAsync(HttpContext context, byte[] file)
    {
        var report = await RunAsync(file, confirm: false, context.RequestAborted);
        var token = report.Errors.Count == 0 && report.Added.Count + report.Changed.Count > 0 ? _pending.Keep(file, report.DirectoryVersion) : null;
        return Page(context, report.Errors.Count > 0 ? 422 : 200, texts => DeskForms.Preview(texts, report, token));
    }

    private async Task<IResult> ConfirmAsync(HttpContext context, IFormCollection form, string role)
    {
        if (_pending.Take(form["token"].ToString()) is not { } waiting)
            return Page(context, 410, texts => DeskForms.Told(texts, "page.expired"));
        var (file, version) = waiting;
        await directory.RefreshAsync(context.RequestAborted);
        // Somebody else changed something meanwhile: what was seen is not what would be done, so it is shown again.
        if (directory.Current.Version != version)
            return await ShowAsync(context, file);
        var report = await RunAsync(file, confirm: true, context.RequestAborted);
        await directory.RefreshAsync(context.RequestAborted);
        return Page(context, report.Written ? 200 : 422, texts => DeskForms.Preview(texts, report, token: null));
    }

    private Task<ImportReport> RunAsync(byte[] file, bool confirm, CancellationToken cancel) =>
        new DirectoryImport(directory.Store, words, gate, clock).RunAsync(file, confirm, "import", cancel);

    private IResult Page(HttpContext context, int status, Func<PageTexts, Html> body)
    {
        var texts = PageTexts.Of(context, words);
        var page = PageShell.Page(context, texts, options, texts.Say("desk.page"), body(texts), status, index: false, here: Home);
        context.Response.Headers.CacheControl = "no-store";
        return page;
    }

    /// <summary>Browsers tell themselves where a post comes from; older ones send Origin.</summary>
    private static bool IsForeign(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
            return site is not ("same-origin" or "none");
        return request.Headers.Origin.ToString() is { Length: > 0 } origin && origin != $"{request.Scheme}://{request.Host}";
    }
}
