using System.Globalization;
using System.Net;
using Tsunagu.Conversations;

namespace Tsunagu.Host;

/// <summary>Where conversations are kept.</summary>
public enum StorageProvider
{
    /// <summary>A file; nothing to install.</summary>
    Sqlite,

    /// <summary>A PostgreSQL database, which several machines may share.</summary>
    Postgres,

    /// <summary>Nowhere: everything is gone when the process ends.</summary>
    Memory,
}

/// <summary>Settings of the engine, checked.</summary>
public sealed record EngineSettings
{
    /// <summary><c>Storage:Provider</c>.</summary>
    public required StorageProvider Provider { get; init; }

    /// <summary><c>Storage:Path</c>, as a full path.</summary>
    public required string DataFolder { get; init; }

    /// <summary><c>Storage:Keys</c>, as a full path; null = beside the SQLite file, or in the PostgreSQL database.</summary>
    public string? KeyFolder { get; init; }

    /// <summary><c>ConnectionStrings:Postgres</c>; empty when it is not needed.</summary>
    public required string Postgres { get; init; }

    /// <summary><c>Cluster:*</c>.</summary>
    public required ClusterSettings Cluster { get; init; }

    /// <summary><c>Cluster:Dashboard</c>.</summary>
    public bool Dashboard { get; init; }

    /// <summary><c>Conversations:WebHours</c>.</summary>
    public required TimeSpan WebLifetime { get; init; }

    /// <summary><c>Conversations:LineHours</c>.</summary>
    public required TimeSpan LineLifetime { get; init; }

    /// <summary>Reads and checks the settings.</summary>
    /// <param name="configuration">Where they are read from.</param>
    /// <param name="root">What relative paths are relative to.</param>
    /// <exception cref="SettingsException">A setting is wrong.</exception>
    public static EngineSettings Read(IConfiguration configuration, SiteRoot root)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(root);
        var provider = Text(configuration, "Storage:Provider", "sqlite").ToLowerInvariant() switch
        {
            "sqlite" => StorageProvider.Sqlite,
            "postgres" => StorageProvider.Postgres,
            "memory" => StorageProvider.Memory,
            var other => throw new SettingsException($"Storage:Provider is '{other}': set sqlite or postgres."),
        };
        var clustered = Text(configuration, "Cluster:Mode", "single").ToLowerInvariant() switch
        {
            "single" => false,
            "postgres" => true,
            var other => throw new SettingsException($"Cluster:Mode is '{other}': set single or postgres."),
        };
        if (clustered && provider != StorageProvider.Postgres)
            throw new SettingsException("Cluster:Mode is postgres, but Storage:Provider is not: the machines of a cluster must share one store. Set Storage:Provider to postgres.");
        var postgres = configuration.GetConnectionString("Postgres") ?? "";
        if (provider == StorageProvider.Postgres)
            PostgresStart.Check(postgres);
        var keys = Text(configuration, "Storage:Keys", "");
        return new EngineSettings
        {
            Provider = provider,
            DataFolder = root.Combine(Text(configuration, "Storage:Path", "data")),
            KeyFolder = keys.Length > 0 ? root.Combine(keys) : null,
            Postgres = postgres,
            Cluster = new ClusterSettings
            {
                Postgres = clustered ? postgres : null,
                SiloPort = Number(configuration, "Cluster:SiloPort", 0, 0, 65535),
                GatewayPort = Number(configuration, "Cluster:GatewayPort", 0, 0, 65535),
                Address = ReadAddress(configuration),
            },
            Dashboard = ReadDashboard(configuration),
            WebLifetime = TimeSpan.FromHours(Number(configuration, "Conversations:WebHours", 24, 1, 24 * 30)),
            LineLifetime = TimeSpan.FromHours(Number(configuration, "Conversations:LineHours", 72, 1, 24 * 30)),
        };
    }

    /// <summary>Bounds of the engine.</summary>
    /// <param name="outboxChannels">Channels that push.</param>
    public ConversationOptions Options(IEnumerable<string> outboxChannels) => new()
    {
        Lifetime = WebLifetime,
        Lifetimes = new Dictionary<string, TimeSpan>(StringComparer.Ordinal) { [BotCore.Channels.Line] = LineLifetime },
        OutboxChannels = outboxChannels.ToHashSet(StringComparer.Ordinal),
        // The disk bounds a database; memory is bounded by conversations that are asleep being let go.
        MaxConversations = Provider == StorageProvider.Memory ? 200_000 : int.MaxValue,
    };

    private static string Text(IConfiguration configuration, string key, string otherwise) =>
        configuration[key]?.Trim() is { Length: > 0 } value ? value : otherwise;

    private static int Number(IConfiguration configuration, string key, int otherwise, int least, int most)
    {
        var text = Text(configuration, key, otherwise.ToString(CultureInfo.InvariantCulture));
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new SettingsException($"{key} is '{text}': set a whole number from {least} to {most}.");
    }

    private static IPAddress? ReadAddress(IConfiguration configuration)
    {
        const string key = "Cluster:Address";
        var text = Text(configuration, key, "");
        if (text.Length == 0)
            return null;
        return IPAddress.TryParse(text, out var address)
            ? address
            : throw new SettingsException($"{key} is '{text}', which is no IP address: set the address that the other machines reach this one at, such as 10.0.0.5.");
    }

    private static bool ReadDashboard(IConfiguration configuration)
    {
        const string key = "Cluster:Dashboard";
        var text = Text(configuration, key, "false");
        return bool.TryParse(text, out var on) ? on : throw new SettingsException($"{key} is '{text}': set true or false.");
    }
}
