namespace Tsunagu.Directory;

/// <summary>An organisation (団体). Only what may be public; members' e-mail is not even a property here.</summary>
public sealed record Organization
{
    /// <summary>Id of the seed; never changes.</summary>
    public required string Id { get; init; }

    /// <summary>Japanese name.</summary>
    public required string Name { get; init; }

    /// <summary>English name, or null.</summary>
    public string? NameEn { get; init; }

    /// <summary>Support targets of the agreement's thirteen.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Where it works; city-wide when its ward must not be shown.</summary>
    public required ServiceArea Area { get; init; }

    /// <summary>Home page, or null.</summary>
    public string? Url { get; init; }

    /// <summary>About 200 characters of Japanese, or null.</summary>
    public string? Summary { get; init; }

    /// <summary>The window that is the same body, or null.</summary>
    public string? WindowId { get; init; }

    /// <summary>Where it comes from.</summary>
    public required Provenance Provenance { get; init; }
}

/// <summary>A support scheme (支援制度).</summary>
public sealed record SupportScheme
{
    /// <summary>Id of the seed; never changes.</summary>
    public required string Id { get; init; }

    /// <summary>Official Japanese name.</summary>
    public required string Name { get; init; }

    /// <summary>English name, or null.</summary>
    public string? NameEn { get; init; }

    /// <summary>Who provides it.</summary>
    public required string Provider { get; init; }

    /// <summary>What it gives, in Japanese.</summary>
    public required string Gives { get; init; }

    /// <summary>For whom, in Japanese.</summary>
    public required string Who { get; init; }

    /// <summary>The conditions as a rule in three values.</summary>
    public required EligibilityRule Conditions { get; init; }

    /// <summary>The conditions as they were written, for those who read them elsewhere; null when only the rule is known.</summary>
    public string? ConditionsText { get; init; }

    /// <summary>Where to apply, in Japanese.</summary>
    public string? ApplyAt { get; init; }

    /// <summary>Deadlines, in Japanese, or null.</summary>
    public string? Deadline { get; init; }

    /// <summary>A page to read, or null.</summary>
    public string? Url { get; init; }

    /// <summary>The window that the scheme itself is, or null.</summary>
    public string? WindowId { get; init; }

    /// <summary>Where it comes from.</summary>
    public required Provenance Provenance { get; init; }
}

/// <summary>A line that a crisis reply may show (the closed list of the seed).</summary>
public sealed record CrisisLine
{
    /// <summary>The window.</summary>
    public required string WindowId { get; init; }

    /// <summary>Classes of danger it serves, for example <c>suicide-risk</c>.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary><c>anyone</c>, <c>under 19</c>, <c>about a child</c> …, as the seed says.</summary>
    public required string ForWhom { get; init; }

    /// <summary><c>phone</c> or <c>chat</c>.</summary>
    public required string Way { get; init; }

    /// <summary>The number, or null.</summary>
    public string? Phone { get; init; }

    /// <summary>The chat, or null.</summary>
    public string? ChatUrl { get; init; }

    /// <summary>The line's hours, or null when not known.</summary>
    public OpeningHours? Hours { get; init; }

    /// <summary>Whether the hours were seen.</summary>
    public bool HoursSeen { get; init; }

    /// <summary>110 and 119: only where danger is imminent.</summary>
    public bool ImminentOnly { get; init; }
}
