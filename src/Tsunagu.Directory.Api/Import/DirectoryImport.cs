using Tsunagu.Directory.Api.Storage;

namespace Tsunagu.Directory.Api.Import;

/// <summary>What an import would do or did.</summary>
/// <param name="Kind">Kind of the records, or null.</param>
/// <param name="Added">Ids of new records.</param>
/// <param name="Changed">Ids of records that differ.</param>
/// <param name="Same">How many are as they were.</param>
/// <param name="Errors">What refuses the whole.</param>
/// <param name="Doubts">What is only shown: kept as unknown.</param>
/// <param name="Written">Whether anything was changed.</param>
public sealed record ImportReport(string? Kind, IReadOnlyList<string> Added, IReadOnlyList<string> Changed, int Same, IReadOnlyList<FieldError> Errors, IReadOnlyList<FieldError> Doubts, bool Written)
{
    /// <summary>Each record that is new, changed, or not in the sheet, in the sheet's order.</summary>
    public IReadOnlyList<ImportLine> Lines { get; init; } = [];

    /// <summary>How the sheet names each column.</summary>
    public IReadOnlyDictionary<string, string> Headings { get; init; } = new Dictionary<string, string>();

    /// <summary>The directory that was looked at; another version may ask for another look.</summary>
    public string DirectoryVersion { get; init; } = "";
}

/// <summary>What an import does to one record.</summary>
/// <param name="What"><c>new</c>, <c>changed</c>, or <c>gone</c>: not in the sheet, and kept until somebody takes it out.</param>
/// <param name="Row">Row of the sheet, from 1; 0 where it stands in none.</param>
/// <param name="Id">The record.</param>
/// <param name="Name">Its name.</param>
/// <param name="Columns">What changes.</param>
public sealed record ImportLine(string What, int Row, string Id, string Name, IReadOnlyList<string> Columns);

/// <summary>Stands before every change of the directory. The host puts a stronger one in its place, which walks the handbook.</summary>
public interface IDirectoryGate
{
    /// <summary>Why the directory must not become this; empty when it may.</summary>
    /// <param name="before">As it is.</param>
    /// <param name="after">As it would be.</param>
    IReadOnlyList<string> Refuse(DirectorySnapshot before, DirectorySnapshot after);
}

/// <summary>Every need that has a window keeps one, and the line that always answers stays.</summary>
/// <param name="words">Says it in Japanese.</param>
public sealed class NeedsKeptGate(IDirectoryWords words) : IDirectoryGate
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Refuse(DirectorySnapshot before, DirectorySnapshot after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        static HashSet<string> Met(DirectorySnapshot snapshot) => [.. snapshot.Services.Where(s => s.Withheld is null && s.CanBeReached).SelectMany(s => s.Needs)];
        var refusals = Met(before).Except(Met(after)).Order(StringComparer.Ordinal).Select(need => words.Say("ja", "directory.desk.gate.need", ("need", words.Name("ja", "needs", need)))).ToList();
        if (after.FindService(Recommender.LastResort) is not { HoursSeen: true, Withheld: null, Phones.Count: > 0, Hours.IsAlways: true })
            refusals.Add(words.Say("ja", "directory.desk.gate.last-resort"));
        return refusals;
    }
}

/// <summary>Imports a sheet: preview first, then all or nothing. Repeating an import changes nothing.</summary>
/// <param name="store">Where to.</param>
/// <param name="words">Words for errors.</param>
/// <param name="gate">Stands before it.</param>
/// <param name="clock">Dates the review.</param>
public sealed class DirectoryImport(DirectoryStore store, IDirectoryWords words, IDirectoryGate gate, TimeProvider clock)
{
    /// <summary>Reads a sheet and writes it, or says why not.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="confirm">False only looks.</param>
    /// <param name="role">Who.</param>
    /// <param name="cancel">Stops before the writing.</param>
    public async Task<ImportReport> RunAsync(byte[] file, bool confirm, string role, CancellationToken cancel = default)
    {
        List<string[]> rows;
        try
        {
            rows = SheetReader.Read(file);
        }
        catch (SheetException unreadable)
        {
            return Refused(words.Say("ja", "directory.desk.file." + unreadable.Key));
        }
        var existing = new List<RecordSheet>();
        foreach (var kind in RecordKinds.All)
            existing.AddRange(await store.ListAsync(kind, cancel));
        var mapping = new SheetMapping(words);
        var records = mapping.Read(rows, existing, JapanTime.Day(clock.GetUtcNow()).AddYears(1));
        if (mapping.Kind is not { } sheetKind)
            return Refused(words.Say("ja", "directory.desk.file.unknown-sheet"));
        var check = new RecordCheck(words);
        var errors = records.SelectMany(r => check.Check(sheetKind, r.Fields, r.Row)).ToList();
        errors.AddRange(records.GroupBy(r => r.Id).Where(g => g.Count() > 1).Select(g => new FieldError(g.Last().Row, "id", words.Say("ja", "directory.desk.error.twice", ("row", $"{g.First().Row}")))));
        var known = existing.Where(r => r.Kind == sheetKind).ToDictionary(r => r.Id, StringComparer.Ordinal);
        var lines = Lines(records, known);
        var added = lines.Where(l => l.What == "new").Select(l => l.Id).ToList();
        var changed = lines.Where(l => l.What == "changed").Select(l => l.Id).ToList();
        var written = false;
        var (before, _) = await store.ReadAsync(cancel);
        if (errors.Count == 0 && added.Count + changed.Count > 0)
        {
            var result = await store.WriteAsync([.. records.Select(r => new RecordEdit(sheetKind, r.Id, r.Fields, null))], role, after => gate.Refuse(before, after), preview: !confirm, cancel);
            errors.AddRange(result.Refusals.Select(refusal => new FieldError(0, "", refusal)));
            written = confirm && result.IsGood;
        }
        return new ImportReport(sheetKind, added, changed, records.Count - added.Count - changed.Count, errors, mapping.Doubts, written) { Lines = lines, Headings = mapping.Headings, DirectoryVersion = before.Version };
    }

    private static List<ImportLine> Lines(List<SheetRecord> records, Dictionary<string, RecordSheet> known)
    {
        var lines = new List<ImportLine>();
        foreach (var record in records)
        {
            var old = known.GetValueOrDefault(record.Id);
            var columns = old is null ? [] : record.Fields.Keys.Union(old.Fields.Keys)
                .Where(c => record.Fields.GetValueOrDefault(c, "").Trim() != old.Fields.GetValueOrDefault(c, "")).Order(StringComparer.Ordinal).ToList();
            if (old is null || columns.Count > 0)
                lines.Add(new ImportLine(old is null ? "new" : "changed", record.Row, record.Id, NameOf(record.Fields), columns));
        }
        var inSheet = records.Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        lines.AddRange(known.Values.Where(r => !inSheet.Contains(r.Id)).Select(r => new ImportLine("gone", 0, r.Id, NameOf(r.Fields), [])));
        return lines;
    }

    private static string NameOf(IReadOnlyDictionary<string, string> fields) => fields.GetValueOrDefault("window_ja") ?? fields.GetValueOrDefault("name_ja") ?? "";

    private static ImportReport Refused(string message) => new(null, [], [], 0, [new FieldError(0, "", message)], [], false);
}
