using Tsunagu.Directory.Api.Storage;

namespace Tsunagu.Directory.Api.Export;

/// <summary>Sheets as files: <c>windows.csv</c>, <c>organizations.xlsx</c>, … for everybody, for members, for the desk.</summary>
internal static class ExportFiles
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["windows"] = RecordKinds.Window,
        ["organizations"] = RecordKinds.Organization,
        ["schemes"] = RecordKinds.Scheme,
    };

    /// <summary>Every file there is.</summary>
    internal static IEnumerable<string> All => Names.Keys.SelectMany(name => new[] { name + ".csv", name + ".xlsx" });

    internal static IResult Open(DirectorySnapshot snapshot, IDirectoryWords words, string file) =>
        KindOf(file) is { } kind ? File(file, kind, words, SheetExport.Open(snapshot, kind)) : Unknown();

    /// <summary>With what a role may see besides.</summary>
    internal static async Task<IResult> ForAsync(string role, DirectorySnapshot snapshot, DirectoryStore store, IDirectoryWords words, string file, CancellationToken cancel)
    {
        if (KindOf(file) is not { } kind)
            return Unknown();
        if (role != Desk.DeskOptions.Member)
            return File(file, kind, words, SheetExport.All(kind, await store.ListAsync(kind, cancel)));
        return kind == RecordKinds.Organization
            ? File(file, kind, words, SheetExport.Members(snapshot, await store.ListAsync(kind, cancel)))
            : Open(snapshot, words, file);
    }

    private static IResult File(string file, string kind, IDirectoryWords words, (IReadOnlyList<string> Columns, IEnumerable<IReadOnlyList<string>> Rows) sheet) =>
        file.EndsWith(".csv", StringComparison.Ordinal)
            ? Results.File(SheetExport.Csv(sheet.Columns, sheet.Rows), "text/csv; charset=utf-8", file)
            : Results.File(XlsxWriter.Write(words.Say("ja", "directory.desk.template." + kind), "-", [.. sheet.Columns.Select(c => new SheetColumn(c))], sheet.Rows), XlsxWriter.Type, file);

    private static string? KindOf(string file) => All.Contains(file) ? Names[file[..file.LastIndexOf('.')]] : null;

    private static Problem Unknown() => Problem.NotFound("There is no such file", $"The files are {string.Join(", ", All)}.");
}
