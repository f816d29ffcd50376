using System.Data.Common;

namespace Tsunagu.Directory.Api.Storage;

/// <summary>The directory of a database, held in memory. It looks every few seconds whether another process changed something.</summary>
public sealed partial class StoredDirectory : IServiceDirectory, IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private volatile State _state;
    private Task _looking = Task.CompletedTask;
    private int _disposed;

    private StoredDirectory(DirectoryStore store, TimeProvider clock, ILogger logger, State state)
    {
        Store = store;
        _clock = clock;
        _logger = logger;
        _state = state;
    }

    /// <summary>Where it is kept.</summary>
    public DirectoryStore Store { get; }

    /// <inheritdoc/>
    public DirectorySnapshot Current => _state.Snapshot;

    /// <inheritdoc/>
    public DateTimeOffset AsOf => _state.SeenAt;

    /// <inheritdoc/>
    public bool IsStale => _state.Failed;

    /// <summary>Prepares the database and reads it.</summary>
    /// <param name="storage">Which database.</param>
    /// <param name="seedFolder">What fills it on the first start.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="logger">Is told when the database does not answer.</param>
    /// <param name="cancel">Stops.</param>
    /// <exception cref="SeedException">The seed is wrong.</exception>
    /// <exception cref="IOException">The database does not answer; one line that says what to look at.</exception>
    public static async Task<StoredDirectory> OpenAsync(DirectoryStorage storage, string seedFolder, TimeProvider clock, ILogger logger, CancellationToken cancel = default)
    {
        var store = new DirectoryStore(storage, clock);
        try
        {
            await store.PrepareAsync(seedFolder, cancel);
            var (snapshot, revision) = await store.ReadAsync(cancel);
            return new StoredDirectory(store, clock, logger, new State(snapshot, revision, snapshot.AsOf, Failed: false));
        }
        catch (Exception e) when (IsOfDatabase(e))
        {
            // Only our own words are shown: a driver's could name users and machines.
            throw new IOException("Storage:Provider: the directory's database does not answer. Check that it runs, and Storage:Path (sqlite) or ConnectionStrings:Postgres (postgres).", e);
        }
    }

    private static bool IsOfDatabase(Exception? e) => e is not null && (e is DbException || IsOfDatabase(e.InnerException));

    /// <summary>Reads again if anything changed.</summary>
    /// <param name="cancel">Stops reading.</param>
    public async Task RefreshAsync(CancellationToken cancel = default)
    {
        await _reading.WaitAsync(cancel);
        try
        {
            var now = _clock.GetUtcNow();
            if (await Store.RevisionAsync(cancel) == _state.Revision)
            {
                _state = _state with { SeenAt = now, Failed = false };
                return;
            }
            var (snapshot, revision) = await Store.ReadAsync(cancel);
            _state = new State(snapshot, revision, now, Failed: false);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _looking = LookAsync(_stop.Token);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!_stop.IsCancellationRequested)
            await _stop.CancelAsync();
        await _looking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // It is registered under several names, and the container disposes of each.
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;
        await StopAsync(CancellationToken.None);
        _stop.Dispose();
        _reading.Dispose();
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Look, _clock);
        while (await timer.WaitForNextTickAsync(cancel))
        {
            try
            {
                await RefreshAsync(cancel);
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                // What was read last goes on being used, marked with its date. A driver may cancel by itself, too: only our own end is one.
                if (!_state.Failed)
                    NotAnswering(_logger, e.GetType().Name);
                _state = _state with { Failed = true };
            }
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The directory's database does not answer ({Kind}); the last good state stays in use. Look at Storage:Provider and the database.")]
    private static partial void NotAnswering(ILogger logger, string kind);

    private sealed record State(DirectorySnapshot Snapshot, long Revision, DateTimeOffset SeenAt, bool Failed);
}
