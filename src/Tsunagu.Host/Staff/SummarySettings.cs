using System.Globalization;

namespace Tsunagu.Host.Staff;

/// <summary>Reads and checks <c>Summary:*</c>: staff read in the morning what the day and the night were like, in counts. Off without a way to send it.</summary>
public sealed record SummarySettings
{
    /// <summary>How the summary is sent; null = it is off.</summary>
    public StaffWays? Ways { get; init; }

    /// <summary>When a day's reports are made, in Kyoto's time; the night's wishes for a person go out then too.</summary>
    public TimeOnly At { get; init; } = new(8, 30);

    /// <summary>Counts are erased after so many days.</summary>
    public int KeepDays { get; init; } = 14;

    /// <summary>Reads the settings.</summary>
    /// <param name="configuration">Where they are read from.</param>
    /// <param name="root">What relative paths are relative to.</param>
    /// <exception cref="SettingsException">A setting is wrong.</exception>
    public static SummarySettings Read(IConfiguration configuration, SiteRoot root)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(root);
        const string key = "Summary:At";
        var text = configuration[key]?.Trim() is { Length: > 0 } given ? given : "08:30";
        if (!TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
            throw new SettingsException($"{key} is '{text}': write a time of day in Kyoto as 08:30.");
        return new SummarySettings
        {
            Ways = StaffWays.Read(configuration, "Summary", root.Combine),
            At = at,
            KeepDays = StaffWays.Number(configuration, "Summary:KeepDays", 14, 1, 366),
        };
    }
}
