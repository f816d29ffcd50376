using System.Security.Cryptography;
using Tsunagu.Channels.Line;

namespace Tsunagu.Host;

/// <summary>The settings of the LINE channel, checked. Words are put in later, when the content is read.</summary>
public sealed record LineSettings
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> NoWords =
        new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);

    /// <summary>The channel's settings; null = LINE is switched off, because there are no secrets.</summary>
    public LineOptions? Options { get; init; }

    /// <summary>True when the simulator plays LINE: Development without secrets.</summary>
    public bool Simulated { get; init; }

    /// <summary>Reads and checks the settings.</summary>
    /// <param name="configuration">Where they are read from.</param>
    /// <param name="development">True in Development, where the simulator may stand in for LINE.</param>
    /// <exception cref="SettingsException">A setting is wrong.</exception>
    public static LineSettings Read(IConfiguration configuration, bool development)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var secret = configuration["Line:ChannelSecret"]?.Trim() ?? "";
        var token = configuration["Line:ChannelAccessToken"]?.Trim() ?? "";
        if (secret.Length > 0 != token.Length > 0)
        {
            var (set, missing) = secret.Length > 0 ? ("Line:ChannelSecret", "Line:ChannelAccessToken") : ("Line:ChannelAccessToken", "Line:ChannelSecret");
            throw new SettingsException($"{missing} is empty, but {set} is set: set both (LINE Developers Console, Basic settings and Messaging API), or neither to switch LINE off.");
        }

        var simulated = secret.Length == 0 && development;
        if (secret.Length == 0 && !simulated)
            return new LineSettings();
        var site = AddressOf(configuration, "Site:PublicUrl", null, development: true);
        return new LineSettings
        {
            Simulated = simulated,
            Options = new LineOptions
            {
                ChannelSecret = simulated ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) : secret,
                ChannelAccessToken = simulated ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)) : token,
                PreviousChannelSecret = configuration["Line:PreviousChannelSecret"]?.Trim(),
                UserIdKey = KeyOf(configuration),
                ApiBaseUrl = AddressOf(configuration, "Line:ApiBaseUrl", LineOptions.DefaultApi, development)!,
                DataApiBaseUrl = AddressOf(configuration, "Line:DataApiBaseUrl", LineOptions.DefaultDataApi, development)!,
                FreeText = Switch(configuration, "Line:FreeText"),
                Push = Switch(configuration, "Line:Push"),
                WebChat = site,
                Operator = configuration["Site:Operator"]?.Trim() ?? "",
                Words = NoWords,
            },
        };
    }

    private static string? KeyOf(IConfiguration configuration)
    {
        const string key = "Line:UserIdKey";
        var text = configuration[key]?.Trim();
        if (text is { Length: > 0 and < 16 })
            throw new SettingsException($"{key} is shorter than 16 characters: set a long random text, for example from 'openssl rand -base64 32', or leave it empty to use the channel's secret.");
        return text;
    }

    private static Uri? AddressOf(IConfiguration configuration, string key, Uri? otherwise, bool development)
    {
        var text = configuration[key]?.Trim();
        if (string.IsNullOrEmpty(text))
            return otherwise;
        if (!Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new SettingsException($"{key} is '{text}', which is no address: write it as https://host or http://127.0.0.1:port.");
        // The access token goes there.
        if (address.Scheme == "http" && !address.IsLoopback && !development)
            throw new SettingsException($"{key} is '{text}': use https outside Development; http is for this machine only.");
        return address;
    }

    private static bool Switch(IConfiguration configuration, string key) => configuration[key]?.Trim().ToLowerInvariant() switch
    {
        null or "" or "on" or "true" => true,
        "off" or "false" => false,
        var other => throw new SettingsException($"{key} is '{other}': set on or off."),
    };
}
