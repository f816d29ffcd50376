namespace Tsunagu.Directory.Api;

/// <summary>The kinds of records, as rows: the seed's files or the store's records. <c>review.csv</c> belongs to the desk and is no part of a snapshot.</summary>
internal sealed record DirectoryTables(SeedTable Windows, SeedTable Organizations, SeedTable Schemes, SeedTable CrisisLines, SeedTable Holidays, SeedTable Fits)
{
    private static readonly string[] WindowColumns =
        ["id", "organization_ja", "window_ja", "kind", "categories", "window_kinds", "area", "phone", "url", "chat_url", "hours", "chat_hours", "hours_seen", "closed", "min_age", "max_age", "source", "verified_on", "review_by", "confidence"];

    private static readonly string[] OrganizationColumns =
        ["id", "name_ja", "categories", "window_kinds", "areas", "phone", "url", "hours", "hours_seen", "summary_ja", "same_as", "visibility", "source", "verified_on", "review_by", "confidence"];

    private static readonly string[] SchemeColumns = ["id", "name_ja", "provider", "what_it_gives_ja", "who_ja", "conditions", "source", "verified_on", "review_by", "confidence", "window_id"];

    private static readonly string[] FitColumns = ["id", "audience", "min_age", "max_age", "only_for", "because"];

    private static readonly string[] CrisisColumns = ["window_id", "classes", "for_whom", "way", "phone", "hours", "hours_seen", "note"];

    /// <summary>The tables with the names that records of the store go by.</summary>
    internal IEnumerable<(string Kind, SeedTable Table)> Named =>
        [(RecordKinds.Window, Windows), (RecordKinds.Organization, Organizations), (RecordKinds.Scheme, Schemes), (RecordKinds.CrisisLine, CrisisLines), (RecordKinds.Holiday, Holidays), (RecordKinds.Fit, Fits)];

    internal static DirectoryTables Read(string folder, List<SeedProblem> problems)
    {
        var crisis = SeedTable.Read(folder, "crisis-lines.csv", CrisisColumns, problems);
        var windows = SeedTable.Read(folder, "windows.csv", WindowColumns, problems);
        var organizations = SeedTable.Read(folder, "organizations.csv", OrganizationColumns, problems);
        var schemes = SeedTable.Read(folder, "schemes.csv", SchemeColumns, problems);
        return new DirectoryTables(windows, organizations, schemes, crisis, SeedTable.Read(folder, "jp-holidays.csv", ["date", "name_ja"], problems),
            SeedTable.Read(folder, "window-fit.csv", FitColumns, problems));
    }
}

/// <summary>Names of the kinds of records.</summary>
public static class RecordKinds
{
    /// <summary>A consultation window.</summary>
    public const string Window = "window";

    /// <summary>An organisation.</summary>
    public const string Organization = "organization";

    /// <summary>A support scheme.</summary>
    public const string Scheme = "scheme";

    /// <summary>A line of a crisis reply.</summary>
    public const string CrisisLine = "crisis-line";

    /// <summary>A public holiday.</summary>
    public const string Holiday = "holiday";

    /// <summary>Whom a window fits.</summary>
    public const string Fit = "fit";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Window, Organization, Scheme, CrisisLine, Holiday, Fit];

    /// <summary>The id of a row: what names it within its kind.</summary>
    /// <param name="kind">One of these kinds.</param>
    /// <param name="field">Gives a column's text, or null.</param>
    public static string IdOf(string kind, Func<string, string?> field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return kind switch
        {
            CrisisLine => $"{field("window_id")}/{field("way")}/{field("chat_url") ?? field("phone")}",
            Holiday => field("date") ?? "",
            _ => field("id") ?? "",
        };
    }
}
