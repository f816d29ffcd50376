using System.Text.RegularExpressions;
using Tsunagu.Handbooks;

namespace Tsunagu.TextAnalytics;

/// <summary>
/// Recognises danger in what was typed: core forms, exclusions that cancel only their own hit, who is meant, how urgent. Everything is
/// compiled once; nothing of the text is kept.
/// </summary>
internal sealed partial class CrisisRecognizer
{
    private const int Window = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly (CrisisClass Class, CrisisUrgency Urgency, Regex Regex)[] _patterns;
    private readonly (CrisisExclusion Exclusion, Regex Regex)[] _exclusions;
    private readonly Regex[] _third;
    private readonly Regex[] _first;
    private readonly Regex[] _imminent;

    internal CrisisRecognizer(CrisisLexicon lexicon)
    {
        _patterns = [.. lexicon.Patterns.Select(p => (p.Class, p.Urgency, Compile(p.Pattern)))];
        _exclusions = [.. lexicon.Exclusions.Select(e => (e, Compile(e.Pattern)))];
        _third = [.. lexicon.ThirdPerson.Select(Compile)];
        _first = [.. lexicon.FirstPerson.Select(Compile)];
        _imminent = [.. lexicon.Imminent.Select(Compile)];
    }

    internal CrisisSignal? Recognize(string text)
    {
        var folded = Disguised().Replace(TextFolding.Fold(text), "死");
        if (folded.Length == 0)
            return null;
        (CrisisClass Class, CrisisUrgency Urgency)? found = null;
        foreach (var (crisisClass, urgency, regex) in _patterns)
        {
            if (found is { } best && !IsWorse(crisisClass, urgency, best))
                continue;
            for (var match = regex.Match(folded); match.Success; match = match.NextMatch())
            {
                if (!IsExcluded(crisisClass, folded, match))
                {
                    found = (crisisClass, urgency);
                    break;
                }
            }
        }
        if (found is not { } hit)
            return null;
        var third = Any(_third, folded) && !Any(_first, folded);
        var urgent = hit.Urgency == CrisisUrgency.High && Any(_imminent, folded) ? CrisisUrgency.Imminent : hit.Urgency;
        return new CrisisSignal(hit.Class, third, urgent);
    }

    /// <summary>More urgent wins; of equals the class named first in the lexicon, where danger to one's own life stands first.</summary>
    private static bool IsWorse(CrisisClass crisisClass, CrisisUrgency urgency, (CrisisClass Class, CrisisUrgency Urgency) best) =>
        crisisClass == best.Class ? urgency > best.Urgency : urgency > best.Urgency && !(best.Class == CrisisClass.SuicideRisk && crisisClass == CrisisClass.AcuteMedical);

    private bool IsExcluded(CrisisClass crisisClass, string text, Match hit)
    {
        foreach (var (exclusion, regex) in _exclusions)
        {
            if (!exclusion.Classes.Contains(crisisClass))
                continue;
            for (var match = regex.Match(text); match.Success; match = match.NextMatch())
            {
                var reach = exclusion.Near ? Window : 0;
                if (match.Index < hit.Index + hit.Length + reach && hit.Index < match.Index + match.Length + reach)
                    return true;
            }
        }
        return false;
    }

    private static bool Any(Regex[] patterns, string text)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.IsMatch(text))
                return true;
        }
        return false;
    }

    private static Regex Compile(string pattern) =>
        new(TextFolding.FoldPattern(pattern), RegexOptions.CultureInvariant | RegexOptions.Compiled | RegexOptions.ExplicitCapture, Patience);

    /// <summary>4にたい, 氏にたい, タヒにたい.</summary>
    [GeneratedRegex("(4|氏|たひ)(?=に(たい|たく|たかった)|のう)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex Disguised();
}
