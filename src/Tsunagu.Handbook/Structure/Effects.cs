namespace Tsunagu.Handbooks;

/// <summary>
/// What choosing an option tells the recommendation. All codes are those of the public contract
/// (needs, scheme ids, support targets, ways, times, wards, ages); the content loader has resolved them.
/// </summary>
public sealed record Effects
{
    // Before None: static fields are set in written order, and None's facts are this.
    private static readonly Dictionary<string, string> Nothing = new(StringComparer.Ordinal);

    /// <summary>An option without any effect.</summary>
    public static Effects None { get; } = new();

    /// <summary>Codes of kinds of windows (<c>life</c>, <c>inochi</c> …), the main one first.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Ids of support schemes.</summary>
    public IReadOnlyList<string> Schemes { get; init; } = [];

    /// <summary>Support targets, the agreement's thirteen values.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Ways of talking: <c>phone chat line visit home mail fax relay read</c>.</summary>
    public IReadOnlyList<string> Ways { get; init; } = [];

    /// <summary>Times: <c>now day evening weekend any</c>.</summary>
    public IReadOnlyList<string> When { get; init; } = [];

    /// <summary>Language tags in which the person wants to talk.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Facts for the conditions of schemes, for example <c>pregnant</c> → <c>yes</c>.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = Nothing;

    /// <summary>A ward or branch id, <c>outside</c> or <c>none</c>; null when the option says nothing about it.</summary>
    public string? Ward { get; init; }

    /// <summary>An age band such as <c>13-18</c>; null when the option says nothing about it.</summary>
    public string? Age { get; init; }

    /// <summary><c>self</c> or <c>third</c>; null when the option says nothing about it.</summary>
    public string? About { get; init; }

    /// <summary>
    /// <c>safety</c> or <c>today</c>; <c>none</c> for an explicit "I am safe", which calms the mark of a worry;
    /// null when the option says nothing about it.
    /// </summary>
    public string? Urgency { get; init; }
}
