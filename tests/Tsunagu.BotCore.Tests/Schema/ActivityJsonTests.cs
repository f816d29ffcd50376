using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tsunagu.BotCore.Tests.Schema;

public sealed class ActivityJsonTests
{
    private const string FromWebChat = """
        {"type":"message","id":"7","timestamp":"2026-11-24T03:00:00.5+09:00","channelId":"webchat","text":"はい","textFormat":"plain","locale":"ja",
         "localTimezone":"Asia/Tokyo","from":{"id":"u","name":"","role":"user","aadObjectId":"x"},"conversation":{"id":"c","tenantId":"t"},"recipient":{"id":"b"},
         "channelData":{"clientActivityID":"abc","clientTimestamp":"2026","nested":{"n":[1,2.5,null,true]}},"value":{"token":"t=1;s=1","choices":["a","b"]},
         "entities":[{"type":"ClientCapabilities","requiresBotState":true,"supportsTts":true}],
         "suggestedActions":{"to":[],"actions":[{"type":"imBack","title":"x","value":"x","futureField":1}]},
         "attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","version":"1.5","body":[]},"futureField":{"a":1}}],
         "listenFor":["one"],"semanticAction":{"id":"s","entities":{}}}
        """;

    [Fact]
    public void Unknown_fields_and_open_values_survive_a_round_trip()
    {
        var before = JsonNode.Parse(FromWebChat)!;

        var after = JsonNode.Parse(ActivityJson.Serialize(Read(FromWebChat)))!;

        // The time is an instant on the wire; its writing may differ.
        Assert.Equal(DateTimeOffset.Parse((string)before["timestamp"]!, System.Globalization.CultureInfo.InvariantCulture), (DateTimeOffset)after["timestamp"]!);
        before["timestamp"] = after["timestamp"] = null;
        Assert.True(JsonNode.DeepEquals(before, after), after.ToJsonString());
    }

    [Fact]
    public void Known_fields_are_read()
    {
        var activity = Read(FromWebChat);

        Assert.Equal(ActivityTypes.Message, activity.Type);
        Assert.Equal("はい", activity.Text);
        Assert.Equal("u", activity.From!.Id);
        Assert.Equal("abc", Assert.IsType<JsonElement>(activity.ChannelData).GetProperty("clientActivityID").GetString());
        Assert.Equal(2, Assert.IsType<JsonElement>(activity.Value).GetProperty("choices").GetArrayLength());
        Assert.Equal("imBack", activity.SuggestedActions!.Actions![0].Type);
        Assert.Equal(["listenFor", "semanticAction"], activity.Properties!.Keys);
    }

    [Fact]
    public void The_wire_is_camel_case_without_nulls()
    {
        var reply = Read("""{"type":"message","id":"1","from":{"id":"u"},"recipient":{"id":"b"},"conversation":{"id":"c"}}""").CreateReply("x");
        reply.MembersAdded = [new ChannelAccount("u", "U", RoleTypes.User)];

        Assert.Equal(
            """{"type":"message","from":{"id":"b"},"conversation":{"id":"c"},"recipient":{"id":"u"},"membersAdded":[{"id":"u","name":"U","role":"user"}],"text":"x","replyToId":"1"}""",
            reply.ToJson());
    }

    [Fact]
    public void Kanji_stay_readable_and_markup_is_escaped()
    {
        var json = MessageFactory.Text("家賃 <script>&").ToJson();

        Assert.Contains("家賃", json, StringComparison.Ordinal);
        Assert.DoesNotContain("<", json, StringComparison.Ordinal);
        Assert.DoesNotContain("&", json, StringComparison.Ordinal);
        Assert.Equal("家賃 <script>&", Read(json).Text);
    }

    public static TheoryData<string, object?, string> OpenValues() => new()
    {
        { "text", "x", "\"x\"" },
        { "bool", true, "true" },
        { "whole", 5, "5" },
        { "long", 1L << 60, "1152921504606846976" },
        { "broken", 0.25, "0.25" },
        { "node", new JsonObject { ["a"] = new JsonArray(1, null) }, """{"a":[1,null]}""" },
        { "dictionary", new Dictionary<string, object?> { ["a"] = 1, ["b"] = new List<object?> { "x", null, new Dictionary<string, object?>() } }, """{"a":1,"b":["x",null,{}]}""" },
        { "texts by name", new Dictionary<string, string> { ["A"] = "b" }, """{"A":"b"}""" },
        { "array", new[] { "a", "b" }, """["a","b"]""" },
        { "card", new HeroCard { Title = "t", Buttons = [new CardAction(ActionTypes.OpenUrl, "o", value: "https://example.org")] }, """{"title":"t","buttons":[{"type":"openUrl","title":"o","value":"https://example.org"}]}""" },
    };

    [Theory]
    [MemberData(nameof(OpenValues))]
    public void Open_values_are_written_from_what_a_bot_has(string name, object? value, string expected)
    {
        var json = ActivityJson.Serialize(new Activity(ActivityTypes.Event) { Name = name, Value = value });

        using var document = JsonDocument.Parse(json);
        Assert.Equal(expected, document.RootElement.GetProperty("value").GetRawText());
    }

    [Fact]
    public void A_value_of_an_unknown_type_is_refused_by_name()
    {
        var refused = Assert.Throws<NotSupportedException>(() => ActivityJson.Serialize(new Activity { Value = new Version(1, 2) }));

        Assert.Contains("System.Version", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("\"message\"")]
    [InlineData("{} {}")]
    [InlineData("""{"type":"message",}""")]
    [InlineData("""{'type':"message"}""")]
    [InlineData("""{"type":5}""")]
    [InlineData("""{"text":{"secret":"himitsu"}}""")]
    [InlineData("""{"type":"message","type":"himitsu"}""")]
    [InlineData("""{"from":"himitsu"}""")]
    [InlineData("""{"attachments":{}}""")]
    [InlineData("""{"suggestedActions":{"actions":[1]}}""")]
    [InlineData("""{"timestamp":"himitsu"}""")]
    [InlineData("""{"text":"himitsu""")]
    [InlineData("""{"channelData":himitsu}""")]
    public void Malformed_input_is_a_json_exception_without_its_content(string json)
    {
        var refused = Assert.Throws<JsonException>(() => Read(json));

        Assert.DoesNotContain("himitsu", refused.ToString(), StringComparison.Ordinal);
        Assert.Contains("Send one JSON object", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_utf8_is_a_json_exception() =>
        Assert.Throws<JsonException>(() => ActivityJson.Deserialize([.. "{\"text\":\""u8, 0xff, 0xfe, .. "\"}"u8]));

    [Theory]
    [InlineData("channelData")]
    [InlineData("value")]
    [InlineData("aFieldOfTheirs")]
    public void Nesting_is_bounded(string field)
    {
        string Nested(int depth) => $$"""{"{{field}}":{{new string('[', depth)}}{{new string(']', depth)}}}""";

        Assert.NotNull(Read(Nested(ActivityJson.MaxDepth - 1)));
        Assert.Throws<JsonException>(() => Read(Nested(ActivityJson.MaxDepth)));
        Assert.Throws<JsonException>(() => Read(Nested(100_000)));
    }

    [Fact]
    public void All_ways_to_write_give_the_same_bytes()
    {
        var activity = Read(FromWebChat);
        var bytes = ActivityJson.Serialize(activity);
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        ActivityJson.Serialize(buffer, activity);

        Assert.Equal(bytes, buffer.WrittenSpan.ToArray());
        Assert.Equal(bytes, Encoding.UTF8.GetBytes(activity.ToJson()));
        using var document = JsonDocument.Parse(bytes);
        Assert.Equal(bytes, ActivityJson.Serialize(ActivityJson.Deserialize(document.RootElement)));
    }

    [Fact]
    public void Json_metadata_is_source_generated() => Assert.Same(BotJsonContext.Default, ActivityJson.Options.TypeInfoResolver);

    [Fact]
    public void Cards_become_attachments()
    {
        var hero = MessageFactory.Attachment(new HeroCard { Text = "t" }.ToAttachment());
        var adaptive = MessageFactory.Carousel([AdaptiveCard.ToAttachment(JsonNode.Parse("""{"type":"AdaptiveCard"}""")!)]);

        Assert.Contains("""[{"contentType":"application/vnd.microsoft.card.hero","content":{"text":"t"}}]""", ((Activity)hero).ToJson(), StringComparison.Ordinal);
        Assert.Contains("""[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard"}}]""", ((Activity)adaptive).ToJson(), StringComparison.Ordinal);
        Assert.Equal("carousel", adaptive.AttachmentLayout);
    }

    private static Activity Read(string json) => ActivityJson.Deserialize(Encoding.UTF8.GetBytes(json));
}
