namespace Tsunagu.Directory;

/// <summary>Whether a window answers at an instant. Unknown is a value of its own: "check before you call".</summary>
public enum OpenKind
{
    /// <summary>Hours are not known, or depend on a holiday that is not announced yet.</summary>
    Unknown,

    /// <summary>The hours say that somebody answers.</summary>
    Open,

    /// <summary>The hours say that nobody answers.</summary>
    Closed,
}

/// <summary>The names of the states as they stand in JSON and in pages (DESIGN section 7).</summary>
public static class OpenKindNames
{
    /// <summary><c>open</c>, <c>closed</c> or <c>unknown</c>.</summary>
    /// <param name="kind">The state.</param>
    public static string ToWire(this OpenKind kind) => kind switch { OpenKind.Open => "open", OpenKind.Closed => "closed", _ => "unknown" };
}

/// <summary>The state at one instant (DESIGN section 6): open until … / closed, opens … / unknown.</summary>
/// <param name="Kind">Open, closed or unknown.</param>
/// <param name="Until">When open: the first instant at which it is closed again; null when always open or not known.</param>
/// <param name="Opens">When closed: the next opening; null when none is known.</param>
/// <param name="AlwaysOpen">Open day and night without end.</param>
public readonly record struct OpenState(OpenKind Kind, DateTimeOffset? Until = null, DateTimeOffset? Opens = null, bool AlwaysOpen = false)
{
    /// <summary>Nothing is known about the hours.</summary>
    public static OpenState Unknown => default;

    /// <summary>Open at that instant.</summary>
    public bool IsOpen => Kind == OpenKind.Open;
}
