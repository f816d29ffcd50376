namespace Tsunagu.Handbooks;

/// <summary>A need (必要) with how much it counts and the answers that led to it.</summary>
/// <param name="Code">Code of a kind of window, for example <c>life</c>.</param>
/// <param name="Weight">1 for a plainly wanted need; less for the second and third kind of a worry, or for what was only added.</param>
/// <param name="Because">Ids of the worries, groups, options or additions that asked for it.</param>
public sealed record WeightedNeed(string Code, double Weight, IReadOnlyList<string> Because);

/// <summary>
/// What the answers say a person needs, in the handbook's own words; the dialogs turn it into a request to the directory.
/// The most wanted need comes first.
/// </summary>
public sealed record NeedProfile
{
    /// <summary>Needs, the most wanted first.</summary>
    public IReadOnlyList<WeightedNeed> Needs { get; init; } = [];

    /// <summary>Ids of schemes, most wanted first.</summary>
    public IReadOnlyList<string> Schemes { get; init; } = [];

    /// <summary>Support targets.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Wished ways.</summary>
    public IReadOnlyList<string> Ways { get; init; } = [];

    /// <summary>Wished times.</summary>
    public IReadOnlyList<string> When { get; init; } = [];

    /// <summary>Wished languages.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Every mark of what was chosen.</summary>
    public IReadOnlyList<string> Marks { get; init; } = [];

    /// <summary>Facts for scheme conditions; several values when several were said.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Facts { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>Ward or branch id, <c>outside</c>, <c>none</c>, or null.</summary>
    public string? Ward { get; init; }

    /// <summary>Age band, or null.</summary>
    public string? Age { get; init; }

    /// <summary><c>self</c> or <c>third</c>.</summary>
    public string About { get; init; } = "self";

    /// <summary><c>safety</c>, <c>today</c>, or null.</summary>
    public string? Urgency { get; init; }

    /// <summary>Weights of the first, second and later kinds of one worry.</summary>
    private static readonly double[] ByPlace = [1.0, 0.7, 0.5];

    /// <summary>Reads the profile out of answers that apply (see <see cref="Journey.Applicable"/>).</summary>
    public static NeedProfile From(Handbook handbook, Answers applicable)
    {
        var reader = new NeedProfileReader(handbook, applicable);
        return reader.Read();
    }

    internal static double WeightAt(int place) => ByPlace[Math.Min(place, ByPlace.Length - 1)];
}
