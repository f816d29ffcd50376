using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tsunagu.Directory;

/// <summary>
/// One line of the tool <c>open --jsonl</c> (DESIGN section 7): <c>{"hours","at"}</c> →
/// <c>{"state":"open"/"closed"/"unknown","until","opens"}</c>. A line that is not understood gives <c>{"error"}</c>, never an exception.
/// </summary>
public static partial class OpenStateJson
{
    /// <summary>Answers one line with one line.</summary>
    /// <param name="line">A JSON object; <c>hours</c> in opening_hours syntax, <c>at</c> ISO 8601 with an offset.</param>
    /// <param name="holidays">Public holidays and the years they cover.</param>
    public static string Answer(string line, HolidayCalendar holidays)
    {
        try
        {
            using var json = JsonDocument.Parse(line.TrimStart('\uFEFF')); // some programs begin their output with a byte order mark
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return Error("the line is no JSON object; write {\"hours\":…,\"at\":…}");
            if (!TryText(json.RootElement, "hours", out var hours))
                return Error("\"hours\" is missing or no text; write for example \"Mon-Fri 09:00-17:00; PH off\"");
            if (!TryText(json.RootElement, "at", out var at) || !TryInstant(at, out var instant))
                return Error("\"at\" is missing or no instant; write ISO 8601 with an offset, for example \"2026-01-01T02:00:00+09:00\"");
            if (!OpeningHours.TryParse(hours, out var opening, out var error))
                return Error($"\"hours\" is not understood: {error}");
            var state = opening.At(instant, holidays);
            return Write(
                ("state", state.Kind.ToWire()),
                ("until", Time(state.Until)),
                ("opens", Time(state.Opens)));
        }
        catch (InvalidOperationException)
        {
            return Error("a text holds half of a surrogate pair (\\ud800 to \\udfff); write whole characters");
        }
        catch (JsonException broken)
        {
            return Error($"the line is no JSON (position {broken.BytePositionInLine}); write {{\"hours\":…,\"at\":…}}");
        }
    }

    private static bool TryText(JsonElement json, string name, out string text)
    {
        text = json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        return text.Length > 0;
    }

    /// <summary>Without an offset the machine's own zone would decide, so that is no instant. The basic form (20261125T1300+0900) is ISO 8601 too.</summary>
    private static bool TryInstant(string text, out DateTimeOffset instant)
    {
        instant = default;
        return Iso().Match(text) is { Success: true } iso
            && DateTimeOffset.TryParseExact(
                $"{iso.Groups["date"].Value.Replace("-", "", StringComparison.Ordinal)}T{iso.Groups["hm"].Value.Replace(":", "", StringComparison.Ordinal)}{(iso.Groups["s"] is { Success: true } s ? s.Value : "00")}"
                    + (iso.Groups["z"] is { Success: true } ? "+00:00" : $"{iso.Groups["oh"].Value}:{(iso.Groups["om"] is { Success: true } minutes ? minutes.Value : "00")}"),
                "yyyyMMdd'T'HHmmsszzz",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out instant)
            // The calendar looks some years ahead and a day back.
            && instant.Year is > 1 and < 9900;
    }

    [GeneratedRegex(
        @"^(?<date>\d{4}-\d\d-\d\d|\d{8})[Tt](?<hm>\d\d:\d\d|\d{4})(:?(?<s>\d\d)([.,]\d+)?)?((?<z>[Zz])|(?<oh>[+-]\d\d)(:?(?<om>\d\d))?)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Iso();

    private static string? Time(DateTimeOffset? instant) =>
        instant is { } at ? JapanTime.Local(at).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture) : null;

    private static string Error(string what) => Write(("error", what));

    private static string Write(params ReadOnlySpan<(string Name, string? Value)> fields)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        // Relaxed, so that "+09:00" stays readable: the line goes to another program, never into a page of HTML.
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            foreach (var (name, value) in fields)
                json.WriteString(name, value);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
