using System.Text.RegularExpressions;
using Tsunagu.Handbooks;

namespace Tsunagu.TextAnalytics;

/// <summary>
/// Knows worries by labelled phrasings: a <see cref="LinearModel"/> trained when it is first needed. It proposes; it never decides.
/// </summary>
internal sealed partial class WorryModel
{
    /// <summary>Below this share of certainty nothing is proposed beside the likeliest worry.</summary>
    private const double Least = 0.01;

    /// <summary>Below this nothing is proposed at all.</summary>
    private const double Faint = 0.02;

    /// <summary>Below this letters alone, without a word of the content's fields, say nothing.</summary>
    private const double Fair = 0.12;

    private const int MostReasons = 2;
    private const string NothingLabel = "";

    private readonly string[] _labels;
    private readonly Dictionary<string, string> _groups = new(StringComparer.Ordinal);
    private readonly LinearModel _model;

    internal WorryModel(UnderstandingContent content)
    {
        foreach (var phrasing in content.Phrasings)
            _groups[phrasing.Worry] = phrasing.Group;
        _labels = [NothingLabel, .. _groups.Keys.Order(StringComparer.Ordinal)];
        var numbers = _labels.Select((label, i) => (label, i)).ToDictionary(l => l.label, l => l.i, StringComparer.Ordinal);
        _model = new LinearModel(new WordFeatures(content), _labels.Length,
            [.. content.Phrasings.Select(p => (numbers[p.Worry], $"{p.Worry}/{p.Number}", p.Text)), .. content.Nothing.Select((text, i) => (0, $"nothing/{i + 1}", text))]);
    }

    internal WorryUnderstanding Understand(string text)
    {
        if (_labels.Length < 2 || string.IsNullOrWhiteSpace(text))
            return WorryUnderstanding.Nothing;
        var vector = _model.Read(text);
        if (vector.Count == 0)
            return WorryUnderstanding.Nothing;
        var certainty = _model.Certainty(vector);
        var order = Enumerable.Range(0, _labels.Length).OrderByDescending(i => certainty[i]).ThenBy(i => i).ToList();
        // Where a word of the content's fields stands in the text, "nothing" must be likelier; where none does, a guess by chance letters is none.
        var (nothing, likeliest) = (certainty[0], order.Where(i => i != 0).Max(i => certainty[i]));
        if (_model.KnowsAny(vector) ? nothing > likeliest || likeliest < Faint : nothing * 2 > likeliest || likeliest < Fair)
            return WorryUnderstanding.Nothing;
        var best = order.Where(i => i != 0).Where((i, place) => place == 0 || certainty[i] >= Least).Take(5).ToList();
        var folded = TextFolding.Fold(text);
        return new WorryUnderstanding
        {
            Worries = [.. best.Select(i => new WorryMatch(_labels[i], _groups[_labels[i]], Math.Round(certainty[i], 3), _model.Nearest(vector, i, MostReasons)))],
            Groups = [.. best.Where((i, place) => place == 0 || certainty[i] >= certainty[best[0]] / 4).Select(i => _groups[_labels[i]]).Distinct(StringComparer.Ordinal)],
            ThirdPerson = Other().IsMatch(folded),
            Urgency = Today().IsMatch(folded) ? "today" : null,
        };
    }

    [GeneratedRegex("(娘|息子|夫|妻|母|父|祖母|祖父|兄|姉|弟|妹|孫|友達|友だち|友人|近所の|隣の|同僚|甥|姪|むすめ|むすこ)(さん|が|は|の(様子|こと|将来))", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Other();

    [GeneratedRegex("今日|今夜|今晩|今すぐ|いますぐ|明日(まで|から)|もう(何も)?食べる|食べる(もの|物)が(ない|何も)|泊まる(ところ|所)がない|寝る(ところ|場所)がない|止まった|止められ", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Today();
}
