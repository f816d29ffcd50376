using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Timeout;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.Line;

/// <summary>Adds LINE to a host. It needs an <c>IConversations</c> whose outbox takes <see cref="IOutboxSender"/>s, and a <see cref="TimeProvider"/>, among the services.</summary>
public static class LineExtensions
{
    /// <summary>Name of the meter with the counters <c>tsunagu.line.*</c>.</summary>
    public const string MeterName = "Tsunagu.Channels.Line";

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Adds what the webhook and the client need.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="options">Makes the settings; the host has checked them.</param>
    public static IServiceCollection AddLine(this IServiceCollection services, Func<IServiceProvider, LineOptions> options)
    {
        services.AddLineClient(options)
            .AddSingleton<LineMeter>()
            .AddSingleton<LineWords>()
            .AddSingleton<UserIds>()
            .AddSingleton<LineMessageMapper>()
            .AddSingleton<LineViews>()
            .AddSingleton<MenuLinker>()
            .AddSingleton<LineSender>()
            .AddSingleton<IOutboxSender, LineOutbox>()
            .AddSingleton<DirectReplies>()
            .AddSingleton<IHostedService>(p => p.GetRequiredService<DirectReplies>())
            .AddSingleton<PushQuota>()
            .AddSingleton<IHostedService>(p => p.GetRequiredService<PushQuota>())
            .AddSingleton<LineTalk>()
            .AddSingleton<GroupNotices>()
            .AddSingleton<LineEventHandler>()
            .AddSingleton<WebhookEndpoint>();
        return services;
    }

    /// <summary>Adds only the client, for tools.</summary>
    /// <param name="services">The services.</param>
    /// <param name="options">Makes the settings.</param>
    public static IServiceCollection AddLineClient(this IServiceCollection services, Func<IServiceProvider, LineOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.AddSingleton(options).AddSingleton<LineClient>();
        foreach (var name in new[] { LineClient.ApiName, LineClient.DataName })
        {
            services.AddHttpClient(name, client => client.Timeout = Timeout.InfiniteTimeSpan)
                // LINE's user ids stand in addresses of the API, which the framework's own log lines would show.
                .RemoveAllLoggers()
                .AddResilienceHandler(name, (pipeline, context) => Configure(pipeline, context.ServiceProvider.GetRequiredService<LineOptions>()));
        }

        return services;
    }

    /// <summary>Maps <c>POST /line/webhook</c>.</summary>
    /// <param name="app">The host's pipeline.</param>
    public static WebApplication MapLine(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var endpoint = app.Services.GetRequiredService<WebhookEndpoint>();
        app.MapPost(WebhookEndpoint.Path, (Delegate)endpoint.ReceiveAsync);
        return app;
    }

    // 429 and 5xx are tried again with growing pauses and jitter, and so is a call without an answer. A reply may be sent again: its token works once.
    private static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, LineOptions options)
    {
        pipeline.TimeProvider = options.CallClock ?? pipeline.TimeProvider;
        pipeline.AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = options.Retries,
            BackoffType = DelayBackoffType.Exponential,
            Delay = options.RetryDelay,
            MaxDelay = LongestPause,
            UseJitter = true,
            ShouldRetryAfterHeader = true,
            ShouldHandle = args => ValueTask.FromResult(args.Outcome switch
            {
                // Whoever wishes to be left alone for longer is asked again by the outbox.
                { Result.Headers.RetryAfter.Delta: { } wait } when wait > LongestPause => false,
                { Exception: HttpRequestException or TimeoutRejectedException or IOException } => true,
                { Result.StatusCode: var status } => (int)status == 429 || (int)status >= 500,
                _ => false,
            }),
            OnRetry = args =>
            {
                // 429 was surely not taken; anything else may have been.
                if (args.Outcome.Result is not { StatusCode: System.Net.HttpStatusCode.TooManyRequests })
                    args.Context.GetRequestMessage()?.Options.Set(LineClient.DoubtfulKey, true);
                return ValueTask.CompletedTask;
            },
        })
        .AddTimeout(options.AttemptTimeout);
    }
}
