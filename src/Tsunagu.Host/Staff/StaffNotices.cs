using System.Threading.Channels;

namespace Tsunagu.Host.Staff;

/// <summary>
/// Tells staff at once that somebody would like to talk. Nothing waits for it; what cannot be sent is tried again for half an hour, each way by
/// itself. It lives in memory: a process that is killed takes a notice with it that is not sent yet, and the person has the telephone numbers.
/// </summary>
internal sealed partial class StaffNotices(IReadOnlyList<IStaffWay> ways, TimeProvider clock, ILogger<StaffNotices> logger) : BackgroundService
{
    private const int MostWaiting = 1000;
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    private readonly Channel<StaffMessage> _queue = System.Threading.Channels.Channel.CreateBounded<StaffMessage>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Tells staff soon; never blocks.</summary>
    public void Tell(StaffMessage message) => _queue.Writer.TryWrite(message);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var message in _queue.Reader.ReadAllAsync(stoppingToken))
                _ = Task.WhenAll(ways.Select(way => SendAsync(way, message, stoppingToken)));
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task SendAsync(IStaffWay way, StaffMessage message, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        for (var wait = TimeSpan.FromSeconds(2); ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                await way.SendAsync(message, ct);
                Told(logger, way.Name);
                return;
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                // The kind only: an address stands in many messages.
                if (clock.GetElapsedTime(started) >= GiveUpAfter)
                {
                    GivenUp(logger, way.Name, e.GetType().Name);
                    return;
                }

                Failed(logger, way.Name, e.GetType().Name, wait);
                await Task.Delay(wait, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Staff were told by {Way} that somebody would like to talk.")]
    private static partial void Told(ILogger logger, string way);

    [LoggerMessage(2, LogLevel.Warning, "Staff could not be told by {Way} that somebody would like to talk ({Kind}); next try in {Wait}.")]
    private static partial void Failed(ILogger logger, string way, string kind, TimeSpan wait);

    [LoggerMessage(3, LogLevel.Error, "Staff were not told by {Way} that somebody would like to talk ({Kind}); it is not tried any more. Mend Handoff:* or Mail:Smtp:*, and look into LINE Official Account Manager.")]
    private static partial void GivenUp(ILogger logger, string way, string kind);
}
