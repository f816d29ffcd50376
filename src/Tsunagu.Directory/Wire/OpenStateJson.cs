using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tsunagu.Directory;

/// <summary>
/// One line of the tool <c>open --jsonl</c> (DESIGN section 7): <c>{"hours","at"}</c> →
/// <c>{"state":"open"/"closed"/"unknown","until","opens"}</c>. A line that is not understood gives <c>{"error"}</c>, never an exception.
/// </summary>
public static class OpenStateJson
{
    /// <summary>Answers one line with one line.</summary>
    /// <param name="line">A JSON object; <c>hours</c> in opening_hours syntax, <c>at</c> ISO 8601 with an offset.</param>
    /// <param name="holidays">Public holidays and the years they cover.</param>
    public static string Answer(string line, HolidayCalendar holidays)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
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
                ("state", state.Kind switch { OpenKind.Open => "open", OpenKind.Closed => "closed", _ => "unknown" }),
                ("until", Time(state.Until)),
                ("opens", Time(state.Opens)));
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

    /// <summary>Without an offset the machine's own zone would decide, so that is no instant.</summary>
    private static bool TryInstant(string text, out DateTimeOffset instant)
    {
        instant = default;
        var time = text.IndexOf('T', StringComparison.OrdinalIgnoreCase);
        return time > 0
            && (text.EndsWith('Z') || text.EndsWith('z') || text.AsSpan(time).IndexOfAny('+', '-') > 0)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out instant)
            // The calendar looks a year ahead and a day back.
            && instant.Year is > 1 and < 9990;
    }

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
