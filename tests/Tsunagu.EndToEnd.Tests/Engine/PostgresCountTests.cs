using Tsunagu.Conversations;
using Tsunagu.Conversations.Tests;

namespace Tsunagu.EndToEnd.Tests;

/// <summary>Counts on a real PostgreSQL; each store is a machine of its own.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresCountTests(PostgresServer server) : CountStoreContract, IAsyncLifetime
{
    private readonly List<OpenedDatabase> _open = [];
    private string _connection = "";

    public async ValueTask InitializeAsync() => _connection = await server.NewDatabaseAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _open)
            await database.DisposeAsync();
    }

    protected override async Task<ICountStore> CountsAsync()
    {
        var database = await ConversationStores.OpenPostgresAsync(_connection);
        lock (_open)
            _open.Add(database);
        return database.Counts;
    }
}
