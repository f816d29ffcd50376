namespace Tsunagu.Directory;

/// <summary>Who is in danger, and when.</summary>
public sealed record CrisisQuery
{
    /// <summary>Age band of the person in danger, or null.</summary>
    public string? Age { get; init; }

    /// <summary>Somebody else is in danger.</summary>
    public bool ThirdPerson { get; init; }

    /// <summary>Now: 110 and 119 come first.</summary>
    public bool Imminent { get; init; }

    /// <summary>The instant.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Wished ways; only order, never a reason to leave a line out.</summary>
    public IReadOnlyList<string> Ways { get; init; } = [];
}

/// <summary>A crisis line that is open at that instant.</summary>
/// <param name="Line">The line.</param>
/// <param name="Service">Its window, for the name.</param>
/// <param name="Open">Open, by hours that were seen.</param>
public sealed record CrisisService(CrisisLine Line, Service Service, OpenState Open);

/// <summary>
/// Chooses lines for a crisis reply: only from the closed list, only lines open at that instant by hours that were seen, 110 and 119 only
/// when danger is imminent. Every class has a line that never closes, so the answer is never empty.
/// </summary>
public static class CrisisDesk
{
    private const int MostLines = 4;

    /// <summary>Lines for a class of danger, the best first.</summary>
    /// <param name="snapshot">The directory.</param>
    /// <param name="crisisClass">A wire name such as <c>suicide-risk</c>.</param>
    /// <param name="query">Who and when.</param>
    public static IReadOnlyList<CrisisService> Lines(DirectorySnapshot snapshot, string crisisClass, CrisisQuery query)
    {
        var open = new List<(int Order, CrisisService Line)>();
        for (var i = 0; i < snapshot.CrisisLines.Count; i++)
        {
            var line = snapshot.CrisisLines[i];
            if (!MayAnswer(line, crisisClass, query) || !line.HoursSeen || line.Hours is not { } hours || snapshot.FindService(line.WindowId) is not { } service)
                continue;
            var state = hours.At(query.At, snapshot.Holidays);
            if (state.IsOpen)
                open.Add((Order(line, crisisClass, query, i), new CrisisService(line, service, state)));
        }
        return [.. open.OrderBy(o => o.Order).Take(MostLines).Select(o => o.Line)];
    }

    /// <summary>Whether a line is for this danger and this person, at whatever time.</summary>
    internal static bool MayAnswer(CrisisLine line, string crisisClass, CrisisQuery query) =>
        line.Classes.Contains(crisisClass) && !(line.ImminentOnly && !query.Imminent) && Fits(line, query);

    private static int Order(CrisisLine line, string crisisClass, CrisisQuery query, int place)
    {
        var order = place;
        if (line.ImminentOnly)
            order -= line.WindowId == "nat-119" == crisisClass is "suicide-risk" or "self-harm" or "overdose" or "acute-medical" ? 3000 : 2000;
        if (AgeBands.IsYoung(query.Age) && line.ForWhom.Contains("under 19", StringComparison.Ordinal))
            order -= 1000;
        if (query.Ways.Contains(line.Way))
            order -= 100;
        return order;
    }

    private static bool Fits(CrisisLine line, CrisisQuery query) => line.ForWhom switch
    {
        "anyone" => true,
        "under 19" => AgeBands.IsYoung(query.Age),
        "under 19 or about a child" => AgeBands.IsYoung(query.Age),
        "about a child" => query.Age == "0-12",
        _ => false, // a facility's or a disability's own line: nobody was asked for that
    };
}
