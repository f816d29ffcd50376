using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Tsunagu.Channels.WebChat;

/// <summary>The pages of the site, the embed <c>/widget.js</c> and the files that they load.</summary>
public static class SitePages
{
    /// <summary>Around a talk in a language that pages do not exist in stand these words.</summary>
    private const string TalkOnlyFallback = "en";

    /// <summary>Maps the pages.</summary>
    /// <param name="app">The host's pipeline.</param>
    public static WebApplication MapWebChatPages(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var options = app.Services.GetRequiredService<WebChatOptions>();
        var pages = new TextPages(options);
        Page(app, "/", HomePage.Of);
        Page(app, "/chat", (words, _, shell) => ChatPage.Of(words, shell, framed: false));
        app.MapMethods("/chat/frame", [HttpMethods.Get, HttpMethods.Head], (HttpContext context, PageShell shell, IPageData data, string? organization) =>
        {
            var words = shell.WordsFor(context.Request);
            var state = string.IsNullOrEmpty(organization) ? null : data.Organization(organization, words.Tag);
            return shell.WriteAsync(context, words, ChatPage.Of(words, shell, framed: true, state, state is null ? organization : null));
        });
        Page(app, "/about", (words, _, _) => pages.About(words));
        Page(app, "/privacy", (words, _, _) => pages.Privacy(words));
        Page(app, "/accessibility", (words, _, _) => pages.Accessibility(words));
        Page(app, "/history", (words, _, _) => TextPages.History(words));
        var clock = app.Services.GetRequiredService<TimeProvider>();
        app.MapMethods(SiteExit.NeutralPath, [HttpMethods.Get, HttpMethods.Head], (HttpContext context, PageShell shell) =>
        {
            var words = shell.WordsFor(context.Request);
            return shell.WriteAsync(context, words, CalendarPage.Of(words, clock.GetUtcNow()));
        });
        app.MapPost(SiteExit.Path, () => SiteExit.Leave(options));
        app.MapMethods("/web/{name}", [HttpMethods.Get, HttpMethods.Head], (HttpContext context, string name) => WebAssets.SendAsync(context, name));
        app.MapMethods("/web/words/{tag}.json", [HttpMethods.Get], (HttpContext context, string tag, PageTexts texts) => SendWordsAsync(context, texts.For(texts.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase) ? tag : TalkOnlyFallback)));
        var widget = new Lazy<byte[]>(() => WidgetScript.Write(app.Services.GetRequiredService<PageTexts>()));
        app.MapMethods("/widget.js", [HttpMethods.Get, HttpMethods.Head], (HttpContext context) => WidgetScript.SendAsync(context, widget.Value));
        return app;
    }

    private static void Page(WebApplication app, string path, Func<PageWords, IPageData, PageShell, PageContent> page) =>
        app.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], (HttpContext context, PageShell shell, IPageData data) =>
        {
            var words = shell.WordsFor(context.Request);
            return shell.WriteAsync(context, words, page(words, data, shell));
        });

    private static async Task SendWordsAsync(HttpContext context, PageWords words)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        ChatPage.WriteWords(json, words);
    }
}
