using System.Globalization;

namespace Tsunagu.Channels.Line;

/// <summary>
/// The ward of a place, without asking anybody: that of the nearest office (<c>places.csv</c>). Near a border it may be the neighbour's,
/// so the person is always asked.
/// </summary>
internal sealed class WardFinder
{
    private const string Outside = "outside";

    // The city's farthest corner (the north of Sakyo and Ukyo) is about 35 km from its ward's office.
    private const double FarthestMetres = 38_000;
    private const double MetresPerDegree = 111_195;

    private readonly IReadOnlyList<(string Ward, double Latitude, double Longitude)> _places;

    private WardFinder(IReadOnlyList<(string, double, double)> places) => _places = places;

    /// <summary>The finder with the data that is shipped.</summary>
    public static WardFinder Default { get; } = Load();

    /// <summary>Id of the ward, or <c>outside</c>.</summary>
    public string Find(double latitude, double longitude)
    {
        var (ward, distance) = (Outside, double.MaxValue);
        foreach (var place in _places)
        {
            // Flat enough for some tens of kilometres.
            var north = (latitude - place.Latitude) * MetresPerDegree;
            var east = (longitude - place.Longitude) * MetresPerDegree * Math.Cos(place.Latitude * Math.PI / 180);
            var metres = Math.Sqrt((north * north) + (east * east));
            if (metres < distance)
                (ward, distance) = (place.Ward, metres);
        }

        return distance <= FarthestMetres ? ward : Outside;
    }

    private static WardFinder Load()
    {
        using var stream = typeof(WardFinder).Assembly.GetManifestResourceStream("places.csv")
            ?? throw new InvalidOperationException("places.csv is not embedded in the assembly.");
        using var reader = new StreamReader(stream);
        List<(string, double, double)> places = [];
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#') || line.Split(',') is not [var ward, var code, var latitude, var longitude] || !char.IsAsciiDigit(code[0]))
                continue;
            places.Add((ward, double.Parse(latitude, CultureInfo.InvariantCulture), double.Parse(longitude, CultureInfo.InvariantCulture)));
        }

        return new WardFinder(places);
    }
}
