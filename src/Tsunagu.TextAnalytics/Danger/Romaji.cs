using System.Text;

namespace Tsunagu.TextAnalytics;

/// <summary>Japanese in Latin letters as kana: <c>shinitai</c>, <c>otto ni nagurareta</c>. People write so on a foreign keyboard.</summary>
internal static class Romaji
{
    private const int ShortestText = 5;

    private static readonly Dictionary<string, string> Syllables = Build();

    /// <summary>The text as hiragana; null unless nearly all of it reads as Japanese.</summary>
    /// <param name="spaced">Lower case words between blanks.</param>
    internal static string? ToKana(string spaced)
    {
        if (spaced.Length > 400 || spaced.Length < ShortestText || spaced.AsSpan().ContainsAnyExceptInRange(' ', 'z'))
            return null;
        var kana = new StringBuilder(spaced.Length);
        var odd = 0;
        for (var i = 0; i < spaced.Length;)
        {
            if (spaced[i] == ' ')
            {
                i++;
                continue;
            }
            var length = Syllable(spaced, i, kana);
            if (length == 0)
            {
                odd++;
                length = 1;
            }
            i += length;
        }
        return odd * 8 > spaced.Length ? null : TextFolding.Fold(kana.ToString());
    }

    private static int Syllable(string text, int at, StringBuilder kana)
    {
        // A doubled consonant is a small tsu; an n before none of its own syllables stands alone.
        if (at + 1 < text.Length && text[at] == text[at + 1] && text[at] is not ('a' or 'i' or 'u' or 'e' or 'o' or 'n') && char.IsAsciiLetterLower(text[at]))
        {
            kana.Append('っ');
            return 1;
        }
        for (var length = Math.Min(3, text.Length - at); length > 0; length--)
        {
            if (Syllables.TryGetValue(text.Substring(at, length), out var syllable))
            {
                kana.Append(syllable);
                return length;
            }
        }
        if (text[at] != 'n')
            return 0;
        kana.Append('ん');
        return at + 1 < text.Length && text[at + 1] == 'n' ? 2 : 1;
    }

    private static Dictionary<string, string> Build()
    {
        var syllables = new Dictionary<string, string>(StringComparer.Ordinal);
        void Row(string consonant, string kana, string vowels = "aiueo")
        {
            for (var i = 0; i < vowels.Length; i++)
                syllables[consonant + vowels[i]] = kana.Length == vowels.Length ? kana[i].ToString() : kana.Substring(i * 2, 2);
        }
        Row("", "あいうえお");
        Row("k", "かきくけこ");
        Row("s", "さしすせそ");
        Row("t", "たちつてと");
        Row("n", "なにぬねの");
        Row("h", "はひふへほ");
        Row("m", "まみむめも");
        Row("y", "やゆよ", "auo");
        Row("r", "らりるれろ");
        Row("w", "わを", "ao");
        Row("g", "がぎぐげご");
        Row("z", "ざじずぜぞ");
        Row("d", "だぢづでど");
        Row("b", "ばびぶべぼ");
        Row("p", "ぱぴぷぺぽ");
        foreach (var (consonant, kana) in new[] { ("ky", "き"), ("sh", "し"), ("sy", "し"), ("ch", "ち"), ("ty", "ち"), ("ny", "に"), ("hy", "ひ"), ("my", "み"), ("ry", "り"), ("gy", "ぎ"), ("j", "じ"), ("jy", "じ"), ("by", "び"), ("py", "ぴ") })
            Row(consonant, $"{kana}ゃ{kana}ゅ{kana}ょ", "auo");
        foreach (var (letters, kana) in new[] { ("shi", "し"), ("chi", "ち"), ("tsu", "つ"), ("fu", "ふ"), ("ji", "じ") })
            syllables[letters] = kana;
        return syllables;
    }
}
