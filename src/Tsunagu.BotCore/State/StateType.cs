using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Tsunagu.BotCore;

/// <summary>A type that state can hold, under a tag.</summary>
internal abstract class StateType(string tag, params Type[] types)
{
    // What FoundChoice lists and text lists are read back as: lists, whatever collection they were written from.
    internal static readonly StateType[] BuiltIn =
    [
        new StateType<DialogState>("dialogState"),
        new StateType<Activity>("activity"),
        new StateType<PromptOptions>("promptOptions"),
        new StateType<FoundChoice>("foundChoice"),
        new StateType<List<FoundChoice>>("foundChoices"),
        new StateType<ConversationReference>("conversationReference"),
        new TextListType(),
        new JsonType(),
        new TimeType(),
    ];

    internal string Tag { get; } = tag;

    internal IReadOnlyList<Type> Types { get; } = types;

    internal abstract void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options);

    internal abstract object? Read(ref Utf8JsonReader reader, JsonSerializerOptions options);

    private sealed class JsonType() : StateType("json", typeof(JsonElement))
    {
        internal override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
        {
            var element = (JsonElement)value;
            if (element.ValueKind == JsonValueKind.Undefined)
                writer.WriteNullValue();
            else
                element.WriteTo(writer);
        }

        internal override object? Read(ref Utf8JsonReader reader, JsonSerializerOptions options) => JsonElement.ParseValue(ref reader);
    }

    private sealed class TimeType() : StateType("time", typeof(DateTimeOffset))
    {
        internal override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) => writer.WriteStringValue((DateTimeOffset)value);

        internal override object? Read(ref Utf8JsonReader reader, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time) ? time : throw new JsonException();
    }

    private sealed class TextListType() : StateType("texts", typeof(List<string>), typeof(string[]))
    {
        internal override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var text in (IEnumerable<string>)value)
                writer.WriteStringValue(text);
            writer.WriteEndArray();
        }

        internal override object? Read(ref Utf8JsonReader reader, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize(ref reader, (JsonTypeInfo<List<string>>)options.GetTypeInfo(typeof(List<string>)));
    }
}

/// <summary>A type that state can hold, written and read by source-generated metadata.</summary>
/// <param name="tag">Its name in the JSON.</param>
/// <param name="info">Its metadata; null = the core's own, with the options of the codec.</param>
internal sealed class StateType<T>(string tag, JsonTypeInfo<T>? info = null) : StateType(tag, typeof(T))
{
    internal override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, (T)value, InfoOf(options));

    internal override object? Read(ref Utf8JsonReader reader, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(ref reader, InfoOf(options));

    private JsonTypeInfo<T> InfoOf(JsonSerializerOptions options) => info ?? (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
}
