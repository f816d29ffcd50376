using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Tsunagu.Channels.WebChat;

/// <summary>What is sent when nothing else was: to people a page that still shows lines to call, to programs problem+json.</summary>
public static class ErrorPages
{
    /// <summary>Adds the pages. Map it right after the security headers.</summary>
    /// <param name="app">The host's pipeline.</param>
    public static WebApplication UseErrorPages(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseExceptionHandler(handler => handler.Run(SendAsync));
        app.UseStatusCodePages(context => SendAsync(context.HttpContext));
        return app;
    }

    private static async Task SendAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        if (context.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException bad)
            status = bad.StatusCode;
        await (IsForPerson(context.Request) ? SendPageAsync(context, status) : SendProblemAsync(context, status));
    }

    /// <summary>True when a person looks at what is sent.</summary>
    internal static bool IsForPerson(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>Says that something went wrong, with lines to call.</summary>
    internal static async Task SendPageAsync(HttpContext context, int status)
    {
        var shell = context.RequestServices.GetRequiredService<PageShell>();
        var words = shell.WordsFor(context.Request);
        var key = status switch
        {
            StatusCodes.Status404NotFound => "error.404",
            >= StatusCodes.Status500InternalServerError => "error.500",
            _ => "error.refused",
        };
        await shell.WriteAsync(context, words, new PageContent
        {
            Title = words["page.title.error"],
            Main = Html.Of($"""
                <h1>{words.Html(key + ".heading")}</h1>
                {words.Paragraphs(key)}
                <p><a class="button" href="{words.Link("/")}">{words.Html("page.link.home")}</a></p>
                <section class="notice" aria-labelledby="danger"><h2 id="danger">{words.Html("home.danger.title")}</h2>
                {words.Paragraphs("home.danger")}
                <div class="lines">{Html.Join(Lines(context, words).Select(card => CardHtml.Of(card, words.Lang)))}</div>
                </section>
                """),
        }, status);
    }

    /// <summary>What failed may make this fail as well: the words hold the emergency numbers.</summary>
    private static IReadOnlyList<BotCore.MessageCard> Lines(HttpContext context, PageWords words)
    {
        try
        {
            return context.RequestServices.GetRequiredService<IPageData>().EmergencyLines(words.Tag);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return [];
        }
    }

    private static async Task SendProblemAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("type", "about:blank");
        json.WriteString("title", Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status));
        json.WriteNumber("status", status);
        json.WriteEndObject();
    }
}
