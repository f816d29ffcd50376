using System.Security.Cryptography;

namespace Tsunagu.Directory.Api;

/// <summary>The directory in memory, read from the seed's CSV files once at start.</summary>
public sealed class SeedDirectory : IServiceDirectory
{
    private static readonly string[] Files = ["windows.csv", "organizations.csv", "schemes.csv", "crisis-lines.csv", "review.csv", "jp-holidays.csv", "window-fit.csv"];

    private static readonly string[] WindowColumns =
        ["id", "organization_ja", "window_ja", "kind", "categories", "window_kinds", "area", "phone", "url", "chat_url", "hours", "chat_hours", "hours_seen", "closed", "min_age", "max_age", "source", "verified_on", "review_by", "confidence"];

    private static readonly string[] OrganizationColumns =
        ["id", "name_ja", "categories", "window_kinds", "areas", "phone", "url", "hours", "hours_seen", "summary_ja", "same_as", "visibility", "source", "verified_on", "review_by", "confidence"];

    private static readonly string[] FitColumns = ["id", "audience", "min_age", "max_age", "only_for", "because"];

    private static readonly string[] SchemeColumns = ["id", "name_ja", "provider", "what_it_gives_ja", "who_ja", "conditions", "source", "verified_on", "review_by", "confidence", "window_id"];

    private static readonly string[] CrisisColumns = ["window_id", "classes", "for_whom", "way", "phone", "hours", "hours_seen", "note"];

    private SeedDirectory(DirectorySnapshot snapshot) => Current = snapshot;

    /// <inheritdoc/>
    public DirectorySnapshot Current { get; }

    /// <summary>Reads a seed folder.</summary>
    /// <param name="folder">The folder with the seven CSV files.</param>
    /// <param name="clock">Dates the snapshot.</param>
    /// <exception cref="SeedException">Something in the files is wrong; every problem is told with file and line.</exception>
    public static SeedDirectory Load(string folder, TimeProvider clock)
    {
        var problems = new List<SeedProblem>();
        var snapshot = Read(folder, clock, problems);
        if (problems.Count > 0 || snapshot is null)
            throw new SeedException([.. problems.OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line)]);
        return new SeedDirectory(snapshot);
    }

    private static DirectorySnapshot? Read(string folder, TimeProvider clock, List<SeedProblem> problems)
    {
        var crisis = SeedTable.Read(folder, "crisis-lines.csv", CrisisColumns, problems);
        var windows = SeedTable.Read(folder, "windows.csv", WindowColumns, problems);
        var organizations = SeedTable.Read(folder, "organizations.csv", OrganizationColumns, problems);
        var schemes = SeedTable.Read(folder, "schemes.csv", SchemeColumns, problems);
        var fits = SeedTable.Read(folder, "window-fit.csv", FitColumns, problems);
        var holidays = Holidays(SeedTable.Read(folder, "jp-holidays.csv", ["date", "name_ja"], problems));
        if (problems.Count > 0)
            return null; // without its columns nothing below would make sense
        var reader = new SeedReader([.. crisis.Rows.Select(r => r.Text("window_id") ?? "")]);
        var same = organizations.Rows.Where(r => r.Text("same_as") is not null).ToLookup(r => r.Text("same_as")!, StringComparer.Ordinal);
        var services = windows.Rows.Select(r => reader.Window(r, same[r.Text("id") ?? ""].FirstOrDefault())).ToList();
        services.AddRange(organizations.Rows.Where(r => r.Text("same_as") is null).Select(reader.WindowOf));
        var ids = Unique(windows.Rows.Concat(organizations.Rows.Where(r => r.Text("same_as") is null)), "id");
        var fitOf = fits.Rows.ToLookup(r => r.Text("id") ?? "", StringComparer.Ordinal);
        services = services.ConvertAll(service => fitOf[service.Id].FirstOrDefault() is { } fit ? SeedReader.Fit(service, fit) : service);
        var supportSchemes = schemes.Rows.Select(SeedReader.Scheme).ToList();
        Unique(schemes.Rows, "id");
        Resolve(organizations.Rows, "same_as", ids);
        Resolve(schemes.Rows, "window_id", ids);
        Resolve(crisis.Rows, "window_id", ids);
        Resolve(fits.Rows, "id", ids);
        Unique(fits.Rows, "id");
        var schemeIds = supportSchemes.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var row in fits.Rows)
        {
            foreach (var scheme in row.List("only_for").Where(id => !schemeIds.Contains(id)))
                row.Problem($"only_for names {scheme}, which is no scheme", "write ids of schemes in schemes.csv");
        }
        var lines = crisis.Rows.Select(reader.CrisisLine).ToList();
        var bodies = organizations.Rows.Select(SeedReader.Organization).ToList();
        return problems.Count > 0 || holidays is null
            ? null
            : new DirectorySnapshot(VersionOf(folder), clock.GetUtcNow(), services, bodies, supportSchemes, lines, holidays);
    }

    private static HolidayCalendar? Holidays(SeedTable table)
    {
        var days = new Dictionary<DateOnly, string>();
        foreach (var row in table.Rows)
        {
            if (row.Date("date") is { } date && !days.TryAdd(date, row.Required("name_ja")))
                row.Problem($"{date:yyyy-MM-dd} stands twice", "keep one row a day");
        }
        if (days.Count == 0)
            table.Problem(1, "no holiday is listed", "add the Cabinet Office's dates");
        return days.Count == 0 ? null : new HolidayCalendar(days);
    }

    private static HashSet<string> Unique(IEnumerable<SeedRow> rows, string column)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (row.Text(column) is { } id && !seen.Add(id))
                row.Problem($"the id {id} stands twice", "give each record an id of its own");
        }
        return seen;
    }

    private static void Resolve(IEnumerable<SeedRow> rows, string column, HashSet<string> ids)
    {
        foreach (var row in rows)
        {
            if (row.Text(column) is { } id && !ids.Contains(id))
                row.Problem($"{column} names {id}, which is no window", "write the id of a window in windows.csv");
        }
    }

    /// <summary>Twelve hex digits of a hash over all files: the same files, the same version, on any machine.</summary>
    private static string VersionOf(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Files)
        {
            if (Path.Combine(folder, file) is var path && File.Exists(path))
                hash.AppendData(File.ReadAllBytes(path));
        }
        return "seed-" + Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6));
    }
}
