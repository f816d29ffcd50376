using System.Text;

namespace Tsunagu.Directory;

/// <summary>
/// Makes different ways of writing the same for search: width (NFKC), case, katakana as hiragana, without blanks, hyphens, dots and long vowels, and
/// words that are written in several ways (子供・子ども・こども) as one. Only for search keys; what is shown keeps its own writing.
/// </summary>
public sealed class SearchFolding
{
    private const char VoicedMark = '\uFF9E';
    private const char HalfVoicedMark = '\uFF9F';

    /// <summary>The wide letters for U+FF61 to U+FF9F, in order.</summary>
    private const string HalfWidth =
        "\u3002\u300C\u300D\u3001\u30FB\u30F2\u30A1\u30A3\u30A5\u30A7\u30A9\u30E3\u30E5\u30E7\u30C3\u30FC\u30A2\u30A4\u30A6\u30A8\u30AA\u30AB\u30AD\u30AF\u30B1\u30B3\u30B5\u30B7\u30B9\u30BB\u30BD\u30BF"
        + "\u30C1\u30C4\u30C6\u30C8\u30CA\u30CB\u30CC\u30CD\u30CE\u30CF\u30D2\u30D5\u30D8\u30DB\u30DE\u30DF\u30E0\u30E1\u30E2\u30E4\u30E6\u30E8\u30E9\u30EA\u30EB\u30EC\u30ED\u30EF\u30F3\uFF9E\uFF9F";

    private readonly (string From, string To)[] _variants;

    /// <summary>A folding with these words of several writings.</summary>
    /// <param name="variants">One list a word: the writing that stands for all, then the others.</param>
    public SearchFolding(IEnumerable<IReadOnlyList<string>> variants)
    {
        // Longer writings first, so that a part of a word is not replaced before the whole.
        _variants = [.. variants.SelectMany(list => list.Skip(1).Select(other => (From: FoldLetters(other), To: FoldLetters(list[0]))))
            .Where(pair => pair.From.Length > 0 && pair.From != pair.To)
            .DistinctBy(pair => pair.From)
            .OrderByDescending(pair => pair.From.Length).ThenBy(pair => pair.From, StringComparer.Ordinal)];
    }

    /// <summary>A folding that knows no words.</summary>
    public static SearchFolding Plain { get; } = new([]);

    /// <summary>The folded text.</summary>
    public string Fold(string text)
    {
        var folded = FoldLetters(text);
        foreach (var (from, to) in _variants)
        {
            if (folded.Contains(from, StringComparison.Ordinal))
                folded = folded.Replace(from, to, StringComparison.Ordinal);
        }
        return folded;
    }

    private static string FoldLetters(string text)
    {
        var plain = Wide(text).Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        var folded = new StringBuilder(plain.Length);
        foreach (var c in plain)
        {
            if (c is >= '\u30A1' and <= '\u30F6')
                folded.Append((char)(c - 0x60)); // katakana as hiragana
            else if (!IsNoise(c))
                folded.Append(Old(c));
        }
        return folded.ToString();
    }

    /// <summary>Letters of names that NFKC leaves apart: 髙 and 﨑.</summary>
    private static char Old(char c) => c switch
    {
        '\u9AD9' => '\u9AD8',
        '\uFA11' => '\u5D0E',
        _ => c,
    };

    private static bool IsNoise(char c) =>
        char.IsWhiteSpace(c) || char.IsControl(c) || char.IsPunctuation(c)
        || c is '\u30FC' or '~' or '\u301C' or '\u30FB' or '\u2212' or '\u200B' or '\u200D' or '\uFE0F';

    /// <summary>
    /// Widths made the same by hand, because without ICU (InvariantGlobalization) the platform's NFKC leaves them as they are. Half of a surrogate
    /// pair says nothing and is left out.
    /// </summary>
    private static string Wide(string text)
    {
        var wide = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsSurrogate(c))
            {
                if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                    wide.Append(c).Append(text[++i]);
            }
            else if (c is >= '\uFF01' and <= '\uFF5E')
            {
                wide.Append((char)(c - 0xFEE0));
            }
            else if (c is '\u3099' or '\u309A' or VoicedMark or HalfVoicedMark && wide.Length > 0)
            {
                Voice(wide, c is '\u3099' or VoicedMark);
            }
            else
            {
                wide.Append(c is >= '\uFF61' and <= '\uFF9F' ? HalfWidth[c - 0xFF61] : c);
            }
        }
        return wide.ToString();
    }

    private static void Voice(StringBuilder text, bool voiced)
    {
        if (text.Length == 0)
            return;
        var c = text[^1];
        if (voiced && c is '\u30A6' or '\u3046')
            text[^1] = (char)(c + 0x4E); // ウ and う
        else if (IsVoiceable(c))
            text[^1] = (char)(c + (voiced ? 1 : 2));
    }

    /// <summary>か to と and は to ほ in either kana: the voiced letter stands right behind the plain one.</summary>
    private static bool IsVoiceable(char c) => (c is >= '\u30A0' and <= '\u30FF' ? c - 0x60 : c) is >= 0x304B and <= 0x3068 or >= 0x306F and <= 0x307B;
}
