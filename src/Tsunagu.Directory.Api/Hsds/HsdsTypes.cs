namespace Tsunagu.Directory.Api.Hsds;

// The public shape of HSDS 3.2 as an allow-list: what has no member here cannot be published. There is no e-mail, no contact person, no assurer, no
// metadata (change history), and no address object (HSDS asks for its postcode, which no record has). Names become snake_case; null is left out.

/// <summary>HSDS <c>organization</c>.</summary>
public sealed record HsdsOrganization
{
    /// <summary>UUIDv5 of the organisation's id.</summary>
    public required string Id { get; init; }

    /// <summary>Official Japanese name.</summary>
    public required string Name { get; init; }

    /// <summary>English name.</summary>
    public string? AlternateName { get; init; }

    /// <summary>About 200 characters of Japanese; the name where nothing else is known.</summary>
    public required string Description { get; init; }

    /// <summary>Home page.</summary>
    public string? Website { get; init; }

    /// <summary>Profile: the id in the directory's own data.</summary>
    public string? LocalId { get; init; }

    /// <summary>Support targets.</summary>
    public IReadOnlyList<HsdsAttribute>? Attributes { get; init; }

    /// <summary>What it offers, in a full answer.</summary>
    public IReadOnlyList<HsdsService>? Services { get; init; }
}

/// <summary>HSDS <c>service</c>: a window or a support scheme.</summary>
public sealed record HsdsService
{
    /// <summary>UUIDv5 of the window's or scheme's id.</summary>
    public required string Id { get; init; }

    /// <summary>The organisation's UUID.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>Official Japanese name.</summary>
    public required string Name { get; init; }

    /// <summary>English name.</summary>
    public string? AlternateName { get; init; }

    /// <summary>What one can talk about there, or what the scheme gives.</summary>
    public string? Description { get; init; }

    /// <summary>A page to read.</summary>
    public string? Url { get; init; }

    /// <summary>A staffed chat.</summary>
    public IReadOnlyList<HsdsUrl>? AdditionalUrls { get; init; }

    /// <summary><c>active</c>, or <c>inactive</c> for what is never recommended.</summary>
    public required string Status { get; init; }

    /// <summary>For whom, in Japanese.</summary>
    public string? EligibilityDescription { get; init; }

    /// <summary>Where and how to apply, in Japanese.</summary>
    public string? ApplicationProcess { get; init; }

    /// <summary>Youngest age in years.</summary>
    public int? MinimumAge { get; init; }

    /// <summary>Oldest age in years.</summary>
    public int? MaximumAge { get; init; }

    /// <summary>The day on which a person checked it; left out while nobody has.</summary>
    public string? AssuredDate { get; init; }

    /// <summary>When the public record last changed.</summary>
    public string? LastModified { get; init; }

    /// <summary>Profile: the id in the directory's own data, for example <c>nat-yorisoi</c>.</summary>
    public string? LocalId { get; init; }

    /// <summary>Profile: <c>high medium memory</c>.</summary>
    public string? Confidence { get; init; }

    /// <summary>Profile: after this day it is no longer recommended.</summary>
    public string? ReviewBy { get; init; }

    /// <summary>Profile: the page it was read from.</summary>
    public string? Source { get; init; }

    /// <summary>Profile: the hours in OSM opening_hours syntax.</summary>
    public string? OpeningHours { get; init; }

    /// <summary>Profile: whether the hours were seen; assumed ones give no schedule.</summary>
    public bool? HoursSeen { get; init; }

    /// <summary>The organisation.</summary>
    public HsdsOrganization? Organization { get; init; }

    /// <summary>Numbers to call and fax.</summary>
    public IReadOnlyList<HsdsPhone>? Phones { get; init; }

    /// <summary>Hours that were seen, as rules of RFC 5545.</summary>
    public IReadOnlyList<HsdsSchedule>? Schedules { get; init; }

    /// <summary>Where somebody must live.</summary>
    public IReadOnlyList<HsdsServiceArea>? ServiceAreas { get; init; }

    /// <summary>Where it is offered.</summary>
    public IReadOnlyList<HsdsServiceAtLocation>? ServiceAtLocations { get; init; }

    /// <summary>Languages that are spoken.</summary>
    public IReadOnlyList<HsdsLanguage>? Languages { get; init; }

    /// <summary>Support targets, needs, kind.</summary>
    public IReadOnlyList<HsdsAttribute>? Attributes { get; init; }
}

/// <summary>A service in a list with <c>minimal=true</c>.</summary>
/// <param name="Id">UUID.</param>
/// <param name="ModifiedDate">When the public record last changed.</param>
public sealed record HsdsMinimal(string Id, string? ModifiedDate);

/// <summary>HSDS <c>url</c>.</summary>
/// <param name="Id">UUID.</param>
/// <param name="Label">What it is.</param>
/// <param name="Url">The address.</param>
public sealed record HsdsUrl(string Id, string Label, string Url);

/// <summary>HSDS <c>phone</c>.</summary>
/// <param name="Id">UUID.</param>
/// <param name="Number">As it is dialled in Japan.</param>
/// <param name="Type"><c>voice</c> or <c>fax</c>.</param>
/// <param name="Description">What callers should know.</param>
public sealed record HsdsPhone(string Id, string Number, string Type, string? Description);

/// <summary>HSDS <c>schedule</c>: one rule of RFC 5545.</summary>
public sealed record HsdsSchedule
{
    /// <summary>UUID.</summary>
    public required string Id { get; init; }

    /// <summary>Hours ahead of UTC.</summary>
    public int Timezone { get; init; } = 9;

    /// <summary><c>WEEKLY</c> or <c>MONTHLY</c>.</summary>
    public required string Freq { get; init; }

    /// <summary>First day of a week.</summary>
    public string Wkst { get; init; } = "MO";

    /// <summary>Days, for example <c>MO,TU</c> or <c>2SA,4SA</c>.</summary>
    public string? Byday { get; init; }

    /// <summary>Days of the month.</summary>
    public string? Bymonthday { get; init; }

    /// <summary>For example <c>09:00+09:00</c>.</summary>
    public required string OpensAt { get; init; }

    /// <summary>For example <c>17:00+09:00</c>; <c>23:59</c> stands for midnight.</summary>
    public required string ClosesAt { get; init; }

    /// <summary>First day of a campaign.</summary>
    public string? ValidFrom { get; init; }

    /// <summary>Last day of a campaign.</summary>
    public string? ValidTo { get; init; }

    /// <summary>Profile: calendars on which it is closed: <c>jp-national-holidays</c>, <c>year-end-new-year</c>.</summary>
    public IReadOnlyList<string>? ClosedOn { get; init; }

    /// <summary><c>phone chat</c>.</summary>
    public string? AttendingType { get; init; }
}

/// <summary>HSDS <c>service_area</c>.</summary>
/// <param name="Id">UUID.</param>
/// <param name="Name">The ward's, city's or prefecture's Japanese name.</param>
/// <param name="Extent">Code of the municipality (全国地方公共団体コード), where there is one.</param>
/// <param name="ExtentType"><c>text</c> with an extent.</param>
public sealed record HsdsServiceArea(string Id, string Name, string? Extent, string? ExtentType);

/// <summary>HSDS <c>language</c>.</summary>
/// <param name="Id">UUID.</param>
/// <param name="Code">BCP 47.</param>
/// <param name="Name">Its name.</param>
public sealed record HsdsLanguage(string Id, string Code, string Name);

/// <summary>HSDS <c>service_at_location</c>.</summary>
public sealed record HsdsServiceAtLocation
{
    /// <summary>UUID.</summary>
    public required string Id { get; init; }

    /// <summary>The service.</summary>
    public required string ServiceId { get; init; }

    /// <summary>The location.</summary>
    public required string LocationId { get; init; }

    /// <summary>What to know when coming.</summary>
    public string? Description { get; init; }

    /// <summary>The location.</summary>
    public required HsdsLocation Location { get; init; }

    /// <summary>The service, where the answer is about the place.</summary>
    public HsdsService? Service { get; init; }

    /// <summary>Where somebody must live.</summary>
    public IReadOnlyList<HsdsServiceArea>? ServiceAreas { get; init; }

    /// <summary>Hours.</summary>
    public IReadOnlyList<HsdsSchedule>? Schedules { get; init; }

    /// <summary>Numbers.</summary>
    public IReadOnlyList<HsdsPhone>? Phones { get; init; }
}

/// <summary>HSDS <c>location</c>.</summary>
public sealed record HsdsLocation
{
    /// <summary>UUID.</summary>
    public required string Id { get; init; }

    /// <summary><c>physical</c>, or <c>virtual</c> for a chat.</summary>
    public required string LocationType { get; init; }

    /// <summary>Name of the window there.</summary>
    public required string Name { get; init; }

    /// <summary>The public address as its owner writes it; HSDS's own address asks for a postcode, and none is known.</summary>
    public string? Description { get; init; }

    /// <summary>The chat's address.</summary>
    public string? Url { get; init; }
}

/// <summary>HSDS <c>attribute</c>: a taxonomy term on a record.</summary>
/// <param name="Id">UUID.</param>
/// <param name="LinkType"><c>target_audience need kind</c>.</param>
/// <param name="TaxonomyTerm">The term.</param>
public sealed record HsdsAttribute(string Id, string LinkType, HsdsTaxonomyTerm TaxonomyTerm);

/// <summary>HSDS <c>taxonomy</c>.</summary>
/// <param name="Id">UUID.</param>
/// <param name="Name">Japanese name.</param>
/// <param name="Description">What it divides.</param>
/// <param name="Version">Version.</param>
public sealed record HsdsTaxonomy(string Id, string Name, string Description, string Version);

/// <summary>HSDS <c>taxonomy_term</c>.</summary>
public sealed record HsdsTaxonomyTerm
{
    /// <summary>UUID.</summary>
    public required string Id { get; init; }

    /// <summary>The code, for example <c>life</c> or <c>T01</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Japanese name.</summary>
    public required string Name { get; init; }

    /// <summary>What it means.</summary>
    public required string Description { get; init; }

    /// <summary>The term above it.</summary>
    public string? ParentId { get; init; }

    /// <summary>Name of its taxonomy.</summary>
    public string? Taxonomy { get; init; }

    /// <summary>Its taxonomy, where the answer is about terms.</summary>
    public HsdsTaxonomy? TaxonomyDetail { get; init; }

    /// <summary><c>ja</c>.</summary>
    public string Language { get; init; } = "ja";
}

/// <summary>The Page envelope.</summary>
/// <param name="TotalItems">All that fit the request.</param>
/// <param name="TotalPages">At this page size.</param>
/// <param name="PageNumber">From 1.</param>
/// <param name="Size">On this page.</param>
/// <param name="FirstPage">This is the first.</param>
/// <param name="LastPage">This is the last.</param>
/// <param name="Empty">Nothing is on this page.</param>
/// <param name="Contents">The records.</param>
public sealed record HsdsPage<T>(int TotalItems, int TotalPages, int PageNumber, int Size, bool FirstPage, bool LastPage, bool Empty, IReadOnlyList<T> Contents);

/// <summary>What the API says of itself.</summary>
/// <param name="Version">HSDS version.</param>
/// <param name="Profile">Address of the profile.</param>
/// <param name="OpenapiUrl">Address of the OpenAPI document.</param>
/// <param name="Description">What this is.</param>
/// <param name="DirectoryVersion">Version of the data.</param>
/// <param name="AsOf">When the data were read.</param>
public sealed record HsdsRoot(string Version, string Profile, string OpenapiUrl, string Description, string DirectoryVersion, string AsOf);
