namespace Tsunagu.Directory.Api.Import;

/// <summary>Numbers as people and Excel leave them.</summary>
internal static class PhoneText
{
    /// <summary>Plain figures and hyphens; a zero that Excel took is put back where the length shows that it is missing. What stays odd is told by the check.</summary>
    internal static string Mend(string text)
    {
        var plain = string.Concat(text.Trim().Select(c => c switch
        {
            >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
            '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2212' or '\u30FC' => '-',
            _ => c,
        }).Where(c => !char.IsWhiteSpace(c))).Replace('(', '-').Replace(")", "-", StringComparison.Ordinal).Trim('-').Replace("--", "-", StringComparison.Ordinal);
        var digits = string.Concat(plain.Where(char.IsAsciiDigit));
        if (plain.Length == 0 || plain[0] is '#' or '0' || digits.Length is not 9 and not 10 || plain.Contains('-', StringComparison.Ordinal))
            return plain is ['0', ..] && digits == plain ? Hyphenated(plain) : plain;
        return Hyphenated("0" + digits);
    }

    /// <summary>Only where the parts are certain: free and navi dials, mobile numbers, Kyoto City's 075.</summary>
    private static string Hyphenated(string digits) => digits switch
    {
        ['0', '1', '2', '0', ..] or ['0', '5', '7', '0', ..] when digits.Length == 10 => $"{digits[..4]}-{digits[4..7]}-{digits[7..]}",
        ['0', '7', '5', ..] when digits.Length == 10 => $"{digits[..3]}-{digits[3..6]}-{digits[6..]}",
        ['0', '5' or '7' or '8' or '9', '0', ..] when digits.Length == 11 => $"{digits[..3]}-{digits[3..7]}-{digits[7..]}",
        _ => digits,
    };
}
