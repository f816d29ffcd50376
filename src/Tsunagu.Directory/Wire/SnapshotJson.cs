using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Tsunagu.Directory;

/// <summary>
/// A whole snapshot as JSON, for the bot that asks a directory elsewhere (<c>GET /snapshot</c>) and for its last good copy on disk. It holds what
/// <see cref="DirectorySnapshot"/> holds, which is public only.
/// </summary>
public static class SnapshotJson
{
    private const int Format = 1;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Converters = { new HoursConverter(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { WithoutRules } },
    };

    /// <summary>UTF-8; the same snapshot gives the same bytes.</summary>
    /// <param name="snapshot">What is written.</param>
    public static byte[] Write(DirectorySnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return JsonSerializer.SerializeToUtf8Bytes(
            new Wire(Format, snapshot.Version, snapshot.AsOf, snapshot.Services, snapshot.Organizations, snapshot.Schemes, snapshot.CrisisLines,
                snapshot.Holidays.Days.OrderBy(d => d.Key).Select(d => new Day(d.Key, d.Value)).ToList()), Options);
    }

    /// <summary>Reads one.</summary>
    /// <param name="json">UTF-8.</param>
    /// <exception cref="FormatException">It is no snapshot, is cut off, or contradicts itself.</exception>
    public static DirectorySnapshot Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var wire = JsonSerializer.Deserialize<Wire>(json, Options) ?? throw new FormatException("The snapshot is empty.");
            if (wire.Format != Format)
                throw new FormatException($"The snapshot has format {wire.Format}, not {Format}: run the same version of the directory and the bot.");
            if (wire.Services is not { Count: > 0 } || wire.CrisisLines is not { Count: > 0 } || string.IsNullOrEmpty(wire.Version))
                throw new FormatException("The snapshot holds no windows or no crisis lines.");
            return new DirectorySnapshot(
                wire.Version, wire.AsOf, wire.Services, wire.Organizations ?? [], [.. (wire.Schemes ?? []).Select(WithRule)], wire.CrisisLines,
                new HolidayCalendar((wire.Holidays ?? []).Select(d => KeyValuePair.Create(d.Date, d.Name))));
        }
        catch (Exception e) when (e is JsonException or ArgumentException or NotSupportedException)
        {
            throw new FormatException($"The snapshot cannot be read: {e.Message}", e);
        }
    }

    private static SupportScheme WithRule(SupportScheme scheme) =>
        EligibilityParser.TryParse(scheme.ConditionsText ?? "", out var rule, out var error)
            ? scheme with { Conditions = rule }
            : throw new FormatException($"The conditions of {scheme.Id} are not understood: {error}");

    /// <summary>A rule is written as its text and read from it.</summary>
    private static void WithoutRules(JsonTypeInfo type)
    {
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            if (type.Properties[i].PropertyType == typeof(EligibilityRule))
                type.Properties.RemoveAt(i);
        }
    }

    private sealed record Wire(
        int Format,
        string Version,
        DateTimeOffset AsOf,
        IReadOnlyList<Service>? Services,
        IReadOnlyList<Organization>? Organizations,
        IReadOnlyList<SupportScheme>? Schemes,
        IReadOnlyList<CrisisLine>? CrisisLines,
        IReadOnlyList<Day>? Holidays);

    private sealed record Day(DateOnly Date, string Name);

    /// <summary>Hours as they were written.</summary>
    private sealed class HoursConverter : JsonConverter<OpeningHours>
    {
        public override OpeningHours Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            OpeningHours.TryParse(reader.GetString() ?? "", out var hours, out var error) ? hours : throw new JsonException(error);

        public override void Write(Utf8JsonWriter writer, OpeningHours value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
    }
}
