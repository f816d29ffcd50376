using Npgsql;
using Tsunagu.BotCore;

namespace Tsunagu.Conversations;

/// <summary>PostgreSQL: the same rows as in the SQLite file, shared by all machines of a cluster.</summary>
internal sealed class PostgresRows : IRowStore
{
    private readonly NpgsqlDataSource _source;
    private readonly PostgresWriter _writer;
    private bool _vacuumDue;

    public PostgresRows(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "tsunagu",
            MaxAutoPrepare = 40,
            AutoPrepareMinUsages = 2,
            IncludeErrorDetail = false,
        };
        // What was acknowledged must be on the disk, whatever the server's default is.
        settings.Options = $"{settings.Options} -c synchronous_commit=on".Trim();
        _source = NpgsqlDataSource.Create(settings);
        _writer = new PostgresWriter(_source);
    }

    public async Task OpenAsync()
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync();
            await PostgresSchema.MigrateAsync(connection);
        }
        catch (NpgsqlException e)
        {
            throw PostgresStart.Explain(e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await _source.DisposeAsync();
    }

    public Task<int> CountAsync(CancellationToken ct) => ReadAsync("SELECT count(*)::int FROM conversations", static r => r.GetInt32(0), 0, ct);

    public Task ProbeAsync(CancellationToken ct) => ChangeAsync("UPDATE data_keys SET created_at = created_at WHERE number = 1", ct);

    public Task<ConversationRow?> FindAsync(byte[] name, CancellationToken ct) => GuardAsync(async () =>
    {
        await using var command = Command(RowSql.Find, name);
        await using var reader = await command.ExecuteReaderAsync(ct);
        ConversationRow? row = null;
        List<(long, byte[])> events = [];
        while (await reader.ReadAsync(ct))
        {
            row ??= RowSql.Conversation(reader, events);
            if (RowSql.Event(reader) is { } seen)
                events.Add(seen);
        }

        return row;
    });

    public async Task<bool> InsertAsync(NewConversation row, CancellationToken ct) =>
        await _writer.RunAsync(new PostgresWrite(PostgresSql.Insert, 0, row.Name, row.KeyNumber, row.ExpiresAt, row.State), ct) == 1;

    public async Task<bool> WriteAsync(TurnRow turn, CancellationToken ct)
    {
        var written = await _writer.RunAsync(PostgresSql.Of(turn), ct) == 1;
        _vacuumDue |= written && turn.Erase;
        if (written && turn.ForgetUpTo > 0)
        {
            // Housekeeping, not part of the turn: if it is lost, the next one takes these too.
            _ = _writer.RunAsync(new PostgresWrite("WITH c AS (DELETE FROM turns WHERE id BETWEEN $1 AND $2 RETURNING 1) SELECT count(*) FROM c", turn.Number,
                TurnId.First(turn.Number), TurnId.Of(turn.Number, turn.ForgetUpTo)), CancellationToken.None)
                .ContinueWith(static t => t.Exception, TaskScheduler.Default);
        }

        return written;
    }

    public Task<IReadOnlyList<KeptTurn>> TurnsAsync(long number, long after, CancellationToken ct) =>
        ListAsync(RowSql.Turns, RowSql.Kept, ct, TurnId.First(number), TurnId.Last(number), after);

    public async Task<KeptTurn?> TurnAsync(long number, long version, CancellationToken ct) =>
        await ListAsync(RowSql.Turn, RowSql.Kept, ct, TurnId.Of(number, version)) is [var turn, ..] ? turn : null;

    public async Task<bool> DeleteAsync(byte[] name, bool keepReminder, CancellationToken ct)
    {
        var deleted = await _writer.RunAsync(new PostgresWrite(keepReminder ? PostgresSql.Delete : PostgresSql.DeleteWithReminder, long.MaxValue, name), ct) == 1;
        _vacuumDue |= deleted;
        return deleted;
    }

    public async Task<int> DeleteExpiredAsync(long now, CancellationToken ct)
    {
        var all = 0;
        for (var gone = 1; gone > 0; all += gone)
            gone = (int)await _writer.RunAsync(new PostgresWrite(PostgresSql.DeleteExpired, long.MaxValue, now), ct);
        if (all > 0 || _vacuumDue)
        {
            _vacuumDue = false;
            // Dead rows are cleared away now, not when the server finds time for it.
            await ReadAsync("VACUUM conversations, turns, outbox, reminders", static _ => 0, 0, ct);
        }

        return all;
    }

    public async Task<IReadOnlyList<DeliveryRow>> TakeDueAsync(IReadOnlyCollection<string> channels, long now, long leaseUntil, int max, CancellationToken ct) =>
        [.. (await ListAsync(PostgresSql.TakeDue, RowSql.Delivery, ct, leaseUntil, now, channels.ToArray(), max)).OrderBy(d => d.Number)];

    public Task FinishDeliveryAsync(long number, CancellationToken ct) => ChangeAsync("DELETE FROM outbox WHERE number = $1", ct, number);

    public Task PostponeAsync(long number, long dueAt, CancellationToken ct) =>
        ChangeAsync("UPDATE outbox SET due_at = $2 WHERE number = $1", ct, number, dueAt);

    public Task SetAsideAsync(long number, CancellationToken ct) => ChangeAsync("UPDATE outbox SET set_aside = true, payload = '' WHERE number = $1", ct, number);

    public Task<(int Waiting, long? Oldest, int SetAside)> OutboxAsync(CancellationToken ct) => ReadAsync<(int, long?, int)>(
        "SELECT (count(*) FILTER (WHERE NOT set_aside))::int, min(created_at) FILTER (WHERE NOT set_aside), (count(*) FILTER (WHERE set_aside))::int FROM outbox",
        static r => (r.GetInt32(0), r.IsDBNull(1) ? null : r.GetInt64(1), r.GetInt32(2)), default, ct);

    public Task<IReadOnlyList<ReminderRow>> TakeDueRemindersAsync(IReadOnlyCollection<string> channels, long now, long leaseUntil, int max, CancellationToken ct) =>
        ListAsync(PostgresSql.TakeDueReminders, RowSql.Reminder, ct, leaseUntil, now, channels.ToArray(), max);

    public Task PostponeReminderAsync(byte[] id, long dueAt, CancellationToken ct) => ChangeAsync("UPDATE reminders SET due_at = $2 WHERE id = $1", ct, id, dueAt);

    public Task ForgetReminderAsync(byte[] id, CancellationToken ct)
    {
        _vacuumDue = true;
        return ChangeAsync("DELETE FROM reminders WHERE id = $1", ct, id);
    }

    public Task<IReadOnlyList<DataKeyRow>> DataKeysAsync(CancellationToken ct) => ListAsync(RowSql.DataKeys, RowSql.DataKey, ct);

    public async Task<bool> AddDataKeyAsync(DataKeyRow key, CancellationToken ct) => await _writer.RunAsync(new PostgresWrite(
        "WITH c AS (INSERT INTO data_keys (number, created_at, wrapped) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1) SELECT count(*) FROM c",
        0, key.Number, key.CreatedAt, key.Wrapped), ct) == 1;

    public Task DropDataKeysAsync(long madeBefore, CancellationToken ct) => ChangeAsync(RowSql.DropDataKeys, ct, madeBefore);

    // Not in a group with turns: a count that fails must not take a person's turn with it. In one order, so that two machines never wait for each other.
    public Task AddAsync(IReadOnlyList<DayCount> counts, CancellationToken ct = default) => GuardAsync(async () =>
    {
        DayCount[] ordered = [.. counts.OrderBy(c => c.Day).ThenBy(c => c.Kind, StringComparer.Ordinal).ThenBy(c => c.Key, StringComparer.Ordinal)];
        await using var command = Command(PostgresSql.AddCounts, ordered.Select(c => c.Day.DayNumber).ToArray(),
            ordered.Select(c => c.Kind).ToArray(), ordered.Select(c => c.Key).ToArray(), ordered.Select(c => c.Count).ToArray());
        return await command.ExecuteNonQueryAsync(ct);
    });

    public Task<IReadOnlyList<DayCount>> CountsAsync(DateOnly day, CancellationToken ct = default) =>
        ListAsync(RowSql.Counts, r => new DayCount(day, r.GetString(0), r.GetString(1), r.GetInt64(2)), ct, day.DayNumber);

    public async Task<bool> TakeReportAsync(string report, DateOnly day, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken ct = default) =>
        await ChangeAsync(RowSql.TakeReport, ct, report, day.DayNumber, leaseUntil.ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds()) == 1;

    public Task FinishReportAsync(string report, DateOnly day, CancellationToken ct = default) => ChangeAsync(RowSql.FinishReport, ct, report, day.DayNumber, long.MaxValue);

    public async Task ForgetCountsAsync(DateOnly day, CancellationToken ct = default)
    {
        await ChangeAsync(RowSql.ForgetCounts, ct, day.DayNumber);
        await ChangeAsync(RowSql.ForgetReports, ct, day.DayNumber);
    }

    public IReadOnlyList<string> ReadAll()
    {
        using var connection = _source.OpenConnection();
        using var command = new NpgsqlCommand(RowSql.ProtectionKeys, connection);
        using var reader = command.ExecuteReader();
        List<string> keys = [];
        while (reader.Read())
            keys.Add(reader.GetString(0));
        return keys;
    }

    public void Add(string name, string xml)
    {
        using var connection = _source.OpenConnection();
        using var command = new NpgsqlCommand("INSERT INTO protection_keys (name, xml) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET xml = excluded.xml", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = name });
        command.Parameters.Add(new NpgsqlParameter { Value = xml });
        command.ExecuteNonQuery();
    }

    private Task<long> ChangeAsync(string sql, CancellationToken ct, params object[] values) =>
        _writer.RunAsync(new PostgresWrite($"WITH c AS ({sql} RETURNING 1) SELECT count(*) FROM c", long.MaxValue, values), ct);

    private Task<IReadOnlyList<T>> ListAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken ct, params object[] values) => GuardAsync(async () =>
    {
        await using var command = Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<T> rows = [];
        while (await reader.ReadAsync(ct))
            rows.Add(read(reader));
        return (IReadOnlyList<T>)rows;
    });

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = _source.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    private Task<T> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read, T otherwise, CancellationToken ct) => GuardAsync(async () =>
    {
        await using var command = _source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? read(reader) : otherwise;
    });

    private static async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            throw new ConversationsUnavailableException($"The store cannot read: {PostgresWriter.Reason(e)}", e);
        }
    }
}
