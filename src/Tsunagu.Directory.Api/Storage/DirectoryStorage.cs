using Microsoft.EntityFrameworkCore;

namespace Tsunagu.Directory.Api.Storage;

/// <summary>Which database, and where.</summary>
public sealed record DirectoryStorage
{
    private DirectoryStorage(string? folder, string connection) => (Folder, Connection) = (folder, connection);

    /// <summary>The folder of the SQLite file; null on PostgreSQL.</summary>
    internal string? Folder { get; }

    internal string Connection { get; }

    /// <summary>A file <c>directory.db</c> in this folder (<c>Storage:Path</c>), made when it is missing.</summary>
    /// <param name="folder">Full path.</param>
    public static DirectoryStorage Sqlite(string folder) =>
        new(folder, $"Data Source={Path.Combine(folder, "directory.db")};Default Timeout=20");

    /// <summary>A PostgreSQL database (<c>ConnectionStrings:Postgres</c>).</summary>
    /// <param name="connection">Npgsql's connection string.</param>
    public static DirectoryStorage Postgres(string connection) => new(null, connection);

    /// <summary>Reads the settings of the contract.</summary>
    /// <param name="provider"><c>Storage:Provider</c>: <c>sqlite</c> (also when empty) or <c>postgres</c>.</param>
    /// <param name="folder"><c>Storage:Path</c> as a full path.</param>
    /// <param name="connection"><c>ConnectionStrings:Postgres</c>.</param>
    /// <exception cref="FormatException">A setting is wrong; the message is one line that says which and what to set.</exception>
    public static DirectoryStorage From(string? provider, string folder, string? connection)
    {
        switch (provider?.Trim().ToLowerInvariant())
        {
            case null or "" or "sqlite":
                return Sqlite(folder);
            case "postgres" when string.IsNullOrWhiteSpace(connection):
                throw new FormatException("ConnectionStrings:Postgres is empty while Storage:Provider is postgres: set it, for example to Host=localhost;Database=tsunagu;Username=tsunagu.");
            case "postgres":
                try
                {
                    return Postgres(new Npgsql.NpgsqlConnectionStringBuilder(connection).ConnectionString);
                }
                catch (ArgumentException wrong)
                {
                    // Only our own message is shown; the inner one could repeat the password.
                    throw new FormatException("ConnectionStrings:Postgres is no connection string: write it like Host=localhost;Database=tsunagu;Username=tsunagu.", wrong);
                }
            default:
                throw new FormatException($"Storage:Provider is '{provider}': set sqlite or postgres.");
        }
    }

    internal DirectoryDb Open()
    {
        var options = new DbContextOptionsBuilder<DirectoryDb>();
        return new DirectoryDb((Folder is null ? options.UseNpgsql(Connection) : options.UseSqlite(Connection)).Options);
    }
}
