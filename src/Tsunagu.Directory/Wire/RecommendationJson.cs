using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Tsunagu.Directory;

/// <summary>
/// The answer as JSON of the public contract (DESIGN section 7): the same request, instant and version give the same bytes. Written by hand
/// because the contract's names are not the model's.
/// </summary>
public static class RecommendationJson
{
    /// <summary>One JSON object: <c>services</c>, <c>schemes</c>, <c>directoryVersion</c> and, if given, <c>handbookVersion</c>.</summary>
    /// <param name="result">The answer, or the part of it that is shown.</param>
    /// <param name="handbookVersion">Version of the handbook whose answers asked for it; null leaves it out.</param>
    /// <returns>UTF-8.</returns>
    public static byte[] Write(RecommendationResult result, string? handbookVersion = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("services");
            foreach (var service in result.Services)
                WriteService(json, service);
            json.WriteEndArray();
            json.WriteStartArray("schemes");
            foreach (var scheme in result.Schemes)
                WriteScheme(json, scheme);
            json.WriteEndArray();
            json.WriteString("directoryVersion", result.DirectoryVersion);
            if (handbookVersion is not null)
                json.WriteString("handbookVersion", handbookVersion);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Why a window is in an answer, or which rule kept it out, as one JSON object.</summary>
    /// <param name="explanation">What was found.</param>
    /// <param name="windowId">The window.</param>
    /// <param name="directoryVersion">Version of the directory that was asked.</param>
    /// <param name="handbookVersion">Version of the handbook whose answers asked.</param>
    /// <returns>UTF-8.</returns>
    public static byte[] Write(Explanation explanation, string windowId, string directoryVersion, string handbookVersion)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("service", HsdsId.Of(windowId));
            json.WriteString("window", windowId);
            json.WriteBoolean("shown", explanation.Shown);
            json.WriteString("rule", explanation.RuleId);
            WriteReasons(json, explanation.Reasons);
            json.WriteString("directoryVersion", directoryVersion);
            json.WriteString("handbookVersion", handbookVersion);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteService(Utf8JsonWriter json, RecommendedService found)
    {
        var service = found.Service;
        json.WriteStartObject();
        json.WriteString("id", found.Id);
        json.WriteString("window", service.Id);
        json.WriteString("name", service.Name);
        json.WriteString("organization", service.Organization);
        WriteOpen(json, found);
        json.WriteStartArray("phones");
        foreach (var phone in service.Phones)
        {
            json.WriteStartObject();
            json.WriteString("number", phone.Number);
            json.WriteString("note", phone.Note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("chat", service.ChatUrl);
        json.WriteString("line", service.LineNote);
        json.WriteString("url", service.Url);
        WriteList(json, "ways", service.Ways);
        WriteList(json, "area", service.Area.Kind switch
        {
            AreaKind.City => ["city"],
            AreaKind.Prefecture => ["prefecture"],
            AreaKind.Nation => ["nation"],
            _ => service.Area.Wards,
        });
        WriteList(json, "languages", service.Languages);
        WriteReasons(json, found.Reasons);
        json.WriteString("verifiedOn", service.Provenance.VerifiedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("confidence", service.Provenance.Confidence.ToWire());
        json.WriteBoolean("needsCheck", found.NeedsCheck);
        json.WriteString("source", service.Provenance.Source);
        json.WriteString("sourceDate", service.Provenance.SourceDate);
        json.WriteString("summary", service.Summary);
        json.WriteEndObject();
    }

    // The state of the way by which the window can be reached; hours that nobody saw never say "open" (DESIGN section 6).
    private static void WriteOpen(Utf8JsonWriter json, RecommendedService found)
    {
        var open = found.ReachableNow && !found.Open.IsOpen && found.ChatOpen is { IsOpen: true } chat ? chat : found.Open;
        if (open.IsOpen && !found.Service.HoursSeen)
            open = OpenState.Unknown;
        json.WriteStartObject("open");
        json.WriteString("state", open.Kind.ToWire());
        WriteTime(json, "until", open.Until);
        WriteTime(json, "opens", open.Opens);
        json.WriteEndObject();
    }

    private static void WriteScheme(Utf8JsonWriter json, RecommendedScheme found)
    {
        var scheme = found.Scheme;
        json.WriteStartObject();
        json.WriteString("id", HsdsId.Of(scheme.Id));
        json.WriteString("scheme", scheme.Id);
        json.WriteString("name", scheme.Name);
        json.WriteString("gives", scheme.Gives);
        json.WriteString("who", scheme.Who);
        json.WriteString("apply", scheme.ApplyAt);
        json.WriteString("deadline", scheme.Deadline);
        json.WriteString("eligibility", found.Eligibility switch { Ternary.Yes => "yes", Ternary.No => "no", _ => "unknown" });
        WriteReasons(json, found.Reasons);
        json.WriteString("confidence", scheme.Provenance.Confidence.ToWire());
        json.WriteString("url", scheme.Url);
        json.WriteEndObject();
    }

    private static void WriteReasons(Utf8JsonWriter json, IReadOnlyList<Reason> reasons)
    {
        json.WriteStartArray("reasons");
        foreach (var reason in reasons)
        {
            json.WriteStartObject();
            json.WriteString("rule", reason.RuleId);
            json.WriteString("kind", reason.Kind);
            json.WriteString("value", reason.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } at)
            json.WriteString(name, JapanTime.Local(at));
        else
            json.WriteNull(name);
    }
}
