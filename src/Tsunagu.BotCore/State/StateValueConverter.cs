using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tsunagu.BotCore;

/// <summary>JSON of a value in state; <see cref="StateCodec"/> says what it may be and how it looks.</summary>
internal sealed class StateValueConverter(StateCodec codec) : JsonConverter<object?>
{
    private const string TypeField = "$type";
    private const string ValueField = "value";

    // A dictionary of the bot's own that begins with "$type" must not be taken for a known type.
    private const string MapTag = "map";

    public override void Write(Utf8JsonWriter writer, object? value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case null or string or bool or int or long: AnyJsonConverter.TryWriteSimple(writer, value); break;
            case short or byte: writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            case double or float: WriteDouble(writer, Convert.ToDouble(value, CultureInfo.InvariantCulture)); break;
            default: WriteObject(writer, value, options); break;
        }
    }

    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null: return null;
            case JsonTokenType.True: return true;
            case JsonTokenType.False: return false;
            case JsonTokenType.String: return reader.GetString();
            case JsonTokenType.Number: return ReadNumber(ref reader);
            case JsonTokenType.StartArray:
                var list = new List<object?>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    list.Add(Read(ref reader, typeToConvert, options));
                return list;
            case JsonTokenType.StartObject: return ReadObject(ref reader, options);
            default: throw new JsonException();
        }
    }

    private static object ReadNumber(ref Utf8JsonReader reader)
    {
        // Written broken numbers always have a point or an exponent, so 5.0 does not come back as 5.
        var text = reader.HasValueSequence ? throw new JsonException() : reader.ValueSpan;
        return text.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0 && reader.TryGetInt64(out var whole) ? (object)whole : reader.GetDouble();
    }

    private static void WriteDouble(Utf8JsonWriter writer, double number)
    {
        if (!double.IsFinite(number))
            throw new NotSupportedException($"State cannot hold the number '{number.ToString(CultureInfo.InvariantCulture)}'; JSON has no such number.");
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        writer.WriteRawValue(text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0", skipInputValidation: true);
    }

    private void WriteObject(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
    {
        if (codec.TryFind(value.GetType(), out var type))
        {
            writer.WriteStartObject();
            writer.WriteString(TypeField, type.Tag);
            writer.WritePropertyName(ValueField);
            type.Write(writer, value, options);
            writer.WriteEndObject();
        }
        else if (value is IDictionary<string, object?> map)
        {
            var escape = map.ContainsKey(TypeField);
            if (escape)
            {
                writer.WriteStartObject();
                writer.WriteString(TypeField, MapTag);
                writer.WritePropertyName(ValueField);
            }

            writer.WriteStartObject();
            foreach (var (key, item) in map)
            {
                writer.WritePropertyName(key);
                Write(writer, item, options);
            }

            writer.WriteEndObject();
            if (escape)
                writer.WriteEndObject();
        }
        else if (value is IList list)
        {
            writer.WriteStartArray();
            foreach (var item in list)
                Write(writer, item, options);
            writer.WriteEndArray();
        }
        else
        {
            throw new NotSupportedException(
                $"State cannot hold a '{value.GetType()}': the codec does not know the type. Add it with {nameof(StateCodec)}.{nameof(StateCodec.With)}, or keep text, numbers, lists and dictionaries.");
        }
    }

    private object? ReadObject(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        Next(ref reader);
        if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(TypeField))
            return ReadMap(ref reader, options);

        Next(ref reader);
        var tag = reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException();
        Next(ref reader);
        if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(ValueField))
            throw new JsonException();
        Next(ref reader);
        object? value;
        if (tag == MapTag)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
                throw new JsonException();
            Next(ref reader);
            value = ReadMap(ref reader, options);
        }
        else
        {
            value = codec.TryFind(tag, out var type)
                ? type.Read(ref reader, options)
                : throw new OutdatedStateException($"The kept state holds a value of kind '{tag}', which this version does not know; delete the state and begin again.");
        }

        Next(ref reader);
        return reader.TokenType == JsonTokenType.EndObject ? value : throw new JsonException();
    }

    private Dictionary<string, object?> ReadMap(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        while (reader.TokenType != JsonTokenType.EndObject)
        {
            var key = reader.TokenType == JsonTokenType.PropertyName ? reader.GetString()! : throw new JsonException();
            Next(ref reader);
            map[key] = Read(ref reader, typeof(object), options);
            Next(ref reader);
        }

        return map;
    }

    private static void Next(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
            throw new JsonException();
    }
}
