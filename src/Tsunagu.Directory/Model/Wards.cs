namespace Tsunagu.Directory;

/// <summary>Kyoto City's wards and branches (DESIGN section 7).</summary>
public static class Wards
{
    /// <summary>The eleven wards in the city's own order.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["kita", "kamigyo", "sakyo", "nakagyo", "higashiyama", "yamashina", "shimogyo", "minami", "ukyo", "nishikyo", "fushimi"];

    /// <summary>The three branches.</summary>
    public static IReadOnlyList<string> Branches { get; } = ["rakusai", "fukakusa", "daigo"];

    /// <summary>Lives outside Kyoto City.</summary>
    public const string Outside = "outside";

    /// <summary>No fixed home.</summary>
    public const string None = "none";

    /// <summary>The ward that a branch belongs to; a ward is its own parent.</summary>
    public static string ParentOf(string ward) => ward switch
    {
        "rakusai" => "nishikyo",
        "fukakusa" or "daigo" => "fushimi",
        _ => ward,
    };

    /// <summary>Whether this is a ward or a branch of the city.</summary>
    public static bool IsInCity(string? ward) => ward is not null && (All.Contains(ward) || Branches.Contains(ward));
}

/// <summary>Age bands of the public contract.</summary>
public static class AgeBands
{
    private static readonly (string Id, int From, int To)[] Bands =
        [("0-12", 0, 12), ("13-18", 13, 18), ("19-29", 19, 29), ("30-39", 30, 39), ("40-64", 40, 64), ("65-74", 65, 74), ("75+", 75, 120)];

    /// <summary>All ids, the youngest first.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Bands.Select(b => b.Id)];

    /// <summary>The years of a band, both included.</summary>
    public static bool TryGet(string? id, out int from, out int to)
    {
        foreach (var band in Bands)
        {
            if (band.Id == id)
            {
                (_, from, to) = band;
                return true;
            }
        }
        (from, to) = (0, 0);
        return false;
    }

    /// <summary>Eighteen or younger.</summary>
    public static bool IsYoung(string? id) => id is "0-12" or "13-18";
}
