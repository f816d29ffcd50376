using System.Text;
using Microsoft.Data.Sqlite;
using Tsunagu.BotCore;

namespace Tsunagu.Conversations.Tests;

public sealed class SqliteStoreTests : ConversationStoreContract, IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private OpenedDatabase? _database;
    private DatabaseStore? _store;

    private string File => Path.Combine(_folder.Path, ConversationStores.SqliteFile);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
            await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_was_written_is_there_after_a_restart()
    {
        var (store, key) = (await StoreAsync(), NewKey());
        await store.TryWriteAsync(key, await CreateAsync(store, key), Turn("e1", 7, "one"));
        store = await ReopenAsync();
        var found = (await store.FindAsync(key))!;
        Assert.Equal(7, Assert.Single(found.State));
        Assert.NotNull(await store.FindEventAsync(key, found, "e1"));
        Assert.NotNull(await store.TryWriteAsync(key, found, Turn("e2", 8, "two")));
        Assert.Equal(["one", "two"], (await store.ReadAsync(key, 0))!.Activities.Select(a => a.Text));
    }

    [Fact]
    public async Task Neither_words_nor_ids_can_be_read_in_the_files()
    {
        var (store, key) = (await StoreAsync(), new ConversationKey(Channels.Line, "Ucanary-person"));
        await store.TryWriteAsync(key, await CreateAsync(store, key), Turn("canary-event", 7, "canary-reply") with { Delivery = DeliveryOf(key, "canary-delivery") });
        Assert.True(_folder.Holds(Encoding.UTF8.GetBytes("webchat")) || _folder.Holds(Encoding.UTF8.GetBytes("line")), "the search finds what is there");
        foreach (var canary in new[] { "Ucanary-person", "canary-event", "canary-reply", "canary-delivery" })
            Assert.False(_folder.Holds(Encoding.UTF8.GetBytes(canary)), canary);
    }

    [Fact]
    public async Task After_an_erasure_not_even_the_sealed_bytes_are_left()
    {
        var (store, key) = (await StoreAsync(), NewKey() with { ChannelId = Channels.Line });
        var now = await CreateAsync(store, key);
        for (var i = 0; i < 40; i++)
            now = (await store.TryWriteAsync(key, now, Turn($"e{i}", 1, new string('x', 3000)) with { Delivery = DeliveryOf(key, $"{i}") }))!;
        var rows = ReadBlobs();
        Assert.Equal(80, rows.Count);
        Assert.All(rows, blob => Assert.True(_folder.Holds(blob)));
        await store.DeleteAsync(key);
        Assert.All(rows, blob => Assert.False(_folder.Holds(blob)));
    }

    [Fact]
    public async Task A_turn_that_erases_and_expiry_leave_nothing_either()
    {
        var store = await StoreAsync();
        var (said, expired) = (NewKey(), NewKey());
        var now = (await store.TryWriteAsync(said, await CreateAsync(store, said), Turn("e1", 1, "one")))!;
        await store.TryWriteAsync(expired, await CreateAsync(store, expired), Turn("e1", 1, "one"));
        var rows = ReadBlobs();
        await store.TryWriteAsync(said, now, Turn("e2", 1, "bye") with { Erase = true });
        Assert.Equal(1, await store.DeleteExpiredAsync(Start.AddHours(25)));
        Assert.NotEmpty(rows);
        Assert.All(rows, blob => Assert.False(_folder.Holds(blob)));
    }

    [Fact]
    public async Task A_row_that_was_put_in_the_place_of_another_is_refused()
    {
        var (store, key) = (await StoreAsync(), NewKey());
        var now = (await store.TryWriteAsync(key, await CreateAsync(store, key), Turn("e1", 1, "one")))!;
        await store.TryWriteAsync(key, now, Turn("e2", 2, "two"));
        Execute("UPDATE turns SET payload = (SELECT payload FROM turns ORDER BY id DESC LIMIT 1)");
        await Assert.ThrowsAnyAsync<System.Security.Cryptography.CryptographicException>(() => store.ReadAsync(key, 0));
    }

    [Fact]
    public async Task A_schema_newer_than_the_program_refuses_to_start()
    {
        await StoreAsync();
        await CloseAsync();
        Execute("PRAGMA user_version = 99");
        var e = await Assert.ThrowsAsync<StoreStartException>(() => ConversationStores.OpenSqliteAsync(_folder.Path));
        Assert.Contains("schema 99", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public async Task A_file_of_the_first_schema_keeps_its_conversations_and_gets_the_counts()
    {
        var (store, key) = (await StoreAsync(), NewKey());
        await CreateAsync(store, key);
        await CloseAsync();
        Execute("DROP TABLE reminders");
        Execute("DROP TABLE counts");
        Execute("DROP TABLE reports");
        Execute("PRAGMA user_version = 1");
        Assert.NotNull(await (await ReopenAsync()).FindAsync(key));
        await _database!.Counts.AddAsync([new DayCount(new DateOnly(2026, 11, 25), "talk", "day", 1)]);
        Assert.Single(await _database.Counts.CountsAsync(new DateOnly(2026, 11, 25)));
    }

    [Fact]
    public async Task A_folder_that_is_a_file_refuses_to_start()
    {
        var path = Path.Combine(_folder.Path, "taken");
        await System.IO.File.WriteAllTextAsync(path, "");
        var e = await Assert.ThrowsAsync<StoreStartException>(() => ConversationStores.OpenSqliteAsync(path));
        Assert.StartsWith("Storage:Path", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_that_do_not_belong_to_the_database_refuse_to_start()
    {
        await StoreAsync();
        await CloseAsync();
        await using var database = await ConversationStores.OpenSqliteAsync(_folder.Path);
        var e = await Assert.ThrowsAsync<StoreStartException>(() => database.StartAsync(new TestProtector(seed: 2), Clock, Options));
        Assert.Contains("protection keys", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_refuses_turns_and_they_go_on_when_there_is_room_again()
    {
        var rows = new SqliteRows(File);
        _database = await ConversationStores.OpenAsync(rows);
        var store = _store = await _database.StartAsync(new TestProtector(), Clock, Options);
        var key = NewKey();
        var now = await CreateAsync(store, key);
        await CloseAsync();
        rows = new SqliteRows(File) { MaxPages = 16 };
        _database = await ConversationStores.OpenAsync(rows);
        store = _store = await _database.StartAsync(new TestProtector(), Clock, Options);
        now = (await store.FindAsync(key))!;
        var large = Turn("e1", 1, new string('x', 200_000));
        await Assert.ThrowsAsync<ConversationsUnavailableException>(() => store.TryWriteAsync(key, now, large));
        Assert.Equal(1, (await store.FindAsync(key))!.Version);
        rows.MaxPages = 0;
        Assert.NotNull(await store.TryWriteAsync(key, now, large));
    }

    [Fact]
    public async Task Data_keys_rotate_by_the_day_and_old_ones_are_destroyed_when_nothing_needs_them()
    {
        var (store, key) = (await StoreAsync(), NewKey());
        await store.TryCreateAsync(key, [1], Start.AddDays(30));
        for (var day = 1; day <= 4; day++)
        {
            Clock.SetUtcNow(Start.AddDays(day));
            await store.DeleteExpiredAsync(Clock.GetUtcNow());
        }

        Assert.Equal([1L, 2, 4, 5, 6], Numbers());
        Assert.NotNull(await (await ReopenAsync()).FindAsync(key));
        await _store!.DeleteAsync(key);
        await _store.DeleteExpiredAsync(Clock.GetUtcNow());
        Assert.Equal([1L, 4, 5, 6], Numbers());
    }

    [Fact]
    public async Task A_delivery_that_cannot_be_read_is_set_aside_and_the_others_of_its_batch_are_sent()
    {
        var (store, broken, whole) = (await StoreAsync(), NewKey() with { ChannelId = Channels.Line }, NewKey() with { ChannelId = Channels.Line });
        foreach (var key in new[] { broken, whole })
            await store.TryWriteAsync(key, await CreateAsync(store, key), Turn("e1", 1, "hello") with { Delivery = DeliveryOf(key, "hello") });
        Execute("UPDATE outbox SET payload = x'00' WHERE number = (SELECT MIN(number) FROM outbox)");
        using var meter = new SetAsideMeter();
        var sender = new Sender();
        var engine = new ConversationEngine(new ToyRunner(), store, Clock, Options);
        await using (new OutboxPump(engine, [sender], Clock))
            Assert.Equal(whole, (await sender.NextAsync()).Key);
        var status = await store.OutboxAsync();
        Assert.Equal((0, 1, 1), (status.Waiting, status.SetAside, meter.Count));
    }

    [Fact]
    public async Task A_machine_that_did_not_rotate_itself_writes_with_the_newest_key_all_the_same()
    {
        var rotating = await StoreAsync();
        await using var second = await ConversationStores.OpenSqliteAsync(_folder.Path);
        var following = await second.StartAsync(new TestProtector(), Clock, Options);
        for (var day = 1; day <= 4; day++)
        {
            Clock.SetUtcNow(Start.AddDays(day));
            await rotating.DeleteExpiredAsync(Clock.GetUtcNow());
            await following.DeleteExpiredAsync(Clock.GetUtcNow());
        }

        var key = NewKey();
        Assert.True(await following.TryCreateAsync(key, [1], Start.AddDays(5)));
        Assert.Equal(new byte[] { 1 }, (await rotating.FindAsync(key))!.State);
    }

    protected override async Task<IConversationStore> StoreAsync() => _store ?? await ReopenAsync();

    private async Task<DatabaseStore> ReopenAsync()
    {
        await CloseAsync();
        _database = await ConversationStores.OpenSqliteAsync(_folder.Path);
        return _store = await _database.StartAsync(new TestProtector(), Clock, Options);
    }

    private async Task CloseAsync()
    {
        if (_database is not null)
            await _database.DisposeAsync();
        (_database, _store) = (null, null);
    }

    private List<long> Numbers()
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT number FROM data_keys ORDER BY number";
        using var reader = command.ExecuteReader();
        List<long> numbers = [];
        while (reader.Read())
            numbers.Add(reader.GetInt64(0));
        return numbers;
    }

    // Twenty bytes from the middle of each sealed value: pages cut longer ones into pieces.
    private List<byte[]> ReadBlobs()
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT payload FROM turns UNION ALL SELECT payload FROM outbox";
        using var reader = command.ExecuteReader();
        List<byte[]> blobs = [];
        while (reader.Read())
            blobs.Add(reader.GetFieldValue<byte[]>(0)[28..48]);
        return blobs;
    }

    private void Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        return connection;
    }
}
