using System.Text;
using System.Text.Json.Nodes;

namespace Tsunagu.Channels.Line.Tests;

/// <summary>Recorded bodies of webhooks, and the means to make others.</summary>
internal static class Fixtures
{
    public const string User = "U0123456789abcdef0123456789abcdef";

    public static string Root { get; } = FindRoot();

    public static string Folder { get; } = Path.Combine(Root, "tests", "fixtures", "line", "webhooks");

    public static IEnumerable<string> Names => System.IO.Directory.GetFiles(Folder, "*.json").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)!;

    public static string Read(string name) => File.ReadAllText(Path.Combine(Folder, name + ".json"));

    public static JsonObject Event(string name) => (JsonObject)JsonNode.Parse(Read(name))!["events"]![0]!.DeepClone();

    public static JsonObject Text(string text, string? user = null) => With("message-text", user, e => e["message"]!["text"] = text);

    public static JsonObject Tap(string data, string? user = null) => With("postback", user, e => e["postback"]!["data"] = data);

    public static JsonObject With(string name, string? user, Action<JsonObject>? change = null)
    {
        var e = Event(name);
        if (user is not null)
            e["source"]!["userId"] = user;
        e["webhookEventId"] = "01" + Guid.NewGuid().ToString("N")[..24].ToUpperInvariant();
        change?.Invoke(e);
        return e;
    }

    public static byte[] Body(params JsonObject[] events) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["destination"] = "U" + new string('f', 32),
        ["events"] = new JsonArray([.. events.Select(e => (JsonNode)e.DeepClone())]),
    }.ToJsonString());

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Bot.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("Bot.sln was not found above the tests.");
    }
}
