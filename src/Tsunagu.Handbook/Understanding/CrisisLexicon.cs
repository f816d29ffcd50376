using System.Collections.Immutable;

namespace Tsunagu.Handbooks;

/// <summary>
/// Words that mean danger, as content (<c>dialogs/handbook/safety/lexicon*.yaml</c>). Patterns are regular expressions over folded text; named
/// lists and readings are already written out in them.
/// </summary>
public sealed record CrisisLexicon
{
    /// <summary>Core forms by class and urgency.</summary>
    public required ImmutableArray<CrisisPattern> Patterns { get; init; }

    /// <summary>What cancels a hit, and only that hit.</summary>
    public ImmutableArray<CrisisExclusion> Exclusions { get; init; } = [];

    /// <summary>Signs that somebody else is in danger.</summary>
    public ImmutableArray<CrisisSign> ThirdPerson { get; init; } = [];

    /// <summary>Signs that it is the person nevertheless; when in doubt it is the person, the gentler mistake.</summary>
    public ImmutableArray<CrisisSign> FirstPerson { get; init; } = [];

    /// <summary>Signs that it is now.</summary>
    public ImmutableArray<CrisisSign> Imminent { get; init; } = [];

    /// <summary>Signs that the person fears to hurt somebody, or did.</summary>
    public ImmutableArray<CrisisSign> Hurting { get; init; } = [];

    /// <summary>Words of which people hide a letter (○); each is found with any one letter hidden.</summary>
    public ImmutableArray<string> Masked { get; init; } = [];
}

/// <summary>A core form.</summary>
/// <param name="Class">Its class.</param>
/// <param name="Urgency">How urgent by itself.</param>
/// <param name="Pattern">A regular expression; folded like the text before use.</param>
/// <param name="Source">Where it was written.</param>
public sealed record CrisisPattern(CrisisClass Class, CrisisUrgency Urgency, string Pattern, SourceMark Source)
{
    /// <summary>The language it is written in (<c>ja en zh ko vi</c>); says how the text is folded for it.</summary>
    public string Language { get; init; } = "ja";
}

/// <summary>What cancels a hit.</summary>
/// <param name="Classes">Hits of these classes.</param>
/// <param name="Pattern">A regular expression.</param>
/// <param name="Near">True: anywhere within twelve characters of the hit; false: it must overlap the hit.</param>
public sealed record CrisisExclusion(ImmutableArray<CrisisClass> Classes, string Pattern, bool Near)
{
    /// <summary>The language it is written in.</summary>
    public string Language { get; init; } = "ja";
}

/// <summary>A sign of who is meant, or that it is now.</summary>
/// <param name="Classes">For hits of these classes; empty = of all.</param>
/// <param name="Pattern">A regular expression.</param>
/// <param name="Language">The language it is written in.</param>
public sealed record CrisisSign(ImmutableArray<CrisisClass> Classes, string Pattern, string Language = "ja");
