namespace Tsunagu.Dialogs;

/// <summary>Something that a turn adds one to: a kind and an id of the content or the directory. Never an id of a person, never a word of theirs.</summary>
/// <param name="Kind">One of <see cref="TallyKinds"/>.</param>
/// <param name="Key">What was counted.</param>
public readonly record struct Tally(string Kind, string Key)
{
    /// <summary>Key of a wish before any kind of worry was chosen.</summary>
    public const string NoGroup = "none";

    /// <summary>Between several ids in one key.</summary>
    public const char Separator = ',';
}

/// <summary>Values of <see cref="Tally.Kind"/>.</summary>
public static class TallyKinds
{
    /// <summary>A talk began; the key is <c>day</c> or <c>night</c> (when most desks are closed).</summary>
    public const string Talk = "talk";

    /// <summary>A group of worries was chosen; the key is its id.</summary>
    public const string Group = "group";

    /// <summary>A sign of danger of a class that the talk did not show before; the key is the class.</summary>
    public const string Crisis = "crisis";

    /// <summary>A window was shown; the key is its id.</summary>
    public const string Window = "window";

    /// <summary>Somebody asked for a person; the key is <c>asked</c>.</summary>
    public const string Human = "human";

    /// <summary>A talk was handed to staff: it is told to them at once and never stored. The key is the groups chosen, with <see cref="Tally.Separator"/>.</summary>
    public const string Handoff = "handoff";

    /// <summary>Somebody agreed that staff be told of the wish for a person; the key is a group's id or <see cref="Tally.NoGroup"/>.</summary>
    public const string WishGroup = "wish-group";

    /// <summary>The same; the key is the hour in Kyoto, <c>00</c> to <c>23</c>.</summary>
    public const string WishHour = "wish-hour";
}
