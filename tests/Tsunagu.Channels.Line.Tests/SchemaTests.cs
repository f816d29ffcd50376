using System.Text;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace Tsunagu.Channels.Line.Tests;

/// <summary>
/// Every request of a long talk against a schema: our own reduced one always, and LINE's official one where the folder of line-openapi
/// is named in <c>TSUNAGU_LINE_OPENAPI</c>, or lies as <c>shared/line</c> beside the repository.
/// </summary>
public class SchemaTests
{
    [Fact]
    public async Task Requests_keep_our_reduced_schema() =>
        await CheckAsync(await JsonSchema.FromFileAsync(Path.Combine(Fixtures.Root, "tests", "fixtures", "line", "message-schema.json")), null);

    [Fact]
    public async Task Requests_keep_the_official_schemas_where_they_are()
    {
        if (OfficialFile() is not { } file)
            return; // the reduced schema above holds the same requests
        var official = OpenApiSchemas.Load(file);
        await CheckAsync(await official.SchemaAsync("ReplyMessageRequest"), await official.SchemaAsync("PushMessageRequest"));
    }

    private static string? OfficialFile()
    {
        const string name = "messaging-api.yml";
        if (Environment.GetEnvironmentVariable("TSUNAGU_LINE_OPENAPI") is { Length: > 0 } given)
            return Path.Combine(given, name);
        for (var folder = new DirectoryInfo(Fixtures.Root).Parent; folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, "shared", "line", name) is var file && File.Exists(file))
                return file;
        }

        return null;
    }

    private static async Task CheckAsync(JsonSchema reply, JsonSchema? push)
    {
        await using var site = await LineSite.StartAsync(o => o with { Retries = 1 });
        var user = "U" + Guid.NewGuid().ToString("N");
        var messages = await site.SayAsync(Fixtures.With("follow", user));
        var late = Fixtures.Body(Fixtures.With("message-text", user, e => (e["replyToken"], e["message"]!["text"]) = ("gone", "もう終わりにしたい")));
        Assert.Equal(200, await site.PostAsync(late, Signature.Sign(site.Secret, late)));
        await site.SettleAsync();
        messages = [.. site.Platform.ChatOf(user).Select(m => JsonNode.Parse(m.Message.GetRawText())!)];
        for (var turn = 0; turn < 30; turn++)
        {
            var buttons = messages.Buttons();
            var next = buttons.FirstOrDefault(b => b["label"]!.GetValue<string>() == "選びおわった") ?? buttons[turn % 3 == 2 ? Math.Min(1, buttons.Count - 1) : 0];
            messages = await site.SayAsync(Fixtures.Tap(next["data"]!.GetValue<string>(), user));
        }

        foreach (var (path, schema) in new[] { ("/v2/bot/message/reply", reply), ("/v2/bot/message/push", push ?? reply) })
        {
            var calls = site.Line.CallsTo(path).ToList();
            Assert.NotEmpty(calls);
            foreach (var call in calls)
            {
                var errors = schema.Validate(Encoding.UTF8.GetString(call.Body));
                Assert.True(errors.Count == 0, string.Join("\n", errors.Select(e => $"{path} {e.Path} {e.Kind}")));
            }
        }
    }
}
