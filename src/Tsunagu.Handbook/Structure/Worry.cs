namespace Tsunagu.Handbooks;

/// <summary>A field of worries (大きな悩み) such as <c>money</c>.</summary>
public sealed record WorryGroup
{
    /// <summary>English kebab-case; never changes.</summary>
    public required string Id { get; init; }

    /// <summary>Place in the list, from 1.</summary>
    public required int Order { get; init; }

    /// <summary>Its worries in written order.</summary>
    public required IReadOnlyList<Worry> Worries { get; init; }

    /// <summary>Marks of choosing the group itself, for example <c>violence</c>.</summary>
    public IReadOnlyList<string> Marks { get; init; } = [];

    /// <summary>Where it was written.</summary>
    public SourceMark Source { get; init; }
}

/// <summary>A worry (悩み) as a person taps it, and the needs that it leads to.</summary>
public sealed record Worry
{
    /// <summary>The id of the seed, for example <c>money-01</c>; never changes.</summary>
    public required string Id { get; init; }

    /// <summary>The group that it belongs to.</summary>
    public required string GroupId { get; init; }

    /// <summary>Needs, schemes, targets and facts; the main need first.</summary>
    public Effects Effects { get; init; } = Effects.None;

    /// <summary><c>safety</c>, <c>today</c> … .</summary>
    public IReadOnlyList<string> Marks { get; init; } = [];

    /// <summary>Where it was written.</summary>
    public SourceMark Source { get; init; }
}
