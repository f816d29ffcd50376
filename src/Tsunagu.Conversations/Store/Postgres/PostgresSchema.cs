using Npgsql;

namespace Tsunagu.Conversations;

/// <summary>The schema in PostgreSQL, step by step; the table <c>tsunagu_schema</c> says which step it is at.</summary>
internal static class PostgresSchema
{
    /// <summary>Whoever holds this lock migrates; the others wait and find it done.</summary>
    internal const long MigrationLock = 0x7473756e616775;

    private static readonly string[] Steps =
    [
        """
        CREATE TABLE conversations (
          number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name bytea NOT NULL UNIQUE, version bigint NOT NULL, key_number integer NOT NULL,
          sequence bigint NOT NULL, expires_at bigint NOT NULL, state bytea NOT NULL) WITH (fillfactor = 70);
        CREATE INDEX conversations_expiry ON conversations (expires_at);
        CREATE TABLE turns (id bigint PRIMARY KEY, first bigint NOT NULL, count integer NOT NULL, event bytea NOT NULL, payload bytea NOT NULL);
        CREATE TABLE outbox (
          number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id bytea NOT NULL, name bytea NOT NULL, channel text NOT NULL, key_number integer NOT NULL,
          created_at bigint NOT NULL, due_at bigint NOT NULL, attempts integer NOT NULL DEFAULT 0, set_aside boolean NOT NULL DEFAULT false, payload bytea NOT NULL);
        CREATE INDEX outbox_order ON outbox (name, number);
        CREATE TABLE data_keys (number integer PRIMARY KEY, created_at bigint NOT NULL, wrapped bytea NOT NULL);
        CREATE TABLE protection_keys (name text PRIMARY KEY, xml text NOT NULL);
        ALTER TABLE turns ALTER payload SET STORAGE EXTERNAL;
        ALTER TABLE outbox ALTER payload SET STORAGE EXTERNAL;
        """,
        """
        CREATE TABLE reminders (
          name bytea PRIMARY KEY, id bytea NOT NULL, channel text NOT NULL, key_number integer NOT NULL,
          due_at bigint NOT NULL, expires_at bigint NOT NULL, attempts integer NOT NULL DEFAULT 0, payload bytea NOT NULL);
        CREATE INDEX reminders_due ON reminders (due_at);
        CREATE UNIQUE INDEX reminders_id ON reminders (id);
        """,
        """
        CREATE TABLE counts (day integer NOT NULL, kind text NOT NULL, key text NOT NULL, count bigint NOT NULL, PRIMARY KEY (day, kind, key));
        CREATE TABLE reports (name text NOT NULL, day integer NOT NULL, taken_until bigint NOT NULL, PRIMARY KEY (name, day));
        """,
    ];

    public static async Task MigrateAsync(NpgsqlConnection connection)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await RunAsync(connection, FormattableString.Invariant($"SELECT pg_advisory_xact_lock({MigrationLock})"));
        await RunAsync(connection, "CREATE TABLE IF NOT EXISTS tsunagu_schema (version integer NOT NULL)");
        await using var read = new NpgsqlCommand("SELECT COALESCE(MAX(version), 0) FROM tsunagu_schema", connection);
        var version = (int)(await read.ExecuteScalarAsync())!;
        if (version > Steps.Length)
        {
            throw new StoreStartException(
                $"ConnectionStrings:Postgres: the database has schema {version}, this program knows {Steps.Length}. Start the newer program, or name another database.");
        }

        for (var step = version; step < Steps.Length; step++)
        {
            await RunAsync(connection, Steps[step]);
            await RunAsync(connection, FormattableString.Invariant($"INSERT INTO tsunagu_schema (version) VALUES ({step + 1})"));
        }

        await transaction.CommitAsync();
    }

    public static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
