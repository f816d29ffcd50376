using System.Globalization;
using System.Text.Json;
using Tsunagu.Directory.Api.Export;
using Tsunagu.Directory.Api.Hsds;
using Tsunagu.Directory.Api.Import;
using Tsunagu.Directory.Api.Storage;

namespace Tsunagu.Directory.Api.Desk;

/// <summary>
/// The write API of the desk (<c>/desk/api</c>): a key with a role, optimistic concurrency by <c>If-Match</c>, errors by field in Japanese. An editor
/// changes records and looks at imports; an approver also verifies, removes, confirms imports and closes reports.
/// </summary>
internal sealed class DeskEndpoints(StoredDirectory directory, IDirectoryWords words, IDirectoryGate gate, DeskOptions options, TimeProvider clock)
{
    private DirectoryStore Store => directory.Store;

    internal void Map(IEndpointRouteBuilder app)
    {
        var desk = app.MapGroup("/desk/api").ExcludeFromDescription();
        desk.AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            http.Response.Headers.CacheControl = "no-store";
            if (options.RoleOf(http.Request.Headers.Authorization) is not { } role)
            {
                http.Response.Headers.WWWAuthenticate = "Bearer";
                return new Problem(401, "key", Say("key"), Say("key"));
            }
            if (role == DeskOptions.Member && !http.Request.Path.StartsWithSegments("/desk/api/export", StringComparison.OrdinalIgnoreCase))
                return new Problem(403, "editor", Say("editor"), Say("editor"));
            http.Items[nameof(DeskOptions)] = role;
            return await next(context);
        });
        desk.MapGet("/records/{kind}", async (string kind, CancellationToken cancel) => Answer(await Store.ListAsync(kind, cancel)));
        desk.MapGet("/records/{kind}/{**id}", ReadAsync);
        desk.MapPut("/records/{kind}/{**id}", WriteAsync);
        desk.MapDelete("/records/{kind}/{**id}", RemoveAsync);
        desk.MapGet("/history/{kind}/{**id}", async (string kind, string id, CancellationToken cancel) => Answer(await Store.HistoryAsync(kind, id, cancel)));
        desk.MapPost("/import", ImportAsync);
        desk.MapGet("/export/{file}", (HttpContext context, string file, CancellationToken cancel) => ExportFiles.ForAsync(Role(context), directory.Current, Store, words, file, cancel));
        desk.MapGet("/reports", async (CancellationToken cancel) => Answer(await Store.ReportsAsync(cancel)));
        desk.MapPost("/reports/{id}/close", CloseAsync);
        desk.MapGet("/due", async (CancellationToken cancel) => Answer(ReviewQueue.Of(directory.Current, await Store.ReportsAsync(cancel), clock.GetUtcNow())));
    }

    private async Task<IResult> ReadAsync(HttpContext context, string kind, string id, CancellationToken cancel)
    {
        if (await Store.FindAsync(kind, id, cancel) is not { } sheet)
            return Problem.NotFound("There is no such record", "GET /desk/api/records/{kind} lists them.");
        context.Response.Headers.ETag = Tag(sheet.Revision);
        return Answer(sheet);
    }

    private async Task<IResult> WriteAsync(HttpContext context, string kind, string id, CancellationToken cancel)
    {
        var (json, problem) = await JsonBody.ReadAsync(context.Request, cancel);
        if (problem is not null)
            return problem;
        using (json)
        {
            if (!RecordKinds.All.Contains(kind) || !json!.RootElement.TryGetProperty("fields", out var given) || given.ValueKind != JsonValueKind.Object || given.EnumerateObject().Any(f => f.Value.ValueKind != JsonValueKind.String))
                return Problem.BadRequest("fields", "is missing or no object of texts", $"write {{\"fields\":{{\"column\":\"text\"}}}} for one of {string.Join(", ", RecordKinds.All)}");
            if (Revision(context) is not { } revision)
                return new Problem(428, "if-match", Say("if-match"), Say("if-match"));
            var fields = given.EnumerateObject().ToDictionary(f => f.Name, f => f.Value.GetString()!, StringComparer.Ordinal);
            var role = Role(context);
            if (role == DeskOptions.Approver && fields.GetValueOrDefault("verified_on") is { Length: > 0 })
                fields["verified_by"] = role;
            else if (role != DeskOptions.Approver)
                fields = Unverified(fields);
            var errors = new RecordCheck(words).Check(kind, fields).ToList();
            if (RecordKinds.IdOf(kind, column => fields.GetValueOrDefault(column)) != id)
                errors.Add(new FieldError(0, "id", Say("error.id")));
            if (errors.Count > 0)
                return Refused(errors);
            return await AnswerAsync(context, [new RecordEdit(kind, id, fields, revision)], role, cancel);
        }
    }

    private async Task<IResult> RemoveAsync(HttpContext context, string kind, string id, CancellationToken cancel)
    {
        if (Role(context) != DeskOptions.Approver)
            return Forbidden();
        return Revision(context) is { } revision
            ? await AnswerAsync(context, [new RecordEdit(kind, id, null, revision)], DeskOptions.Approver, cancel)
            : new Problem(428, "if-match", Say("if-match"), Say("if-match"));
    }

    private async Task<IResult> AnswerAsync(HttpContext context, IReadOnlyList<RecordEdit> edits, string role, CancellationToken cancel)
    {
        var before = directory.Current;
        var result = await Store.WriteAsync(edits, role, after => gate.Refuse(before, after), preview: false, cancel);
        if (result.Conflict is not null)
            return new Problem(412, "conflict", Say("conflict"), Say("conflict"));
        if (!result.IsGood)
            return Refused([.. result.Refusals.Select(refusal => new FieldError(0, "", refusal))]);
        await directory.RefreshAsync(cancel);
        if (await Store.FindAsync(edits[0].Kind, edits[0].Id, cancel) is not { } sheet)
            return Results.NoContent();
        context.Response.Headers.ETag = Tag(sheet.Revision);
        return Answer(sheet);
    }

    private async Task<IResult> ImportAsync(HttpContext context, CancellationToken cancel)
    {
        var confirm = context.Request.Query["confirm"] == "true";
        if (confirm && Role(context) != DeskOptions.Approver)
            return Forbidden();
        if (await RequestBody.ReadAsync(context.Request, SheetLimits.LargestFile, cancel) is not { } file)
            return new Problem(413, "too-large", Say("refused"), Say("file.too-large"));
        var report = await new DirectoryImport(Store, words, gate, clock).RunAsync(file, confirm, "import", cancel);
        if (report.Written)
            await directory.RefreshAsync(cancel);
        return Results.Json(report, HsdsAnswer.Json, statusCode: report.Errors.Count > 0 ? 422 : 200);
    }

    private async Task<IResult> CloseAsync(HttpContext context, string id, CancellationToken cancel)
    {
        if (Role(context) != DeskOptions.Approver)
            return Forbidden();
        return await Store.CloseReportAsync(id, DeskOptions.Approver, cancel) ? Results.NoContent() : Problem.NotFound("There is no open report of this id", "GET /desk/api/reports lists them.");
    }

    /// <summary>Whoever changes a record without the right to verify takes the check away: what was checked was the text before.</summary>
    private static Dictionary<string, string> Unverified(Dictionary<string, string> fields)
    {
        fields.Remove("verified_on");
        fields.Remove("verified_by");
        return fields;
    }

    private Problem Refused(IReadOnlyList<FieldError> errors) =>
        new(422, "refused", Say("refused"), string.Join(" ", errors.Select(e => $"{e.Column}: {e.Message}")), [.. errors.Select(e => new FieldProblem(e.Column, e.Message, ""))]);

    private Problem Forbidden() => new(403, "approver", Say("approver"), Say("approver"));

    private string Say(string key) => words.Say("ja", "directory.desk." + key);

    private static string Role(HttpContext context) => (string)context.Items[nameof(DeskOptions)]!;

    private static string Tag(int revision) => $"\"{revision.ToString(CultureInfo.InvariantCulture)}\"";

    /// <summary>The revision that the writer read; <c>If-None-Match: *</c> says that there was none.</summary>
    private static int? Revision(HttpContext context) => context.Request.Headers.IfNoneMatch == "*" ? 0
        : int.TryParse(context.Request.Headers.IfMatch.ToString().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : null;

    private static IResult Answer<T>(T value) => Results.Json(value, HsdsAnswer.Json);
}
