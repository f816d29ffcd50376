using Tsunagu.Handbooks;

namespace Tsunagu.TextAnalytics;

/// <summary>
/// Turns words into features: runs of two and three characters after readings were made the same, single kanji, the concepts that the words
/// belong to, and pairs of concepts (a father with drink is another worry than a father alone).
/// </summary>
internal sealed class WordFeatures
{
    private const double ConceptWeight = 2.0;
    private const double PairWeight = 1.0;

    private readonly Readings _readings;
    private readonly LiteralIndex _concepts;
    private readonly int _conceptCount;
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<(int, int), int> _pairs = [];
    private readonly int[] _conceptIds;
    private bool _learning = true;

    internal WordFeatures(UnderstandingContent content)
    {
        _readings = new Readings(content.Readings);
        _conceptCount = content.Concepts.Length;
        _concepts = new LiteralIndex(content.Concepts.SelectMany((c, i) => c.Words.Select(w => (TextFolding.Fold(w), i))).Where(w => w.Item1.Length > 0));
        _conceptIds = [.. content.Concepts.Select(c => Id("#" + c.Name))];
    }

    /// <summary>How many features are known.</summary>
    internal int Count => _ids.Count + _pairs.Count;

    /// <summary>Whether a feature is a concept, not chance letters.</summary>
    internal bool IsConcept(int id) => id < _conceptCount;

    /// <summary>From here only features of the content are known.</summary>
    internal void Close() => _learning = false;

    /// <summary>The features of a text with their weights; unknown ones are left out.</summary>
    internal List<(int Id, double Weight)> Of(string text)
    {
        var folded = TextFolding.Fold(text);
        if (folded.Length > 400)
            folded = folded[..400];
        var found = new Dictionary<int, double>();
        foreach (var c in folded.Where(c => c is >= '\u4E00' and <= '\u9FFF'))
            Add(found, Id("k" + c), 1);
        var kana = "^" + _readings.Read(folded) + "$";
        for (var length = 2; length <= 3; length++)
        {
            for (var i = 0; i + length <= kana.Length; i++)
                Add(found, Id(kana.Substring(i, length)), 1);
        }
        var concepts = Concepts(folded);
        for (var i = 0; i < concepts.Count; i++)
        {
            Add(found, _conceptIds[concepts[i]], ConceptWeight);
            for (var j = 0; j < i; j++)
                Add(found, Pair(concepts[j], concepts[i]), PairWeight);
        }
        return [.. found.Select(f => (f.Key, f.Value))];
    }

    /// <summary>Numbers of the concepts that the text speaks of.</summary>
    internal List<int> Concepts(string folded)
    {
        var marks = new bool[_conceptCount];
        _concepts.Mark(folded, marks);
        return [.. Enumerable.Range(0, _conceptCount).Where(i => marks[i])];
    }

    private static void Add(Dictionary<int, double> found, int id, double weight)
    {
        if (id >= 0)
            found[id] = weight;
    }

    private int Id(string feature)
    {
        if (_ids.TryGetValue(feature, out var id))
            return id;
        return _learning ? _ids[feature] = Count : -1;
    }

    private int Pair(int one, int other)
    {
        if (_pairs.TryGetValue((one, other), out var id))
            return id;
        return _learning ? _pairs[(one, other)] = Count : -1;
    }
}
