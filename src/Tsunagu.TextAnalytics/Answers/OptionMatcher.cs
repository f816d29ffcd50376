using System.Collections.Concurrent;
using System.Text;
using Tsunagu.Handbooks;

namespace Tsunagu.TextAnalytics;

/// <summary>Finds options by their words, in kanji, kana or a mixture, also with a slip of the finger. Readings come from the content.</summary>
internal sealed class OptionMatcher
{
    private static readonly char[] Separators = ['・', '、', ',', '，', '/', '／', '(', ')', '（', '）', '·', ';', '。'];
    private static readonly string[] Endings = ["のこと", "です", "ます", "さん", "区", "市", "の人", "く", "がいい", "したい", "する", "的事", "の"];
    private static readonly string[] Articles = ["my ", "the ", "a ", "an ", "about ", "for ", "in ", "your "];

    // All options of the handbook in all languages, and as much again.
    private const int MaxRemembered = 10_000;

    private readonly Readings _readings;
    private readonly ConcurrentDictionary<string, OptionWords> _known = new(StringComparer.Ordinal);

    internal OptionMatcher(IEnumerable<(string Word, string Reading)> readings) => _readings = new Readings(readings);

    /// <summary>An option's words, ready to be compared.</summary>
    /// <param name="Folded">Its text.</param>
    /// <param name="FoldedLabel">Its short text, if it has one.</param>
    /// <param name="Whole">Its text as it is read.</param>
    /// <param name="Parts">Every spelling and its parts as they are read.</param>
    /// <param name="Spaced">Parts in Latin letters, words between single blanks.</param>
    /// <param name="Exclusive">It says "none of these".</param>
    internal sealed record OptionWords(string Folded, string? FoldedLabel, string Whole, IReadOnlyList<string> Parts, IReadOnlyList<string> Spaced, bool Exclusive);

    /// <summary>An option that is offered, with its words.</summary>
    internal sealed record Candidate(AnswerOption Option, OptionWords Words)
    {
        internal string Folded => Words.Folded;

        internal string Whole => Words.Whole;

        internal IReadOnlyList<string> Parts => Words.Parts;

        internal IReadOnlyList<string> Spaced => Words.Spaced;

        internal bool Exclusive => Words.Exclusive;
    }

    /// <summary>
    /// The words of an option. Those of the content (only they have synonyms) are worked out once; options made for one person, such as the
    /// list of the answers so far, are forgotten with the turn.
    /// </summary>
    internal Candidate Prepare(AnswerOption option)
    {
        if (option.Synonyms.Count == 0)
            return new Candidate(option, WordsOf(option));
        var key = string.Join('\n', [option.Exclusive ? "1" : "0", option.Text, option.Label ?? "", .. option.Synonyms]);
        if (!_known.TryGetValue(key, out var words))
        {
            words = WordsOf(option);
            if (_known.Count < MaxRemembered)
                _known.TryAdd(key, words);
        }
        return new Candidate(option, words);
    }

    private OptionWords WordsOf(AnswerOption option)
    {
        var spellings = option.Synonyms.Append(option.Text).Concat(option.Label is { } label ? [label] : []).ToList();
        var parts = new List<string>();
        foreach (var spelling in spellings)
        {
            parts.Add(Kana(TextFolding.Fold(spelling)));
            foreach (var part in Widths.Usual(spelling).Normalize(NormalizationForm.FormKC).Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                parts.Add(Kana(TextFolding.Fold(part)));
        }
        foreach (var part in parts.ToList())
        {
            foreach (var ending in Endings)
            {
                if (part.Length > ending.Length + (ending is "く" ? 1 : 0) && part.EndsWith(ending, StringComparison.Ordinal))
                    parts.Add(part[..^ending.Length]);
            }
        }
        parts.AddRange(parts.Where(p => p.Contains('の', StringComparison.Ordinal)).Select(p => p.Replace("の", "", StringComparison.Ordinal)).ToList());
        var folded = TextFolding.Fold(option.Text);
        return new OptionWords(folded, option.Label is null ? null : TextFolding.Fold(option.Label), Kana(folded), [.. parts.Where(p => p.Length > 0).Distinct(StringComparer.Ordinal)], [.. spellings.SelectMany(SpacedParts).Distinct(StringComparer.Ordinal)],
            option.Exclusive || AnswerWords.NoneOption().IsMatch(folded));
    }

    /// <summary>Words with their readings made the same.</summary>
    private string Kana(string folded) => _readings.Read(folded);

    /// <summary>Options said in so many words, whole or one of their parts.</summary>
    internal List<Candidate> Exact(string folded, IReadOnlyList<Candidate> candidates)
    {
        foreach (var form in AnswerWords.Forms(folded))
        {
            var kana = Kana(form);
            var whole = candidates.Where(c => c.Whole == kana).ToList();
            if (whole.Count == 1)
                return whole;
            var found = candidates.Where(c => c.Parts.Contains(kana, StringComparer.Ordinal)).ToList();
            if (found.Count > 0)
                return found;
        }
        return [];
    }

    /// <summary>Options of which a part stands in the text; <paramref name="denied"/> are those that the text denies.</summary>
    internal List<Candidate> Within(string folded, string spaced, IReadOnlyList<Candidate> candidates, List<Candidate> denied)
    {
        var kana = Kana(folded);
        var found = new List<(Candidate Candidate, int At, int Length)>();
        foreach (var candidate in candidates)
        {
            var best = (At: -1, Length: 0);
            var isDenied = false;
            foreach (var part in candidate.Parts.Where(p => IsTelling(p) && !IsLatin(p)))
            {
                var at = kana.IndexOf(part, StringComparison.Ordinal);
                if (at < 0)
                    continue;
                if (AnswerWords.Denied().IsMatch(kana[(at + part.Length)..]) || AnswerWords.DeniedBeforeFolded().IsMatch(kana[..at]))
                    isDenied = true;
                else if (part.Length > best.Length)
                    best = (at, part.Length);
            }
            foreach (var part in candidate.Spaced)
            {
                var at = spaced.IndexOf($" {part} ", StringComparison.Ordinal);
                if (at < 0)
                    continue;
                if (AnswerWords.DeniedBefore().IsMatch(spaced[..(at + 1)]))
                    isDenied = true;
                else if (part.Length > best.Length)
                    best = (at, part.Length);
            }
            if (isDenied)
                denied.Add(candidate);
            else if (best.At >= 0)
                found.Add((candidate, best.At, best.Length));
        }
        return [.. found.Where(f => !found.Any(o => o.Candidate != f.Candidate && o.Length > f.Length && o.At <= f.At && o.At + o.Length >= f.At + f.Length)).OrderBy(f => f.At).Select(f => f.Candidate)];
    }

    /// <summary>Options that hold the typed words.</summary>
    internal List<Candidate> Holding(string folded, IReadOnlyList<Candidate> candidates)
    {
        foreach (var form in AnswerWords.Forms(folded).Reverse())
        {
            var kana = Kana(form);
            if (!IsTelling(kana) || (IsLatin(kana) && kana.Length < 4) || kana.Length > 20)
                continue;
            var negative = AnswerWords.Negative().IsMatch(kana);
            var found = candidates.Where(c => !negative || AnswerWords.Negative().IsMatch(c.Whole)).Where(c => c.Whole.Contains(kana, StringComparison.Ordinal) || c.Parts.Any(p => p.Contains(kana, StringComparison.Ordinal) && kana.Length >= 3)).ToList();
            if (found.Count > 0)
                return found;
        }
        return [];
    }

    /// <summary>How near the typed words are to each option, from 0 to 1, the nearest first.</summary>
    internal List<(Candidate Candidate, double Near)> Nearest(string folded, IReadOnlyList<Candidate> candidates)
    {
        var forms = AnswerWords.Forms(folded).Select(Kana).Distinct(StringComparer.Ordinal).ToList();
        return [.. candidates.Select(c => (c, Near: c.Parts.Concat(c.Spaced).Max(p => forms.Max(f => AnswerWords.Negative().Count(f) == AnswerWords.Negative().Count(p) ? Likeness(f, p) : 0)))).OrderByDescending(c => c.Near).ThenBy(c => c.c.Option.Number)];
    }

    private static double Likeness(string one, string other)
    {
        var longer = Math.Max(one.Length, other.Length);
        if (longer > 40 || Math.Min(one.Length, other.Length) < 3)
            return 0;
        return 1 - (double)Distance(one, other) / longer;
    }

    /// <summary>Letters to change, add, take out or swap (Damerau).</summary>
    private static int Distance(string one, string other)
    {
        var table = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
            table[i, 0] = i;
        for (var j = 0; j <= other.Length; j++)
            table[0, j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            for (var j = 1; j <= other.Length; j++)
            {
                var same = one[i - 1] == other[j - 1] ? 0 : 1;
                table[i, j] = Math.Min(Math.Min(table[i - 1, j] + 1, table[i, j - 1] + 1), table[i - 1, j - 1] + same);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
            }
        }
        return table[one.Length, other.Length];
    }

    private static IEnumerable<string> SpacedParts(string spelling)
    {
        var parts = spelling.ToLowerInvariant().Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Append(spelling.ToLowerInvariant());
        foreach (var part in parts)
        {
            if (!IsLatin(part))
                continue;
            var words = CrisisText.Read(part, []).Spaced.Trim();
            while (Articles.FirstOrDefault(a => words.StartsWith(a, StringComparison.Ordinal)) is { } article)
            {
                yield return words;
                words = words[article.Length..];
            }
            if (words.Length > 1)
                yield return words;
        }
    }

    private static bool IsLatin(string text) => text.Length > 0 && text[0] < 0x1F00;

    /// <summary>One kana says nothing; one kanji or two letters may.</summary>
    private static bool IsTelling(string word) => word.Length >= 2 || (word.Length == 1 && word[0] is >= '\u4E00' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7A3');
}
