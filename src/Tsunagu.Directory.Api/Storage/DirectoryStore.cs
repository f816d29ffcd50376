using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Tsunagu.Directory.Api.Storage;

/// <summary>
/// The directory in a database. Reading gives snapshots; writing is all or nothing, checked as a whole before anything is changed, and leaves a
/// line of history for every field.
/// </summary>
public sealed class DirectoryStore
{
    private readonly DirectoryStorage _storage;
    private readonly TimeProvider _clock;

    /// <summary>A store; <see cref="PrepareAsync"/> makes it ready.</summary>
    /// <param name="storage">Which database.</param>
    /// <param name="clock">Dates changes and snapshots.</param>
    public DirectoryStore(DirectoryStorage storage, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(storage);
        _storage = storage;
        _clock = clock;
    }

    /// <summary>
    /// Migrates the tables, fills them from the seed on the first start, and later lets records that nobody touched follow a newer seed. Safe when
    /// several processes start at once.
    /// </summary>
    /// <param name="seedFolder">The folder with the seed's CSV files.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <exception cref="SeedException">The seed is wrong; nothing of it is taken.</exception>
    public async Task PrepareAsync(string seedFolder, CancellationToken cancel = default)
    {
        // Read and checked first: a broken seed changes nothing.
        var problems = new List<SeedProblem>();
        var tables = DirectoryTables.Read(seedFolder, problems);
        var version = SeedDirectory.VersionOf(seedFolder);
        if (problems.Count == 0)
            SnapshotBuilder.Build(tables, version, _clock.GetUtcNow(), problems);
        if (problems.Count > 0)
            throw new SeedException([.. problems.OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line)]);

        await using var alone = await StartLock.TakeAsync(_storage.Folder, cancel);
        await using (var db = _storage.Open())
        {
            if (_storage.Folder is not null)
                await StartLock.ForgetAbandonedAsync(db, cancel);
            await db.Database.MigrateAsync(cancel);
        }
        await LostRace.AgainAsync(() => FollowSeedAsync(tables, version, cancel));
    }

    /// <summary>The present state, and the revision that says whether it still is.</summary>
    /// <param name="cancel">Stops reading.</param>
    /// <exception cref="SeedException">The records contradict each other; written by other hands than this service's.</exception>
    public async Task<(DirectorySnapshot Snapshot, long Revision)> ReadAsync(CancellationToken cancel = default)
    {
        await using var db = _storage.Open();
        // One transaction, so that the revision is that of the records.
        await using var transaction = await BeginAsync(db, cancel);
        var state = await db.States.AsNoTracking().SingleAsync(cancel);
        var records = await db.Records.AsNoTracking().ToListAsync(cancel);
        return (RecordRows.Snapshot(records, _clock.GetUtcNow()), state.Revision);
    }

    /// <summary>The revision alone.</summary>
    /// <param name="cancel">Stops reading.</param>
    public async Task<long> RevisionAsync(CancellationToken cancel = default)
    {
        await using var db = _storage.Open();
        return await db.States.AsNoTracking().Select(s => s.Revision).SingleAsync(cancel);
    }

    /// <summary>All records of a kind, private columns included, in their order.</summary>
    /// <param name="kind">One of <see cref="RecordKinds"/>.</param>
    /// <param name="cancel">Stops reading.</param>
    public async Task<IReadOnlyList<RecordSheet>> ListAsync(string kind, CancellationToken cancel = default)
    {
        await using var db = _storage.Open();
        var records = await db.Records.AsNoTracking().Where(r => r.Kind == kind).OrderBy(r => r.Position).ThenBy(r => r.Id).ToListAsync(cancel);
        return records.ConvertAll(RecordRows.Sheet);
    }

    /// <summary>One record, private columns included, or null.</summary>
    /// <param name="kind">One of <see cref="RecordKinds"/>.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancel">Stops reading.</param>
    public async Task<RecordSheet?> FindAsync(string kind, string id, CancellationToken cancel = default)
    {
        await using var db = _storage.Open();
        return await db.Records.AsNoTracking().SingleOrDefaultAsync(r => r.Kind == kind && r.Id == id, cancel) is { } record ? RecordRows.Sheet(record) : null;
    }

    /// <summary>The history of a record, the newest first: who (a role), when, old → new. Not for the public.</summary>
    /// <param name="kind">One of <see cref="RecordKinds"/>.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancel">Stops reading.</param>
    public async Task<IReadOnlyList<HistoryLine>> HistoryAsync(string kind, string id, CancellationToken cancel = default)
    {
        await using var db = _storage.Open();
        var changes = await db.Changes.AsNoTracking().Where(c => c.Kind == kind && c.RecordId == id).OrderByDescending(c => c.At).ThenBy(c => c.Field).ToListAsync(cancel);
        return changes.ConvertAll(c => new HistoryLine(DateTimeOffset.FromUnixTimeMilliseconds(c.At), c.Role, c.Action, c.Field, c.OldValue, c.NewValue));
    }

    /// <summary>
    /// Writes records, all or nothing. The whole directory is checked as it would be afterwards; two writers at once never lose a change: another
    /// record's change is merged, the same record's is refused.
    /// </summary>
    /// <param name="edits">What to write; each names the revision that its writer read.</param>
    /// <param name="role">Who: <c>editor</c>, <c>approver</c>, <c>import</c>.</param>
    /// <param name="gate">Looks at the directory as it would be; each line that it gives refuses the whole.</param>
    /// <param name="preview">True checks everything and changes nothing.</param>
    /// <param name="cancel">Stops before the writing.</param>
    public async Task<WriteResult> WriteAsync(IReadOnlyList<RecordEdit> edits, string role, Func<DirectorySnapshot, IReadOnlyList<string>> gate, bool preview = false, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(edits);
        ArgumentNullException.ThrowIfNull(gate);
        while (true)
        {
            // The gate takes seconds, so it looks while nothing is locked; what it saw is what is written, or it looks again.
            var (looked, after, revision) = await LostRace.AgainAsync(() => TryWriteAsync(edits, role, passed: null, cancel));
            if (after is null)
                return looked!;
            if (gate(after) is { Count: > 0 } refusals)
                return looked! with { Refusals = refusals };
            if (preview)
                return looked!;
            if (await LostRace.AgainAsync(() => TryWriteAsync(edits, role, revision, cancel)) is (WriteResult written, _, _))
                return written;
        }
    }

    /// <summary>Puts a report of a mistake into the desk's queue.</summary>
    /// <param name="kind">One of <see cref="RecordKinds"/>.</param>
    /// <param name="id">The record.</param>
    /// <param name="fields">Names of the ticked fields.</param>
    /// <param name="cancel">Stops writing.</param>
    public async Task ReportAsync(string kind, string id, IReadOnlyList<string> fields, CancellationToken cancel = default)
    {
        await using var db = _storage.Open();
        var now = _clock.GetUtcNow();
        db.Reports.Add(new WrongReport { Id = Guid.CreateVersion7(now).ToString(), At = now.ToUnixTimeMilliseconds(), Kind = kind, RecordId = id, Fields = string.Join(';', fields) });
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Reports that nobody has closed, the oldest first.</summary>
    /// <param name="cancel">Stops reading.</param>
    public async Task<IReadOnlyList<ReportLine>> ReportsAsync(CancellationToken cancel = default)
    {
        await using var db = _storage.Open();
        var reports = await db.Reports.AsNoTracking().Where(r => r.ClosedAt == null).OrderBy(r => r.At).ThenBy(r => r.Id).ToListAsync(cancel);
        return reports.ConvertAll(r => new ReportLine(r.Id, DateTimeOffset.FromUnixTimeMilliseconds(r.At), r.Kind, r.RecordId, r.Fields.Split(';')));
    }

    /// <summary>Closes a report.</summary>
    /// <param name="id">The report.</param>
    /// <param name="role">Who.</param>
    /// <param name="cancel">Stops writing.</param>
    /// <returns>False when there is no open report of this id.</returns>
    public async Task<bool> CloseReportAsync(string id, string role, CancellationToken cancel = default)
    {
        await using var db = _storage.Open();
        var now = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        return await db.Reports.Where(r => r.Id == id && r.ClosedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.ClosedAt, now).SetProperty(r => r.ClosedBy, role), cancel) == 1;
    }

    /// <summary>Without <paramref name="passed"/> it only looks, and gives the directory as it would be; else it writes, if the directory is still at that revision.</summary>
    private async Task<(WriteResult? Result, DirectorySnapshot? After, long Revision)> TryWriteAsync(IReadOnlyList<RecordEdit> edits, string role, long? passed, CancellationToken cancel)
    {
        await using var db = _storage.Open();
        await using var transaction = await BeginAsync(db, cancel);
        var state = await db.States.SingleAsync(cancel);
        if (passed is { } revision && revision != state.Revision)
            return (null, null, state.Revision);
        var records = await db.Records.ToListAsync(cancel);
        var writing = new RecordWriting(db, records, role, _clock.GetUtcNow());
        foreach (var edit in edits)
        {
            if (!writing.Apply(edit))
                return (new WriteResult([], edit.Id), null, state.Revision);
        }
        if (passed is null)
        {
            var problems = new List<SeedProblem>();
            var after = RecordRows.TrySnapshot(writing.Records, _clock.GetUtcNow(), problems);
            return (new WriteResult(problems.ConvertAll(p => RecordRows.Told(p, writing.Records)), null), writing.Changed > 0 ? after : null, state.Revision);
        }
        state.Revision++;
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return (new WriteResult([], null), null, state.Revision);
    }

    private async Task<bool> FollowSeedAsync(DirectoryTables tables, string version, CancellationToken cancel)
    {
        await using var db = _storage.Open();
        await using var transaction = await BeginAsync(db, cancel);
        var state = await db.States.SingleOrDefaultAsync(cancel);
        if (state?.SeedVersion == version)
            return false;
        var first = state is null;
        if (state is null)
            db.States.Add(state = new DirectoryState { SeedVersion = version });
        state.SeedVersion = version;
        state.Revision++;
        var writing = new RecordWriting(db, await db.Records.ToListAsync(cancel), "seed", _clock.GetUtcNow()) { KeepsHistory = !first };
        writing.Follow(tables);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    private static Task<IDbContextTransaction> BeginAsync(DirectoryDb db, CancellationToken cancel) =>
        db.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancel);

    internal static string Json(IEnumerable<KeyValuePair<string, string>> fields) => JsonSerializer.Serialize(
        fields.Where(f => !string.IsNullOrWhiteSpace(f.Value)).OrderBy(f => f.Key, StringComparer.Ordinal).ToDictionary(f => f.Key, f => f.Value.Trim(), StringComparer.Ordinal), RecordRows.Readable);
}
