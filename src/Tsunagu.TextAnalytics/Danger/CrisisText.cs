using System.Buffers;
using System.Globalization;
using System.Text;

namespace Tsunagu.TextAnalytics;

/// <summary>A text in the forms that patterns of each language are tried on.</summary>
/// <param name="Folded">Without blanks and marks: Japanese, Chinese, Korean.</param>
/// <param name="Spaced">Words between single blanks, one at each end: English, Vietnamese.</param>
/// <param name="Kana">Japanese written in Latin letters, as kana; null when it is not.</param>
internal sealed record CrisisText(string Folded, string Spaced, string? Kana)
{
    /// <summary>Marks that stand for a hidden letter.</summary>
    private static readonly SearchValues<char> Masks = SearchValues.Create("○◯〇●◎⭕❌×✕✖*□■△▲#");

    private const char Hidden = '\uFFFC';

    /// <summary>Reads a text.</summary>
    /// <param name="text">As it was typed.</param>
    /// <param name="masked">A word with one letter hidden → the word.</param>
    internal static CrisisText Read(string text, IReadOnlyList<(string Hidden, string Word)> masked)
    {
        var normal = TextFolding.Normal(text);
        var folded = TextFolding.Fold(Unmask(normal, masked));
        var spaced = Space(normal);
        return new CrisisText(folded, spaced, Romaji.ToKana(spaced));
    }

    /// <summary>A word with each of its letters hidden in turn.</summary>
    internal static IEnumerable<(string Hidden, string Word)> Hide(string word)
    {
        for (var i = 0; i < word.Length; i++)
            yield return (string.Concat(word.AsSpan(0, i), [Hidden], word.AsSpan(i + 1)), word);
    }

    private static string Unmask(string normal, IReadOnlyList<(string Hidden, string Word)> masked)
    {
        if (normal.AsSpan().IndexOfAny(Masks) < 0)
            return normal;
        var text = new StringBuilder(normal.Length);
        foreach (var c in normal)
        {
            if (Masks.Contains(c))
                text.Append(Hidden);
            else if (!char.IsWhiteSpace(c))
                text.Append(c is >= 'ァ' and <= 'ヶ' ? (char)(c - 0x60) : c);
        }
        var hidden = text.ToString();
        foreach (var (with, word) in masked)
            hidden = hidden.Replace(with, word, StringComparison.Ordinal);
        return hidden;
    }

    private static string Space(string normal)
    {
        var spaced = new StringBuilder(normal.Length + 2).Append(' ');
        foreach (var c in normal)
        {
            if (char.IsLetterOrDigit(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
                spaced.Append(c);
            else if (c is not ('\'' or '’' or '`') && spaced[^1] != ' ')
                spaced.Append(' ');
        }
        return (spaced[^1] == ' ' ? spaced : spaced.Append(' ')).ToString();
    }
}
