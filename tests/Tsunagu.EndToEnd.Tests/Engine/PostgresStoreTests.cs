using Tsunagu.BotCore;
using Tsunagu.Conversations;
using Tsunagu.Conversations.Tests;

namespace Tsunagu.EndToEnd.Tests;

/// <summary>What every store must do, on a real PostgreSQL; and what only a shared database can be asked.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresStoreTests(PostgresServer server) : ConversationStoreContract, IAsyncLifetime
{
    private string _connection = "";
    private OpenedDatabase? _database;
    private DatabaseStore? _store;

    public async ValueTask InitializeAsync() => _connection = await server.NewDatabaseAsync();

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
            await _database.DisposeAsync();
    }

    [Fact]
    public async Task Two_machines_share_one_database_and_one_of_two_writes_wins()
    {
        var (one, key) = (await StoreAsync(), NewKey());
        await using var database = await ConversationStores.OpenPostgresAsync(_connection);
        var two = await database.StartAsync(new TestProtector(), Clock, Options);
        Assert.Equal(one.NameOf(key), two.NameOf(key));
        var here = await CreateAsync(one, key);
        var there = (await two.FindAsync(key))!;
        var both = await Task.WhenAll(one.TryWriteAsync(key, here, Turn("e", 1, "one")), two.TryWriteAsync(key, there, Turn("e", 2, "two")));
        Assert.Single(both, b => b is not null);
        Assert.Single((await two.ReadAsync(key, 0))!.Activities);
    }

    [Fact]
    public async Task Many_that_start_at_once_on_an_empty_database_agree()
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => ConversationStores.OpenPostgresAsync(_connection))));
        try
        {
            var stores = await Task.WhenAll(opened.Select(o => o.StartAsync(new TestProtector(), Clock, Options)));
            var key = NewKey();
            Assert.Single(stores.Select(s => s.NameOf(key)).Distinct());
            await stores[0].TryCreateAsync(key, [5], Start.AddHours(1));
            foreach (var store in stores)
                Assert.Equal(5, Assert.Single((await store.FindAsync(key))!.State));
        }
        finally
        {
            foreach (var database in opened)
                await database.DisposeAsync();
        }
    }

    [Fact]
    public async Task Two_machines_never_take_the_same_delivery()
    {
        var store = await StoreAsync();
        for (var i = 0; i < 40; i++)
        {
            var key = NewKey() with { ChannelId = BotCore.Channels.Line };
            await store.TryWriteAsync(key, await CreateAsync(store, key), Turn("e", 1, "hello") with { Delivery = DeliveryOf(key, "hello") });
        }

        var takes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => store.TakeDueAsync([BotCore.Channels.Line], Start, Start.AddSeconds(30), 10))));
        var numbers = takes.SelectMany(t => t).Select(t => t.Number).ToList();
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
        Assert.NotEmpty(numbers);
    }

    [Fact]
    public async Task A_schema_newer_than_the_program_refuses_to_start()
    {
        await StoreAsync();
        await server.ClientAsync("psql", _connection, "-c", "INSERT INTO tsunagu_schema (version) VALUES (99)");
        var e = await Assert.ThrowsAsync<StoreStartException>(() => ConversationStores.OpenPostgresAsync(_connection));
        Assert.Contains("schema 99", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Database=x;Username=x", "cannot be reached")]
    [InlineData("Nonsense=1;Password=hidden", "cannot be read")]
    [InlineData("", "cannot be read")]
    public async Task A_wrong_connection_string_is_told_in_one_line_without_the_password(string connection, string words)
    {
        var e = await Assert.ThrowsAsync<StoreStartException>(() => ConversationStores.OpenPostgresAsync(connection));
        Assert.StartsWith("ConnectionStrings:Postgres", e.Message, StringComparison.Ordinal);
        Assert.Contains(words, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public async Task A_database_that_does_not_exist_is_told()
    {
        var e = await Assert.ThrowsAsync<StoreStartException>(() => ConversationStores.OpenPostgresAsync(server.Connection("nowhere")));
        Assert.Contains("no such database", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dump_holds_no_words_and_no_ids()
    {
        var (store, key) = (await StoreAsync(), new ConversationKey(BotCore.Channels.Line, "Ucanary-person"));
        await store.TryWriteAsync(key, await CreateAsync(store, key), Turn("canary-event", 7, "canary-reply") with
        {
            Delivery = DeliveryOf(key, "canary-delivery"),
            Reminder = ReminderOf(key, "canary-window", Start, "canary-user"),
        });
        var dump = await server.ClientAsync("pg_dump", _connection, "--inserts");
        Assert.Contains("'line'", dump, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", dump, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexStringLower("canary"u8), dump, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_erasing_and_sweeping_the_tables_hold_nothing()
    {
        var (store, key) = (await StoreAsync(), NewKey());
        await store.TryWriteAsync(key, await CreateAsync(store, key), Turn("e1", 1, "one") with { Reminder = ReminderOf(key, "window", Start) });
        await store.DeleteAsync(key);
        await store.DeleteExpiredAsync(Start);
        var counts = await server.ClientAsync("psql", _connection, "-At", "-c",
            "SELECT (SELECT count(*) FROM conversations) + (SELECT count(*) FROM turns) + (SELECT count(*) FROM outbox) + (SELECT count(*) FROM reminders)");
        Assert.Equal("0", counts.Trim());
    }

    protected override async Task<IConversationStore> StoreAsync()
    {
        if (_store is null)
        {
            _database = await ConversationStores.OpenPostgresAsync(_connection);
            _store = await _database.StartAsync(new TestProtector(), Clock, Options);
        }

        return _store;
    }
}
