using Microsoft.Extensions.Hosting;

namespace Tsunagu.Channels.Line;

/// <summary>
/// Whether a push may be promised: pushes are allowed and enough of the month's are left. Read from LINE now and then, never by a turn.
/// What is not known counts as spent: a reminder that cannot come is not offered.
/// </summary>
internal sealed class PushQuota(LineClient client, LineOptions options, TimeProvider clock) : IHostedService, IDisposable
{
    private static readonly TimeSpan ReadEvery = TimeSpan.FromMinutes(10);

    private readonly CancellationTokenSource _stop = new();
    private ITimer? _timer;
    private volatile bool _hasRoom;

    /// <summary>True when a reminder may be promised.</summary>
    public bool HasRoom => options.Push && _hasRoom;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Push)
            _timer = clock.CreateTimer(static self => _ = ((PushQuota)self!).ReadAsync(), this, TimeSpan.Zero, ReadEvery);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _timer?.Dispose();
        return _stop.CancelAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer?.Dispose();
        _stop.Dispose();
    }

    /// <summary>Asks LINE.</summary>
    internal async Task ReadAsync()
    {
        try
        {
            _hasRoom = await client.GetQuotaAsync(_stop.Token) is { IsNearlySpent: false };
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The host stops.
        }
    }
}
