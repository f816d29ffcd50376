using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Tsunagu.TextAnalytics;

/// <summary>Numbers that an option covers, such as ages: 「13〜18歳」「75歳から」「under 13」. Both ends belong to it.</summary>
/// <param name="From">The least.</param>
/// <param name="To">The most.</param>
internal readonly partial record struct OptionRange(int From, int To)
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>The numbers of an option's words; null when it speaks of none.</summary>
    internal static OptionRange? Of(string text)
    {
        var plain = Widths.Usual(text).Normalize(NormalizationForm.FormKC).ToLowerInvariant().Replace(",", "", StringComparison.Ordinal);
        if (plain.Length > 60)
            return null;
        if (Both().Match(plain) is { Success: true } both)
            return new OptionRange(Number(both, "a"), Number(both, "b"));
        if (Decade().Match(plain) is { Success: true } decade)
            return new OptionRange(Number(decade, "a"), Number(decade, "a") + 9);
        if (Below().Match(plain) is { Success: true } below)
            return new OptionRange(0, Number(below, "a") - (Strictly().IsMatch(plain) ? 1 : 0));
        if (Above().Match(plain) is { Success: true } above)
            return new OptionRange(Number(above, "a"), int.MaxValue);
        return Single().Match(plain) is { Success: true } single ? new OptionRange(Number(single, "a"), Number(single, "a")) : null;
    }

    /// <summary>Whether the words name two ends, as in 13〜18.</summary>
    internal static bool IsSpan(string text) => Both().IsMatch(Widths.Usual(text));

    /// <summary>The numbers that typed words speak of, and whether a unit stood with them.</summary>
    internal static (OptionRange Range, bool Unit)? Typed(string folded)
    {
        foreach (var (word, range) in Pupils)
        {
            if (folded.StartsWith(word, StringComparison.Ordinal) && folded.Length <= word.Length + 4)
                return (range, true);
        }
        if (TypedNumber().Match(folded) is not { Success: true } match)
            return null;
        if (Numerals.Value(match.Groups["n"].Value) is not { } number)
            return null;
        var unit = match.Groups["unit"].Value;
        if (unit is "代" or "だい")
            return number % 10 == 0 ? (new OptionRange(number, number + 9), true) : null;
        return (new OptionRange(number, number), unit.Length > 0);
    }

    /// <summary>Whether all of the other numbers belong to this.</summary>
    internal bool Covers(OptionRange other) => From <= other.From && other.To <= To;

    /// <summary>Whether some of the other numbers belong to this.</summary>
    internal bool Meets(OptionRange other) => From <= other.To && other.From <= To;

    private static readonly (string Word, OptionRange Range)[] Pupils =
    [
        ("小学生", new(6, 12)), ("しょうがくせい", new(6, 12)), ("小学", new(6, 12)), ("中学生", new(13, 15)), ("ちゅうがくせい", new(13, 15)), ("中学", new(13, 15)), ("高校生", new(16, 18)), ("こうこうせい", new(16, 18)), ("高校", new(16, 18)), ("はたち", new(20, 20)), ("二十歳", new(20, 20)),
    ];

    private static int Number(Match match, string name) =>
        int.TryParse(match.Groups[name].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;

    [GeneratedRegex("(?<a>[0-9]{1,7})[^0-9]{0,4}(?:~|〜|～|-|–|から|to|至|到|부터|đến)[^0-9]{0,4}(?<b>[0-9]{1,7})", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Both();

    [GeneratedRegex("(?<a>[1-9]0)代", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Decade();

    [GeneratedRegex("(?<a>[0-9]{1,7})[^0-9]{0,6}(?:まで|以下|未満|より下|or younger|and under|or less|or under|이하|미만|trở xuống)|(?:under|up to|below|younger than|less than|dưới|đến)[^0-9]{0,4}(?<a>[0-9]{1,7})", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Below();

    [GeneratedRegex("未満|より下|^under|below|younger than|less than|미만|dưới", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Strictly();

    [GeneratedRegex("(?<a>[0-9]{1,7})[^0-9]{0,6}(?:から|以上|\\+|or older|and over|or more|or over|and older|이상|부터|trở lên|以后)|(?:over|above|at least|from|từ|trên)[^0-9]{0,4}(?<a>[0-9]{1,7})", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Above();

    [GeneratedRegex("^[^0-9]{0,3}(?<a>[0-9]{1,7})(?:歳|才|人|万円|円|年|か月|ヶ月|日|回|時間|個|つ|岁|个|세|명|살|tuổi|người| ?years?| ?people| ?person)?$", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Single();

    [GeneratedRegex("^(もうすぐ|今年で|ことしで|もう|いま|今|age|im|iam|나이는|tôi|今年)?(?<n>[0-9]{1,7}|[一二三四五六七八九十]{1,4})(?<unit>歳|才|さい|代|だい|人|にん|万円|円|年|か月|ヶ月|日|回|時間|岁|세|살|명|tuổi|yearsold|years|yo)?(ぐらい|くらい|ごろ|ちょうど|になります|になったところ|になりました|半|の)?$", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TypedNumber();
}
