using System.Globalization;
using System.Text.RegularExpressions;

namespace Tsunagu.TextAnalytics;

/// <summary>Numbers as people write them: figures, kanji, kana, words of six languages, places in a list.</summary>
internal static partial class Numerals
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const string KanjiDigits = "〇一二三四五六七八九";

    private static readonly Dictionary<string, int> Words = Build();

    /// <summary>A whole answer that is one number of the list, in any writing; null when it is something else.</summary>
    internal static int? One(string form)
    {
        if (Words.TryGetValue(form, out var place))
            return place;
        var text = Counter().Replace(form, "");
        if (text.Length == 0)
            return null;
        if (Words.TryGetValue(text, out var word))
            return word;
        return Value(text);
    }

    /// <summary>Figures or kanji as a number; null for anything else.</summary>
    internal static int? Value(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var figure))
            return figure;
        if (text.Length is 0 or > 5 || text.Any(c => c != '十' && c != '百' && !KanjiDigits.Contains(c, StringComparison.Ordinal)))
            return null;
        if (!text.Contains('十', StringComparison.Ordinal) && !text.Contains('百', StringComparison.Ordinal))
            return text.Aggregate(0, (sum, c) => sum * 10 + KanjiDigits.IndexOf(c, StringComparison.Ordinal));
        var (total, digit) = (0, 0);
        foreach (var c in text)
        {
            if (c is '十' or '百')
            {
                total += Math.Max(digit, 1) * (c == '十' ? 10 : 100);
                digit = 0;
            }
            else
                digit = KanjiDigits.IndexOf(c, StringComparison.Ordinal);
        }
        return total + digit;
    }

    /// <summary>A place in a list of so many: first, last, second from below.</summary>
    internal static int? Place(string form, int count)
    {
        if (FirstPlace().IsMatch(form))
            return 1;
        if (LastPlace().IsMatch(form))
            return count;
        if (Middle().IsMatch(form))
            return count % 2 == 1 ? count / 2 + 1 : null;
        if (Counted().Match(form) is not { Success: true } match || One(match.Groups["n"].Value) is not { } number)
            return null;
        var place = match.Groups["from"].Value.Contains('上', StringComparison.Ordinal) || match.Groups["from"].Value.Length == 0 ? number : count + 1 - number;
        return place;
    }

    /// <summary>An answer that is several numbers; null when it is something else.</summary>
    internal static IReadOnlyList<int>? Several(string form)
    {
        if (Range().Match(form) is { Success: true } range && Value(range.Groups["a"].Value) is { } a && Value(range.Groups["b"].Value) is { } b && a < b && b - a < 30)
            return [.. Enumerable.Range(a, b - a + 1)];
        var parts = Between().Split(form).Where(p => p.Length > 0).ToList();
        if (parts.Count < 2)
            return null;
        var numbers = new List<int>();
        foreach (var part in parts)
        {
            if (One(part) is not { } number)
                return null;
            numbers.Add(number);
        }
        return [.. numbers.Distinct()];
    }

    private static Dictionary<string, int> Build()
    {
        var words = new Dictionary<string, int>(StringComparer.Ordinal);
        void Add(string list)
        {
            var number = 0;
            foreach (var names in list.Split(' '))
            {
                number++;
                foreach (var name in names.Split('/'))
                    words.TryAdd(name, number);
            }
        }
        Add("いち/ひとつ/ひとつめ/一つ/いちばん/いちばんめ に/ふたつ/二つ/ふたつめ/にばん/にばんめ さん/みっつ/三つ/みっつめ/さんばん/さんばんめ し/よん/よっつ/四つ/よっつめ/よんばん ご/いつつ/五つ/いつつめ/ごばん ろく/むっつ/六つ/ろくばん なな/しち/ななつ/七つ/ななばん はち/やっつ/八つ/はちばん きゅう/く/ここのつ/九つ じゅう/とお");
        Add("one/first/thefirst/thefirstone/firstone two/second/thesecond/thesecondone/secondone three/third/thethird/thethirdone/thirdone four/fourth/thefourth/thefourthone five/fifth/thefifth/thefifthone six/sixth seven/seventh eight/eighth nine/ninth ten/tenth");
        Add("第一/第一个/第1个/第1 第二/第二个/两/第2个/第2 第三/第三个/第3个/第3 第四/第四个/第4个 第五/第五个/第5个");
        Add("일/하나/한/첫번째/첫째/일번/1번째 이/둘/두/두번째/둘째/이번/2번째 삼/셋/세/세번째/셋째/삼번/3번째 사/넷/네번째/사번/4번째 오/다섯/다섯번째/오번/5번째");
        Add("một/thứnhất/đầutiên/sốmột/mot hai/thứhai/sốhai ba/thứba/sốba bốn/thứtư/sốbốn năm/thứnăm/sốnăm sáu/thứsáu bảy/thứbảy tám chín mười");
        return words;
    }

    [GeneratedRegex("^(第|番号は?|no|number|num|option|#|số|so|câu|選択肢|ナンバー|なんばー|选项|答案)|(ばんめ|番目?|つ目|個目|こ目|つめ|号|个|번째?|번|th|nd|rd|st|please)$", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Counter();

    [GeneratedRegex("^((一番|いちばん|1番)?(上|うえ)(のやつ|のもの|の|のん|にあるやつ)?|(一番|いちばん)?(最初|さいしょ|はじめ|初め)の?(やつ|もの|ん)?|一つ目|いっこめ|top|topone|thetop|thetopone|最上面|第一个|上面(的|那个)?|맨위|맨처음|제일위|첫번째|đầutiên|trêncùng|cáiđầu)$", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FirstPlace();

    [GeneratedRegex("^((一番|いちばん|1番)?(下|した)(のやつ|のもの|の|のん|にあるやつ)?|(一番|いちばん)?(最後|さいご|ラスト|らすと|終わり|しまい)の?(やつ|もの|ん)?|last|thelast|thelastone|lastone|bottom|thebottomone|最后(一个)?|最下面|下面(的|那个)?|마지막(거)?|맨아래|맨밑|제일아래|cuốicùng|cuối|cáicuối|dướicùng)$", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LastPlace();

    [GeneratedRegex("^(真ん中|まんなか|中央|中間)(のやつ|のもの|の)?$|^(the)?middle(one)?$|^中间(的)?$|^가운데$|^ởgiữa$", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Middle();

    [GeneratedRegex("^(?<from>(上|うえ|下|した|後ろ|最後)から)?の?(?<n>[0-9一二三四五六七八九十]{1,3}|ひとつ|ふたつ|みっつ|よっつ|いち|に|さん|よん)(番目|ばんめ|つ目|つめ|個目|こ目|め|目)(のやつ|のもの|の)?$", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Counted();

    [GeneratedRegex("^(?<a>[0-9]{1,2}|[一二三四五六七八九十]{1,3})番?(~|〜|～|-|から|to|至|到|부터|đến)(?<b>[0-9]{1,2}|[一二三四五六七八九十]{1,3})番?(まで|까지)?$", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Range();

    [GeneratedRegex("(?:、|,|，|。|/|&|\\+|and|と|や|및|하고|과|와|和|跟|và|&amp;| )+", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Between();
}
