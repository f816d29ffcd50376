using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Tsunagu.BotCore;
using Tsunagu.Conversations;

namespace Tsunagu.Host;

/// <summary><c>/health/live</c>: the process runs. <c>/health/ready</c>: it can take conversations; if not, what is wrong, in words.</summary>
internal static class HealthEndpoints
{
    /// <summary>Tag of the checks that readiness asks.</summary>
    public const string Ready = "ready";

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = static _ => false, ResponseWriter = WriteAsync });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = static check => check.Tags.Contains(Ready), ResponseWriter = WriteAsync });
    }

    private static async Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("status", report.Status == HealthStatus.Healthy ? "ready" : report.Status == HealthStatus.Degraded ? "degraded" : "not ready");
        json.WriteStartObject("checks");
        foreach (var (name, entry) in report.Entries)
            json.WriteString(name, entry.Description ?? (entry.Status == HealthStatus.Healthy ? "well" : "not well"));
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

/// <summary>Can conversations be kept now?</summary>
internal sealed class StoreHealth(IServiceProvider services, ConversationEngine engine, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan LongWait = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan JustNow = TimeSpan.FromMinutes(1);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (services.GetService<DatabaseStore>() is { } database)
                await database.ProbeAsync(cancellationToken);
            var outbox = await engine.Store.OutboxAsync(cancellationToken);
            if (outbox.Oldest is { } oldest && clock.GetUtcNow() - oldest > LongWait)
                return HealthCheckResult.Degraded($"{outbox.Waiting} messages wait to be sent, the oldest longer than {LongWait.TotalMinutes} minutes: look whether the channel's platform can be reached.");
            if (engine.Metrics.LastUnkept is { } unkept && clock.GetUtcNow() - unkept < JustNow)
                return HealthCheckResult.Degraded($"Within the last {JustNow.TotalSeconds} seconds a message could not be kept, though the database answers. Look how much room the disk has; it goes on by itself.");
            return HealthCheckResult.Healthy(outbox.SetAside > 0 ? $"well; {outbox.SetAside} messages were given up and set aside" : "well");
        }
        catch (ConversationsUnavailableException e)
        {
            return HealthCheckResult.Unhealthy(
                $"{e.Message.TrimEnd('.')}. Conversations are answered with emergency lines from memory and not acknowledged. Look at the disk or the database; it goes on by itself.");
        }
    }
}
