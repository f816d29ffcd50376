namespace Tsunagu.TextAnalytics;

/// <summary>
/// A linear model (multinomial logistic regression) over <see cref="WordFeatures"/>, trained in a fixed order, so that the same content always
/// gives the same model. It says how likely each label is, and which examples are nearest.
/// </summary>
internal sealed class LinearModel
{
    private const int Rounds = 8;
    private const double Rate = 4.0;
    private const double Negligible = 0.004;

    private readonly WordFeatures _features;
    private readonly int _labels;
    private readonly float[][] _weights;
    private readonly double[] _rarity;
    private readonly (int Label, string Id, Dictionary<int, double> Vector)[] _examples;

    /// <summary>Learns from examples.</summary>
    /// <param name="features">Turns words into features; closed afterwards.</param>
    /// <param name="labels">How many labels there are.</param>
    /// <param name="examples">A label, an id to explain by, words.</param>
    internal LinearModel(WordFeatures features, int labels, IReadOnlyList<(int Label, string Id, string Text)> examples)
    {
        _features = features;
        _labels = labels;
        var raw = examples.Select(e => (e.Label, e.Id, Found: features.Of(e.Text))).ToList();
        features.Close();
        _rarity = new double[features.Count];
        foreach (var (_, _, found) in raw)
        {
            foreach (var (id, _) in found)
                _rarity[id]++;
        }
        for (var i = 0; i < _rarity.Length; i++)
            _rarity[i] = Math.Log(1 + raw.Count / Math.Max(_rarity[i], 1));
        _examples = [.. raw.Select(r => (r.Label, r.Id, Weigh(r.Found)))];
        _weights = new float[features.Count][];
        Train();
    }

    /// <summary>The features of a text; empty when none is known.</summary>
    internal Dictionary<int, double> Read(string text) => Weigh(_features.Of(text));

    /// <summary>Whether a word of the content's fields stands in the text.</summary>
    internal bool KnowsAny(Dictionary<int, double> vector) => vector.Keys.Any(_features.IsConcept);

    /// <summary>How likely each label is; together they are 1.</summary>
    internal double[] Certainty(Dictionary<int, double> vector)
    {
        var scores = new double[_labels];
        foreach (var (id, weight) in vector)
        {
            if (_weights[id] is not { } row)
                continue;
            for (var i = 0; i < scores.Length; i++)
                scores[i] += weight * row[i];
        }
        var most = scores.Max();
        var sum = 0.0;
        for (var i = 0; i < scores.Length; i++)
            sum += scores[i] = Math.Exp(scores[i] - most);
        for (var i = 0; i < scores.Length; i++)
            scores[i] /= sum;
        return scores;
    }

    /// <summary>Ids of a label's examples that are nearest: why it was understood so.</summary>
    internal List<string> Nearest(Dictionary<int, double> vector, int label, int most) =>
        [.. _examples.Where(e => e.Label == label).Select(e => (e.Id, Near: Likeness(vector, e.Vector))).Where(e => e.Near > 0)
            .OrderByDescending(e => e.Near).ThenBy(e => e.Id, StringComparer.Ordinal).Take(most).Select(e => e.Id)];

    private void Train()
    {
        var step = 7919; // a prime walks through all examples in a mixed but fixed order
        while (_examples.Length > 0 && _examples.Length % step == 0)
            step += 2;
        for (var round = 0; round < Rounds; round++)
        {
            for (var n = 0; n < _examples.Length; n++)
                Learn(_examples[(int)(((long)n * step + round * 31) % _examples.Length)]);
        }
    }

    private void Learn((int Label, string Id, Dictionary<int, double> Vector) example)
    {
        var change = Certainty(example.Vector);
        for (var i = 0; i < change.Length; i++)
        {
            change[i] = (i == example.Label ? 1 : 0) - change[i];
            if (Math.Abs(change[i]) < Negligible)
                change[i] = 0;
        }
        foreach (var (id, weight) in example.Vector)
        {
            var row = _weights[id] ??= new float[_labels];
            for (var i = 0; i < row.Length; i++)
                row[i] += (float)(Rate * weight * change[i]);
        }
    }

    private Dictionary<int, double> Weigh(List<(int Id, double Weight)> found)
    {
        var vector = new Dictionary<int, double>(found.Count);
        var sum = 0.0;
        foreach (var (id, weight) in found)
        {
            var value = weight * _rarity[id];
            vector[id] = value;
            sum += value * value;
        }
        var length = Math.Sqrt(sum);
        if (length > 0)
        {
            foreach (var id in vector.Keys.ToList())
                vector[id] /= length;
        }
        return vector;
    }

    private static double Likeness(Dictionary<int, double> one, Dictionary<int, double> other)
    {
        var sum = 0.0;
        foreach (var (id, weight) in one)
        {
            if (other.TryGetValue(id, out var same))
                sum += weight * same;
        }
        return sum;
    }
}
