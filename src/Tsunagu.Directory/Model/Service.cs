using System.Text;

namespace Tsunagu.Directory;

/// <summary>How sure a record is. A person's check (<see cref="Provenance.VerifiedOn"/>) stands above all of them.</summary>
public enum Confidence
{
    /// <summary>Not seen anywhere, only remembered: never among the first cards.</summary>
    Memory,

    /// <summary>Seen on another page than the owner's.</summary>
    Medium,

    /// <summary>Seen on the owner's page.</summary>
    High,
}

/// <summary>The names of the levels as they stand in JSON and in sheets.</summary>
public static class ConfidenceNames
{
    /// <summary><c>high</c>, <c>medium</c> or <c>memory</c>.</summary>
    /// <param name="confidence">The level.</param>
    public static string ToWire(this Confidence confidence) => confidence switch { Confidence.High => "high", Confidence.Medium => "medium", _ => "memory" };
}

/// <summary>Where a record comes from and how far it can be trusted (DESIGN section 6).</summary>
/// <param name="Source">Address of the page, or the words that name it.</param>
/// <param name="SourceDate">The page's own date, or null.</param>
/// <param name="VerifiedOn">The day on which a person checked it; null for the whole seed.</param>
/// <param name="ReviewBy">After this day the record drops out, except crisis lines.</param>
/// <param name="Confidence">How sure it is without a person's check.</param>
public sealed record Provenance(string Source, string? SourceDate, DateOnly? VerifiedOn, DateOnly ReviewBy, Confidence Confidence)
{
    /// <summary>When what is public of the record last changed; null where that is not kept (the seed's files).</summary>
    public DateTimeOffset? ModifiedAt { get; init; }
}

/// <summary>A telephone number as it is dialled in Japan, for example <c>075-222-7711</c>, <c>#7119</c>, <c>189</c>.</summary>
/// <param name="Number">The number.</param>
/// <param name="Note">What callers should know: cost, other numbers.</param>
public sealed record Phone(string Number, string? Note)
{
    /// <summary>The number as an address; <c>#7119</c> becomes <c>tel:%237119</c>, because a bare # would begin a fragment.</summary>
    public string Uri
    {
        get
        {
            var uri = new StringBuilder("tel:");
            foreach (var c in Number)
            {
                if (char.IsAsciiDigit(c) || c is '-' or '+' or '*')
                    uri.Append(c);
                else if (c == '#')
                    uri.Append("%23");
            }

            return uri.ToString();
        }
    }
}

/// <summary>How far a window reaches.</summary>
public enum AreaKind
{
    /// <summary>Only the wards and branches named.</summary>
    Wards,

    /// <summary>All of Kyoto City.</summary>
    City,

    /// <summary>All of Kyoto Prefecture.</summary>
    Prefecture,

    /// <summary>All of Japan.</summary>
    Nation,
}

/// <summary>The area that a window serves (HSDS service_area).</summary>
/// <param name="Kind">How far.</param>
/// <param name="Wards">Ward and branch ids of the public contract when <paramref name="Kind"/> is wards.</param>
public sealed record ServiceArea(AreaKind Kind, IReadOnlyList<string> Wards);

/// <summary>Who may call a window, where that is more than an age.</summary>
public enum Audience
{
    /// <summary>No limit is known, or it is only one of age.</summary>
    Anyone,

    /// <summary>Children, and grown-ups about a child; the ages are the child's.</summary>
    Children,

    /// <summary>Children themselves; not somebody who asks about them.</summary>
    ChildrenOnly,

    /// <summary>The person themself; not somebody who asks about them.</summary>
    PersonOnly,
}

/// <summary>A consultation window (相談窓口), in HSDS a service with its location, phones and schedule.</summary>
public sealed record Service
{
    /// <summary>The window's id in the seed, for example <c>nat-yorisoi</c>; never changes.</summary>
    public required string Id { get; init; }

    /// <summary>The window's official Japanese name.</summary>
    public required string Name { get; init; }

    /// <summary>An English name, or null.</summary>
    public string? NameEn { get; init; }

    /// <summary>Who runs it, in Japanese.</summary>
    public required string Organization { get; init; }

    /// <summary><c>ward city prefecture council national organization</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Support targets (支援対象) of the agreement's thirteen.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Codes of the needs that it meets; empty for a general guide.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>The area that it serves.</summary>
    public required ServiceArea Area { get; init; }

    /// <summary>Numbers to call, the main one first.</summary>
    public IReadOnlyList<Phone> Phones { get; init; } = [];

    /// <summary>Fax, or null.</summary>
    public string? Fax { get; init; }

    /// <summary>A web page to read, or null.</summary>
    public string? Url { get; init; }

    /// <summary>A staffed chat, or null.</summary>
    public string? ChatUrl { get; init; }

    /// <summary>What is known of a LINE account (names are not known), or null.</summary>
    public string? LineNote { get; init; }

    /// <summary>Hours of the phone and the counter, or null when not known.</summary>
    public OpeningHours? Hours { get; init; }

    /// <summary>Hours of the chat where they differ, or null.</summary>
    public OpeningHours? ChatHours { get; init; }

    /// <summary>Whether the hours were seen on a page; assumed hours never count as "open now".</summary>
    public bool HoursSeen { get; init; }

    /// <summary>First day of a campaign, or null.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last day of a campaign, or null.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary><c>none recommended required</c>, or null when not known.</summary>
    public string? Reservation { get; init; }

    /// <summary>Languages that are spoken, Japanese first.</summary>
    public IReadOnlyList<string> Languages { get; init; } = ["ja"];

    /// <summary>For whom, in Japanese words, or null.</summary>
    public string? Who { get; init; }

    /// <summary>Youngest age in years, or null when no limit is known.</summary>
    public int? MinAge { get; init; }

    /// <summary>Oldest age in years, or null when no limit is known.</summary>
    public int? MaxAge { get; init; }

    /// <summary>Whether others may call about the person, and whether it is a children's line.</summary>
    public Audience ForWhom { get; init; }

    /// <summary>
    /// Ids of schemes when the window is there for one special matter only; empty for most. Without such a scheme in the request it comes after
    /// windows for everybody of the same kind.
    /// </summary>
    public IReadOnlyList<string> OnlyFor { get; init; } = [];

    /// <summary>A public address, or null; never a shelter's.</summary>
    public string? Address { get; init; }

    /// <summary>What happens and what to know when calling or coming, in Japanese, or null.</summary>
    public string? AccessNotes { get; init; }

    /// <summary>What one can talk about there, about 200 characters of Japanese.</summary>
    public string? Summary { get; init; }

    /// <summary>Words for what it is about, in Japanese; for search.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>Never recommended, and why: <c>unreachable campaign-without-dates no-window</c>; null when it may be.</summary>
    public string? Withheld { get; init; }

    /// <summary>A crisis line of the closed list: kept past its review day, with the mark 「確認日が古い」.</summary>
    public bool IsCrisisLine { get; init; }

    /// <summary>Where it comes from.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>The ways that it offers: <c>phone chat line visit home mail fax relay read</c>.</summary>
    public IReadOnlyList<string> Ways { get; init; } = [];

    /// <summary>Can be talked to by phone or staffed chat at all; a website alone cannot.</summary>
    public bool CanAnswer => Phones.Count > 0 || ChatUrl is not null;

    /// <summary>There is a person to reach in some way; otherwise it is only something to read.</summary>
    public bool CanBeReached => CanAnswer || Address is not null || Fax is not null;

    /// <summary>A line for people who want to die: shown only for distress. A line for every trouble (one that also meets <c>life</c>) is none.</summary>
    public bool IsSuicideLine => Needs is ["inochi", ..] && !Needs.Contains("life");

    /// <summary>Nobody has checked it, and it was not seen with its hours on the owner's page.</summary>
    public bool NeedsCheck => Provenance.VerifiedOn is null && (Provenance.Confidence != Confidence.High || !HoursSeen) && !(IsCrisisLine && HoursSeen);

    /// <summary>110 and 119.</summary>
    public bool IsEmergencyNumber => Needs is ["emergency", ..];
}
