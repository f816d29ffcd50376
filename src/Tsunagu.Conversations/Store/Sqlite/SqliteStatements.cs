using Microsoft.Data.Sqlite;

namespace Tsunagu.Conversations;

/// <summary>The writer's connection with its statements, each prepared once.</summary>
internal sealed class SqliteStatements(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    public void Begin() => Run("BEGIN IMMEDIATE");

    public void Commit() => Run("COMMIT");

    /// <summary>Moves the log into the database and cuts it to nothing; false when readers were in the way.</summary>
    public bool EmptyLog()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        using var reader = command.ExecuteReader();
        return reader.Read() && reader.GetInt64(0) == 0;
    }

    public bool Insert(NewConversation row) => Run(
        "INSERT INTO conversations (name, version, key_number, sequence, expires_at, state) VALUES ($1, 1, $2, 0, $3, $4) ON CONFLICT (name) DO NOTHING",
        row.Name, row.KeyNumber, row.ExpiresAt, row.State) == 1;

    public bool Write(TurnRow turn)
    {
        if (turn.Erase)
            return Erase(turn);
        var updated = Run(
            "UPDATE conversations SET version = $1, sequence = $2, expires_at = $3, state = $4 WHERE number = $5 AND version = $6",
            turn.ExpectedVersion + 1, turn.Sequence, turn.ExpiresAt, turn.State, turn.Number, turn.ExpectedVersion);
        if (updated == 0)
            return false;
        Run("INSERT INTO turns (id, first, count, event, payload) VALUES ($1, $2, $3, $4, $5)",
            TurnId.Of(turn.Number, turn.ExpectedVersion + 1), turn.First, turn.Count, turn.Event, turn.Payload);
        if (turn.Delivery is { } delivery)
            Insert(delivery);
        if (turn.WithdrawsReminder)
            Run("DELETE FROM reminders WHERE name = (SELECT name FROM conversations WHERE number = $1)", turn.Number);
        if (turn.Reminder is { } reminder)
            Replace(reminder);
        if (turn.ForgetUpTo > 0)
            Run("DELETE FROM turns WHERE id BETWEEN $1 AND $2", TurnId.First(turn.Number), TurnId.Of(turn.Number, turn.ForgetUpTo));
        return true;
    }

    public bool Delete(byte[] name, bool keepReminder)
    {
        if (!keepReminder)
            ForgetReminder(name);
        if (Scalar("SELECT number FROM conversations WHERE name = $1", name) is not long number)
            return false;
        Run("DELETE FROM outbox WHERE name = $1", name);
        return Forget(number);
    }

    public int DeleteExpired(long now)
    {
        // A few at a time: turns that are under way must not wait for the sweeper.
        const int atOnce = 500;
        List<(long Number, byte[] Name)> expired = [];
        var command = Prepare("SELECT number, name FROM conversations WHERE expires_at <= $1 LIMIT $2", [now, atOnce]);
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
                expired.Add((reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)));
        }

        foreach (var (number, name) in expired)
        {
            Run("DELETE FROM outbox WHERE name = $1", name);
            Forget(number);
        }

        Run("DELETE FROM reminders WHERE expires_at <= $1", now);
        return expired.Count;
    }

    public List<DeliveryRow> TakeDue(IReadOnlyCollection<string> channels, long now, long leaseUntil, int max)
    {
        List<DeliveryRow> taken = [];
        foreach (var channel in channels)
        {
            if (taken.Count >= max)
                break;
            var command = Prepare(
                """
                UPDATE outbox SET due_at = $1, attempts = attempts + 1 WHERE number IN (
                  SELECT number FROM outbox o WHERE set_aside = 0 AND due_at <= $2 AND channel = $3
                    AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.name = o.name AND e.number < o.number AND e.set_aside = 0)
                  ORDER BY number LIMIT $4)
                RETURNING
                """ + " " + RowSql.DeliveryColumns, [leaseUntil, now, channel, max - taken.Count]);
            using var reader = command.ExecuteReader();
            while (reader.Read())
                taken.Add(RowSql.Delivery(reader));
        }

        // The database returns them in no order.
        taken.Sort(static (a, b) => a.Number.CompareTo(b.Number));
        return taken;
    }

    public List<ReminderRow> TakeDueReminders(IReadOnlyCollection<string> channels, long now, long leaseUntil, int max)
    {
        List<ReminderRow> taken = [];
        foreach (var channel in channels)
        {
            var command = Prepare(
                """
                UPDATE reminders SET due_at = $1, attempts = attempts + 1
                WHERE name IN (SELECT name FROM reminders WHERE due_at <= $2 AND channel = $3 ORDER BY due_at LIMIT $4)
                RETURNING
                """ + " " + RowSql.ReminderColumns, [leaseUntil, now, channel, max - taken.Count]);
            using var reader = command.ExecuteReader();
            while (reader.Read())
                taken.Add(RowSql.Reminder(reader));
        }

        return taken;
    }

    public int Run(string sql, params object[] values) => Prepare(sql, values).ExecuteNonQuery();

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();
        connection.Dispose();
    }

    private object? Scalar(string sql, params object[] values) => Prepare(sql, values).ExecuteScalar();

    private bool Erase(TurnRow turn)
    {
        if (Scalar("SELECT name FROM conversations WHERE number = $1 AND version = $2", turn.Number, turn.ExpectedVersion) is not byte[] name)
            return false;
        Run("DELETE FROM outbox WHERE name = $1", name);
        ForgetReminder(name);
        Forget(turn.Number);
        if (turn.Delivery is { } delivery)
            Insert(delivery);
        return true;
    }

    private bool Forget(long number)
    {
        Run("DELETE FROM turns WHERE id BETWEEN $1 AND $2", TurnId.First(number), TurnId.Last(number));
        return Run("DELETE FROM conversations WHERE number = $1", number) == 1;
    }

    private void ForgetReminder(byte[] name) => Run("DELETE FROM reminders WHERE name = $1", name);

    private void Replace(NewReminder reminder) => Run(
        "REPLACE INTO reminders (name, id, channel, key_number, due_at, expires_at, payload) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        reminder.Name, reminder.Id, reminder.Channel, reminder.KeyNumber, reminder.DueAt, reminder.ExpiresAt, reminder.Payload);

    private void Insert(NewDelivery delivery) => Run(
        "INSERT INTO outbox (id, name, channel, key_number, created_at, due_at, payload) VALUES ($1, $2, $3, $4, $5, $5, $6)",
        delivery.Id, delivery.Name, delivery.Channel, delivery.KeyNumber, delivery.CreatedAt, delivery.Payload);

    private SqliteCommand Prepare(string sql, object[] values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 1; i <= values.Length; i++)
                command.Parameters.Add(new SqliteParameter { ParameterName = FormattableString.Invariant($"${i}") });
            _prepared[sql] = command;
        }

        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        return command;
    }
}
