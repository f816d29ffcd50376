using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Npgsql;
using Orleans.Configuration;

namespace Tsunagu.Conversations;

/// <summary>How this machine takes part.</summary>
public sealed record ClusterSettings
{
    /// <summary>Null = alone on this machine, nothing to install; else machines find each other through this PostgreSQL database.</summary>
    public string? Postgres { get; init; }

    /// <summary>Port for the other machines; 0 = any free one.</summary>
    public int SiloPort { get; init; }

    /// <summary>Port for programs outside the cluster; 0 = any free one in a cluster, none when alone.</summary>
    public int GatewayPort { get; init; }

    /// <summary>The address that the others reach this machine at; null = its first address that is not local.</summary>
    public IPAddress? Address { get; init; }
}

/// <summary>Makes this process a member of the cluster.</summary>
public static class ConversationsSilo
{
    private const string Cluster = "tsunagu";

    /// <summary>Prepares the cluster's tables; safe when many start at once.</summary>
    /// <param name="connectionString">The PostgreSQL database.</param>
    /// <exception cref="StoreStartException">It cannot be used.</exception>
    public static async Task PrepareAsync(string connectionString)
    {
        PostgresStart.Check(connectionString);
        await using var sql = typeof(ConversationsSilo).Assembly.GetManifestResourceStream("orleans-clustering.sql")!;
        using var reader = new StreamReader(sql);
        try
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await PostgresSchema.RunAsync(connection, FormattableString.Invariant($"SELECT pg_advisory_xact_lock({PostgresSchema.MigrationLock})"));
            await PostgresSchema.RunAsync(connection, await reader.ReadToEndAsync());
            await transaction.CommitAsync();
        }
        catch (NpgsqlException e)
        {
            throw PostgresStart.Explain(e);
        }
    }

    /// <summary>Adds the conversations to a silo.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="settings">How it takes part.</param>
    public static ISiloBuilder AddConversations(this ISiloBuilder silo, ClusterSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        silo.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (Cluster, Cluster));
        // Somebody who types waits seconds, not half a minute.
        silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = o.SystemResponseTimeout = TimeSpan.FromSeconds(10));
        silo.Configure<GrainCollectionOptions>(o => (o.CollectionAge, o.CollectionQuantum) = (TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(1)));
        if (settings.Postgres is not { } postgres)
        {
            var port = settings.SiloPort > 0 ? settings.SiloPort : FreePort();
            return silo.UseLocalhostClustering(port, settings.GatewayPort, null, Cluster, Cluster)
                .Configure<EndpointOptions>(o => (o.SiloPort, o.GatewayPort, o.AdvertisedIPAddress) = (port, settings.GatewayPort, IPAddress.Loopback));
        }

        // A machine that died is noticed within some seconds: its conversations go on elsewhere.
        silo.Configure<ClusterMembershipOptions>(o =>
        {
            o.ProbeTimeout = TimeSpan.FromSeconds(2);
            o.NumMissedProbesLimit = 2;
            o.NumVotesForDeathDeclaration = 1;
            o.TableRefreshTimeout = TimeSpan.FromSeconds(10);
            // Who starts waits for every machine that still looks alive. After a disaster in which all died at once nobody takes their rows away:
            // after three missed signs of life they are passed over. That takes nobody out of the cluster; a silent machine is probed, not dropped.
            o.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(3);
            o.NumMissedTableIAmAliveLimit = 3;
            o.DefunctSiloExpiration = TimeSpan.FromHours(1);
        });
        return silo
            .UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = ("Npgsql", postgres))
            .ConfigureEndpoints(settings.Address ?? OwnAddress(), Port(settings.SiloPort), Port(settings.GatewayPort), listenOnAnyHostAddress: settings.Address is null);
    }

    private static int Port(int wished) => wished > 0 ? wished : FreePort();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static IPAddress OwnAddress() =>
        NetworkInterface.GetAllNetworkInterfaces()
            .Where(n => n.OperationalStatus == OperationalStatus.Up && n.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .SelectMany(n => n.GetIPProperties().UnicastAddresses)
            .Select(a => a.Address)
            .FirstOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(a))
        ?? IPAddress.Loopback;
}
