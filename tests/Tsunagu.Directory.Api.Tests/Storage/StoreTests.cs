using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tsunagu.Directory.Api.Storage;

namespace Tsunagu.Directory.Api.Tests.Storage;

/// <summary>What must hold of the store on either database.</summary>
public abstract class StoreTests
{
    private static readonly Func<DirectorySnapshot, IReadOnlyList<string>> NoGate = static _ => [];

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 25, 1, 0, 0, TimeSpan.Zero));

    protected abstract DirectoryStorage Storage();

    private async Task<DirectoryStore> Prepared()
    {
        var store = new DirectoryStore(Storage(), Clock);
        await store.PrepareAsync(SeedTests.Folder, TestContext.Current.CancellationToken);
        return store;
    }

    private static Dictionary<string, string> With(RecordSheet sheet, string field, string value) =>
        new(sheet.Fields, StringComparer.Ordinal) { [field] = value };

    [Fact]
    public async Task The_first_start_fills_it_from_the_seed_and_recommends_as_the_seed_does()
    {
        var (snapshot, _) = await (await Prepared()).ReadAsync(TestContext.Current.CancellationToken);
        var seed = SeedDirectory.Load(SeedTests.Folder, Clock).Current;
        Assert.Equal(seed.Services.Select(s => s.Id), snapshot.Services.Select(s => s.Id));
        Assert.Equal(seed.CrisisLines.Select(l => l.WindowId), snapshot.CrisisLines.Select(l => l.WindowId));
        var request = new RecommendationRequest { Needs = [new NeedWeight("life")], Schemes = ["seikatsu-hogo"], Ward = "kita", At = Clock.GetUtcNow() };
        var fromSeed = new Recommender().Recommend(seed, request) with { DirectoryVersion = "v" };
        var fromStore = new Recommender().Recommend(snapshot, request) with { DirectoryVersion = "v" };
        Assert.Equal(RecommendationJson.Write(fromSeed), RecommendationJson.Write(fromStore));
    }

    [Fact]
    public async Task Several_starts_at_once_fill_it_once()
    {
        var storage = Storage();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => new DirectoryStore(storage, Clock).PrepareAsync(SeedTests.Folder))));
        Assert.Equal(150, (await new DirectoryStore(storage, Clock).ListAsync(RecordKinds.Window, TestContext.Current.CancellationToken)).Count);
    }

    [Fact]
    public async Task A_change_changes_the_version_and_leaves_its_history()
    {
        var store = await Prepared();
        var (before, _) = await store.ReadAsync();
        var sheet = (await store.FindAsync(RecordKinds.Window, "nat-yorisoi"))!;
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.True((await store.WriteAsync([new RecordEdit(sheet.Kind, sheet.Id, With(sheet, "summary_ja", "あたらしい説明"), sheet.Revision)], "editor", NoGate)).IsGood);
        var (after, _) = await store.ReadAsync();
        Assert.NotEqual(before.Version, after.Version);
        Assert.Equal("あたらしい説明", after.FindService("nat-yorisoi")!.Summary);
        Assert.Equal(Clock.GetUtcNow(), after.FindService("nat-yorisoi")!.Provenance.ModifiedAt);
        var line = Assert.Single(await store.HistoryAsync(sheet.Kind, sheet.Id));
        Assert.Equal(("editor", "changed", "summary_ja", sheet.Fields["summary_ja"], "あたらしい説明"), (line.Role, line.Action, line.Field, line.OldValue, line.NewValue));
    }

    [Fact]
    public async Task A_private_column_changes_neither_version_nor_date()
    {
        var store = await Prepared();
        var (before, _) = await store.ReadAsync();
        var sheet = (await store.FindAsync(RecordKinds.Organization, "kyoto-jsc-sotto"))!;
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.True((await store.WriteAsync([new RecordEdit(sheet.Kind, sheet.Id, With(sheet, "email", "member@example.org"), sheet.Revision)], "editor", NoGate)).IsGood);
        var (after, _) = await store.ReadAsync();
        Assert.Equal(before.Version, after.Version);
        Assert.Equal(before.Organizations[0].Provenance.ModifiedAt, after.Organizations[0].Provenance.ModifiedAt);
        Assert.Equal("member@example.org", (await store.FindAsync(RecordKinds.Organization, "kyoto-jsc-sotto"))!.Fields["email"]);
    }

    [Fact]
    public async Task Two_editors_of_one_record_never_overwrite_each_other_and_of_two_records_both_win()
    {
        var store = await Prepared();
        var one = (await store.FindAsync(RecordKinds.Window, "nat-yorisoi"))!;
        var other = (await store.FindAsync(RecordKinds.Window, "nat-childline"))!;
        var results = await Task.WhenAll(
            Task.Run(() => store.WriteAsync([new RecordEdit(one.Kind, one.Id, With(one, "who", "甲"), one.Revision)], "editor", NoGate)),
            Task.Run(() => store.WriteAsync([new RecordEdit(one.Kind, one.Id, With(one, "who", "乙"), one.Revision)], "editor", NoGate)),
            Task.Run(() => store.WriteAsync([new RecordEdit(other.Kind, other.Id, With(other, "who", "丙"), other.Revision)], "editor", NoGate)));
        Assert.Single(results, r => r.Conflict == one.Id);
        Assert.Equal(2, results.Count(r => r.IsGood));
        Assert.Equal("丙", (await store.FindAsync(RecordKinds.Window, other.Id))!.Fields["who"]);
    }

    [Fact]
    public async Task A_writing_is_all_or_nothing()
    {
        var store = await Prepared();
        var sheet = (await store.FindAsync(RecordKinds.Window, "nat-yorisoi"))!;
        var result = await store.WriteAsync(
            [new RecordEdit(sheet.Kind, sheet.Id, With(sheet, "who", "甲"), null), new RecordEdit(RecordKinds.Window, "nat-childline", With(sheet, "hours", "いつでも"), null)], "import", NoGate);
        Assert.NotEmpty(result.Refusals);
        Assert.Equal(sheet.Revision, (await store.FindAsync(RecordKinds.Window, "nat-yorisoi"))!.Revision);
        Assert.NotEmpty((await store.WriteAsync([new RecordEdit(sheet.Kind, sheet.Id, With(sheet, "who", "甲"), null)], "import", static _ => ["no"])).Refusals);
        var preview = await store.WriteAsync([new RecordEdit(sheet.Kind, sheet.Id, With(sheet, "who", "甲"), null)], "import", NoGate, preview: true);
        Assert.True(preview.IsGood);
        Assert.Equal(sheet.Revision, (await store.FindAsync(RecordKinds.Window, "nat-yorisoi"))!.Revision);
    }

    [Fact]
    public async Task A_window_that_others_point_at_is_not_removed()
    {
        var store = await Prepared();
        Assert.NotEmpty((await store.WriteAsync([new RecordEdit(RecordKinds.Window, "nat-yorisoi", null, null)], "approver", NoGate)).Refusals);
    }

    [Fact]
    public async Task A_newer_seed_is_followed_by_untouched_records_only()
    {
        var store = await Prepared();
        var sheet = (await store.FindAsync(RecordKinds.Window, "nat-yorisoi"))!;
        await store.WriteAsync([new RecordEdit(sheet.Kind, sheet.Id, With(sheet, "who", "人の手で"), sheet.Revision)], "editor", NoGate);
        var newer = System.IO.Directory.CreateTempSubdirectory("tsunagu-seed-");
        foreach (var file in System.IO.Directory.GetFiles(SeedTests.Folder))
            File.WriteAllText(Path.Combine(newer.FullName, Path.GetFileName(file)), File.ReadAllText(file).Replace("よりそいホットライン", "よりそいホットラインX", StringComparison.Ordinal).Replace("チャイルドライン", "チャイルドラインX", StringComparison.Ordinal));
        await new DirectoryStore(Storage(), Clock).PrepareAsync(newer.FullName);
        var (snapshot, _) = await store.ReadAsync();
        Assert.Equal("人の手で", snapshot.FindService("nat-yorisoi")!.Who);
        Assert.DoesNotContain("X", snapshot.FindService("nat-yorisoi")!.Name, StringComparison.Ordinal);
        Assert.Contains("X", snapshot.FindService("nat-childline")!.Name, StringComparison.Ordinal);
        Assert.Contains(await store.HistoryAsync(RecordKinds.Window, "nat-childline"), l => l.Role == "seed");
        newer.Delete(recursive: true);
    }

    [Fact]
    public async Task A_broken_seed_changes_nothing()
    {
        var broken = System.IO.Directory.CreateTempSubdirectory("tsunagu-seed-");
        await Assert.ThrowsAsync<SeedException>(() => new DirectoryStore(Storage(), Clock).PrepareAsync(broken.FullName));
        broken.Delete(recursive: true);
    }

    [Fact]
    public async Task Reports_wait_until_somebody_closes_them()
    {
        var store = await Prepared();
        await store.ReportAsync(RecordKinds.Window, "nat-yorisoi", ["phone", "hours"]);
        var report = Assert.Single(await store.ReportsAsync(), r => r.RecordId == "nat-yorisoi");
        Assert.Equal(["phone", "hours"], report.Fields);
        Assert.True(await store.CloseReportAsync(report.Id, "approver"));
        Assert.False(await store.CloseReportAsync(report.Id, "approver"));
        Assert.DoesNotContain(await store.ReportsAsync(), r => r.Id == report.Id);
    }

    [Fact]
    public async Task The_bots_directory_sees_what_another_process_wrote()
    {
        await using var directory = await StoredDirectory.OpenAsync(Storage(), SeedTests.Folder, Clock, NullLogger.Instance);
        var first = directory.Current;
        await directory.RefreshAsync();
        Assert.Same(first, directory.Current);
        var store = new DirectoryStore(Storage(), Clock);
        var sheet = (await store.FindAsync(RecordKinds.Window, "nat-yorisoi"))!;
        await store.WriteAsync([new RecordEdit(sheet.Kind, sheet.Id, With(sheet, "who", Guid.NewGuid().ToString()), sheet.Revision)], "editor", NoGate);
        await directory.RefreshAsync();
        Assert.NotEqual(first.Version, directory.Current.Version);
    }

    [Fact]
    public async Task A_reading_that_a_driver_breaks_off_is_followed_by_the_next()
    {
        var clock = new BreakingClock();
        await using var directory = await StoredDirectory.OpenAsync(Storage(), SeedTests.Folder, clock, NullLogger.Instance);
        await directory.StartAsync(TestContext.Current.CancellationToken);
        clock.Breaks = true;
        await Until(clock, () => directory.IsStale);
        clock.Breaks = false;
        await Until(clock, () => !directory.IsStale);
    }

    private static async Task Until(FakeTimeProvider clock, Func<bool> seen)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!seen())
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>Stands for a driver that cancels by itself, for instance when its own time is up.</summary>
    private sealed class BreakingClock() : FakeTimeProvider(new DateTimeOffset(2026, 11, 25, 1, 0, 0, TimeSpan.Zero))
    {
        internal volatile bool Breaks;

        public override DateTimeOffset GetUtcNow() => Breaks ? throw new OperationCanceledException() : base.GetUtcNow();
    }
}

/// <summary>The store on SQLite.</summary>
public sealed class SqliteStoreTests : StoreTests, IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("tsunagu-store-").FullName;

    protected override DirectoryStorage Storage() => DirectoryStorage.Sqlite(_folder);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_lock_that_a_killed_process_left_in_the_tables_does_not_keep_others_waiting()
    {
        await new DirectoryStore(Storage(), Clock).PrepareAsync(SeedTests.Folder);
        await using (var db = new SqliteConnection($"Data Source={Path.Combine(_folder, "directory.db")}"))
        {
            await db.OpenAsync(TestContext.Current.CancellationToken);
            await using var left = db.CreateCommand();
            left.CommandText = "INSERT INTO __EFMigrationsLock(Id, Timestamp) VALUES(1, '2026-01-01')";
            await left.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
        await new DirectoryStore(Storage(), Clock).PrepareAsync(SeedTests.Folder, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_told_in_one_line_without_its_password()
    {
        var silent = DirectoryStorage.Postgres("Host=127.0.0.1;Port=1;Database=x;Username=x;Password=geheim;Timeout=2");
        var wrong = await Assert.ThrowsAsync<IOException>(() => StoredDirectory.OpenAsync(silent, SeedTests.Folder, Clock, NullLogger.Instance));
        Assert.StartsWith("Storage:Provider", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("oracle", null, "Storage:Provider is 'oracle'")]
    [InlineData("postgres", "", "ConnectionStrings:Postgres is empty")]
    [InlineData("postgres", "secret", "ConnectionStrings:Postgres is no connection string")]
    public void A_wrong_setting_is_told_in_one_line_without_what_may_be_secret(string provider, string? connection, string told)
    {
        var wrong = Assert.Throws<FormatException>(() => DirectoryStorage.From(provider, _folder, connection));
        Assert.StartsWith(told, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", wrong.Message, StringComparison.Ordinal);
    }
}

/// <summary>The store on a real PostgreSQL.</summary>
public sealed class PostgresStoreTests(PostgresServer server) : StoreTests, IClassFixture<PostgresServer>
{
    private readonly string _database = "d" + Guid.NewGuid().ToString("N");
    private bool _made;

    protected override DirectoryStorage Storage()
    {
        if (!_made)
        {
            using var connection = new Npgsql.NpgsqlConnection(server.Connection);
            connection.Open();
            using var create = new Npgsql.NpgsqlCommand($"CREATE DATABASE {_database}", connection);
            create.ExecuteNonQuery();
            _made = true;
        }
        return DirectoryStorage.Postgres(server.Connection.Replace("Database=postgres", "Database=" + _database, StringComparison.Ordinal));
    }
}
