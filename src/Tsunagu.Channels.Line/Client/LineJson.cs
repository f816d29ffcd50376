using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Tsunagu.Channels.Line;

/// <summary>JSON as it goes to LINE: kana and kanji as they are, so that sizes are those that LINE counts.</summary>
internal static class LineJson
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static byte[] Bytes(JsonNode node)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Writing))
            node.WriteTo(writer);
        return buffer.ToArray();
    }

    public static JsonArray Array(IEnumerable<JsonObject> items)
    {
        // A node has one parent only; what is sent twice (a retry as plain text) must be a copy.
        var array = new JsonArray();
        foreach (var item in items)
            array.Add(item.DeepClone());
        return array;
    }
}
