using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tsunagu.Directory.Client;

/// <summary>Puts the shared directory elsewhere in the place of one in this process.</summary>
public static class DirectoryClientExtensions
{
    /// <summary>Adds <see cref="IServiceDirectory"/> over HTTP, with the library's standard retries, circuit breaker and timeouts.</summary>
    /// <param name="services">The application's services, with a <see cref="TimeProvider"/>.</param>
    /// <param name="baseUrl"><c>Directory:BaseUrl</c>.</param>
    /// <param name="file">Full path of the last good copy.</param>
    /// <param name="shipped">What came with the program.</param>
    public static IServiceCollection AddRemoteDirectory(this IServiceCollection services, Uri baseUrl, string file, Func<DirectorySnapshot> shipped)
    {
        ArgumentNullException.ThrowIfNull(baseUrl);
        var root = new Uri(baseUrl.AbsoluteUri.TrimEnd('/') + "/");
        services.AddHttpClient<DirectoryClient>(http => http.BaseAddress = root).AddStandardResilienceHandler();
        services.AddSingleton(provider => new RemoteDirectory(
            provider.GetRequiredService<DirectoryClient>(), new SnapshotFile(file), shipped, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<RemoteDirectory>>()));
        services.AddSingleton<IServiceDirectory>(static provider => provider.GetRequiredService<RemoteDirectory>());
        return services.AddSingleton<IHostedService>(static provider => provider.GetRequiredService<RemoteDirectory>());
    }
}
