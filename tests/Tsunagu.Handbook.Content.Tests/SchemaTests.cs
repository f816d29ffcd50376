using System.Globalization;
using System.Text.Json.Nodes;
using NJsonSchema;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tsunagu.Handbooks.Content.Tests;

/// <summary>Each file of the real content against the JSON Schema that its first line names; one case per file.</summary>
public sealed class SchemaTests
{
    private static readonly string Schemas = Path.GetFullPath(Path.Combine(RealHandbookTests.Folder, "..", "..", "manifests", "schemas"));

    public static TheoryData<string> Files() => [.. Directory.GetFiles(RealHandbookTests.Folder, "*.yaml", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(RealHandbookTests.Folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task It_is_valid(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var text = await File.ReadAllTextAsync(Path.Combine(RealHandbookTests.Folder, file), TestContext.Current.CancellationToken);
        if (SchemaOf(file) is not { } name)
        {
            // Patterns of danger and phrasings have no schema: they are read by one program only. So they must name none.
            Assert.DoesNotContain("$schema", text, StringComparison.Ordinal);
            return;
        }
        var schema = await JsonSchema.FromFileAsync(Path.Combine(Schemas, name), TestContext.Current.CancellationToken);
        var errors = schema.Validate(JsonOf(text).ToJsonString());
        Assert.Equal("", string.Join('\n', errors.Select(e => $"{file}:{e.LineNumber}: {e.Path} {e.Kind}")));
        Assert.EndsWith("/manifests/schemas/" + name, text[..text.IndexOf('\n', StringComparison.Ordinal)].Trim(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("question.schema.json", "id: who\nkind: one\noptions:\n  - id: a\n")]
    [InlineData("question.schema.json", "id: who\nkind: single\noptions:\n  - id: a\n    efects: {}\n")]
    [InlineData("worries.schema.json", "id: money\norder: 1\nworries: []\n")]
    [InlineData("handbook.schema.json", "id: toy\n")]
    [InlineData("needs.schema.json", "needs:\n  - {cod: life}\n")]
    [InlineData("texts-questions.schema.json", "who:\n  txt: だれ\n")]
    [InlineData("texts-flat.schema.json", "hello: {text: no}\n")]
    public async Task A_schema_refuses_a_slip(string name, string yaml)
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(Schemas, name), TestContext.Current.CancellationToken);
        Assert.NotEmpty(schema.Validate(JsonOf(yaml).ToJsonString()));
    }

    private static string? SchemaOf(string file) => file.Split('/') switch
    {
        ["handbook.yaml"] => "handbook.schema.json",
        ["questions", _] => "question.schema.json",
        ["worries", _] => "worries.schema.json",
        ["recommendations", "needs.yaml"] => "needs.schema.json",
        ["recommendations", _] => "additions.schema.json",
        ["locales", _, "questions.yaml"] => "texts-questions.schema.json",
        ["locales", _, "worries.yaml"] => "texts-worries.schema.json",
        ["locales", _, "synonyms.yaml"] => "texts-synonyms.schema.json",
        ["locales", _, "names.yaml"] => "texts-names.schema.json",
        ["locales", _, _] => "texts-flat.schema.json",
        _ => null,
    };

    private static JsonNode JsonOf(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return NodeOf(stream.Documents[0].RootNode) ?? new JsonObject();
    }

    private static JsonNode? NodeOf(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, NodeOf(c.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(NodeOf)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } flag => JsonValue.Create(flag.Value == "true"),
        YamlScalarNode { Style: ScalarStyle.Plain } number when long.TryParse(number.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) => JsonValue.Create(value),
        YamlScalarNode text => JsonValue.Create(text.Value ?? ""),
        _ => null,
    };
}
