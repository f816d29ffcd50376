using Tsunagu.Conversations;

namespace Tsunagu.Host;

/// <summary>
/// The silo with services of its own, for a program whose clock is moved (<c>Clock:Utc</c>, the LINE simulator): Orleans takes the time from its services,
/// compares it with the machine's, and would declare itself dead.
/// </summary>
internal sealed class SiloApart : IHostedService, IAsyncDisposable
{
    private readonly IHost _host;

    public SiloApart(EngineSettings settings, ConversationEngine engine, ILoggerFactory loggers)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(engine).AddSingleton(loggers).AddSingleton<IHostLifetime, LifetimeOfTheProgram>();
        builder.UseOrleans(silo => silo.AddConversations(settings.Cluster));
        _host = builder.Build();
    }

    /// <summary>The cluster, for the program's own services.</summary>
    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public Task StartAsync(CancellationToken cancellationToken) => _host.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => _host.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
    }

    /// <summary>It starts and stops with the program, and listens to no signal itself.</summary>
    private sealed class LifetimeOfTheProgram : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
