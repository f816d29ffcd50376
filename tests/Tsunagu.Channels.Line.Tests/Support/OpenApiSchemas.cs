using System.Text.Json.Nodes;
using NJsonSchema;
using YamlDotNet.RepresentationModel;

namespace Tsunagu.Channels.Line.Tests;

/// <summary>The schemas of an OpenAPI file in YAML as JSON Schemas.</summary>
internal sealed class OpenApiSchemas(JsonObject schemas)
{
    public static OpenApiSchemas Load(string file)
    {
        using var reader = new StreamReader(file);
        var yaml = new YamlStream();
        yaml.Load(reader);
        var root = (JsonObject)ToJson(yaml.Documents[0].RootNode)!;
        return new OpenApiSchemas((JsonObject)root["components"]!["schemas"]!.DeepClone());
    }

    /// <summary>One schema with all others as its definitions.</summary>
    public Task<JsonSchema> SchemaAsync(string name)
    {
        var text = new JsonObject { ["$ref"] = $"#/definitions/{name}", ["definitions"] = schemas.DeepClone() }
            .ToJsonString().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal);
        return JsonSchema.FromJsonAsync(text);
    }

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, ToJson(c.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(ToJson)]),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain } plain when bool.TryParse(plain.Value, out var flag) => flag,
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain } plain when decimal.TryParse(plain.Value, System.Globalization.CultureInfo.InvariantCulture, out var number) => number,
        YamlScalarNode text => text.Value,
        _ => null,
    };
}
