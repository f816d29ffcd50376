using System.Globalization;
using System.Text;

namespace Tsunagu.TextAnalytics;

/// <summary>
/// Makes different ways of writing the same: NFKC, lower case, katakana and small vowels as plain hiragana, without blanks, dots, marks,
/// pictures and long vowels between letters, three or more of the same letter as one. Used on texts and, with the same result, on the patterns
/// and words they are compared with.
/// </summary>
public static class TextFolding
{
    private const int LongestText = 4000;

    /// <summary>The folded text; longer input is cut, since its beginning and end say enough.</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = new StringBuilder(Math.Min(text.Length, LongestText));
        foreach (var rune in Normal(text).EnumerateRunes())
        {
            if (!IsNoise(rune))
                Append(folded, rune.Value switch
                {
                    // A laugh is a word; line ends separate thoughts.
                    0x1F602 or 0x1F923 or 0x1F606 or 0x1F605 => new Rune('笑'),
                    '\n' or '\r' => new Rune('。'),
                    ',' => new Rune('、'),
                    _ => rune,
                });
        }
        return Runs(folded);
    }

    /// <summary>NFKC and lower case, no longer than what is read; nothing else changed.</summary>
    internal static string Normal(string text)
    {
        if (text.Length > LongestText)
            text = string.Concat(text.AsSpan(0, LongestText / 2), text.AsSpan(text.Length - LongestText / 2));
        return Widths.Usual(WellFormed(text)).Normalize(NormalizationForm.FormKC).ToLowerInvariant();
    }

    /// <summary>The same folding for a regular expression, whose own signs stay.</summary>
    internal static string FoldPattern(string pattern)
    {
        var folded = new StringBuilder(pattern.Length);
        foreach (var rune in Widths.Usual(pattern).Normalize(NormalizationForm.FormKC).ToLowerInvariant().EnumerateRunes())
        {
            if (rune.Value is not (' ' or 'ー'))
                Append(folded, rune);
        }
        return folded.ToString();
    }

    private static void Append(StringBuilder folded, Rune rune)
    {
        var c = rune.Value;
        if (c is >= 'ァ' and <= 'ヶ')
            c -= 0x60;
        c = c switch
        {
            'ぁ' => 'あ',
            'ぃ' => 'い',
            'ぅ' => 'う',
            'ぇ' => 'え',
            'ぉ' => 'お',
            'ゎ' => 'わ',
            _ => c,
        };
        folded.Append(new Rune(c));
    }

    /// <summary>Three or more of one letter are one: a cry, or a key that was held down.</summary>
    private static string Runs(StringBuilder folded)
    {
        var kept = new StringBuilder(folded.Length);
        for (var i = 0; i < folded.Length;)
        {
            var end = i + 1;
            while (end < folded.Length && folded[end] == folded[i])
                end++;
            var count = end - i;
            // Numbers keep their digits.
            kept.Append(folded[i], count < 3 ? count : char.IsAsciiDigit(folded[i]) ? count : 1);
            i = end;
        }
        return kept.ToString();
    }

    private static bool IsNoise(Rune rune)
    {
        var c = rune.Value;
        if (c is '\n' or '\r' or 0x1F602 or 0x1F923 or 0x1F606 or 0x1F605)
            return false;
        return Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) || c is 'ー' or '〜' or '~' or '・' or '.' or '…' or '*' or '_' or '-' or '‐' or '–' or '—' or '―' or '「' or '」' or '『' or '』' or '"' or '\'' or '’' or '“' or '”' or '(' or ')'
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol or UnicodeCategory.Format or UnicodeCategory.EnclosingMark
                or UnicodeCategory.NonSpacingMark or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
    }

    /// <summary>Half a surrogate pair cannot be normalised; it says nothing and is taken out.</summary>
    private static string WellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        }
        return text;
    }
}
