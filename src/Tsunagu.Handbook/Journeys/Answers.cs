using System.Collections.Immutable;

namespace Tsunagu.Handbooks;

/// <summary>
/// What the person answered: question id → option ids. Immutable; equal when they say the same, in whatever order it was said.
/// An empty array is a question that was left out on purpose (答えない), which counts as answered.
/// Answers to questions that no longer apply stay here, so that changing one's mind back costs nothing.
/// </summary>
public sealed class Answers : IEquatable<Answers>
{
    private readonly ImmutableSortedDictionary<string, ImmutableArray<string>> map;

    private Answers(ImmutableSortedDictionary<string, ImmutableArray<string>> map) => this.map = map;

    /// <summary>Nothing answered yet.</summary>
    public static Answers Empty { get; } =
        new(ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal));

    /// <summary>Ids of all answered questions, in alphabetical order.</summary>
    public IEnumerable<string> QuestionIds => map.Keys;

    /// <summary>How many questions are answered.</summary>
    public int Count => map.Count;

    /// <summary>The chosen option ids; empty when the question was skipped or not answered.</summary>
    public ImmutableArray<string> this[string question] =>
        map.TryGetValue(question, out var chosen) ? chosen : [];

    /// <summary>Reads answers back, as they stand in the state of a conversation.</summary>
    public static Answers From(IEnumerable<KeyValuePair<string, ImmutableArray<string>>> answers) =>
        new(Empty.map.SetItems(answers.Select(a =>
            KeyValuePair.Create(a.Key, a.Value.IsDefault ? [] : Distinct(a.Value)))));

    /// <summary>The same answers with this one set or replaced. Repeated ids count once.</summary>
    public Answers With(string question, params string[] options) => new(map.SetItem(question, Distinct(options)));

    /// <summary>The same answers with this question left out on purpose.</summary>
    public Answers Skip(string question) => new(map.SetItem(question, []));

    /// <summary>The same answers without this one: the question will be asked again.</summary>
    public Answers Without(string question) => map.ContainsKey(question) ? new(map.Remove(question)) : this;

    /// <summary>True when the question was answered or left out on purpose.</summary>
    public bool IsAnswered(string question) => map.ContainsKey(question);

    /// <summary>True when the question was left out on purpose.</summary>
    public bool IsSkipped(string question) => map.TryGetValue(question, out var chosen) && chosen.IsEmpty;

    /// <inheritdoc/>
    public bool Equals(Answers? other)
    {
        if (other is null || other.map.Count != map.Count) return false;
        foreach (var (question, chosen) in map)
        {
            if (!other.map.TryGetValue(question, out var theirs) || !chosen.AsSpan().SequenceEqual(theirs.AsSpan()))
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Answers);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (question, chosen) in map)
        {
            hash.Add(question, StringComparer.Ordinal);
            foreach (var option in chosen) hash.Add(option, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    /// <summary>For debugging: <c>age=[13-18] groups=[school,family]</c>.</summary>
    public override string ToString() =>
        string.Join(' ', map.Select(a => $"{a.Key}=[{string.Join(',', a.Value)}]"));

    private static ImmutableArray<string> Distinct(IEnumerable<string> options) =>
        [.. options.Distinct(StringComparer.Ordinal)];
}
