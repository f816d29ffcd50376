using Tsunagu.Directory;
using Tsunagu.Directory.Api;

namespace Tsunagu.Host;

/// <summary>The directory service inside the bot's host.</summary>
internal static class DirectoryComposition
{
    /// <summary>Adds the service; it speaks of the snapshot that the bot recommends from, in the handbook's words.</summary>
    internal static IServiceCollection AddDirectory(this IServiceCollection services) => services
        .AddSingleton<IServiceDirectory>(static provider => provider.GetRequiredService<BotComposition>().Directory)
        .AddSingleton<IDirectoryWords>(static provider => new HandbookWords(provider.GetRequiredService<BotComposition>().Content))
        .AddDirectoryApi();
}
