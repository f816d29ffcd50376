using System.Globalization;
using System.Text.RegularExpressions;
using Tsunagu.Directory.Api.Storage;

namespace Tsunagu.Directory.Api.Import;

/// <summary>A mistake in one field, in words for the person who mends it.</summary>
/// <param name="Row">Row of the sheet, from 1; 0 for a single record.</param>
/// <param name="Column">The column as the sheet names it.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record FieldError(int Row, string Column, string Message);

/// <summary>
/// Refuses what must not come in (DESIGN section 6, issue 6): private e-mail in public text, shelters' addresses, HTML, formulas, numbers that are no
/// numbers. Columns are those of the seed.
/// </summary>
internal sealed partial class RecordCheck(IDirectoryWords words)
{
    private const int LongestText = 2000;

    private static readonly Dictionary<string, string[]> Required = new(StringComparer.Ordinal)
    {
        [RecordKinds.Window] = ["id", "organization_ja", "window_ja", "kind", "source", "confidence"],
        [RecordKinds.Organization] = ["id", "name_ja", "source", "confidence"],
        [RecordKinds.Scheme] = ["id", "name_ja", "provider", "what_it_gives_ja", "who_ja", "conditions", "source", "confidence"],
    };

    internal static bool IsRequired(string kind, string column) => column != "id" && Required.GetValueOrDefault(kind, []).Contains(column);

    internal IEnumerable<FieldError> Check(string kind, IReadOnlyDictionary<string, string> fields, int row = 0)
    {
        foreach (var column in Required.GetValueOrDefault(kind, []))
        {
            // What is only remembered was seen nowhere.
            if (column == "source" && fields.GetValueOrDefault("confidence") == "memory")
                continue;
            if (!fields.TryGetValue(column, out var value) || string.IsNullOrWhiteSpace(value))
                yield return Error(row, column, "empty");
        }
        foreach (var (column, value) in fields)
        {
            if (Against(column, value) is { } key)
                yield return Error(row, column, key);
        }
        // A shelter's place must not be known; neither may somebody put it in by mistake.
        if (fields.TryGetValue("address", out var address) && address.Length > 0
            && (fields.GetValueOrDefault("visibility") == "area-hidden" || IsShelter(fields)))
            yield return Error(row, "address", "shelter-address");
    }

    private static string? Against(string column, string value) => column switch
    {
        _ when value.Length > LongestText => "too-long",
        _ when value.Any(c => c == '\uFFFD' || (char.IsControl(c) && c is not ('\n' or '\r' or '\t'))) => "broken-letters",
        _ when Tag().IsMatch(value) => "html",
        _ when value.Length > 0 && value[0] is '=' or '@' || (value.Length > 1 && value[0] is '+' or '-' && !char.IsAsciiDigit(value[1])) => "formula",
        "email" => value.Length == 0 || Mail().IsMatch(Narrow(value)) ? null : "mail",
        _ when RecordRows.PrivateColumns.Contains(column) => null,
        _ when Mail().IsMatch(Narrow(value)) => "mail-in-public",
        "id" => Id().IsMatch(value) ? null : "id",
        "phone" or "fax" => value.Length == 0 || Phone().IsMatch(value) ? null : "phone",
        "url" or "chat_url" => value.Length == 0 || (Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http") ? null : "url",
        "hours" or "chat_hours" => value.Length == 0 || OpeningHours.TryParse(value, out _, out _) ? null : "hours",
        "verified_on" or "review_by" or "valid_from" or "valid_to" => value.Length == 0 || DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : "date",
        "categories" => value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).All(t => TargetCodes.All.Contains(t)) ? null : "target",
        "confidence" => value is "high" or "medium" or "memory" ? null : "confidence",
        "hours_seen" => value is "" or "yes" or "no" ? null : "yes-no",
        _ => null,
    };

    private FieldError Error(int row, string column, string key) => new(row, column, words.Say("ja", "directory.desk.error." + key));

    private static bool IsShelter(IReadOnlyDictionary<string, string> fields) => ShelterWords.Any(word =>
        fields.GetValueOrDefault("window_ja")?.Contains(word, StringComparison.Ordinal) == true || fields.GetValueOrDefault("name_ja")?.Contains(word, StringComparison.Ordinal) == true);

    /// <summary>Names of places whose address is not told.</summary>
    private static readonly string[] ShelterWords = ["シェルター", "一時保護", "母子生活支援"];

    /// <summary>Full-width letters, ＠ and the ways of hiding one (アット) made plain.</summary>
    private static string Narrow(string text) => string.Concat(text.Select(c => c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c))
        .Replace("アット", "@", StringComparison.Ordinal).Replace("(at)", "@", StringComparison.OrdinalIgnoreCase).Replace("[at]", "@", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"[A-Za-z0-9._%+-]+\s*@\s*[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mail();

    [GeneratedRegex("<[A-Za-z/!]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tag();

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();

    /// <summary>Ten or eleven figures in two or three parts: free and navi dials are parted in many ways (0120-0-78310, 0570-078374).</summary>
    [GeneratedRegex(@"^(#[0-9]{4}|1[0-9]{2}|(?=([0-9]-?){10,11}$)0[0-9]{1,4}(-[0-9]{1,6}){1,2})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Phone();
}
