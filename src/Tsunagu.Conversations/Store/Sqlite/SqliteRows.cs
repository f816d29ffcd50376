using Microsoft.Data.Sqlite;
using Tsunagu.BotCore;

namespace Tsunagu.Conversations;

/// <summary>
/// One file: a write-ahead log with an fsync at every commit (<c>synchronous=FULL</c>), one writer that commits for many, readers beside it.
/// Deleted rows are overwritten with zeros (<c>secure_delete</c>), and after an erasure the log is emptied before anybody is told.
/// </summary>
internal sealed class SqliteRows : IRowStore
{
    private readonly string _file;
    private readonly string _connection;
    private readonly SqliteWriter _writer;

    public SqliteRows(string file)
    {
        _file = file;
        _connection = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 5 }.ToString();
        _writer = new SqliteWriter(OpenWriter);
    }

    /// <summary>The most pages the file may have; 0 = as many as fit. For trying out a full disk.</summary>
    internal long MaxPages { get; set; }

    /// <summary>Lets the file grow no further, or again; for trying out a full disk while it is in use.</summary>
    internal Task LimitAsync(bool full) => _writer.RunAsync(s => s.Run(full ? "PRAGMA max_page_count = 1" : "PRAGMA max_page_count = 1000000000"), erases: false, CancellationToken.None);

    public Task OpenAsync()
    {
        try
        {
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
            using var connection = OpenWriter();
            SqliteSchema.Migrate(connection, _file);
            return Task.CompletedTask;
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StoreStartException(
                $"Storage:Path: the database '{_file}' cannot be opened and written ({SqliteWriter.Reason(e)}). Give this program the right to write there, make room, or set Storage:Path to another folder.", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        SqliteConnection.ClearPool(new SqliteConnection(_connection));
    }

    public Task<int> CountAsync(CancellationToken ct) => Read(connection => (int)Scalar(connection, "SELECT COUNT(*) FROM conversations"));

    public Task ProbeAsync(CancellationToken ct) => _writer.RunAsync(s => s.Run("UPDATE data_keys SET created_at = created_at WHERE number = 1"), erases: false, ct);

    public Task<ConversationRow?> FindAsync(byte[] name, CancellationToken ct) => Read(connection =>
    {
        using var command = Command(connection, RowSql.Find, name);
        using var reader = command.ExecuteReader();
        ConversationRow? row = null;
        List<(long, byte[])> events = [];
        while (reader.Read())
        {
            row ??= RowSql.Conversation(reader, events);
            if (RowSql.Event(reader) is { } seen)
                events.Add(seen);
        }

        return row;
    });

    public Task<bool> InsertAsync(NewConversation row, CancellationToken ct) => _writer.RunAsync(s => s.Insert(row), erases: false, ct);

    public Task<bool> WriteAsync(TurnRow turn, CancellationToken ct) => _writer.RunAsync(s => s.Write(turn), turn.Erase, ct);

    public Task<IReadOnlyList<KeptTurn>> TurnsAsync(long number, long after, CancellationToken ct) =>
        List(RowSql.Turns, RowSql.Kept, TurnId.First(number), TurnId.Last(number), after);

    public async Task<KeptTurn?> TurnAsync(long number, long version, CancellationToken ct) =>
        await List(RowSql.Turn, RowSql.Kept, TurnId.Of(number, version)) is [var turn, ..] ? turn : null;

    public Task<bool> DeleteAsync(byte[] name, bool keepReminder, CancellationToken ct) => _writer.RunAsync(s => s.Delete(name, keepReminder), erases: true, ct);

    public async Task<int> DeleteExpiredAsync(long now, CancellationToken ct)
    {
        for (var all = 0; ;)
        {
            var gone = await _writer.RunAsync(s => s.DeleteExpired(now), erases: false, ct);
            all += gone;
            if (gone > 0)
                continue;
            if (all > 0)
                await _writer.RunAsync(static _ => 0, erases: true, ct);
            return all;
        }
    }

    public Task<IReadOnlyList<DeliveryRow>> TakeDueAsync(IReadOnlyCollection<string> channels, long now, long leaseUntil, int max, CancellationToken ct) =>
        _writer.RunAsync<IReadOnlyList<DeliveryRow>>(s => s.TakeDue(channels, now, leaseUntil, max), erases: false, ct);

    public Task FinishDeliveryAsync(long number, CancellationToken ct) =>
        _writer.RunAsync(s => s.Run("DELETE FROM outbox WHERE number = $1", number), erases: false, ct);

    public Task PostponeAsync(long number, long dueAt, CancellationToken ct) =>
        _writer.RunAsync(s => s.Run("UPDATE outbox SET due_at = $1 WHERE number = $2", dueAt, number), erases: false, ct);

    public Task SetAsideAsync(long number, CancellationToken ct) =>
        _writer.RunAsync(s => s.Run("UPDATE outbox SET set_aside = 1, payload = x'' WHERE number = $1", number), erases: false, ct);

    public Task<(int Waiting, long? Oldest, int SetAside)> OutboxAsync(CancellationToken ct) => Read<(int, long?, int)>(connection =>
    {
        using var command = Command(connection, "SELECT COUNT(*) FILTER (WHERE set_aside = 0), MIN(created_at) FILTER (WHERE set_aside = 0), COUNT(*) FILTER (WHERE set_aside = 1) FROM outbox");
        using var reader = command.ExecuteReader();
        reader.Read();
        return (reader.GetInt32(0), reader.IsDBNull(1) ? null : reader.GetInt64(1), reader.GetInt32(2));
    });

    public Task<IReadOnlyList<ReminderRow>> TakeDueRemindersAsync(IReadOnlyCollection<string> channels, long now, long leaseUntil, int max, CancellationToken ct) =>
        _writer.RunAsync<IReadOnlyList<ReminderRow>>(s => s.TakeDueReminders(channels, now, leaseUntil, max), erases: false, ct);

    public Task PostponeReminderAsync(byte[] id, long dueAt, CancellationToken ct) =>
        _writer.RunAsync(s => s.Run("UPDATE reminders SET due_at = $1 WHERE id = $2", dueAt, id), erases: false, ct);

    public Task ForgetReminderAsync(byte[] id, CancellationToken ct) =>
        _writer.RunAsync(s => s.Run("DELETE FROM reminders WHERE id = $1", id), erases: true, ct);

    public Task<IReadOnlyList<DataKeyRow>> DataKeysAsync(CancellationToken ct) => List(RowSql.DataKeys, RowSql.DataKey);

    public Task<bool> AddDataKeyAsync(DataKeyRow key, CancellationToken ct) => _writer.RunAsync(
        s => s.Run("INSERT INTO data_keys (number, created_at, wrapped) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", key.Number, key.CreatedAt, key.Wrapped) == 1,
        erases: false, ct);

    public Task DropDataKeysAsync(long madeBefore, CancellationToken ct) => _writer.RunAsync(s => s.Run(RowSql.DropDataKeys, madeBefore), erases: false, ct);

    public Task AddAsync(IReadOnlyList<DayCount> counts, CancellationToken ct = default) => _writer.RunAsync(s =>
    {
        foreach (var (day, kind, key, count) in counts)
            s.Run("INSERT INTO counts (day, kind, key, count) VALUES ($1, $2, $3, $4) ON CONFLICT (day, kind, key) DO UPDATE SET count = count + excluded.count", day.DayNumber, kind, key, count);
        return counts.Count;
    }, erases: false, ct);

    public Task<IReadOnlyList<DayCount>> CountsAsync(DateOnly day, CancellationToken ct = default) =>
        List(RowSql.Counts, r => new DayCount(day, r.GetString(0), r.GetString(1), r.GetInt64(2)), day.DayNumber);

    public Task<bool> TakeReportAsync(string report, DateOnly day, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken ct = default) => _writer.RunAsync(
        s => s.Run(RowSql.TakeReport, report, day.DayNumber, leaseUntil.ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds()) == 1, erases: false, ct);

    public Task FinishReportAsync(string report, DateOnly day, CancellationToken ct = default) =>
        _writer.RunAsync(s => s.Run(RowSql.FinishReport, report, day.DayNumber, long.MaxValue), erases: false, ct);

    public Task ForgetCountsAsync(DateOnly day, CancellationToken ct = default) =>
        _writer.RunAsync(s => s.Run(RowSql.ForgetCounts, day.DayNumber) + s.Run(RowSql.ForgetReports, day.DayNumber), erases: false, ct);

    public IReadOnlyList<string> ReadAll()
    {
        using var connection = OpenReader();
        using var command = Command(connection, RowSql.ProtectionKeys);
        using var reader = command.ExecuteReader();
        List<string> keys = [];
        while (reader.Read())
            keys.Add(reader.GetString(0));
        return keys;
    }

    public void Add(string name, string xml) =>
        _writer.RunAsync(s => s.Run("INSERT INTO protection_keys (name, xml) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET xml = excluded.xml", name, xml),
            erases: false, CancellationToken.None).GetAwaiter().GetResult();

    private SqliteConnection OpenWriter()
    {
        var connection = new SqliteConnection(_connection + ";Pooling=False");
        try
        {
            connection.Open();
            // Pages that hold a whole turn: fewer writes per turn than with the usual 4 KB. A file that is there already keeps its own size.
            SqliteSchema.Run(connection, "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA wal_autocheckpoint=2000; PRAGMA cache_size=-32000");
            if (MaxPages > 0)
                SqliteSchema.Run(connection, FormattableString.Invariant($"PRAGMA max_page_count={MaxPages}"));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private SqliteConnection OpenReader()
    {
        var connection = new SqliteConnection(_connection);
        connection.Open();
        return connection;
    }

    // Reading one conversation takes some ten microseconds: not worth another thread.
    private Task<T> Read<T>(Func<SqliteConnection, T> work)
    {
        try
        {
            using var connection = OpenReader();
            return Task.FromResult(work(connection));
        }
        catch (SqliteException e)
        {
            return Task.FromException<T>(new ConversationsUnavailableException($"The store cannot read: {SqliteWriter.Reason(e)}", e));
        }
    }

    private Task<IReadOnlyList<T>> List<T>(string sql, Func<SqliteDataReader, T> read, params object[] values) => Read<IReadOnlyList<T>>(connection =>
    {
        using var command = Command(connection, sql, values);
        using var reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    });

    private static SqliteCommand Command(SqliteConnection connection, string sql, params object[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue(FormattableString.Invariant($"${i + 1}"), values[i]);
        return command;
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        return (long)command.ExecuteScalar()!;
    }
}
