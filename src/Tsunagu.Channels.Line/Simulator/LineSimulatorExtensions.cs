using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Tsunagu.Channels.Line;

/// <summary>Adds the simulator to a host in Development that has no LINE account. Call it after <see cref="LineExtensions.AddLine"/>.</summary>
public static class LineSimulatorExtensions
{
    /// <summary>Puts the fake platform in LINE's place.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="clock">The hand on the host's clock.</param>
    public static IServiceCollection AddLineSimulator(this IServiceCollection services, LineSimulatorClock clock)
    {
        services.AddSingleton<FakePlatform>().AddSingleton(clock).AddSingleton<SimulatorEndpoints>();
        foreach (var name in new[] { LineClient.ApiName, LineClient.DataName })
            services.AddHttpClient(name).ConfigurePrimaryHttpMessageHandler(provider => new FakeHandler(provider.GetRequiredService<FakePlatform>()));
        return services;
    }

    /// <summary>Maps <c>/dev/line</c>.</summary>
    /// <param name="app">The host's pipeline.</param>
    public static WebApplication MapLineSimulator(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.Services.GetRequiredService<SimulatorEndpoints>().Map(app);
        return app;
    }
}
