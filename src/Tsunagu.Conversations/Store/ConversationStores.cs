namespace Tsunagu.Conversations;

/// <summary>Opens stores.</summary>
public static class ConversationStores
{
    /// <summary>Name of the SQLite file in the data folder.</summary>
    public const string SqliteFile = "conversations.db";

    /// <summary>Opens, or makes, the SQLite file of a folder.</summary>
    /// <param name="folder">The data folder; made when it is missing.</param>
    /// <exception cref="StoreStartException">It cannot be used; the message is one line with the setting's key.</exception>
    public static async Task<OpenedDatabase> OpenSqliteAsync(string folder) =>
        await OpenAsync(new SqliteRows(Path.Combine(folder, SqliteFile)));

    /// <summary>Opens a PostgreSQL database.</summary>
    /// <param name="connectionString">As Npgsql takes it.</param>
    /// <exception cref="StoreStartException">It cannot be used; the message is one line with the setting's key.</exception>
    public static async Task<OpenedDatabase> OpenPostgresAsync(string connectionString)
    {
        PostgresStart.Check(connectionString);
        return await OpenAsync(new PostgresRows(connectionString));
    }

    internal static async Task<OpenedDatabase> OpenAsync(IRowStore rows)
    {
        try
        {
            await rows.OpenAsync();
            return new OpenedDatabase(rows);
        }
        catch
        {
            await rows.DisposeAsync();
            throw;
        }
    }
}

/// <summary>A database whose schema is up to date. It can hold the protector's keys before the store, which needs the protector, begins.</summary>
public sealed class OpenedDatabase : IAsyncDisposable
{
    internal OpenedDatabase(IRowStore rows) => Rows = rows;

    /// <summary>A place for the protector's keys that all machines share.</summary>
    public IProtectionKeyStore ProtectionKeys => Rows;

    /// <summary>The daily counts of all machines.</summary>
    public ICountStore Counts => Rows;

    internal IRowStore Rows { get; }

    /// <summary>Begins to keep conversations.</summary>
    /// <param name="protector">Wraps the data keys.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="options">Bounds.</param>
    /// <exception cref="StoreStartException">The keys in the database cannot be unwrapped.</exception>
    public async Task<DatabaseStore> StartAsync(IStateProtector protector, TimeProvider clock, ConversationOptions options)
    {
        var store = new DatabaseStore(Rows, protector, clock, options);
        await store.StartAsync();
        return store;
    }

    /// <summary>Closes the database.</summary>
    public ValueTask DisposeAsync() => Rows.DisposeAsync();
}
