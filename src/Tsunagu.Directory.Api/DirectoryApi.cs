using Microsoft.Extensions.DependencyInjection.Extensions;
using Tsunagu.Directory.Api.Desk;
using Tsunagu.Directory.Api.Hsds;
using Tsunagu.Directory.Api.Import;
using Tsunagu.Directory.Api.Pages;
using Tsunagu.Directory.Api.Storage;

namespace Tsunagu.Directory.Api;

/// <summary>The directory service as parts of a web application: inside the bot's host, or alone.</summary>
public static class DirectoryApi
{
    private const string ReadingFromElsewhere = "directory-reading";

    /// <summary>
    /// Adds what the end points need. The caller adds <see cref="IServiceDirectory"/> and <see cref="TimeProvider"/>, and
    /// <see cref="IDirectoryWords"/> where it has better ones than those built in.
    /// </summary>
    /// <param name="services">The application's services.</param>
    public static IServiceCollection AddDirectoryApi(this IServiceCollection services)
    {
        services.TryAddSingleton<IDirectoryWords, BuiltInWords>();
        services.TryAddSingleton<Recommender>();
        services.TryAddSingleton(static _ => SearchVariants.Load());
        services.TryAddSingleton<DirectoryPageOptions>();
        services.TryAddSingleton<DeskOptions>();
        services.TryAddSingleton<IDirectoryGate, NeedsKeptGate>();
        services.AddSingleton<HsdsEndpoints>().AddSingleton<PageEndpoints>();
        services.AddOpenApi();
        // Open data: any page may read. Nothing here knows cookies, so nothing can be asked in somebody's name.
        services.AddCors(cors => cors.AddPolicy(ReadingFromElsewhere, policy => policy.AllowAnyOrigin().WithMethods("GET", "POST")
            .WithHeaders("Content-Type", "If-None-Match", "Accept").WithExposedHeaders("ETag", "Last-Modified").SetPreflightMaxAge(TimeSpan.FromHours(24))));
        return services;
    }

    /// <summary>
    /// Adds the directory of a database as <see cref="IServiceDirectory"/>, and the desk that writes into it; it is opened when it is first asked for.
    /// A directory elsewhere has a desk of its own.
    /// </summary>
    /// <param name="services">The application's services, with a <see cref="TimeProvider"/>.</param>
    /// <param name="storage">Which database.</param>
    /// <param name="seedFolder">What fills it on the first start.</param>
    public static IServiceCollection AddStoredDirectory(this IServiceCollection services, DirectoryStorage storage, string seedFolder) => services
        .AddSingleton(provider => StoredDirectory.OpenAsync(storage, seedFolder, provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<StoredDirectory>>()).GetAwaiter().GetResult())
        .AddSingleton<IServiceDirectory>(static provider => provider.GetRequiredService<StoredDirectory>())
        .AddSingleton<IHostedService>(static provider => provider.GetRequiredService<StoredDirectory>())
        .AddSingleton<DeskEndpoints>().AddSingleton<DeskPages>();

    /// <summary>Maps the public end points.</summary>
    /// <param name="app">The application.</param>
    public static WebApplication MapDirectoryApi(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseCors();
        var open = app.MapGroup("").RequireCors(ReadingFromElsewhere);
        RecommendationEndpoints.Map(open);
        HsdsEndpoints.Map(open);
        SnapshotEndpoint.Map(open);
        open.MapOpenApi();
        PageEndpoints.Map(app);
        app.Services.GetService<DeskEndpoints>()?.Map(app);
        app.Services.GetService<DeskPages>()?.Map(app);
        return app;
    }
}
