using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Tsunagu.BotCore;

/// <summary>Reads and writes activities in Bot Framework's wire format, as UTF-8, by source-generated metadata only.</summary>
public static class ActivityJson
{
    /// <summary>How deep JSON may be nested; deeper input is refused. Real cards stay below half of it.</summary>
    public const int MaxDepth = 64;

    /// <summary>
    /// The options that activities are written and read with: camelCase, no nulls, no field twice, depth up to <see cref="MaxDepth"/>,
    /// kana and kanji as they are, and <c>&lt; &gt; &amp;</c> escaped so that the text may stand in a page.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = CreateOptions();

    private static readonly JsonTypeInfo<Activity> ActivityInfo = (JsonTypeInfo<Activity>)Options.GetTypeInfo(typeof(Activity));

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = Options.Encoder, MaxDepth = MaxDepth };

    /// <summary>Writes an activity as UTF-8 JSON.</summary>
    /// <param name="activity">The activity.</param>
    /// <exception cref="NotSupportedException">A value in it is of a type that <see cref="BotJsonContext"/> does not know.</exception>
    public static byte[] Serialize(Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return JsonSerializer.SerializeToUtf8Bytes(activity, ActivityInfo);
    }

    /// <summary>Writes an activity as UTF-8 JSON into a buffer.</summary>
    /// <param name="output">Takes the bytes.</param>
    /// <param name="activity">The activity.</param>
    /// <exception cref="NotSupportedException">A value in it is of a type that <see cref="BotJsonContext"/> does not know.</exception>
    public static void Serialize(IBufferWriter<byte> output, Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        using var writer = new Utf8JsonWriter(output, WriterOptions);
        JsonSerializer.Serialize(writer, activity, ActivityInfo);
    }

    /// <summary>Writes an activity as a value of a larger JSON document.</summary>
    /// <param name="writer">Stands where a value may come.</param>
    /// <param name="activity">The activity.</param>
    /// <exception cref="NotSupportedException">A value in it is of a type that <see cref="BotJsonContext"/> does not know.</exception>
    public static void Serialize(Utf8JsonWriter writer, Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        JsonSerializer.Serialize(writer, activity, ActivityInfo);
    }

    /// <summary>Reads one activity.</summary>
    /// <param name="utf8Json">One JSON object, nothing after it.</param>
    /// <exception cref="JsonException">
    /// The bytes are no JSON, no object, nested deeper than <see cref="MaxDepth"/>, hold a field twice, or a field is of a wrong type.
    /// The message names the place and never the content.
    /// </exception>
    public static Activity Deserialize(ReadOnlySpan<byte> utf8Json)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8Json, ActivityInfo)
                ?? throw new JsonException("An activity must be a JSON object, but this is null.", "$", 0, 0);
        }
        catch (JsonException e)
        {
            throw Explain(e);
        }
    }

    /// <summary>Reads one activity from a JSON value that is already parsed.</summary>
    /// <param name="json">One JSON object.</param>
    /// <exception cref="JsonException">As for the bytes.</exception>
    public static Activity Deserialize(JsonElement json)
    {
        try
        {
            return json.Deserialize(ActivityInfo)
                ?? throw new JsonException("An activity must be a JSON object, but this is null.", "$", 0, 0);
        }
        catch (JsonException e)
        {
            throw Explain(e);
        }
    }

    // The serializer's own messages can repeat a character or a name of the input, which a person may have typed; only the place is kept.
    private static JsonException Explain(JsonException e)
    {
        var where = e.LineNumber is { } line ? $"line {line + 1}, byte {e.BytePositionInLine + 1}" : "unknown place";
        return new JsonException(
            $"This is no activity: malformed JSON, a wrong type, a field twice, or nesting beyond {MaxDepth} ({where}). Send one JSON object in the Bot Framework activity schema.",
            path: null, e.LineNumber, e.BytePositionInLine);
    }

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(BotJsonContext.Default.Options)
        {
            TypeInfoResolver = BotJsonContext.Default,
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
            MaxDepth = MaxDepth,
            AllowDuplicateProperties = false,
        };
        options.MakeReadOnly();
        return options;
    }
}
