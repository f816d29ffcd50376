using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Tsunagu.Handbooks;

namespace Tsunagu.TextAnalytics;

/// <summary>
/// Recognises danger in what was typed, in every language at once: core forms, exclusions that cancel only their own hit, who is meant, how
/// urgent. Nothing of the text is kept.
/// </summary>
internal sealed partial class CrisisRecognizer
{
    private const int Window = 12;

    private readonly Rule[] _rules;
    private readonly LiteralIndex _index;
    private readonly int[] _always;
    private readonly ImmutableArray<CrisisPattern> _patterns;
    private readonly ImmutableArray<CrisisExclusion> _exclusions;
    private readonly Signs _third;
    private readonly Signs _first;
    private readonly Signs _imminent;
    private readonly Signs _hurting;
    private readonly (string Hidden, string Word)[] _masked;

    internal CrisisRecognizer(CrisisLexicon lexicon)
    {
        _patterns = lexicon.Patterns;
        _exclusions = lexicon.Exclusions;
        _third = new Signs(lexicon.ThirdPerson, _patterns.Length + _exclusions.Length);
        _first = new Signs(lexicon.FirstPerson, _third.End);
        _imminent = new Signs(lexicon.Imminent, _first.End);
        _hurting = new Signs(lexicon.Hurting, _imminent.End);
        _rules =
        [
            .. _patterns.Select(p => new Rule(p.Pattern, p.Language)), .. _exclusions.Select(e => new Rule(e.Pattern, e.Language)),
            .. new[] { _third, _first, _imminent, _hurting }.SelectMany(s => s.All).Select(s => new Rule(s.Pattern, s.Language)),
        ];
        _index = new LiteralIndex(_rules.SelectMany((rule, i) => (rule.Literals ?? []).Select(word => (word, i))));
        _always = [.. Enumerable.Range(0, _rules.Length).Where(i => _rules[i].Literals is null)];
        _masked = [.. lexicon.Masked.SelectMany(CrisisText.Hide)];
    }

    /// <summary>The sign by the rules, else a concern by the second opinion, which is asked only where nothing that looked like danger was cancelled.</summary>
    internal CrisisSignal? Recognize(string text, Func<string, CrisisClass?> second)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var forms = CrisisText.Read(text, _masked);
        var scan = ScanOf(forms);
        if (Explain(forms, scan) is { } found)
            return found.Signal;
        return !IsDenied(scan) && second(text) is { } danger ? new CrisisSignal(danger, IsThird(scan, danger), CrisisUrgency.Concern) : null;
    }

    /// <summary>The sign and the place of the pattern that gave it, for those who write patterns.</summary>
    internal (CrisisSignal Signal, SourceMark Source)? Explain(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var forms = CrisisText.Read(text, _masked);
        return Explain(forms, ScanOf(forms));
    }

    private (CrisisSignal Signal, SourceMark Source)? Explain(CrisisText forms, Scan scan)
    {
        var undisguised = Disguised().Replace(forms.Folded, "死");
        var found = In(ReferenceEquals(undisguised, forms.Folded) ? scan : ScanOf(forms with { Folded = undisguised }));
        return found is null && forms.Kana is { } kana ? In(ScanOf(new CrisisText(kana, " ", null))) : found;
    }

    /// <summary>Whether what looked like danger was cancelled: a second opinion must not bring it back.</summary>
    private bool IsDenied(Scan scan)
    {
        for (var i = 0; i < _exclusions.Length; i++)
        {
            if (scan.Match(_patterns.Length + i) is { Success: true })
                return true;
        }
        return false;
    }

    /// <summary>Whether somebody else is meant.</summary>
    private bool IsThird(Scan scan, CrisisClass crisisClass) => Any(scan, _third, crisisClass) && !Any(scan, _first, crisisClass);

    private Scan ScanOf(CrisisText text)
    {
        var tried = new bool[_rules.Length];
        _index.Mark(text.Folded, tried);
        _index.Mark(text.Spaced, tried);
        foreach (var rule in _always)
            tried[rule] = true;
        var plain = text.Spaced.AsSpan().ContainsAnyExceptInRange('\0', '\x7F') ? null : text.Spaced;
        return new Scan(_rules, tried, text, plain);
    }

    private (CrisisSignal Signal, SourceMark Source)? In(Scan scan)
    {
        var tried = scan.Tried;
        CrisisPattern? best = null;
        for (var i = 0; i < _patterns.Length; i++)
        {
            if (tried[i] && (best is null || IsWorse(_patterns[i], best)) && Hits(scan, i))
                best = _patterns[i];
        }
        if (best is null)
            return null;
        var third = IsThird(scan, best.Class);
        var now = Any(scan, _imminent, best.Class);
        var urgency = best.Urgency == CrisisUrgency.High && now ? CrisisUrgency.Imminent : best.Urgency;
        var hurting = !third && Any(scan, _hurting, best.Class);
        return (new CrisisSignal(best.Class, third, urgency) { Hurting = hurting }, best.Source);
    }

    /// <summary>More urgent wins; of equals the class named first, where danger to one's own life stands first.</summary>
    private static bool IsWorse(CrisisPattern one, CrisisPattern best) =>
        one.Urgency > best.Urgency && !(best.Class == CrisisClass.SuicideRisk && one.Class == CrisisClass.AcuteMedical);

    private bool Hits(Scan scan, int rule)
    {
        for (var match = scan.Match(rule); match is { Success: true }; match = Scan.Next(match))
        {
            if (!IsExcluded(scan, _patterns[rule], match))
                return true;
        }
        return false;
    }

    private bool IsExcluded(Scan scan, CrisisPattern pattern, Match hit)
    {
        for (var i = 0; i < _exclusions.Length; i++)
        {
            var exclusion = _exclusions[i];
            if (!string.Equals(exclusion.Language, pattern.Language, StringComparison.Ordinal) || !exclusion.Classes.Contains(pattern.Class))
                continue;
            var reach = exclusion.Near ? Window : 0;
            for (var match = scan.Match(_patterns.Length + i); match is { Success: true }; match = Scan.Next(match))
            {
                if (match.Index < hit.Index + hit.Length + reach && hit.Index < match.Index + match.Length + reach)
                    return true;
            }
        }
        return false;
    }

    private static bool Any(Scan scan, Signs signs, CrisisClass crisisClass)
    {
        for (var i = 0; i < signs.All.Length; i++)
        {
            var classes = signs.All[i].Classes;
            if ((classes.IsEmpty || classes.Contains(crisisClass)) && scan.Match(signs.Start + i) is { Success: true })
                return true;
        }
        return false;
    }

    /// <summary>4にたい, 氏にたい, タヒにたい.</summary>
    [GeneratedRegex("(4|氏|たひ)[、。]?(?=に(た|て)|のう|ぬ(しか|つもり)|りたい|んだ(ほう|方))|死[、。]+(?=にた)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Disguised();

    /// <summary>Signs of one kind and where their rules begin among all rules.</summary>
    private sealed record Signs(ImmutableArray<CrisisSign> All, int Start)
    {
        internal int End => Start + All.Length;
    }

    /// <summary>One regular expression; made when it is first needed, so that a start is quick.</summary>
    private sealed class Rule
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

        private readonly Lazy<Regex> _regex;

        internal Rule(string pattern, string language)
        {
            Spaced = language is "en" or "vi";
            var unmarked = language == "vi";
            var folded = Spaced ? pattern.ToLowerInvariant() : TextFolding.FoldPattern(pattern);
            var literals = RequiredLiterals.Of(folded);
            // Vietnamese is also read without its marks, where the words of the pattern do not stand in the text.
            Literals = unmarked ? literals?.Concat(literals.Select(Widths.WithoutMarks)).Distinct(StringComparer.Ordinal).ToList() : literals;
            _regex = new Lazy<Regex>(() => Make(folded));
            PlainRegex = unmarked ? new Lazy<Regex>(() => Make(Widths.WithoutMarks(folded))) : null;
        }

        internal bool Spaced { get; }

        internal IReadOnlyList<string>? Literals { get; }

        internal Regex Regex => _regex.Value;

        internal Lazy<Regex>? PlainRegex { get; }

        private static Regex Make(string pattern) => new(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Patience);
    }

    /// <summary>The rules on one text. A rule that takes too long does not match: a wall of letters must not stop a talk.</summary>
    private sealed record Scan(Rule[] Rules, bool[] Tried, CrisisText Text, string? Plain)
    {
        internal Match? Match(int number)
        {
            if (!Tried[number])
                return null;
            var rule = Rules[number];
            try
            {
                if (!rule.Spaced)
                    return rule.Regex.Match(Text.Folded);
                return rule.PlainRegex is { } regex && Plain is not null ? regex.Value.Match(Plain) : rule.Regex.Match(Text.Spaced);
            }
            catch (RegexMatchTimeoutException)
            {
                return null;
            }
        }

        internal static Match? Next(Match match)
        {
            try
            {
                return match.NextMatch();
            }
            catch (RegexMatchTimeoutException)
            {
                return null;
            }
        }
    }
}
