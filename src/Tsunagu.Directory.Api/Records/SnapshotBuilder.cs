namespace Tsunagu.Directory.Api;

/// <summary>Turns rows into a snapshot: unique ids, resolved references, the same body merged field by field. Every problem is collected.</summary>
internal static class SnapshotBuilder
{
    internal static DirectorySnapshot? Build(DirectoryTables tables, string version, DateTimeOffset asOf, List<SeedProblem> problems)
    {
        var (windows, organizations, schemes, crisis) = (tables.Windows, tables.Organizations, tables.Schemes, tables.CrisisLines);
        var holidays = Holidays(tables.Holidays);
        var reader = new SeedReader([.. crisis.Rows.Select(r => r.Text("window_id") ?? "")]);
        var same = organizations.Rows.Where(r => r.Text("same_as") is not null).ToLookup(r => r.Text("same_as")!, StringComparer.Ordinal);
        var services = windows.Rows.Select(r => reader.Window(r, same[r.Text("id") ?? ""].FirstOrDefault())).ToList();
        services.AddRange(organizations.Rows.Where(r => r.Text("same_as") is null).Select(reader.WindowOf));
        Unique([windows, organizations, schemes]);
        var ids = windows.Rows.Concat(organizations.Rows.Where(r => r.Text("same_as") is null)).Select(r => r.Text("id") ?? "").ToHashSet(StringComparer.Ordinal);
        var fitOf = tables.Fits.Rows.ToLookup(r => r.Text("id") ?? "", StringComparer.Ordinal);
        services = services.ConvertAll(service => fitOf[service.Id].FirstOrDefault() is { } fit ? SeedReader.Fit(service, fit) : service);
        var supportSchemes = schemes.Rows.Select(SeedReader.Scheme).ToList();
        Resolve(organizations.Rows, "same_as", ids);
        Resolve(schemes.Rows, "window_id", ids);
        Resolve(crisis.Rows, "window_id", ids);
        Fits(tables.Fits, ids, supportSchemes);
        var lines = crisis.Rows.Select(reader.CrisisLine).ToList();
        var bodies = organizations.Rows.Select(SeedReader.Organization).ToList();
        return problems.Count > 0 || holidays is null
            ? null
            : new DirectorySnapshot(version, asOf, services, bodies, supportSchemes, lines, holidays);
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

    private static void Fits(SeedTable fits, HashSet<string> windows, IReadOnlyList<SupportScheme> schemes)
    {
        Unique([fits]);
        Resolve(fits.Rows, "id", windows);
        var known = schemes.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var row in fits.Rows)
        {
            foreach (var scheme in row.List("only_for").Where(id => !known.Contains(id)))
                row.Problem($"only_for names {scheme}, which is no scheme", "write ids of schemes in schemes.csv");
        }
    }

    /// <summary>Windows, organisations and schemes are told apart by their ids alone, in addresses and in HSDS, so they share one set.</summary>
    private static void Unique(IEnumerable<SeedTable> tables)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in tables.SelectMany(t => t.Rows))
        {
            if (row.Text("id") is { } id && !seen.TryAdd(id, row.Place))
                row.Problem($"the id {id} stands twice, first at {seen[id]}", "give each record an id of its own");
        }
    }

    private static void Resolve(IEnumerable<SeedRow> rows, string column, HashSet<string> ids)
    {
        foreach (var row in rows)
        {
            if (row.Text(column) is { } id && !ids.Contains(id))
                row.Problem($"{column} names {id}, which is no window", "write the id of a window in windows.csv");
        }
    }
}
