using Tsunagu.Channels.WebChat;
using Tsunagu.Handbooks;

namespace Tsunagu.Host.Dev;

/// <summary>The pages for those who write the handbook (Development only). They see the whole domain, so they live in the composition root.</summary>
internal static class DevComposition
{
    /// <summary>Maps <c>/dev/handbook</c> and <c>/dev/preview</c>; outside Development there is nothing.</summary>
    public static WebApplication MapDevPages(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
            return app;
        var bot = app.Services.GetRequiredService<BotComposition>();
        var clock = app.Services.GetRequiredService<TimeProvider>();
        app.MapGet(HandbookPage.Path, async (HttpContext context, PageShell shell) =>
        {
            var view = Exploration.Read(bot.Parts, context.Request.Query, clock.GetUtcNow());
            var locale = Locale.ParseOrJapanese(context.Request.Query["lang"]);
            await shell.WriteAsync(context, shell.WordsFor(context.Request), HandbookPage.Of(view, await DevTranscript.WriteAsync(view, locale.Tag), locale));
        });
        app.MapGet(PreviewPage.Path, (HttpContext context, PageShell shell) =>
            shell.WriteAsync(context, shell.WordsFor(context.Request), PreviewPage.Of(bot.Parts, clock, Locale.ParseOrJapanese(context.Request.Query["locale"]))));
        return app;
    }
}
