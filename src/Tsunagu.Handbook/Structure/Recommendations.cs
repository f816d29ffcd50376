namespace Tsunagu.Handbooks;

/// <summary>A kind of window (相談窓口の種類) that a need asks for.</summary>
public sealed record NeedKind
{
    /// <summary>The code of the public contract, for example <c>life</c>.</summary>
    public required string Code { get; init; }

    /// <summary>True for kinds that come first when somebody is in danger.</summary>
    public bool Crisis { get; init; }

    /// <summary>Kinds to try when no window of this kind can be shown, nearest first; <c>general</c> means the general guides.</summary>
    public IReadOnlyList<string> Fallbacks { get; init; } = [];
}

/// <summary>What is added for certain people whatever they chose, for example the children's lines for the young.</summary>
public sealed record Addition
{
    /// <summary>English kebab-case, named in reasons as <c>because</c>.</summary>
    public required string Id { get; init; }

    /// <summary>For whom.</summary>
    public required Rule When { get; init; }

    /// <summary>Needs that are added.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>True: before the person's own needs. False: after them, with little weight.</summary>
    public bool First { get; init; }

    /// <summary>Marks that are added.</summary>
    public IReadOnlyList<string> Marks { get; init; } = [];
}
