using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tsunagu.EndToEnd.Tests;

/// <summary>Somebody else's site, on another port and so another origin: a page with the one line that embeds the chat.</summary>
internal sealed class OtherSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtherSite(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    public string ScriptUrl { get; set; } = "";

    public static async Task<OtherSite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var site = new OtherSite(app);
        app.MapGet("/", (HttpContext context, string? organization) =>
        {
            // The policy that docs/guides/embed-the-chat.md asks for, and nothing more.
            var host = new Uri(site.ScriptUrl).GetLeftPart(UriPartial.Authority);
            context.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; script-src {host}; frame-src {host}; style-src 'self'; img-src data:";
            return Results.Content($$"""
                <!doctype html><html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>City</title>
                <link rel="icon" href="data:,"><script src="{{site.ScriptUrl}}" {{(organization is null ? "" : "data-organization=" + organization)}} defer></script></head>
                <body><h1>City</h1><p><a href="/other" id="before">link</a></p></body></html>
                """, "text/html; charset=utf-8");
        });
        await app.StartAsync();
        return site;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
