using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tsunagu.BotCore.Tests.State;

public sealed partial class StateCodecTests
{
    public static TheoryData<string, object?> Plain() => new()
    {
        { "null", null },
        { "\"言葉\"", "言葉" },
        { "true", true },
        { "5", 5L },
        { "-9223372036854775808", long.MinValue },
        { "5.0", 5d },
        { "0.1", 0.1 },
        { "1E+300", 1e300 },
        { "[1,\"a\",null,[]]", new List<object?> { 1L, "a", null, new List<object?>() } },
        { "{\"a\":{\"b\":1},\"c\":null}", new Dictionary<string, object?> { ["a"] = new Dictionary<string, object?> { ["b"] = 1L }, ["c"] = null } },
        { "{\"$type\":\"map\",\"value\":{\"$type\":\"activity\"}}", new Dictionary<string, object?> { ["$type"] = "activity" } },
        { "{\"$type\":\"texts\",\"value\":[\"a\",\"b\"]}", new List<string> { "a", "b" } },
        { "{\"$type\":\"time\",\"value\":\"2026-11-24T09:00:00+09:00\"}", new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.FromHours(9)) },
    };

    [Theory]
    [MemberData(nameof(Plain))]
    public void A_value_comes_back_as_it_was(string json, object? value)
    {
        var bytes = StateCodec.Default.Encode(value);

        Assert.Equal(json, Encoding.UTF8.GetString(bytes));
        Assert.Equivalent(value, StateCodec.Default.Decode(bytes), strict: true);
        Assert.Equal(value?.GetType(), StateCodec.Default.Decode(bytes)?.GetType());
    }

    [Fact]
    public void Whole_numbers_come_back_as_long_and_texts_as_a_list()
    {
        Assert.Equal(5L, RoundTrip(5));
        Assert.Equal(["a"], Assert.IsType<List<string>>(RoundTrip(new[] { "a" })));
    }

    [Fact]
    public void Known_types_survive_deep_inside()
    {
        var json = JsonSerializer.SerializeToElement("x", BotJsonContext.Default.String);
        var state = new DialogState(
        [
            new DialogInstance
            {
                Id = "component",
                Version = "v",
                State =
                {
                    ["dialogs"] = new DialogState([new DialogInstance { Id = "inner", State = { ["options"] = new PromptOptions
                    {
                        Prompt = new Activity(ActivityTypes.Message) { Text = "q", ChannelData = json },
                        Choices = [new Choice("a") { Synonyms = ["b"] }],
                        Style = ListStyle.List,
                        Validations = new List<string> { "v" },
                    } } }]),
                    ["picked"] = new List<FoundChoice> { new() { Value = "a", Index = 1, Score = 1, Synonym = "b" } },
                    ["one"] = new FoundChoice { Value = "c" },
                    ["json"] = json,
                },
            },
        ]);

        var back = Assert.IsType<DialogState>(RoundTrip(state)).DialogStack[0];

        Assert.Equal(("component", "v"), (back.Id, back.Version));
        Assert.Equal("b", Assert.IsType<List<FoundChoice>>(back.State["picked"])[0].Synonym);
        Assert.Equal("c", Assert.IsType<FoundChoice>(back.State["one"]).Value);
        Assert.Equal("x", Assert.IsType<JsonElement>(back.State["json"]).GetString());
        var options = Assert.IsType<PromptOptions>(Assert.IsType<DialogState>(back.State["dialogs"]).DialogStack[0].State["options"]);
        Assert.Equal("x", Assert.IsType<JsonElement>(options.Prompt!.ChannelData).GetString());
        Assert.Equal("b", options.Choices![0].Synonyms![0]);
        Assert.Equal(ListStyle.List, options.Style);
        Assert.Equal(["v"], Assert.IsType<List<string>>(options.Validations));
        Assert.Equal(StateCodec.Default.Encode(state), StateCodec.Default.Encode(RoundTrip(state)));
    }

    [Fact]
    public void A_type_of_the_bot_is_added_with_its_own_metadata()
    {
        var codec = StateCodec.Default.With("profile", ProfileContext.Default.Profile);

        var back = codec.Decode(codec.Encode(new List<object?> { new Profile("Ai", 40) }));

        Assert.Equal(new Profile("Ai", 40), Assert.IsType<List<object?>>(back)[0]);
        Assert.Throws<ArgumentException>(() => codec.With("profile", ProfileContext.Default.Profile));
        Assert.Throws<ArgumentException>(() => codec.With("activity", ProfileContext.Default.Profile));
    }

    [Fact]
    public void What_cannot_be_kept_is_refused_by_name()
    {
        var type = Assert.Throws<NotSupportedException>(() => StateCodec.Default.Encode(new Dictionary<string, object?> { ["p"] = new Profile("Ai", 40) }));
        var number = Assert.Throws<NotSupportedException>(() => StateCodec.Default.Encode(double.NaN));

        Assert.Contains(nameof(Profile), type.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Ai", type.Message, StringComparison.Ordinal);
        Assert.Contains("NaN", number.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"a\":1")]
    [InlineData("[1,")]
    [InlineData("himitsu")]
    [InlineData("1 2")]
    [InlineData("{\"$type\":5}")]
    [InlineData("{\"$type\":\"time\"}")]
    [InlineData("{\"$type\":\"time\",\"value\":\"himitsu\"}")]
    [InlineData("{\"$type\":\"time\",\"value\":\"2026-11-24T09:00:00Z\",\"himitsu\":1}")]
    [InlineData("{\"$type\":\"dialogState\",\"value\":[\"himitsu\"]}")]
    [InlineData("{\"$type\":\"fromTheFuture\",\"value\":\"himitsu\"}")]
    public void What_another_version_wrote_is_a_named_case_without_its_content(string json)
    {
        var outdated = Assert.Throws<OutdatedStateException>(() => StateCodec.Default.Decode(Encoding.UTF8.GetBytes(json)));

        Assert.DoesNotContain("himitsu", outdated.ToString(), StringComparison.Ordinal);
        Assert.Contains("begin again", outdated.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_is_bounded()
    {
        var deep = new string('[', StateCodec.MaxDepth + 1) + new string(']', StateCodec.MaxDepth + 1);

        Assert.Throws<OutdatedStateException>(() => StateCodec.Default.Decode(Encoding.UTF8.GetBytes(deep)));
        Assert.NotNull(StateCodec.Default.Decode(Encoding.UTF8.GetBytes(deep[1..^1])));
    }

    private static object? RoundTrip(object? value) => StateCodec.Default.Decode(StateCodec.Default.Encode(value));

    internal sealed record Profile(string Name, int Age);

    [JsonSerializable(typeof(Profile))]
    internal sealed partial class ProfileContext : JsonSerializerContext;
}
