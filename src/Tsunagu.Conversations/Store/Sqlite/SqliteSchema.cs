using Microsoft.Data.Sqlite;

namespace Tsunagu.Conversations;

/// <summary>The schema of the SQLite file, step by step; <c>PRAGMA user_version</c> says which step it is at.</summary>
internal static class SqliteSchema
{
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE conversations (
          number INTEGER PRIMARY KEY AUTOINCREMENT, name BLOB NOT NULL UNIQUE, version INTEGER NOT NULL, key_number INTEGER NOT NULL,
          sequence INTEGER NOT NULL, expires_at INTEGER NOT NULL, state BLOB NOT NULL);
        CREATE INDEX conversations_expiry ON conversations (expires_at);
        CREATE TABLE turns (id INTEGER PRIMARY KEY, first INTEGER NOT NULL, count INTEGER NOT NULL, event BLOB NOT NULL, payload BLOB NOT NULL);
        CREATE TABLE outbox (
          number INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL, name BLOB NOT NULL, channel TEXT NOT NULL, key_number INTEGER NOT NULL,
          created_at INTEGER NOT NULL, due_at INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, set_aside INTEGER NOT NULL DEFAULT 0, payload BLOB NOT NULL);
        CREATE INDEX outbox_order ON outbox (name, number);
        CREATE TABLE data_keys (number INTEGER PRIMARY KEY, created_at INTEGER NOT NULL, wrapped BLOB NOT NULL);
        CREATE TABLE protection_keys (name TEXT PRIMARY KEY, xml TEXT NOT NULL);
        """,
        """
        CREATE TABLE reminders (
          name BLOB PRIMARY KEY, id BLOB NOT NULL, channel TEXT NOT NULL, key_number INTEGER NOT NULL,
          due_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, payload BLOB NOT NULL) WITHOUT ROWID;
        CREATE INDEX reminders_due ON reminders (due_at);
        CREATE UNIQUE INDEX reminders_id ON reminders (id);
        """,
        """
        CREATE TABLE counts (day INTEGER NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (day, kind, key)) WITHOUT ROWID;
        CREATE TABLE reports (name TEXT NOT NULL, day INTEGER NOT NULL, taken_until INTEGER NOT NULL, PRIMARY KEY (name, day)) WITHOUT ROWID;
        """,
    ];

    public static void Migrate(SqliteConnection connection, string file)
    {
        // The write lock is taken first: when several start at once, one migrates and the others find it done.
        Run(connection, "BEGIN IMMEDIATE");
        try
        {
            var version = Convert.ToInt32(Scalar(connection, "PRAGMA user_version"), System.Globalization.CultureInfo.InvariantCulture);
            if (version > Steps.Length)
            {
                throw new StoreStartException(
                    $"Storage:Path: the database '{file}' has schema {version}, this program knows {Steps.Length}. Start the newer program, or set Storage:Path to another folder.");
            }

            for (var step = version; step < Steps.Length; step++)
                Run(connection, Steps[step]);
            Run(connection, FormattableString.Invariant($"PRAGMA user_version = {Steps.Length}"));
            Run(connection, "COMMIT");
        }
        catch
        {
            Run(connection, "ROLLBACK");
            throw;
        }
    }

    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
