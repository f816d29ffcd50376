namespace Tsunagu.Directory.Tests;

/// <summary>A tiny directory: one record per behaviour, never the real windows.</summary>
internal static class ToyDirectory
{
    /// <summary>A Wednesday at 13:00.</summary>
    internal static readonly DateTimeOffset Noon = TestCalendar.Kyoto(2026, 11, 25, 13);

    /// <summary>New Year's morning.</summary>
    internal static readonly DateTimeOffset NewYear = TestCalendar.Kyoto(2026, 1, 1, 2);

    internal static readonly Recommender Chooser = new();

    internal static Provenance Source(Confidence confidence = Confidence.High, DateOnly? verified = null) =>
        new("https://example.org/", null, verified, new DateOnly(2027, 6, 30), confidence);

    internal static Service Window(string id, params string[] needs) => new()
    {
        Id = id,
        Name = id,
        Organization = id,
        Kind = "city",
        Needs = needs,
        Area = new ServiceArea(AreaKind.City, []),
        Phones = [new Phone(id, null)],
        Ways = ["phone"],
        Hours = OpeningHours.Parse("Mon-Fri 09:00-17:00; PH off"),
        HoursSeen = true,
        Provenance = Source(),
    };

    internal static Service Night(string id, params string[] needs) => Window(id, needs) with { Hours = OpeningHours.Parse("24/7") };

    internal static Service LastResort => Night(Recommender.LastResort, "inochi", "kokoro", "life") with { Area = new ServiceArea(AreaKind.Nation, []), IsCrisisLine = true };

    internal static DirectorySnapshot Of(params Service[] services) => Of(services, []);

    internal static DirectorySnapshot Of(Service[] services, SupportScheme[] schemes, params CrisisLine[] lines) =>
        new("toy", NewYear, [.. services, LastResort], [], schemes, lines, TestCalendar.Holidays);

    internal static SupportScheme Scheme(string id, string conditions, string? window = null, Confidence confidence = Confidence.High)
    {
        Assert.True(EligibilityParser.TryParse(conditions, out var rule, out var error), error);
        return new SupportScheme { Id = id, Name = id, Provider = "city", Gives = "help", Who = "all", Conditions = rule, WindowId = window, Provenance = Source(confidence) };
    }

    internal static RecommendationRequest Want(params string[] needs) => new() { Needs = [.. needs.Select(n => new NeedWeight(n))], At = Noon };

    internal static string[] Ids(DirectorySnapshot snapshot, RecommendationRequest request) =>
        [.. Chooser.Recommend(snapshot, request).Services.Select(s => s.WindowId)];
}
