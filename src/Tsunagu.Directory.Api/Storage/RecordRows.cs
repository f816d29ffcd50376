using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tsunagu.Directory.Api.Storage;

/// <summary>A record as the desk sees it, private columns included.</summary>
/// <param name="Kind">One of <see cref="RecordKinds"/>.</param>
/// <param name="Id">Its id.</param>
/// <param name="Revision">Counts its changes.</param>
/// <param name="Fields">Column → text; blanks are left out.</param>
public sealed record RecordSheet(string Kind, string Id, int Revision, IReadOnlyDictionary<string, string> Fields);

/// <summary>What to write.</summary>
/// <param name="Kind">One of <see cref="RecordKinds"/>.</param>
/// <param name="Id">Its id.</param>
/// <param name="Fields">All its columns afterwards; null removes the record.</param>
/// <param name="ReadRevision">The revision that the writer read; 0 = it was not there; null = whichever (an import, which read everything).</param>
public sealed record RecordEdit(string Kind, string Id, IReadOnlyDictionary<string, string>? Fields, int? ReadRevision);

/// <summary>How a writing went.</summary>
/// <param name="Refusals">Why nothing was written; empty when it was (or would be).</param>
/// <param name="Conflict">The record that somebody else changed meanwhile, or null.</param>
public sealed record WriteResult(IReadOnlyList<string> Refusals, string? Conflict)
{
    /// <summary>Whether it was written, or in a preview could be.</summary>
    public bool IsGood => Refusals.Count == 0 && Conflict is null;
}

/// <summary>A line of history.</summary>
/// <param name="At">When.</param>
/// <param name="Role">Who, as a role.</param>
/// <param name="Action"><c>added changed removed</c>.</param>
/// <param name="Field">Which column.</param>
/// <param name="OldValue">Before.</param>
/// <param name="NewValue">After.</param>
public sealed record HistoryLine(DateTimeOffset At, string Role, string Action, string Field, string? OldValue, string? NewValue);

/// <summary>An open report of a mistake.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When it came.</param>
/// <param name="Kind">Kind of the record.</param>
/// <param name="RecordId">The record.</param>
/// <param name="Fields">What was ticked.</param>
public sealed record ReportLine(string Id, DateTimeOffset At, string Kind, string RecordId, IReadOnlyList<string> Fields);

/// <summary>Between records of the database and rows that the snapshot is built from.</summary>
internal static class RecordRows
{
    /// <summary>Columns that only members and the desk may see. They reach no snapshot, no version and no <c>last_modified</c>.</summary>
    internal static readonly string[] PrivateColumns = ["email", "verified_by", "note_internal"];

    internal static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static RecordSheet Sheet(StoredRecord record) => new(record.Kind, record.Id, record.Revision, Fields(record));

    internal static Dictionary<string, string> Fields(StoredRecord record) => JsonSerializer.Deserialize<Dictionary<string, string>>(record.Fields)!;

    internal static DirectorySnapshot Snapshot(IReadOnlyCollection<StoredRecord> records, DateTimeOffset now)
    {
        var problems = new List<SeedProblem>();
        return TrySnapshot(records, now, problems) ?? throw new SeedException(problems);
    }

    internal static DirectorySnapshot? TrySnapshot(IReadOnlyCollection<StoredRecord> records, DateTimeOffset now, List<SeedProblem> problems)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var tables = RecordKinds.All.ToDictionary(kind => kind, kind => Table(kind, records, hash, problems));
        var version = "d-" + Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6));
        return SnapshotBuilder.Build(
            new DirectoryTables(tables[RecordKinds.Window], tables[RecordKinds.Organization], tables[RecordKinds.Scheme], tables[RecordKinds.CrisisLine], tables[RecordKinds.Holiday], tables[RecordKinds.Fit]),
            version, now, problems);
    }

    /// <summary>A problem with the record's id in place of its line.</summary>
    internal static string Told(SeedProblem problem, IEnumerable<StoredRecord> records)
    {
        var record = records.FirstOrDefault(r => r.Kind == problem.File && r.Position == problem.Line);
        return $"{problem.File} {record?.Id}: {problem.What} — {problem.Mend}";
    }

    private static SeedTable Table(string kind, IEnumerable<StoredRecord> records, IncrementalHash hash, List<SeedProblem> problems)
    {
        var table = new SeedTable(kind, problems);
        foreach (var record in records.Where(r => r.Kind == kind).OrderBy(r => r.Position).ThenBy(r => r.Id, StringComparer.Ordinal))
        {
            var fields = Fields(record);
            foreach (var column in PrivateColumns)
                fields.Remove(column);
            hash.AppendData(Encoding.UTF8.GetBytes($"{kind}\n{record.Id}\n{DirectoryStore.Json(fields)}\n"));
            table.Rows.Add(new SeedRow(table, record.Position, fields) { ModifiedAt = DateTimeOffset.FromUnixTimeMilliseconds(record.PublicChangedAt) });
        }
        return table;
    }
}
