using System.Net.Http.Headers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tsunagu.Directory.Client;

/// <summary>
/// The shared directory elsewhere, as the bot sees it. A turn never waits for the network: <see cref="Current"/> is the last good snapshot in
/// memory, taken from the service every minute, at the start from the copy on disk, and where there has never been one from the files that came
/// with the program. While the service does not answer, <see cref="IsStale"/> is true and <see cref="AsOf"/> tells of when the data are.
/// </summary>
public sealed partial class RemoteDirectory : IServiceDirectory, IHostedService, IDisposable
{
    private static readonly TimeSpan Often = TimeSpan.FromMinutes(1);

    private readonly DirectoryClient _client;
    private readonly SnapshotFile _file;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private volatile State _state;
    private Task _asking = Task.CompletedTask;

    /// <summary>The last good copy on disk is used at once; <see cref="RefreshAsync"/> asks the service.</summary>
    /// <param name="client">Asks the service.</param>
    /// <param name="file">The copy on disk.</param>
    /// <param name="shipped">What came with the program, for the very first start.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="logger">Is told when the service does not answer; no address of it is logged.</param>
    public RemoteDirectory(DirectoryClient client, SnapshotFile file, Func<DirectorySnapshot> shipped, TimeProvider clock, ILogger<RemoteDirectory> logger)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(shipped);
        ArgumentNullException.ThrowIfNull(clock);
        _client = client;
        _file = file;
        _clock = clock;
        _logger = logger;
        if (file.Read() is { } last)
            _state = new State(last.Snapshot, last.At, null, Failed: true);
        else
            _state = new State(shipped(), clock.GetUtcNow(), null, Failed: true);
    }

    /// <inheritdoc/>
    public DirectorySnapshot Current => _state.Snapshot;

    /// <inheritdoc/>
    public DateTimeOffset AsOf => _state.At;

    /// <inheritdoc/>
    public bool IsStale => _state.Failed;

    /// <summary>Asks the service once. Whatever it answers, a usable snapshot stays.</summary>
    /// <param name="cancel">Stops asking.</param>
    public async Task RefreshAsync(CancellationToken cancel = default)
    {
        var before = _state;
        try
        {
            var fetched = await _client.FetchAsync(before.Tag, cancel);
            var now = _clock.GetUtcNow();
            _state = new State(fetched.Snapshot ?? before.Snapshot, now, fetched.Tag, Failed: false);
            if (fetched.Body is { } body)
                Keep(body, now);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            if (!before.Failed || before.Tag is null)
                NotAnswering(_logger, e.GetType().Name, before.At);
            _state = before with { Failed = true };
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Not awaited: the bot starts with what it has, even while the service is slow.
        _asking = AskAsync(_stop.Token);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private async Task AskAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Often, _clock);
        do
        {
            await RefreshAsync(cancel);
        }
        while (await timer.WaitForNextTickAsync(cancel));
    }

    private void Keep(byte[] body, DateTimeOffset now)
    {
        try
        {
            _file.Write(body, now);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk must not keep fresh windows from people.
            NotKept(_logger, e.GetType().Name);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The directory does not answer ({Kind}); the state of {At} stays in use. Look at Directory:BaseUrl and the service.")]
    private static partial void NotAnswering(ILogger logger, string kind, DateTimeOffset at);

    [LoggerMessage(2, LogLevel.Warning, "The last good snapshot could not be kept on disk ({Kind}). Look at Storage:Path.")]
    private static partial void NotKept(ILogger logger, string kind);

    private sealed record State(DirectorySnapshot Snapshot, DateTimeOffset At, EntityTagHeaderValue? Tag, bool Failed);
}
