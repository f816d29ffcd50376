using Tsunagu.Directory;

namespace Tsunagu.Dialogs;

/// <summary>How a talk on LINE is handed to the city's staff (<c>Handoff:*</c>); the host has checked it.</summary>
public sealed record HandoffOptions
{
    /// <summary>When staff answer on LINE, in Kyoto's time, with the days on which they do not.</summary>
    public required OpeningHours Hours { get; init; }

    /// <summary>
    /// The bot comes back when a person writes after this long without a word of theirs. What staff write cannot be seen (LINE tells a bot
    /// nothing of it), so this stands for "staff have been silent".
    /// </summary>
    public TimeSpan QuietAfter { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>Id of the staff's own window, shown first to who asks for a person; null = none.</summary>
    public string? Desk { get; init; }

    /// <summary>Address by which the city's LINE account is added, for people on the web; null = none is shown.</summary>
    public Uri? LineUrl { get; init; }
}
