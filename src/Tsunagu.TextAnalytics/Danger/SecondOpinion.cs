using Tsunagu.Handbooks;

namespace Tsunagu.TextAnalytics;

/// <summary>
/// A second opinion on danger where no rule spoke: a <see cref="LinearModel"/> over labelled sentences. It may only raise: from nothing to a
/// concern, which is met with a calm question; never the other way.
/// </summary>
internal sealed class SecondOpinion
{
    /// <summary>How sure it must be that there is danger of any kind.</summary>
    internal const double Sure = 0.61;

    /// <summary>How sure where somebody else finds that the text sounds very bad: likelier than not is not asked for.</summary>
    internal const double Faint = 0.4;

    /// <summary>Fewer known features say too little.</summary>
    private const int LeastWords = 22;

    private static readonly int Classes = Enum.GetValues<CrisisClass>().Length;

    private readonly LinearModel? _model;

    internal SecondOpinion(UnderstandingContent content)
    {
        if (content.Danger.IsEmpty)
            return;
        var examples = content.Danger.Select((d, i) => (d.Class is { } danger ? (int)danger + 1 : 0, $"sentence/{i + 1}", d.Text)).ToList();
        var marked = content.Danger.Select(d => d.Text).ToHashSet(StringComparer.Ordinal);
        examples.AddRange(content.Nothing.Where(t => !marked.Contains(t)).Select(t => (0, "nothing", t)));
        examples.AddRange(content.Phrasings.Where(p => !content.Dangerous.Contains(p.Worry)).Select(p => (0, p.Worry, p.Text)));
        _model = new LinearModel(new WordFeatures(content), Classes + 1, examples);
    }

    internal CrisisClass? Of(string text, double sure)
    {
        if (_model is null)
            return null;
        var vector = _model.Read(text);
        if (vector.Count < LeastWords)
            return null;
        var certainty = _model.Certainty(vector);
        if (1 - certainty[0] < sure)
            return null;
        return (CrisisClass)(Enumerable.Range(1, Classes).MaxBy(i => certainty[i]) - 1);
    }
}
