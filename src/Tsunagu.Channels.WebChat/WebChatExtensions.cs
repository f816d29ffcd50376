using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.WebChat;

/// <summary>Adds the web channel to a host. It needs an <see cref="IConversations"/> and a <see cref="TimeProvider"/> among the services; its pages need a <see cref="PageTexts"/> and an <see cref="IPageData"/> too.</summary>
public static class WebChatExtensions
{
    /// <summary>Adds what the endpoints need.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="options">Settings; the host has checked them.</param>
    public static IServiceCollection AddWebChat(this IServiceCollection services, WebChatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return services.AddSingleton(options)
            .AddSingleton<TokenService>()
            .AddSingleton<Callers>()
            .AddSingleton<RateLimits>()
            .AddSingleton<PageShell>()
            .AddSingleton<DirectLineEndpoints>();
    }

    /// <summary>Maps <c>/v3/directline/…</c>, WebSockets and the answers to browsers of allowed origins (CORS).</summary>
    /// <param name="app">The host's pipeline.</param>
    public static WebApplication MapDirectLine(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var callers = app.Services.GetRequiredService<Callers>();
        app.Use((context, next) => AllowBrowser(context, callers, next));
        app.UseWebSockets();
        app.Services.GetRequiredService<DirectLineEndpoints>().Map(app);
        return app;
    }

    private static Task AllowBrowser(HttpContext context, Callers callers, RequestDelegate next)
    {
        var request = context.Request;
        if (!request.Path.StartsWithSegments(DirectLineEndpoints.Root, StringComparison.OrdinalIgnoreCase))
            return next(context);
        var headers = context.Response.Headers;
        headers.Vary = "Origin";
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && callers.IsAllowed(origin))
        {
            headers.AccessControlAllowOrigin = origin;
            if (HttpMethods.IsOptions(request.Method) && request.Headers.AccessControlRequestMethod.Count > 0)
            {
                headers.AccessControlAllowMethods = "GET, POST, DELETE";
                headers.AccessControlAllowHeaders = "authorization, content-type, x-ms-bot-agent";
                headers.AccessControlMaxAge = "600";
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                return Task.CompletedTask;
            }
        }

        return next(context);
    }
}
