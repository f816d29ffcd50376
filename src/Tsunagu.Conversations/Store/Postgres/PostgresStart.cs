using Npgsql;

namespace Tsunagu.Conversations;

/// <summary>What can be wrong at the start, in one line each. The password never stands in it.</summary>
public static class PostgresStart
{
    private const string Key = "ConnectionStrings:Postgres";

    /// <summary>Checks the form of a connection string.</summary>
    /// <param name="connectionString">As the setting has it.</param>
    /// <exception cref="StoreStartException">It cannot be read, or names no host.</exception>
    public static void Check(string? connectionString)
    {
        try
        {
            if (new NpgsqlConnectionStringBuilder(connectionString).Host is { Length: > 0 })
                return;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            // The message of the reader repeats the text, which holds a password.
        }

        throw new StoreStartException($"{Key} is empty or cannot be read: set it as Host=…;Port=5432;Database=…;Username=…;Password=….");
    }

    internal static StoreStartException Explain(NpgsqlException e) => e switch
    {
        PostgresException { SqlState: "28P01" or "28000" } => new StoreStartException($"{Key}: the server refuses this user or password. Set Username and Password of a role that may log in.", e),
        PostgresException { SqlState: "3D000" } => new StoreStartException($"{Key}: there is no such database. Create it (createdb), or set Database to one that exists.", e),
        PostgresException { SqlState: "42501" } => new StoreStartException($"{Key}: this user may not create tables. Grant CREATE on the schema, or name the owner of the database.", e),
        PostgresException p => new StoreStartException($"{Key}: the database cannot be prepared (PostgreSQL error {p.SqlState}). Look into the server's log.", e),
        _ => new StoreStartException($"{Key}: the database cannot be reached. Start PostgreSQL, or set Host and Port to where it listens.", e),
    };
}
