using Tsunagu.Channels.WebChat;
using Tsunagu.Directory;
using Tsunagu.Directory.Api;
using Tsunagu.Directory.Api.Import;
using Tsunagu.Directory.Api.Pages;
using Tsunagu.Directory.Client;

namespace Tsunagu.Host;

/// <summary>The directory of the bot: the service inside this process, or elsewhere with its last good copy here.</summary>
internal static class DirectoryComposition
{
    /// <summary>Adds <see cref="IServiceDirectory"/> and the service's end points, which speak in the handbook's words.</summary>
    internal static IServiceCollection AddDirectory(this IServiceCollection services, IConfiguration configuration, SiteRoot root, SiteSettings site)
    {
        var settings = DirectorySettings.Read(configuration, root);
        if (!System.IO.Directory.Exists(site.DirectoryPath))
            throw new SettingsException($"Directory:Path: there is no folder '{site.DirectoryPath}'. Set Directory:Path to the folder with the seed's CSV files, or start the program from the repository.");
        if (settings.BaseUrl is { } elsewhere)
            services.AddRemoteDirectory(elsewhere, settings.LastGood, () => SeedDirectory.Load(site.DirectoryPath, TimeProvider.System).Current);
        else if (settings.Storage is { } storage)
            services.AddStoredDirectory(storage, site.DirectoryPath);
        else
            services.AddSingleton<IServiceDirectory>(_ => SeedDirectory.Load(site.DirectoryPath, TimeProvider.System));
        return services
            .AddSingleton<IDirectoryWords>(static provider => new HandbookWords(provider.GetRequiredService<BotComposition>().Content))
            .AddSingleton<IDirectoryGate>(provider => new LawGate(
                site.HandbookPath, provider.GetRequiredService<BotComposition>().Content.Handbook, provider.GetRequiredService<IDirectoryWords>(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(settings.Keys)
            .AddSingleton(provider => new DirectoryPageOptions
            {
                Operator = site.WebChat.Operator,
                MostReports = site.WebChat.RateLimits ? 5 : 0,
                Icon = PageShell.Icon,
                Exit = ExitOf(site, provider.GetRequiredService<PageTexts>()),
            })
            .AddDirectoryApi();
    }

    private static QuickExit ExitOf(SiteSettings site, PageTexts texts)
    {
        var (action, url, script) = ExitButton.Of(site.WebChat);
        return new QuickExit(action, url, script, locale => texts.For(locale)["page.exit"], locale => texts.For(locale)["page.exit.hint"]);
    }
}
