using System.Text;

namespace Tsunagu.TextAnalytics;

/// <summary>
/// Makes wide and narrow letters, figures in circles and Roman figures the usual ones. Unicode's own form (NFKC) does the same and more, but
/// where the system has no tables of Unicode it does nothing; typed numbers must not depend on that.
/// </summary>
internal static class Widths
{
    private const string Narrow = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
    private const string Voiceless = "カキクケコサシスセソタチツテトハヒフヘホ";
    private const string Voiced = "ガギグゲゴザジズゼゾダヂヅデドバビブベボ";
    private const string Half = "パピプペポ";
    private const string Vietnamese = "aàáảãạăằắẳẵặâầấẩẫậ|eèéẻẽẹêềếểễệ|iìíỉĩị|oòóỏõọôồốổỗộơờớởỡợ|uùúủũụưừứửữự|yỳýỷỹỵ|dđ";

    private static readonly Dictionary<char, char> Unmarked = Vietnamese.Split('|').SelectMany(row => row[1..].Select(c => (c, row[0]))).ToDictionary(p => p.c, p => p.Item2);

    /// <summary>The text in usual widths.</summary>
    internal static string Usual(string text)
    {
        var usual = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is 'ﾞ' or '\u3099' && usual.Length > 0 && Voiceless.IndexOf(usual[^1], StringComparison.Ordinal) is var voiced and >= 0)
                usual[^1] = Voiced[voiced];
            else if (c is 'ﾟ' or '\u309A' && usual.Length > 0 && "ハヒフヘホ".IndexOf(usual[^1], StringComparison.Ordinal) is var half and >= 0)
                usual[^1] = Half[half];
            else
                Append(usual, c);
        }
        return usual.ToString();
    }

    /// <summary>Latin letters without the marks of Vietnamese.</summary>
    internal static string WithoutMarks(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is < '\u0300' or > '\u036F')
                plain.Append(Unmarked.GetValueOrDefault(c, c));
        }
        return plain.ToString();
    }

    private static void Append(StringBuilder usual, char c)
    {
        switch (c)
        {
            case >= '！' and <= '～':
                usual.Append((char)(c - 0xFEE0));
                break;
            case '\u3000':
                usual.Append(' ');
                break;
            case >= 'ｦ' and <= 'ﾝ':
                usual.Append(Narrow[c - 'ｦ']);
                break;
            case >= '①' and <= '⑳':
                usual.Append(c - '①' + 1);
                break;
            case >= '❶' and <= '❿':
                usual.Append(c - '❶' + 1);
                break;
            case >= 'Ⅰ' and <= 'Ⅻ':
                usual.Append(c - 'Ⅰ' + 1);
                break;
            case >= 'ⅰ' and <= 'ⅻ':
                usual.Append(c - 'ⅰ' + 1);
                break;
            case >= '㊀' and <= '㊉':
                usual.Append("一二三四五六七八九十"[c - '㊀']);
                break;
            default:
                usual.Append(c);
                break;
        }
    }
}
