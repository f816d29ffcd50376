using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Tsunagu.BotCore;

/// <summary>
/// JSON of a value whose type is open (<see cref="Activity.Value"/>, <see cref="Activity.ChannelData"/>, a card's content):
/// read as <see cref="JsonElement"/>, written from the types that <see cref="Activity.Value"/> lists.
/// </summary>
public sealed class AnyJsonConverter : JsonConverter<object?>
{
    /// <inheritdoc/>
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? null : JsonElement.ParseValue(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, object? value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(options);
        WriteValue(writer, value, options);
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value, JsonSerializerOptions options)
    {
        if (TryWriteSimple(writer, value))
            return;
        switch (value)
        {
            case JsonElement element:
                if (element.ValueKind == JsonValueKind.Undefined)
                    writer.WriteNullValue();
                else
                    element.WriteTo(writer);
                break;
            case JsonNode node:
                node.WriteTo(writer, options);
                break;
            case IEnumerable<KeyValuePair<string, object?>> map:
                writer.WriteStartObject();
                foreach (var (key, item) in map)
                {
                    writer.WritePropertyName(key);
                    WriteValue(writer, item, options);
                }

                writer.WriteEndObject();
                break;
            case IEnumerable<KeyValuePair<string, JsonElement>> map:
                writer.WriteStartObject();
                foreach (var (key, item) in map)
                {
                    writer.WritePropertyName(key);
                    WriteValue(writer, item, options);
                }

                writer.WriteEndObject();
                break;
            case IEnumerable<KeyValuePair<string, string>> map:
                writer.WriteStartObject();
                foreach (var (key, item) in map)
                    writer.WriteString(key, item);
                writer.WriteEndObject();
                break;
            default:
                WriteRegistered(writer, value!, options);
                break;
        }
    }

    private static void WriteRegistered(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
    {
        var type = value.GetType();
        if (options.TryGetTypeInfo(type, out var info))
        {
            JsonSerializer.Serialize(writer, value, info);
        }
        else if (value is IEnumerable list)
        {
            writer.WriteStartArray();
            foreach (var item in list)
                WriteValue(writer, item, options);
            writer.WriteEndArray();
        }
        else
        {
            throw new NotSupportedException(
                $"A value of type '{type}' cannot be written to JSON: the type is not known. Add it to {nameof(BotJsonContext)}, or pass a JsonElement, JsonNode, dictionary, string, number or bool.");
        }
    }

    /// <summary>Writes null, text, bool, numbers and times.</summary>
    /// <returns>False if the value is something else; nothing is written then.</returns>
    internal static bool TryWriteSimple(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); return true;
            case string text: writer.WriteStringValue(text); return true;
            case bool flag: writer.WriteBooleanValue(flag); return true;
            case int number: writer.WriteNumberValue(number); return true;
            case long number: writer.WriteNumberValue(number); return true;
            case double number: writer.WriteNumberValue(number); return true;
            case float number: writer.WriteNumberValue(number); return true;
            case decimal number: writer.WriteNumberValue(number); return true;
            case DateTimeOffset time: writer.WriteStringValue(time); return true;
            case Guid id: writer.WriteStringValue(id); return true;
            default: return false;
        }
    }
}
