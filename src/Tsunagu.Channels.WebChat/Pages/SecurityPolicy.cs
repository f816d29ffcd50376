using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Tsunagu.Channels.WebChat;

/// <summary>Headers that keep a page to itself: no script but our files, no third party, nothing told to other sites.</summary>
public static class SecurityPolicy
{
    private const string Nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>
    /// Adds the headers to every answer of the host. Map it before everything else. A page sets its own policy (<see cref="PageShell"/> does);
    /// what sets none may load and run nothing. Tools of Development (<c>/dev</c>) look after themselves.
    /// </summary>
    /// <param name="app">The host's pipeline.</param>
    public static WebApplication UseSecurityHeaders(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.Use((context, next) =>
        {
            context.Response.OnStarting(static state => Add((HttpContext)state), context);
            return next(context);
        });
        return app;
    }

    /// <summary>The Content-Security-Policy of a page.</summary>
    /// <param name="options">Who may show the page in a frame; where leaving leads.</param>
    /// <param name="page">The page.</param>
    public static string ForPage(WebChatOptions options, PageContent page)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(page);
        return string.Join("; ",
            "default-src 'none'", "script-src 'self'",
            page.HoldsChat ? "style-src 'self' 'unsafe-inline'" : "style-src 'self'",
            page.HoldsChat ? "img-src 'self' data: blob:" : "img-src 'self'",
            page.HoldsChat ? "font-src 'self' data:" : "font-src 'self'",
            page.HoldsChat ? "media-src data: blob:" : "media-src 'none'",
            "connect-src 'self'", "frame-src 'self'", "base-uri 'none'",
            // Browsers hold the address that a form is sent on to against this too.
            $"form-action 'self' {SiteExit.OriginOf(options)}".TrimEnd(),
            page.Frameable ? $"frame-ancestors 'self' {string.Join(' ', options.AllowedOrigins)}".TrimEnd() : "frame-ancestors 'none'");
    }

    private static Task Add(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (!headers.ContainsKey("Cross-Origin-Resource-Policy"))
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (headers.ContentSecurityPolicy.Count == 0 && !context.Request.Path.StartsWithSegments("/dev", StringComparison.OrdinalIgnoreCase))
            headers.ContentSecurityPolicy = Nothing;
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        return Task.CompletedTask;
    }
}
