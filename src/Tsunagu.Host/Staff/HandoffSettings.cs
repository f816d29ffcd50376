using System.Globalization;
using Tsunagu.Dialogs;
using Tsunagu.Directory;

namespace Tsunagu.Host.Staff;

/// <summary>Reads and checks <c>Handoff:*</c>: a talk on LINE is handed to the city's staff. Off by default.</summary>
/// <param name="Options">When and how.</param>
/// <param name="Ways">How staff are told.</param>
public sealed record HandoffSettings(HandoffOptions Options, StaffWays Ways)
{
    private const string Line = "Handoff:Line";
    private const string Zone = "Asia/Tokyo";

    /// <summary>Reads the settings.</summary>
    /// <param name="configuration">Where they are read from.</param>
    /// <param name="line">LINE's settings.</param>
    /// <param name="today">The day from which hours are looked at.</param>
    /// <returns>Null when it is off.</returns>
    /// <exception cref="SettingsException">A setting is wrong.</exception>
    public static HandoffSettings? Read(IConfiguration configuration, LineSettings line, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(line);
        if (!IsOn(configuration))
            return null;
        if (line.Options is not { } options)
            throw new SettingsException($"{Line} is on, but LINE is switched off: set Line:ChannelSecret and Line:ChannelAccessToken, or {Line}=off.");
        if (!options.FreeText)
        {
            throw new SettingsException(
                $"{Line} is on while Line:FreeText is off: staff and citizens would write consultations on LINE's own service, which the guideline for municipalities (30 April 2021) forbids. Set {Line}=off, or Line:FreeText=on when the city has decided otherwise.");
        }

        return new HandoffSettings(
            new HandoffOptions
            {
                Hours = HoursOf(configuration, today),
                QuietAfter = TimeSpan.FromMinutes(StaffWays.Number(configuration, "Handoff:QuietMinutes", 60, 5, 720)),
                Desk = configuration["Handoff:Desk"]?.Trim() is { Length: > 0 } desk ? desk : null,
                LineUrl = StaffWays.AddressOf(configuration, "Handoff:LineUrl"),
            },
            StaffWays.Read(configuration, "Handoff", folder: null)
                ?? throw new SettingsException($"{Line} is on, but nobody would be told: set Handoff:MailTo or Handoff:Webhook."));
    }

    private static bool IsOn(IConfiguration configuration) => configuration[Line]?.Trim().ToLowerInvariant() switch
    {
        null or "" or "off" or "false" => false,
        "on" or "true" => true,
        var other => throw new SettingsException($"{Line} is '{other}': set on or off."),
    };

    private static OpeningHours HoursOf(IConfiguration configuration, DateOnly today)
    {
        const string key = "Handoff:Hours";
        if (configuration["Handoff:TimeZone"]?.Trim() is { Length: > 0 } zone && !string.Equals(zone, Zone, StringComparison.Ordinal))
            throw new SettingsException($"Handoff:TimeZone is '{zone}': all hours here are Kyoto's. Set {Zone}, or leave it empty.");
        var text = configuration[key]?.Trim() ?? "";
        if (text.Length == 0)
            throw new SettingsException($"{key} is empty although {Line} is on: set when staff answer on LINE, such as Mo-Fr 09:00-17:00; PH off.");
        return StaffHours.TryRead(text, Closed(configuration), today, out var hours, out var error) ? hours : throw new SettingsException($"{key}: {error}.");
    }

    private static List<(DateOnly First, DateOnly Last)> Closed(IConfiguration configuration)
    {
        const string key = "Handoff:Holidays";
        // A list in JSON; one line with commas from the environment.
        var texts = configuration.GetSection(key).GetChildren().Select(c => c.Value ?? "").Concat(configuration[key]?.Split(',') ?? []);
        List<(DateOnly, DateOnly)> days = [];
        foreach (var text in texts.Select(t => t.Trim()).Where(t => t.Length > 0))
        {
            var ends = text.Split('/');
            if (ends.Length > 2 || !TryDay(ends[0], out var first) || !TryDay(ends[^1], out var last) || last < first)
                throw new SettingsException($"{key} has '{text}': write a day as 2026-12-29, or days as 2026-12-29/2027-01-03.");
            days.Add((first, last));
        }

        return days;
    }

    private static bool TryDay(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
