using System.Text;

namespace Tsunagu.TextAnalytics;

/// <summary>
/// Makes different ways of writing the same: NFKC, lower case, katakana as hiragana, without blanks, dots, marks and long vowels between
/// letters. Used on texts and, with the same result, on the patterns and words they are compared with.
/// </summary>
public static class TextFolding
{
    private const int LongestText = 4000;

    /// <summary>The folded text; longer input is cut, since its beginning and end say enough.</summary>
    public static string Fold(string text)
    {
        if (text.Length > LongestText)
            text = string.Concat(text.AsSpan(0, LongestText / 2), text.AsSpan(text.Length - LongestText / 2));
        return FoldLetters(WellFormed(text).Normalize(NormalizationForm.FormKC).ToLowerInvariant(), inPattern: false);
    }

    /// <summary>The same folding for a regular expression, whose own signs stay.</summary>
    internal static string FoldPattern(string pattern) => FoldLetters(pattern.ToLowerInvariant().Normalize(NormalizationForm.FormKC), inPattern: true);

    private static string FoldLetters(string text, bool inPattern)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is >= 'ァ' and <= 'ヶ')
                folded.Append((char)(c - 0x60));
            else if (!(inPattern ? c is ' ' or 'ー' : IsNoise(c)))
                folded.Append(c);
        }
        return folded.ToString();
    }

    private static bool IsNoise(char c) =>
        char.IsWhiteSpace(c) || char.IsControl(c) || c is 'ー' or '~' or '〜' or '・' or '.' or '…' or '*' or '_' or '-' or '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFE0F' or '\uFEFF' or '「' or '」' or '『' or '』' or '"';

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
