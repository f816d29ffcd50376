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
public sealed record ImportReport(string? Kind, IReadOnlyList<string> Added, IReadOnlyList<string> Changed, int Same, IReadOnlyList<FieldError> Errors, IReadOnlyList<FieldError> Doubts, bool Written);

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
        var byName = existing.SelectMany(r => new[] { r.Fields.GetValueOrDefault("name_ja"), r.Fields.GetValueOrDefault("window_ja"), r.Fields.GetValueOrDefault("phone") }
            .Where(key => key is not null).Select(key => (Key: key!, Record: r))).ToLookup(p => p.Key, p => p.Record, StringComparer.Ordinal);
        var records = mapping.Read(rows, byName, JapanTime.Day(clock.GetUtcNow()).AddYears(1));
        if (mapping.Kind is not { } sheetKind)
            return Refused(words.Say("ja", "directory.desk.file.unknown-sheet"));
        var check = new RecordCheck(words);
        var errors = records.SelectMany(r => check.Check(sheetKind, r.Fields, r.Row)).ToList();
        errors.AddRange(records.GroupBy(r => r.Id).Where(g => g.Count() > 1).Select(g => new FieldError(g.Last().Row, "id", words.Say("ja", "directory.desk.error.twice", ("row", $"{g.First().Row}")))));
        var known = existing.Where(r => r.Kind == sheetKind).ToDictionary(r => r.Id, StringComparer.Ordinal);
        var added = records.Where(r => !known.ContainsKey(r.Id)).Select(r => r.Id).ToList();
        var changed = records.Where(r => known.TryGetValue(r.Id, out var old) && DirectoryStore.Json(old.Fields) != DirectoryStore.Json(r.Fields)).Select(r => r.Id).ToList();
        var written = false;
        if (errors.Count == 0 && added.Count + changed.Count > 0)
        {
            var (before, _) = await store.ReadAsync(cancel);
            var result = await store.WriteAsync([.. records.Select(r => new RecordEdit(sheetKind, r.Id, r.Fields, null))], role, after => gate.Refuse(before, after), preview: !confirm, cancel);
            errors.AddRange(result.Refusals.Select(refusal => new FieldError(0, "", refusal)));
            written = confirm && result.IsGood;
        }
        return new ImportReport(sheetKind, added, changed, records.Count - added.Count - changed.Count, errors, mapping.Errors, written);
    }

    private static ImportReport Refused(string message) => new(null, [], [], 0, [new FieldError(0, "", message)], [], false);
}
