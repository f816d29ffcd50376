using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace Tsunagu.Directory.Api.Tests.Hsds;

/// <summary>The official schemas of HSDS (<c>tests/fixtures/hsds</c>).</summary>
internal static class OfficialSchemas
{
    private const int Deep = 4;

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "hsds");

    private static readonly Dictionary<string, JsonSchema> Read = new(StringComparer.Ordinal);

    /// <summary>What the schema has against an object; nothing when it is right.</summary>
    internal static IReadOnlyList<string> Complaints(string schema, JsonElement value) =>
        [.. Of(schema).Validate(value.GetRawText()).Select(error => $"{schema}{error.Path}: {error.Kind}")];

    private static JsonSchema Of(string name)
    {
        lock (Read)
        {
            if (Read.TryGetValue(name, out var known))
                return known;
            return Read[name] = name.StartsWith("compiled/", StringComparison.Ordinal)
                ? JsonSchema.FromJsonAsync(File.ReadAllText(Path.Combine(Folder, name + ".json"))).GetAwaiter().GetResult()
                : JsonSchema.FromJsonAsync(Inside(name, Deep).ToJsonString()).GetAwaiter().GetResult();
        }
    }

    /// <summary>Schemas refer to each other in circles (a service has places, a place its service): they are put into each other as deep as our answers go.</summary>
    private static JsonNode Inside(string name, int depth)
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "core", name + ".json")))!;
        return Resolve(schema, depth);
    }

    private static JsonNode Resolve(JsonNode node, int depth)
    {
        switch (node)
        {
            case JsonObject map when map["$ref"] is JsonValue reference:
                return depth == 0 ? new JsonObject() : Inside(Path.GetFileNameWithoutExtension(reference.GetValue<string>()), depth - 1);
            case JsonObject map:
                foreach (var (name, child) in map.ToList())
                {
                    // The descriptive parts of a datapackage mean nothing to a validator.
                    if (child is null or JsonValue || name is "constraints" or "datapackage_metadata")
                        continue;
                    map.Remove(name);
                    map[name] = Resolve(child, depth);
                }
                break;
        }
        return node;
    }
}
