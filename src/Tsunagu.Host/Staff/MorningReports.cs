using Tsunagu.Conversations;
using Tsunagu.Directory;

namespace Tsunagu.Host.Staff;

/// <summary>A report of a day.</summary>
/// <param name="Name">Its name; with its day it is sent once, however many machines there are.</param>
/// <param name="Way">How it is sent.</param>
/// <param name="Compose">Its words of the day's counts and the span of time; null = there is nothing to tell.</param>
internal sealed record MorningReport(string Name, IStaffWay Way, Func<IReadOnlyList<DayCount>, DateTimeOffset, DateTimeOffset, StaffMessage?> Compose);

/// <summary>
/// Writes what was counted every ten seconds, and once each morning sends the reports of the day that ends then: the machine that takes a report
/// in the database sends it, and another takes it over when that one dies.
/// </summary>
internal sealed partial class MorningReports(
    TurnCounts counts, ICountStore store, IReadOnlyList<MorningReport> reports, SummarySettings settings, TimeProvider clock, ILogger<MorningReports> logger) : BackgroundService
{
    private static readonly TimeSpan WriteEvery = TimeSpan.FromSeconds(10);

    // The other machines of a cluster have written their last counts of the day by then.
    private static readonly TimeSpan Grace = 3 * WriteEvery;

    // A mail server that does not answer is given up long before.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private DateTimeOffset _lookAgain = DateTimeOffset.MinValue;

    /// <summary>The day whose report tells of an instant: reports end at a time of the morning, not at midnight.</summary>
    public static DateOnly DayOf(DateTimeOffset at, TimeOnly morning) => JapanTime.Day(at - morning.ToTimeSpan()).AddDays(1);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(() => counts.WriteAsync(cancellationToken));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryAsync(() => RoundAsync(stoppingToken));
            await Task.Delay(WriteEvery, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Writes what was counted, and sends what is due.</summary>
    internal async Task RoundAsync(CancellationToken ct)
    {
        await counts.WriteAsync(ct);
        var now = clock.GetUtcNow();
        var day = JapanTime.Day(now);
        var to = JapanTime.At(day, (int)settings.At.ToTimeSpan().TotalMinutes);
        if (now < to + Grace || now < _lookAgain)
            return;
        _lookAgain = now + Lease;
        foreach (var report in reports)
            await TryAsync(() => SendAsync(report, day, to, ct));
        await store.ForgetCountsAsync(day.AddDays(1 - settings.KeepDays), ct);
    }

    private async Task SendAsync(MorningReport report, DateOnly day, DateTimeOffset to, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!await store.TakeReportAsync(report.Name, day, now, now + Lease, ct))
            return;
        if (report.Compose(await store.CountsAsync(day, ct), to.AddDays(-1), to) is { } message)
        {
            await report.Way.SendAsync(message, ct);
            Sent(logger, report.Name);
        }

        await store.FinishReportAsync(report.Name, day, ct);
    }

    // Of any kind: an exception that leaves here would end the host, and with it the chat.
    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
        catch (Exception e)
        {
            Failed(logger, e.GetType().Name);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The morning report {Report} was sent.")]
    private static partial void Sent(ILogger logger, string report);

    [LoggerMessage(2, LogLevel.Warning, "Counts or morning reports wait: {Kind}; they are tried again.")]
    private static partial void Failed(ILogger logger, string kind);
}
