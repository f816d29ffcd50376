using System.Globalization;
using System.Text.RegularExpressions;

namespace Tsunagu.Directory.Api;

/// <summary>Reads days and instants as ISO 8601 writes them. The machine's own zone never decides.</summary>
internal static partial class IsoInstant
{
    /// <summary>An instant with its offset.</summary>
    internal static bool TryParse(string text, out DateTimeOffset at) => TryParse(text, offsetNeeded: true, out at);

    /// <summary>An instant, or a day; without an offset it is Kyoto's time.</summary>
    internal static bool TryParseInKyoto(string text, out DateTimeOffset at) => TryParse(text, offsetNeeded: false, out at);

    private static bool TryParse(string text, bool offsetNeeded, out DateTimeOffset at)
    {
        at = default;
        if (Written().Match(text) is not { Success: true } written || (offsetNeeded && !written.Groups["offset"].Success))
            return false;
        var offset = written.Groups["offset"] switch
        {
            { Success: false } => "+09:00",
            // A "+" that was not written as %2B arrives as a blank.
            { Value: [' ', .. var digits] } => "+" + digits,
            var sent => sent.Value,
        };
        var time = written.Groups["time"] is { Success: true, Value: var clock } ? clock : "00:00";
        // The calendar looks some years ahead and back, so the first and last ones are no instants here.
        return DateTimeOffset.TryParse($"{written.Groups["day"].Value}T{time}{offset}", CultureInfo.InvariantCulture, DateTimeStyles.None, out at) && at.UtcDateTime.Year is > 1900 and < 9000;
    }

    [GeneratedRegex(@"^(?<day>\d{4}-\d{2}-\d{2})([Tt ](?<time>\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?)(?<offset>[Zz]|[+ -]\d{2}:?\d{2})?)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Written();
}
