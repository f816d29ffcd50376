using System.Data.Common;

namespace Tsunagu.Conversations;

/// <summary>What both databases are asked in the same words, and how the rows that come are read.</summary>
internal static class RowSql
{
    /// <summary>A conversation with the marks of its events. One statement sees one snapshot: the marks are never older than the version.</summary>
    public const string Find =
        """
        SELECT c.number, c.version, c.key_number, c.sequence, c.expires_at, c.state, t.id, t.event
        FROM conversations c LEFT JOIN turns t ON t.id BETWEEN c.number << 24 AND ((c.number + 1) << 24) - 1 WHERE c.name = $1
        """;

    public const string Turns = "SELECT id, first, count, payload FROM turns WHERE id BETWEEN $1 AND $2 AND first + count - 1 > $3 ORDER BY id";

    public const string Turn = "SELECT id, first, count, payload FROM turns WHERE id = $1";

    public const string DataKeys = "SELECT number, created_at, wrapped FROM data_keys ORDER BY number";

    public const string ProtectionKeys = "SELECT xml FROM protection_keys ORDER BY name";

    /// <summary>Columns of a delivery, in the order in which <see cref="Delivery"/> reads them.</summary>
    public const string DeliveryColumns = "number, id, channel, key_number, attempts, created_at, payload";

    /// <summary>Columns of a reminder, in the order in which <see cref="Reminder"/> reads them.</summary>
    public const string ReminderColumns = "id, channel, key_number, attempts, expires_at, payload";

    /// <summary>Data keys that are too old to be written with and that no row needs.</summary>
    public const string DropDataKeys =
        """
        DELETE FROM data_keys WHERE created_at < $1 AND number > 1 AND number < (SELECT MAX(number) FROM data_keys)
          AND number NOT IN (SELECT key_number FROM conversations) AND number NOT IN (SELECT key_number FROM outbox)
          AND number NOT IN (SELECT key_number FROM reminders)
        """;

    public const string Counts = "SELECT kind, key, count FROM counts WHERE day = $1";

    /// <summary>Takes a report that is new, or whose lease is over; a finished one has a lease without end.</summary>
    public const string TakeReport =
        """
        INSERT INTO reports (name, day, taken_until) VALUES ($1, $2, $3)
        ON CONFLICT (name, day) DO UPDATE SET taken_until = excluded.taken_until WHERE reports.taken_until <= $4
        """;

    public const string FinishReport = "UPDATE reports SET taken_until = $3 WHERE name = $1 AND day = $2";

    public const string ForgetCounts = "DELETE FROM counts WHERE day < $1";

    public const string ForgetReports = "DELETE FROM reports WHERE day < $1";

    /// <summary>The conversation without its events.</summary>
    public static ConversationRow Conversation(DbDataReader r, IReadOnlyList<(long Version, byte[] Event)> events) =>
        new(r.GetInt64(0), r.GetInt64(1), r.GetInt32(2), r.GetInt64(3), r.GetInt64(4), r.GetFieldValue<byte[]>(5), events);

    /// <summary>The event of a row of <see cref="Find"/>; null when the conversation has none.</summary>
    public static (long Version, byte[] Event)? Event(DbDataReader r) => r.IsDBNull(6) ? null : (TurnId.VersionOf(r.GetInt64(6)), r.GetFieldValue<byte[]>(7));

    public static KeptTurn Kept(DbDataReader r) => new(TurnId.VersionOf(r.GetInt64(0)), r.GetInt64(1), r.GetInt32(2), r.GetFieldValue<byte[]>(3));

    public static DeliveryRow Delivery(DbDataReader r) =>
        new(r.GetInt64(0), r.GetFieldValue<byte[]>(1), r.GetString(2), r.GetInt32(3), r.GetInt32(4), r.GetInt64(5), r.GetFieldValue<byte[]>(6));

    public static ReminderRow Reminder(DbDataReader r) =>
        new(r.GetFieldValue<byte[]>(0), r.GetString(1), r.GetInt32(2), r.GetInt32(3), r.GetInt64(4), r.GetFieldValue<byte[]>(5));

    public static DataKeyRow DataKey(DbDataReader r) => new(r.GetInt32(0), r.GetInt64(1), r.GetFieldValue<byte[]>(2));
}
