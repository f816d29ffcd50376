using Tsunagu.BotCore;
using Tsunagu.Dialogs;

namespace Tsunagu.Conversations.Tests;

/// <summary>Counts in memory, and how turns come to them.</summary>
public sealed class InMemoryCountStoreTests : CountStoreContract
{
    private readonly InMemoryCountStore _store = new();

    protected override Task<ICountStore> CountsAsync() => Task.FromResult<ICountStore>(_store);

    [Fact]
    public async Task Counts_that_could_not_be_written_are_written_the_next_time()
    {
        var store = new FailingOnce(_store);
        var counts = new TurnCounts(store, _ => new DateOnly(2026, 11, 25), new HashSet<string>([TallyKinds.Talk], StringComparer.Ordinal));
        counts.Add([new Tally(TallyKinds.Talk, "day")], DateTimeOffset.UnixEpoch);
        await Assert.ThrowsAsync<ConversationsUnavailableException>(() => counts.WriteAsync());
        counts.Add([new Tally(TallyKinds.Talk, "day")], DateTimeOffset.UnixEpoch);
        await counts.WriteAsync();
        Assert.Equal(2, Assert.Single(await _store.CountsAsync(new DateOnly(2026, 11, 25))).Count);
    }

    [Fact]
    public async Task A_kept_turn_is_told_once_also_when_it_comes_again_and_who_counts_badly_harms_nobody()
    {
        var bounds = new ConversationOptions();
        var errors = 0;
        var told = 0;
        var engine = new ConversationEngine(new ToyRunner(), new InMemoryConversationStore(bounds), TimeProvider.System, bounds, onError: _ => errors++)
        {
            TurnKept = (_, _) =>
            {
                told++;
                throw new InvalidOperationException("a counter that is broken");
            },
        };
        using var conversations = new InMemoryConversations(engine);
        var key = new ConversationKey("webchat", "one");
        await conversations.BeginAsync(key, "ja");
        var e = new IncomingEvent("e1", new Activity(ActivityTypes.Message) { Text = "hello" });
        Assert.Equal(ReceiveStatus.Accepted, (await conversations.ReceiveAsync(key, e)).Status);
        Assert.Equal(ReceiveStatus.Duplicate, (await conversations.ReceiveAsync(key, e)).Status);
        Assert.Equal((1, 1), (told, errors));
    }

    private sealed class FailingOnce(ICountStore store) : ICountStore
    {
        private bool _failed;

        public Task AddAsync(IReadOnlyList<DayCount> counts, CancellationToken ct = default)
        {
            if (_failed)
                return store.AddAsync(counts, ct);
            _failed = true;
            return Task.FromException(new ConversationsUnavailableException("The disk is full."));
        }

        public Task<IReadOnlyList<DayCount>> CountsAsync(DateOnly day, CancellationToken ct = default) => store.CountsAsync(day, ct);

        public Task<bool> TakeReportAsync(string report, DateOnly day, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken ct = default) =>
            store.TakeReportAsync(report, day, now, leaseUntil, ct);

        public Task FinishReportAsync(string report, DateOnly day, CancellationToken ct = default) => store.FinishReportAsync(report, day, ct);

        public Task ForgetCountsAsync(DateOnly day, CancellationToken ct = default) => store.ForgetCountsAsync(day, ct);
    }
}

/// <summary>Counts in a SQLite file, opened anew each time as after a restart.</summary>
public sealed class SqliteCountStoreTests : CountStoreContract, IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly List<OpenedDatabase> _open = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _open)
            await database.DisposeAsync();
        _folder.Dispose();
    }

    protected override async Task<ICountStore> CountsAsync()
    {
        var database = await ConversationStores.OpenSqliteAsync(_folder.Path);
        lock (_open)
            _open.Add(database);
        return database.Counts;
    }
}
