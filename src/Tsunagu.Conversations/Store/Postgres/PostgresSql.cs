namespace Tsunagu.Conversations;

/// <summary>The statements of a turn. Each is one statement, so that a group of them is one round trip; each gives the number of conversations changed.</summary>
internal static class PostgresSql
{
    private const string Deliver =
        "o AS (INSERT INTO outbox (id, name, channel, key_number, created_at, due_at, payload) SELECT ${0}, ${1}, ${2}, ${3}, ${4}, ${4}, ${5} FROM c)";

    private const string Plan =
        """
        r AS (INSERT INTO reminders (name, id, channel, key_number, due_at, expires_at, payload) SELECT name, ${0}, ${1}, ${2}, ${3}, ${4}, ${5} FROM c
          ON CONFLICT (name) DO UPDATE SET id = excluded.id, channel = excluded.channel, key_number = excluded.key_number, due_at = excluded.due_at,
            expires_at = excluded.expires_at, attempts = 0, payload = excluded.payload)
        """;

    private const string Withdraw = "r AS (DELETE FROM reminders WHERE name IN (SELECT name FROM c))";

    private const string Update =
        """
        WITH c AS (UPDATE conversations SET version = version + 1, sequence = $1, expires_at = $2, state = $3 WHERE number = $4 AND version = $5 RETURNING number, name),
        t AS (INSERT INTO turns (id, first, count, event, payload) SELECT $6, $7, $8, $9, $10 FROM c)
        """;

    private const string Erase =
        """
        WITH c AS (DELETE FROM conversations WHERE number = $1 AND version = $2 RETURNING number, name),
        t AS (DELETE FROM turns WHERE id BETWEEN $3 AND $4 AND EXISTS (SELECT 1 FROM c)),
        x AS (DELETE FROM outbox WHERE name IN (SELECT name FROM c)),
        r AS (DELETE FROM reminders WHERE name IN (SELECT name FROM c))
        """;

    private const string Result = " SELECT count(*) FROM c";

    public const string Insert =
        """
        WITH c AS (INSERT INTO conversations (name, version, key_number, sequence, expires_at, state) VALUES ($1, 1, $2, 0, $3, $4)
          ON CONFLICT (name) DO NOTHING RETURNING 1) SELECT count(*) FROM c
        """;

    private const string Forget =
        """
        WITH c AS (DELETE FROM conversations WHERE name = $1 RETURNING number, name),
        t AS (DELETE FROM turns USING c WHERE turns.id BETWEEN c.number << 24 AND ((c.number + 1) << 24) - 1),
        x AS (DELETE FROM outbox WHERE name IN (SELECT name FROM c))
        """;

    public const string Delete = Forget + Result;

    public const string DeleteWithReminder = Forget + ", r AS (DELETE FROM reminders WHERE name = $1)" + Result;

    public const string DeleteExpired =
        """
        WITH c AS (DELETE FROM conversations WHERE number IN (SELECT number FROM conversations WHERE expires_at <= $1 ORDER BY number LIMIT 500 FOR UPDATE SKIP LOCKED)
          RETURNING number, name),
        t AS (DELETE FROM turns USING c WHERE turns.id BETWEEN c.number << 24 AND ((c.number + 1) << 24) - 1),
        x AS (DELETE FROM outbox WHERE name IN (SELECT name FROM c)),
        r AS (DELETE FROM reminders WHERE expires_at <= $1)
        SELECT count(*) FROM c
        """;

    public const string TakeDueReminders =
        """
        UPDATE reminders SET due_at = $1, attempts = attempts + 1 WHERE name IN (
          SELECT name FROM reminders WHERE due_at <= $2 AND channel = ANY ($3) ORDER BY due_at LIMIT $4 FOR UPDATE SKIP LOCKED)
        RETURNING
        """ + " " + RowSql.ReminderColumns;

    public const string TakeDue =
        """
        UPDATE outbox SET due_at = $1, attempts = attempts + 1 WHERE number IN (
          SELECT number FROM outbox o WHERE NOT set_aside AND due_at <= $2 AND channel = ANY ($3)
            AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.name = o.name AND e.number < o.number AND NOT e.set_aside)
          ORDER BY number LIMIT $4 FOR UPDATE SKIP LOCKED)
        RETURNING
        """ + " " + RowSql.DeliveryColumns;

    public const string AddCounts =
        """
        INSERT INTO counts (day, kind, key, count) SELECT * FROM unnest($1, $2, $3, $4)
        ON CONFLICT (day, kind, key) DO UPDATE SET count = counts.count + excluded.count
        """;

    private static readonly string UpdateDeliver = Update + ", " + With(Deliver, 11) + Result;
    private static readonly string EraseDeliver = Erase + ", " + With(Deliver, 5) + Result;

    public static PostgresWrite Of(TurnRow turn)
    {
        object[] values = turn.Erase
            ? [turn.Number, turn.ExpectedVersion, TurnId.First(turn.Number), TurnId.Last(turn.Number)]
            :
            [
                turn.Sequence, turn.ExpiresAt, turn.State, turn.Number, turn.ExpectedVersion, TurnId.Of(turn.Number, turn.ExpectedVersion + 1),
                turn.First, turn.Count, turn.Event, turn.Payload,
            ];
        if (!turn.Erase && (turn.Reminder is not null || turn.WithdrawsReminder))
            return WithReminder(turn, values);
        if (turn.Delivery is not { } d)
            return new PostgresWrite((turn.Erase ? Erase : Update) + Result, turn.Number, values);
        return new PostgresWrite(turn.Erase ? EraseDeliver : UpdateDeliver, turn.Number, [.. values, .. ValuesOf(d)]);
    }

    // Seldom: put together anew each time.
    private static PostgresWrite WithReminder(TurnRow turn, object[] values)
    {
        var sql = Update;
        if (turn.Delivery is { } delivery)
        {
            sql += ", " + With(Deliver, values.Length + 1);
            values = [.. values, .. ValuesOf(delivery)];
        }

        if (turn.Reminder is not { } r)
            return new PostgresWrite(sql + ", " + Withdraw + Result, turn.Number, values);
        return new PostgresWrite(
            sql + ", " + With(Plan, values.Length + 1) + Result, turn.Number, [.. values, r.Id, r.Channel, r.KeyNumber, r.DueAt, r.ExpiresAt, r.Payload]);
    }

    private static object[] ValuesOf(NewDelivery d) => [d.Id, d.Name, d.Channel, d.KeyNumber, d.CreatedAt, d.Payload];

    private static string With(string sql, int first)
    {
        for (var i = 0; i < 6; i++)
            sql = sql.Replace(FormattableString.Invariant($"${{{i}}}"), FormattableString.Invariant($"${first + i}"), StringComparison.Ordinal);
        return sql;
    }
}
