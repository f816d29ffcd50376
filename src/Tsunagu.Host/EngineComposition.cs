using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.DataProtection;
using Tsunagu.BotCore;
using Tsunagu.Conversations;
using Tsunagu.Host.Staff;

namespace Tsunagu.Host;

/// <summary>Puts the engine together: the database, the keys, the silo, the outbox, health and telemetry.</summary>
internal static class EngineComposition
{
    /// <summary>Opens the store and adds the engine; what is wrong stops the start.</summary>
    /// <exception cref="SettingsException">A setting is wrong.</exception>
    /// <exception cref="StoreStartException">The database cannot be used.</exception>
    public static async Task AddEngineAsync(this WebApplicationBuilder builder, EngineSettings settings, TimeProvider clock)
    {
        RequireFree("Cluster:SiloPort", settings.Cluster.SiloPort);
        RequireFree("Cluster:GatewayPort", settings.Cluster.GatewayPort);
        var services = builder.Services;
        // Channels that push are known by their senders, whichever file registered them.
        services.AddSingleton(provider => settings.Options(provider.GetServices<IOutboxSender>().Select(s => s.ChannelId)));
        services.AddSingleton(settings).AddSingleton<EngineMetrics>();
        if (settings.Provider == StorageProvider.Memory)
        {
            services.AddSingleton<ICountStore, InMemoryCountStore>();
            services.AddSingleton<IConversationStore>(provider => new InMemoryConversationStore(provider.GetRequiredService<ConversationOptions>()));
            // Not by AddDataProtection, which makes keys in the home folder at the start even so.
            services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        }
        else
        {
            var database = settings.Provider == StorageProvider.Postgres
                ? await ConversationStores.OpenPostgresAsync(settings.Postgres)
                : await ConversationStores.OpenSqliteAsync(settings.DataFolder);
            var keys = KeyRing.Create(settings, database);
            var protector = new KeyRing.Protector(keys.CreateProtector("Tsunagu.Conversations.DataKeys"));
            // Bounds beyond the lifetimes do not concern the keys; the store itself is made once, with all channels known.
            var store = await database.StartAsync(protector, clock, settings.Options([]));
            services.AddSingleton(keys).AddSingleton(_ => database).AddSingleton(database.Counts).AddSingleton(store).AddSingleton<IConversationStore>(store);
        }

        if (settings.Cluster.Postgres is { } postgres)
            await ConversationsSilo.PrepareAsync(postgres);
        services.AddSingleton(provider => new ConversationEngine(
            provider.GetRequiredService<BotComposition>().Runner, provider.GetRequiredService<IConversationStore>(), clock,
            provider.GetRequiredService<ConversationOptions>(), provider.GetRequiredService<EngineMetrics>(), BotErrors.Log(provider))
        {
            TurnKept = provider.GetService<StaffObserver>() is { } staff ? staff.Observe : null,
        });
        if (clock == TimeProvider.System || settings.Dashboard)
        {
            builder.UseOrleans(silo =>
            {
                silo.AddConversations(settings.Cluster);
                if (settings.Dashboard)
                    OrleansDashboard.Add(silo);
            });
        }
        else
        {
            services.AddSingleton<SiloApart>().AddHostedService(provider => provider.GetRequiredService<SiloApart>());
            services.AddSingleton(provider => provider.GetRequiredService<SiloApart>().Grains);
        }

        // Orleans tells a lot at the start, which says nothing to whoever runs this.
        builder.Logging.AddFilter("Orleans", LogLevel.Warning).AddFilter("Microsoft.Orleans", LogLevel.Warning).AddFilter("Polly", LogLevel.Warning);
        services.AddSingleton<IConversations, OrleansConversations>();
        services.AddHostedService<OutboxService>().AddHostedService<WarmUp>();
        services.AddSingleton(provider => new UnderstandingWarmUp(provider.GetRequiredService<BotComposition>().Parts.Understanding))
            .AddHostedService(provider => provider.GetRequiredService<UnderstandingWarmUp>());
        services.AddHealthChecks().AddCheck<StoreHealth>("conversations", tags: [HealthEndpoints.Ready]).AddCheck<UnderstandingWarmUp>("understanding", tags: [HealthEndpoints.Ready]);
        builder.AddTelemetry();
    }

    /// <summary>Maps <c>/health/…</c> and, when it is on, Orleans' dashboard.</summary>
    public static WebApplication MapEngine(this WebApplication app)
    {
        app.MapHealth();
        if (app.Services.GetRequiredService<EngineSettings>().Dashboard)
            OrleansDashboard.Map(app);
        return app;
    }

    private static void RequireFree(string key, int port)
    {
        if (port == 0)
            return;
        try
        {
            using var listener = new TcpListener(IPAddress.Any, port);
            listener.Start();
        }
        catch (SocketException)
        {
            throw new SettingsException($"{key} is {port}, but another program listens there: stop it, or set another port.");
        }
    }

    /// <summary>Runs a first turn that nobody sees before the host listens: the first person does not wait for what is computed once.</summary>
    private sealed class WarmUp(BotComposition bot) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => bot.Runner.RunAsync(bot.Runner.Begin(null), new Activity(ActivityTypes.ConversationUpdate)
        {
            From = new ChannelAccount("nobody"),
            Recipient = new ChannelAccount("tsunagu"),
            MembersAdded = [new ChannelAccount("nobody", role: RoleTypes.User)],
        }, cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    /// <summary>Runs the outbox as long as the host runs.</summary>
    private sealed class OutboxService(ConversationEngine engine, IEnumerable<IOutboxSender> senders, TimeProvider clock) : IHostedService, IAsyncDisposable
    {
        private OutboxPump? _pump;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            _pump = new OutboxPump(engine, senders, clock);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => DisposeAsync().AsTask();

        public async ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _pump, null) is { } pump)
                await pump.DisposeAsync();
        }
    }
}
