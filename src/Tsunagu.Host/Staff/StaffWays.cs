using System.Globalization;
using Tsunagu.Channels.Mail;

namespace Tsunagu.Host.Staff;

/// <summary>How staff are reached; at least one way is set.</summary>
public sealed record StaffWays
{
    /// <summary>By mail; null = not.</summary>
    public StaffMail? Mail { get; init; }

    /// <summary>By an HTTP POST to this address; null = not.</summary>
    public Uri? Webhook { get; init; }

    /// <summary>By a file in this folder; null = not.</summary>
    public string? Folder { get; init; }

    /// <summary>Reads the ways of a section.</summary>
    /// <param name="configuration">Where they are read from.</param>
    /// <param name="section"><c>Handoff</c> or <c>Summary</c>.</param>
    /// <param name="folder">Gives a full path; null when this section writes no files.</param>
    /// <returns>Null when none is set.</returns>
    /// <exception cref="SettingsException">A setting is wrong.</exception>
    public static StaffWays? Read(IConfiguration configuration, string section, Func<string, string>? folder)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var to = configuration[section + ":MailTo"]?.Trim() ?? "";
        var path = folder is null ? "" : configuration[section + ":Folder"]?.Trim() ?? "";
        var ways = new StaffWays
        {
            Mail = to.Length > 0 ? MailSettings.StaffMailTo(configuration, to, section + ":MailTo") : null,
            Webhook = AddressOf(configuration, section + ":Webhook"),
            Folder = path.Length > 0 ? folder!(path) : null,
        };
        return ways is { Mail: null, Webhook: null, Folder: null } ? null : ways;
    }

    internal static Uri? AddressOf(IConfiguration configuration, string key)
    {
        if (configuration[key]?.Trim() is not { Length: > 0 } text)
            return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new SettingsException($"{key} is no address: write it as https://host/path.");
        return address.Scheme == "https" || address.IsLoopback ? address : throw new SettingsException($"{key} is not https: use https; http is for this machine only.");
    }

    internal static int Number(IConfiguration configuration, string key, int otherwise, int least, int most)
    {
        if (configuration[key]?.Trim() is not { Length: > 0 } text)
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new SettingsException($"{key} is '{text}': set a whole number from {least} to {most}.");
    }
}
