using Microsoft.Extensions.Diagnostics.HealthChecks;
using Tsunagu.Handbooks;

namespace Tsunagu.Host;

/// <summary>
/// Learns to read typed words as soon as the host starts, beside everything else, so that the first person who types does not wait for it.
/// The host is not ready before; who types earlier is answered, a second later.
/// </summary>
internal sealed class UnderstandingWarmUp(ITextUnderstanding understanding) : BackgroundService, IHealthCheck
{
    private volatile bool _done;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_done ? HealthCheckResult.Healthy("well") : HealthCheckResult.Unhealthy("The reading of typed words is being prepared; it takes a few seconds after a start."));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(
        () =>
        {
            understanding.Prepare();
            _done = true;
        },
        stoppingToken);
}
