using Tsunagu.BotCore;
using Tsunagu.Channels.WebChat;
using Tsunagu.Dialogs;

namespace Tsunagu.Host;

/// <summary>Puts the engine and the directory behind the pages without script.</summary>
public static class PlainComposition
{
    /// <summary>Adds the pages; the bot and the clock must be among the services.</summary>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddPlain(this IServiceCollection services) => services
        .AddSingleton<IStatelessTurns>(provider => new StatelessTurns(provider.GetRequiredService<BotComposition>().Runner, BotErrors.Log(provider)))
        .AddSingleton<IWindowSheets>(provider => new WindowSheets(new NamedWindows(provider.GetRequiredService<BotComposition>().Parts, provider.GetRequiredService<TimeProvider>())))
        .AddPlainPages();
}
