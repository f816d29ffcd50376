using System.Text.Json;

namespace Tsunagu.BotCore.Tests.Comparison;

/// <summary>A script of the side-by-side folder; its README has the language.</summary>
public sealed record Script(JsonElement Json)
{
    public string Root => Json.TryGetProperty("root", out var root) ? root.GetString()! : "main";

    public string Channel => Json.TryGetProperty("channel", out var channel) ? channel.GetString()! : "test";

    public string? Locale => Json.TryGetProperty("locale", out var locale) ? locale.GetString() : null;

    public IEnumerable<JsonElement> Dialogs => Json.GetProperty("dialogs").EnumerateArray();

    public IEnumerable<JsonElement> Turns => Json.GetProperty("turns").EnumerateArray();

    public static Script Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return new Script(document.RootElement.Clone());
    }
}

internal static class JsonElementExtensions
{
    internal static JsonElement? Maybe(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    internal static string? Text(this JsonElement element, string name) => element.Maybe(name)?.GetString();

    internal static bool Flag(this JsonElement element, string name) => element.Maybe(name)?.GetBoolean() ?? false;

    internal static string[] Texts(this JsonElement element, string name) =>
        element.Maybe(name)?.EnumerateArray().Select(e => e.GetString()!).ToArray() ?? [];

    internal static object? Plain(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => element.TryGetInt32(out var whole) ? (object)whole : element.GetDouble(),
        _ => null,
    };
}
