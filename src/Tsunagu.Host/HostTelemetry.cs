using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Tsunagu.Channels.Line;
using Tsunagu.Conversations;

namespace Tsunagu.Host;

/// <summary>
/// OpenTelemetry, when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to. Of requests only metrics by route are taken, no traces:
/// addresses hold conversations' ids and tokens.
/// </summary>
internal static class HostTelemetry
{
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        const string key = "OTEL_EXPORTER_OTLP_ENDPOINT";
        var endpoint = builder.Configuration[key];
        if (string.IsNullOrWhiteSpace(endpoint))
            return;
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw new SettingsException($"{key} is '{endpoint}', which is no address: set it like http://127.0.0.1:4317, or leave it empty.");
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("tsunagu"))
            .WithMetrics(metrics => metrics.AddMeter(EngineMetrics.SourceName, LineExtensions.MeterName).AddAspNetCoreInstrumentation())
            .WithTracing(traces => traces.AddSource(EngineMetrics.SourceName))
            .UseOtlpExporter();
    }
}
