namespace Tsunagu.Directory.Api.Storage;

/// <summary>Applies edits to tracked records and keeps the history, field by field.</summary>
internal sealed class RecordWriting
{
    private readonly DirectoryDb _db;
    private readonly string _role;
    private readonly DateTimeOffset _now;
    private readonly Dictionary<(string Kind, string Id), StoredRecord> _records;

    internal RecordWriting(DirectoryDb db, IEnumerable<StoredRecord> records, string role, DateTimeOffset now)
    {
        _db = db;
        _role = role;
        _now = now;
        _records = records.ToDictionary(r => (r.Kind, r.Id));
    }

    internal IReadOnlyCollection<StoredRecord> Records => _records.Values;

    internal int Changed { get; private set; }

    /// <summary>The first fill is no change of anything.</summary>
    internal bool KeepsHistory { get; init; } = true;

    /// <summary>False when somebody else changed the record since it was read.</summary>
    internal bool Apply(RecordEdit edit)
    {
        _records.TryGetValue((edit.Kind, edit.Id), out var record);
        if (edit.ReadRevision is { } read && read != (record?.Revision ?? 0))
            return false;
        if (edit.Fields is null)
        {
            if (record is not null)
                Remove(record);
            return true;
        }
        Put(record, edit.Kind, edit.Id, edit.Fields, record?.Position ?? NextPosition(edit.Kind), touched: true);
        return true;
    }

    /// <summary>Records that no person touched become those of the seed; others stay as people made them.</summary>
    internal void Follow(DirectoryTables tables)
    {
        foreach (var (kind, table) in tables.Named)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (row, position) in table.Rows.Select((row, index) => (row, index + 1)))
            {
                var id = RecordKinds.IdOf(kind, row.Text);
                seen.Add(id);
                _records.TryGetValue((kind, id), out var record);
                if (record is not { Touched: true })
                    Put(record, kind, id, row.Fields, position, touched: false);
            }
            foreach (var gone in _records.Values.Where(r => r.Kind == kind && !r.Touched && !seen.Contains(r.Id)).ToList())
                Remove(gone);
        }
    }

    private void Put(StoredRecord? record, string kind, string id, IReadOnlyDictionary<string, string> fields, int position, bool touched)
    {
        var json = DirectoryStore.Json(fields);
        if (record is null)
        {
            record = new StoredRecord { Kind = kind, Id = id, Position = position, Fields = json, Revision = 1, PublicChangedAt = _now.ToUnixTimeMilliseconds(), Touched = touched };
            _records[(kind, id)] = record;
            _db.Records.Add(record);
            Log(record, "added", "id", null, id);
            Changed++;
            return;
        }
        if (record.Fields == json)
        {
            record.Position = position;
            return;
        }
        var before = RecordRows.Fields(record);
        record.Fields = json;
        var after = RecordRows.Fields(record);
        foreach (var column in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            var (old, now) = (before.GetValueOrDefault(column), after.GetValueOrDefault(column));
            if (old == now)
                continue;
            Log(record, "changed", column, old, now);
            if (!RecordRows.PrivateColumns.Contains(column))
                record.PublicChangedAt = _now.ToUnixTimeMilliseconds();
        }
        record.Position = position;
        record.Revision++;
        record.Touched |= touched;
        Changed++;
    }

    private void Remove(StoredRecord record)
    {
        _records.Remove((record.Kind, record.Id));
        _db.Records.Remove(record);
        foreach (var (column, value) in RecordRows.Fields(record))
            Log(record, "removed", column, value, null);
        Changed++;
    }

    private int NextPosition(string kind) => _records.Values.Where(r => r.Kind == kind).Select(r => r.Position).DefaultIfEmpty(0).Max() + 1;

    private void Log(StoredRecord record, string action, string field, string? old, string? now)
    {
        if (!KeepsHistory)
            return;
        _db.Changes.Add(new RecordChange
        {
            Id = Guid.CreateVersion7(_now).ToString(),
            At = _now.ToUnixTimeMilliseconds(),
            Role = _role,
            Action = action,
            Kind = record.Kind,
            RecordId = record.Id,
            Field = field,
            OldValue = old,
            NewValue = now,
        });
    }
}
