using System.Collections.Immutable;

namespace Tsunagu.Handbooks;

/// <summary>What somebody wrote in their own words, as worries of the handbook. A proposal to confirm, never an answer by itself.</summary>
public sealed record WorryUnderstanding
{
    /// <summary>Nothing fits.</summary>
    public static WorryUnderstanding Nothing { get; } = new();

    /// <summary>Worries, the best first; empty when nothing fits.</summary>
    public IReadOnlyList<WorryMatch> Worries { get; init; } = [];

    /// <summary>The groups of these worries, the best first.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The words tell of somebody else.</summary>
    public bool ThirdPerson { get; init; }

    /// <summary><c>today</c> when the words say that it cannot wait, else null. Danger is <see cref="ITextUnderstanding.RecognizeCrisis"/>'s.</summary>
    public string? Urgency { get; init; }
}

/// <summary>One worry that fits.</summary>
/// <param name="Id">Id of the worry.</param>
/// <param name="Group">Id of its group.</param>
/// <param name="Score">From 0 to 1; only comparable within one text.</param>
/// <param name="Why">Ids of the content's phrasings that are nearest. Nothing of what was typed.</param>
public sealed record WorryMatch(string Id, string Group, double Score, IReadOnlyList<string> Why);

/// <summary>Labelled phrasings by which worries are known, as content (<c>dialogs/handbook/understanding</c>).</summary>
public sealed record UnderstandingContent
{
    /// <summary>No phrasings: nothing is ever understood.</summary>
    public static UnderstandingContent Empty { get; } = new();

    /// <summary>Phrasings of worries.</summary>
    public ImmutableArray<Phrasing> Phrasings { get; init; } = [];

    /// <summary>Sentences that mean no worry of the handbook.</summary>
    public ImmutableArray<string> Nothing { get; init; } = [];

    /// <summary>A word in kanji → how it is written in kana; both become the same before comparing.</summary>
    public ImmutableArray<(string Word, string Reading)> Readings { get; init; } = [];

    /// <summary>Sentences with the danger that they mean; no class = none.</summary>
    public ImmutableArray<(CrisisClass? Class, string Text)> Danger { get; init; } = [];

    /// <summary>Worries that are themselves a danger, or so near to one that their phrasings say nothing about its absence.</summary>
    public ImmutableArray<string> Dangerous { get; init; } = [];

    /// <summary>Words that mean much the same, by a name for what they share.</summary>
    public ImmutableArray<(string Name, ImmutableArray<string> Words)> Concepts { get; init; } = [];
}

/// <summary>A way to say a worry.</summary>
/// <param name="Worry">Id of the worry.</param>
/// <param name="Group">Id of its group.</param>
/// <param name="Text">The words.</param>
/// <param name="Number">Its number under the worry, from 1; 0 = the words by which it is offered.</param>
public sealed record Phrasing(string Worry, string Group, string Text, int Number)
{
    /// <summary>The language it is written in: <c>ja en zh ko vi</c>.</summary>
    public string Language { get; init; } = "ja";
}
