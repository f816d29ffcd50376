namespace Tsunagu.Conversations;

/// <summary>The statements of a turn. Each is one statement, so that a group of them is one round trip; each gives the number of conversations changed.</summary>
internal static class PostgresSql
{
    private const string Deliver =
        "o AS (INSERT INTO outbox (id, name, channel, key_number, created_at, due_at, payload) SELECT ${0}, ${1}, ${2}, ${3}, ${4}, ${4}, ${5} FROM c)";

    private const string Update =
        """
        WITH c AS (UPDATE conversations SET version = version + 1, sequence = $1, expires_at = $2, state = $3 WHERE number = $4 AND version = $5 RETURNING number),
        t AS (INSERT INTO turns (id, first, count, event, payload) SELECT $6, $7, $8, $9, $10 FROM c)
        """;

    private const string Erase =
        """
        WITH c AS (DELETE FROM conversations WHERE number = $1 AND version = $2 RETURNING number, name),
        t AS (DELETE FROM turns WHERE id BETWEEN $3 AND $4 AND EXISTS (SELECT 1 FROM c)),
        x AS (DELETE FROM outbox WHERE name IN (SELECT name FROM c))
        """;

    private const string Result = " SELECT count(*) FROM c";

    public const string Insert =
        """
        WITH c AS (INSERT INTO conversations (name, version, key_number, sequence, expires_at, state) VALUES ($1, 1, $2, 0, $3, $4)
          ON CONFLICT (name) DO NOTHING RETURNING 1) SELECT count(*) FROM c
        """;

    public const string Delete =
        """
        WITH c AS (DELETE FROM conversations WHERE name = $1 RETURNING number, name),
        t AS (DELETE FROM turns USING c WHERE turns.id BETWEEN c.number << 24 AND ((c.number + 1) << 24) - 1),
        x AS (DELETE FROM outbox WHERE name IN (SELECT name FROM c))
        SELECT count(*) FROM c
        """;

    public const string DeleteExpired =
        """
        WITH c AS (DELETE FROM conversations WHERE number IN (SELECT number FROM conversations WHERE expires_at <= $1 ORDER BY number LIMIT 500 FOR UPDATE SKIP LOCKED)
          RETURNING number, name),
        t AS (DELETE FROM turns USING c WHERE turns.id BETWEEN c.number << 24 AND ((c.number + 1) << 24) - 1),
        x AS (DELETE FROM outbox WHERE name IN (SELECT name FROM c))
        SELECT count(*) FROM c
        """;

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
        if (turn.Delivery is not { } d)
            return new PostgresWrite((turn.Erase ? Erase : Update) + Result, turn.Number, values);
        return new PostgresWrite(turn.Erase ? EraseDeliver : UpdateDeliver, turn.Number, [.. values, d.Id, d.Name, d.Channel, d.KeyNumber, d.CreatedAt, d.Payload]);
    }

    private static string With(string sql, int first)
    {
        for (var i = 0; i < 6; i++)
            sql = sql.Replace(FormattableString.Invariant($"${{{i}}}"), FormattableString.Invariant($"${first + i}"), StringComparison.Ordinal);
        return sql;
    }
}
