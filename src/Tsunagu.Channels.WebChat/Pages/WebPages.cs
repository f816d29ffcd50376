using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Tsunagu.Channels.WebChat;

/// <summary>The page <c>/</c>, the embed <c>/widget.js</c> and the files that they load, all held in this assembly.</summary>
public static class WebPages
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
    };

    /// <summary>Maps the pages.</summary>
    /// <param name="app">The host's pipeline.</param>
    public static WebApplication MapWebChatPages(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var options = app.Services.GetRequiredService<WebChatOptions>();
        var policy = Policy(options);
        app.MapGet("/", context =>
        {
            context.Response.Headers.ContentSecurityPolicy = policy;
            return SendAsync(context, "page.html", operated: options.Operator.Length > 0);
        });
        app.MapGet("/widget.js", context => SendAsync(context, "widget.js"));
        app.MapGet("/web/{name}", (HttpContext context, string name) => SendAsync(context, name));
        return app;
    }

    // Web Chat writes its styles into the page, and its icons are data: addresses; scripts come from us only.
    private static string Policy(WebChatOptions options) => string.Join("; ",
        "default-src 'none'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data: blob:", "font-src 'self' data:",
        "connect-src 'self'", "media-src data: blob:", "base-uri 'none'", "form-action 'none'",
        $"frame-ancestors 'self' {string.Join(' ', options.AllowedOrigins)}".TrimEnd());

    private static async Task SendAsync(HttpContext context, string name, bool operated = false)
    {
        await using var file = typeof(WebPages).Assembly.GetManifestResourceStream("web/" + name);
        if (file is null || !Types.TryGetValue(Path.GetExtension(name), out var type))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-cache";
        context.Response.ContentType = type;
        if (!operated)
        {
            await file.CopyToAsync(context.Response.Body, context.RequestAborted);
            return;
        }

        using var reader = new StreamReader(file);
        var html = await reader.ReadToEndAsync(context.RequestAborted);
        await context.Response.WriteAsync(html.Replace("<html ", "<html data-operator=\"yes\" ", StringComparison.Ordinal), context.RequestAborted);
    }
}
