using System.Globalization;
using Tsunagu.Channels.WebChat;
using Tsunagu.Directory;
using Tsunagu.Host.Staff;
using Tsunagu.TextAnalytics;

namespace Tsunagu.Host;

/// <summary>The settings of the program, checked. Keys are those of <c>appsettings.json</c>; the environment overrides them (<c>DirectLine__Secret</c>).</summary>
public sealed record SiteSettings
{
    /// <summary>Settings of the web channel.</summary>
    public required WebChatOptions WebChat { get; init; }

    /// <summary>Settings of the LINE channel.</summary>
    public LineSettings Line { get; init; } = new();

    /// <summary><c>Clock:Utc</c>: run as at that instant (Development only); null = the real time.</summary>
    public DateTimeOffset? Clock { get; init; }

    /// <summary><c>Handbook:Path</c>: the folder of the conversation's content.</summary>
    public required string HandbookPath { get; init; }

    /// <summary><c>Directory:Path</c>: the folder of the directory's seed files.</summary>
    public required string DirectoryPath { get; init; }

    /// <summary><c>Site:PublicUrl</c>: the address under which people reach this service, for links in mail; ends with a slash.</summary>
    public required string PublicUrl { get; init; }

    /// <summary><c>Mail:*</c>: the automatic answer to mail; null = off.</summary>
    public MailSettings? Mail { get; init; }

    /// <summary><c>TextAnalytics:Azure:*</c>: typed words are looked at there as well; null = they never leave the machine.</summary>
    public AzureLanguageOptions? Analyser { get; init; }

    /// <summary><c>Handoff:*</c>: a talk on LINE is handed to staff; null = off.</summary>
    public HandoffSettings? Handoff { get; init; }

    /// <summary><c>Summary:*</c>: what staff are told in the morning.</summary>
    public SummarySettings Summary { get; init; } = new();

    /// <summary>Reads and checks the settings.</summary>
    /// <param name="configuration">Where they are read from.</param>
    /// <param name="root">What relative paths are relative to.</param>
    /// <param name="development">True in Development, where test settings are allowed.</param>
    /// <exception cref="SettingsException">A setting is wrong.</exception>
    public static SiteSettings Read(IConfiguration configuration, SiteRoot root, bool development)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(root);
        var secret = configuration["DirectLine:Secret"] ?? "";
        if (secret.Length is > 0 and < 16)
            throw new SettingsException("DirectLine:Secret is shorter than 16 characters: set a long random text, for example from 'openssl rand -base64 32', or leave it empty.");
        var analyser = AnalyserSettings.Read(configuration);
        var line = LineSettings.Read(configuration, development);
        var clock = ReadClock(configuration, development);
        return new SiteSettings
        {
            WebChat = new WebChatOptions
            {
                Secret = secret,
                AllowedOrigins = ReadOrigins(configuration),
                AllowAnonymousTokens = development,
                RateLimits = ReadRateLimits(configuration, development),
                Operator = configuration["Site:Operator"]?.Trim() ?? "",
                ExitUrl = PageSettings.ReadExitUrl(configuration),
                WordsLeave = analyser is not null,
            },
            Line = line,
            Clock = clock,
            PublicUrl = ReadPublicUrl(configuration),
            Mail = MailSettings.Read(configuration),
            Analyser = analyser,
            Handoff = HandoffSettings.Read(configuration, line, JapanTime.Day(clock ?? TimeProvider.System.GetUtcNow())),
            Summary = SummarySettings.Read(configuration, root),
            HandbookPath = root.Combine(NotEmpty(configuration["Handbook:Path"], "dialogs/handbook")),
            DirectoryPath = root.Combine(NotEmpty(configuration["Directory:Path"], root.SeedFolder)),
        };
    }

    private static string NotEmpty(string? value, string otherwise) => string.IsNullOrWhiteSpace(value) ? otherwise : value;

    private static List<string> ReadOrigins(IConfiguration configuration)
    {
        const string key = "DirectLine:AllowedOrigins";
        // A list in JSON; one line with commas from the environment.
        var listed = configuration.GetSection(key).GetChildren().Select(c => c.Value ?? "");
        var single = configuration[key]?.Split(',') ?? [];
        var origins = new List<string>();
        foreach (var text in listed.Concat(single).Select(o => o.Trim().TrimEnd('/')).Where(o => o.Length > 0))
        {
            if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") || uri.PathAndQuery != "/" || uri.Host.Contains('*', StringComparison.Ordinal))
                throw new SettingsException($"{key} has '{text}', which is no origin: write scheme, host and port only, such as https://www.example.jp.");
            origins.Add(text);
        }

        return origins;
    }

    private static string ReadPublicUrl(IConfiguration configuration)
    {
        const string key = "Site:PublicUrl";
        var text = NotEmpty(configuration[key], HostProgram.DefaultUrl).Trim();
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
            ? uri.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/"
            : throw new SettingsException($"{key} is '{text}', which is no address: write it as https://soudan.example.jp/.");
    }

    private static bool ReadRateLimits(IConfiguration configuration, bool development)
    {
        const string key = "RateLimits:Enabled";
        var text = configuration[key];
        if (string.IsNullOrWhiteSpace(text))
            return true;
        if (!bool.TryParse(text, out var enabled))
            throw new SettingsException($"{key} is '{text}': set true or false.");
        if (!enabled && !development)
            throw new SettingsException($"{key} is false outside Development: remove it, or set ASPNETCORE_ENVIRONMENT=Development on a test machine.");
        return enabled;
    }

    private static DateTimeOffset? ReadClock(IConfiguration configuration, bool development)
    {
        const string key = "Clock:Utc";
        var text = configuration[key];
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at))
            throw new SettingsException($"{key} is '{text}', which is no instant: write it as 2026-12-31T17:00:00Z.");
        if (!development)
            throw new SettingsException($"{key} is set outside Development: remove it, or people would be told wrong opening hours.");
        return at;
    }
}
