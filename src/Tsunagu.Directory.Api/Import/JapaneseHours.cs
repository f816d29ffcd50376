using System.Globalization;
using System.Text.RegularExpressions;

namespace Tsunagu.Directory.Api.Import;

/// <summary>
/// Reads opening hours as people write them (「平日9時〜17時(祝日・年末年始を除く)、第2土曜 10:00-12:00」) into OSM syntax. What is not understood to
/// the last letter is not understood at all: hours are never guessed.
/// </summary>
public static partial class JapaneseHours
{
    private static readonly Dictionary<char, string> Days = new() { ['月'] = "Mon", ['火'] = "Tue", ['水'] = "Wed", ['木'] = "Thu", ['金'] = "Fri", ['土'] = "Sat", ['日'] = "Sun" };

    /// <summary>The hours in OSM syntax, or null. OSM itself is taken as it is.</summary>
    /// <param name="written">What somebody wrote.</param>
    public static string? ToOsm(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        var text = Plain(written);
        if (OpeningHours.TryParse(written.Trim(), out _, out _))
            return written.Trim();
        if (Always().IsMatch(text))
            return "24/7";
        var off = new List<string>(2);
        text = Closed().Replace(text, match =>
        {
            if (match.Value.Contains('祝', StringComparison.Ordinal))
                off.Add("PH off");
            if (match.Value.Contains('年', StringComparison.Ordinal))
                off.Add("Dec 29-Jan 03 off");
            return "";
        });
        var rules = new List<string>();
        foreach (var part in Parts().Split(text).Where(p => p.Length > 0))
        {
            var match = Part().Match(part);
            if (!match.Success || DaysOf(match.Groups["days"].Value) is not { } days || TimesOf(match.Groups["times"].Value) is not { } times)
                return null;
            // A second line about the same days adds to the first, as people mean it.
            rules.Add($"{(rules.Count == 0 ? "" : ", ")}{days} {times}");
        }
        if (rules.Count == 0)
            return null;
        var osm = string.Concat(rules) + string.Concat(off.Distinct(StringComparer.Ordinal).Select(o => "; " + o));
        return OpeningHours.TryParse(osm, out _, out _) ? osm : null;
    }

    private static string? DaysOf(string text)
    {
        switch (text)
        {
            case "" or "毎日" or "年中無休":
                return "Mon-Sun";
            case "平日":
                return "Mon-Fri";
            case "土日":
                return "Sat,Sun";
        }
        if (Nth().Match(text) is { Success: true } nth)
        {
            var day = Days[nth.Groups["day"].Value[0]];
            return string.Join(',', nth.Groups["nth"].Value.Where(char.IsAsciiDigit).Select(n => $"{day}[{n}]"));
        }
        var plain = text.Replace("曜日", "", StringComparison.Ordinal).Replace("曜", "", StringComparison.Ordinal);
        if (plain.Length == 3 && plain[1] == '-' && Days.TryGetValue(plain[0], out var from) && Days.TryGetValue(plain[2], out var to))
            return $"{from}-{to}";
        var letters = plain.Replace("・", "", StringComparison.Ordinal);
        return letters.Length > 0 && letters.All(Days.ContainsKey) ? string.Join(',', letters.Select(d => Days[d])) : null;
    }

    private static string? TimesOf(string text)
    {
        var spans = new List<string>();
        foreach (Match span in Span().Matches(text))
        {
            if (Clock(span, "1") is not { } start || Clock(span, "2") is not { } end)
                return null;
            spans.Add($"{start}-{end}");
        }
        return spans.Count > 0 && Span().Replace(text, "").Trim('・').Length == 0 ? string.Join(',', spans) : null;
    }

    private static string? Clock(Match span, string which)
    {
        var hour = int.Parse(span.Groups["h" + which].Value, CultureInfo.InvariantCulture) + (span.Groups["a" + which].Value == "午後" ? 12 : 0);
        var minute = span.Groups["m" + which].Value switch { "" => 0, "半" => 30, var m => int.Parse(m, CultureInfo.InvariantCulture) };
        return hour > 48 || minute > 59 ? null : string.Create(CultureInfo.InvariantCulture, $"{hour:00}:{minute:00}");
    }

    /// <summary>Widths, dashes and blanks made the same.</summary>
    private static string Plain(string text) => string.Concat(text.Select(c => c switch
    {
        >= '！' and <= '～' => (char)(c - 0xFEE0),
        '〜' or '−' or '―' or '–' or 'ー' => '-',
        '\u3000' or '\t' => ' ',
        _ => c,
    }).Select(c => c is '~' ? '-' : c)).Replace("から", "-", StringComparison.Ordinal).Replace("まで", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);

    [GeneratedRegex("^(毎日|年中無休)?24時間(365日|年中無休|対応|受付)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Always();

    [GeneratedRegex("[(、,;。]?((国民の)?祝(祭)?日|年末年始|12/29-1/3|12月29日-1月3日|[・、や及び])*(祝(祭)?日|年末年始|12/29-1/3|12月29日-1月3日)(を除く|除く|は?休み?|休業|休所|閉所)[)。]?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Closed();

    [GeneratedRegex("[、,;/\\n\\r。]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parts();

    [GeneratedRegex("^(?<days>[^0-9午]*?(第[1-5](・?第?[1-5])*[月火水木金土日]曜?日?)?)[::]?(?<times>(午[前後])?[0-9].*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Part();

    [GeneratedRegex("^(?<nth>第[1-5](・?第?[1-5])*)(?<day>[月火水木金土日])曜?日?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Nth();

    [GeneratedRegex("(?<a1>午[前後])?(?<h1>[0-9]{1,2})(時(?<m1>半|[0-9]{1,2})?分?|:(?<m1>[0-9]{2}))-(?<a2>午[前後])?(翌)?(?<h2>[0-9]{1,2})(時(?<m2>半|[0-9]{1,2})?分?|:(?<m2>[0-9]{2}))", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Span();
}
