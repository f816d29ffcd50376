using System.CommandLine;
using Tsunagu.Directory.Api;
using Tsunagu.Directory.Api.Desk;
using Tsunagu.Directory.Api.Export;
using Tsunagu.Directory.Api.Import;
using Tsunagu.Host;

namespace Tsunagu.Tools.Commands;

/// <summary><c>directory import FILE|template KIND FILE|reports|due</c>: the desk's work on the directory's own database, with the settings of the host.</summary>
public static class DirectoryCommand
{
    /// <summary>The command with its parts.</summary>
    /// <param name="workingFolder">Where the search for the root begins.</param>
    public static Command Create(string workingFolder)
    {
        var root = SiteRoot.Find(workingFolder, AppContext.BaseDirectory);
        var file = new Argument<FileInfo>("file") { Description = "xlsx or CSV: the members' sheet, facilities, schemes, or the seed's own columns" };
        var confirm = new Option<bool>("--confirm") { Description = "Writes; without it the import is only looked at" };
        var import = new Command("import", "Imports a sheet, all or nothing; first shows what it would do.") { file, confirm };
        import.SetAction((parsed, cancel) => DirectoryDesk.ToldAsync(Console.Error, () => ImportAsync(Console.Out, root, parsed.GetRequiredValue(file), parsed.GetValue(confirm), cancel)));
        var close = new Option<string?>("--close") { Description = "Closes the report of this id" };
        var reports = new Command("reports", "Shows reports of mistakes, or closes one.") { close };
        reports.SetAction((parsed, cancel) => DirectoryDesk.ToldAsync(Console.Error, () => ReportsAsync(Console.Out, root, parsed.GetValue(close), cancel)));
        var due = new Command("due", "Lists what is disputed, overdue, due within 60 days, or not confirmed.");
        due.SetAction((_, cancel) => DirectoryDesk.ToldAsync(Console.Error, () => DueAsync(Console.Out, root, cancel)));
        var kind = new Argument<string>("kind") { Description = string.Join(", ", SheetTemplate.Kinds) };
        kind.AcceptOnlyFromAmong([.. SheetTemplate.Kinds]);
        var to = new Argument<FileInfo>("file") { Description = "The xlsx to write" };
        var template = new Command("template", "Writes an empty sheet with drop-downs, to be filled in and imported.") { kind, to };
        template.SetAction((parsed, cancel) => DirectoryDesk.ToldAsync(Console.Error, async () =>
        {
            await File.WriteAllBytesAsync(parsed.GetRequiredValue(to).FullName, SheetTemplate.Write(parsed.GetRequiredValue(kind), new BuiltInWords()), cancel);
            return 0;
        }));
        return new Command("directory", "The shared directory: imports, templates, reports, what is due.") { import, template, reports, due };
    }

    /// <summary>Imports a file and tells what it did, would do, or refused.</summary>
    /// <returns>0 when it was written or could be; 1 when it was refused.</returns>
    public static async Task<int> ImportAsync(TextWriter output, SiteRoot root, FileInfo file, bool confirm, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(file);
        if (!file.Exists)
        {
            await output.WriteLineAsync($"{file.FullName}: there is no such file — write the path of an xlsx or CSV file");
            return 1;
        }
        // Its own size is looked at before it is read into memory.
        var bytes = file.Length > SheetLimits.LargestFile ? new byte[SheetLimits.LargestFile + 1] : await File.ReadAllBytesAsync(file.FullName, cancel);
        var desk = await DirectoryDesk.OpenAsync(root, cancel);
        var report = await new DirectoryImport(desk.Store, desk.Words, desk.Gate, TimeProvider.System).RunAsync(bytes, confirm, "import", cancel);
        foreach (var error in report.Errors)
            await output.WriteLineAsync($"{file.Name}:{error.Row}: {error.Column}: {error.Message}");
        foreach (var doubt in report.Doubts)
            await output.WriteLineAsync($"{file.Name}:{doubt.Row}: {doubt.Column}: {doubt.Message} (warning)");
        foreach (var id in report.Added)
            await output.WriteLineAsync($"new: {id}");
        foreach (var id in report.Changed)
            await output.WriteLineAsync($"changed: {id}");
        await output.WriteLineAsync($"{report.Added.Count} new, {report.Changed.Count} changed, {report.Same} the same, {report.Errors.Count} errors, {report.Doubts.Count} warnings; "
            + (report.Written ? "written" : report.Errors.Count > 0 ? "nothing was changed" : "nothing was changed (add --confirm to write)"));
        return report.Errors.Count > 0 ? 1 : 0;
    }

    private static async Task<int> ReportsAsync(TextWriter output, SiteRoot root, string? close, CancellationToken cancel)
    {
        var (store, _, _) = await DirectoryDesk.OpenAsync(root, cancel);
        if (close is not null)
        {
            var closed = await store.CloseReportAsync(close, "approver", cancel);
            await output.WriteLineAsync(closed ? $"{close}: closed" : $"{close}: there is no open report of this id — `directory reports` lists them");
            return closed ? 0 : 1;
        }
        var reports = await store.ReportsAsync(cancel);
        foreach (var report in reports)
            await output.WriteLineAsync($"{report.Id} {report.At:yyyy-MM-dd} {report.Kind} {report.RecordId}: {string.Join(", ", report.Fields)}");
        await output.WriteLineAsync($"{reports.Count} open reports");
        return 0;
    }

    private static async Task<int> DueAsync(TextWriter output, SiteRoot root, CancellationToken cancel)
    {
        var (store, _, _) = await DirectoryDesk.OpenAsync(root, cancel);
        var (snapshot, _) = await store.ReadAsync(cancel);
        var queue = ReviewQueue.Of(snapshot, await store.ReportsAsync(cancel), TimeProvider.System.GetUtcNow());
        foreach (var item in queue)
            await output.WriteLineAsync($"{item.Why}: {item.Kind} {item.Id}{(item.ReviewBy is { } day ? $" (review by {day:yyyy-MM-dd})" : "")}{(item.Fields.Count > 0 ? $": {string.Join(", ", item.Fields)}" : "")}");
        await output.WriteLineAsync(string.Join(", ", queue.GroupBy(i => i.Why).Select(g => $"{g.Count()} {g.Key}")));
        return 0;
    }
}
