using System.Buffers;
using System.Globalization;
using System.Text;
using Tsunagu.Handbooks;

namespace Tsunagu.TextAnalytics;

/// <summary>
/// Tells by its letters and its most frequent words which of our languages a text is written in. It answers only where it is sure: a name, a word, a
/// number or two languages in one sentence are no reason to offer anybody another language.
/// </summary>
internal static class LanguageGuess
{
    /// <summary>Names in Hangul have two to four letters, sentences have more.</summary>
    private const int LeastHangul = 4;

    private const int LeastKana = 3;

    /// <summary>Letters of other scripts up to this share are names and loan words.</summary>
    private const double Sprinkled = 0.2;

    private const double EnoughWords = 0.3;

    /// <summary>The beginning of a story says enough.</summary>
    private const int LongestText = 2000;

    private static readonly SearchValues<char> ChineseLetters = SearchValues.Create(LanguageWords.ChineseOnly);
    private static readonly SearchValues<char> VietnameseLetters = SearchValues.Create(LanguageWords.VietnameseOnly);

    /// <summary>The language, or null when it is none of ours or not sure. Plain Japanese is Japanese.</summary>
    internal static Locale? Of(string text)
    {
        var plain = WithoutAddresses(TextFolding.Normal(text.Length > LongestText ? text[..LongestText] : text));
        var (kana, han, hangul, latin) = CountLetters(plain);
        var all = kana + han + hangul + latin;
        if (all == 0)
            return null;
        if (latin >= all * (1 - Sprinkled))
            return OfWords(plain);
        // Kana stand in Japanese only; English words beside them change nothing.
        if (kana >= LeastKana || (kana > 0 && han > 0))
            return kana + han > all * Sprinkled && hangul == 0 ? Locale.Japanese : null;
        if (hangul >= LeastHangul && hangul >= all * (1 - Sprinkled))
            return Locale.Korean;
        return kana == 0 && hangul == 0 && han >= all * (1 - Sprinkled) && IsChinese(plain, han) ? Locale.Chinese : null;
    }

    /// <summary>Kanji alone may be Japanese as well: only letters and pairs that Japanese does not have tell Chinese.</summary>
    private static bool IsChinese(string text, int han)
    {
        var found = 0;
        for (var rest = text.AsSpan(); rest.IndexOfAny(ChineseLetters) is var at and >= 0; rest = rest[(at + 1)..])
            found++;
        found += LanguageWords.ChinesePairs.Count(pair => text.Contains(pair, StringComparison.Ordinal));
        return found >= 2 || (found == 1 && han >= 4);
    }

    private static Locale? OfWords(string text)
    {
        var words = WordsOf(text);
        var marked = words.Count(w => w.AsSpan().ContainsAny(VietnameseLetters));
        var vietnamese = words.Count(LanguageWords.Vietnamese.Contains);
        if (marked >= 2 || (marked == 1 && vietnamese >= 1) || (vietnamese >= 3 && vietnamese >= words.Count * EnoughWords))
            return Locale.Vietnamese;
        // Japanese in Latin letters shares its particles with English words (no, to, are, so).
        if (words.Count(LanguageWords.Romaji.Contains) >= 2)
            return null;
        var telling = words.Count(LanguageWords.English.Contains);
        var hits = telling + words.Count(LanguageWords.EnglishBeside.Contains);
        return telling >= 1 && hits >= 2 && hits >= words.Count * EnoughWords ? Locale.English : null;
    }

    private static (int Kana, int Han, int Hangul, int Latin) CountLetters(string text)
    {
        var (kana, han, hangul, latin) = (0, 0, 0, 0);
        foreach (var c in text)
        {
            switch (c)
            {
                // Not the dot and the long vowel: others use them as well.
                case >= 'ぁ' and <= 'ゖ' or >= 'ァ' and <= 'ヺ':
                    kana++;
                    break;
                case >= '一' and <= '鿿' or >= '㐀' and <= '䶿' or '々':
                    han++;
                    break;
                case >= '가' and <= '힣' or >= 'ㄱ' and <= 'ㆎ':
                    hangul++;
                    break;
                case >= 'a' and <= 'z' or >= 'à' and <= 'ɏ' or >= 'ḁ' and <= 'ỹ':
                    latin++;
                    break;
            }
        }

        return (kana, han, hangul, latin);
    }

    private static string WithoutAddresses(string text)
    {
        if (!text.Contains('@', StringComparison.Ordinal) && !text.Contains("://", StringComparison.Ordinal) && !text.Contains("www.", StringComparison.Ordinal))
            return text;
        var parts = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', parts.Where(p => !p.Contains('@', StringComparison.Ordinal) && !p.Contains("://", StringComparison.Ordinal) && !p.StartsWith("www.", StringComparison.Ordinal)));
    }

    /// <summary>Runs of letters with their marks; an apostrophe between letters belongs to the word.</summary>
    private static List<string> WordsOf(string text)
    {
        List<string> words = [];
        var word = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsLetter(text[i]) || CharUnicodeInfo.GetUnicodeCategory(text[i]) is UnicodeCategory.NonSpacingMark)
            {
                word.Append(text[i]);
            }
            else if (text[i] is '\'' or '\u2019' && word.Length > 0 && i + 1 < text.Length && char.IsLetter(text[i + 1]))
            {
                word.Append('\'');
            }
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        if (word.Length > 0)
            words.Add(word.ToString());
        return words;
    }
}
