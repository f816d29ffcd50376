using System.Text;
using System.Text.Json.Nodes;
using Tsunagu.Benchmarks.Torture;
using Tsunagu.BotCore;
using Tsunagu.Channels.Line;
using Tsunagu.Channels.Line.Tests;
using Tsunagu.Conversations;
using Tsunagu.Conversations.Tests;

namespace Tsunagu.EndToEnd.Tests.Line;

/// <summary>Answers that LINE does not take now wait on the disk: with all that sending needs, and nothing that says who wrote what.</summary>
public sealed class LineAtRestTests
{
    private const string Canary = "kanaria-51d7e0", User = "U51d7e051d7e051d7e051d7e051d7e0aa", Secret = "secret-at-rest", Token = "token-at-rest";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_waits_survives_kill_9_and_holds_neither_words_nor_ids_in_clear()
    {
        await using var line = await FakeServer.StartAsync();
        line.Platform = new FakePlatform(new LineOptions { ChannelSecret = Secret, ChannelAccessToken = Token, Words = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal) }, TimeProvider.System);
        line.Chance = () => Fault.TooManyForLong;
        using var folder = new TempFolder();
        await using var host = new KillableHost($"--Storage:Path={folder.Path}", $"--Line:ChannelSecret={Secret}", $"--Line:ChannelAccessToken={Token}", $"--Line:ApiBaseUrl={line.Address}",
            "--Logging:LogLevel:Default=Debug", "--Logging:LogLevel:Microsoft.AspNetCore=Debug");
        await host.StartAsync(Ct);
        var replyToken = line.Platform.IssueReplyToken(User);
        await PostAsync(host, new JsonObject { ["type"] = "follow" }, replyToken);
        foreach (var text in new[] { Canary, $"{Canary} もう終わりにしたい", $"t={Canary};n=1" })
            await PostAsync(host, new JsonObject { ["type"] = "message", ["message"] = new JsonObject { ["id"] = Canary, ["type"] = "text", ["text"] = text } }, line.Platform.IssueReplyToken(User));
        host.Kill();

        foreach (var secret in new[] { Canary, User, replyToken })
        {
            Assert.False(folder.Holds(Encoding.UTF8.GetBytes(secret)), secret);
            Assert.DoesNotContain(secret, host.Log, StringComparison.Ordinal);
        }

        // Decrypted: the token and the encrypted id of the person, the bot's own words, and no more.
        await using (var database = await ConversationStores.OpenSqliteAsync(folder.Path))
        {
            var store = await database.StartAsync(new AtRestTests.Protector(folder.Path), TimeProvider.System, new ConversationOptions());
            Assert.Equal(4, (await store.OutboxAsync(Ct)).Waiting);
            var later = DateTimeOffset.UtcNow.AddHours(1);
            var first = Assert.Single(await store.TakeDueAsync([BotCore.Channels.Line], later, DateTimeOffset.UtcNow, 10, Ct)).Delivery!;
            Assert.Contains(replyToken, first.ReplyWith, StringComparison.Ordinal);
            Assert.DoesNotContain(User, first.ReplyWith! + first.Key.ConversationId, StringComparison.Ordinal);
            Assert.All(first.Messages, m => Assert.DoesNotContain(User, Encoding.UTF8.GetString(ActivityJson.Serialize(m)), StringComparison.Ordinal));
        }

        // Another life, and LINE is well again: everything goes out, in order.
        line.Chance = null;
        await host.StartAsync(Ct);
        while (line.Platform.ChatOf(User).Count < 6)
            await Task.Delay(50, Ct);
        Assert.Contains("つなぐ", line.Platform.ChatOf(User)[0].Message.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(line.Platform.ChatOf(User), m => m.Message.GetRawText().Contains(Canary, StringComparison.Ordinal));
    }

    private static async Task PostAsync(KillableHost host, JsonObject e, string replyToken)
    {
        e["mode"] = "active";
        e["timestamp"] = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        e["source"] = new JsonObject { ["type"] = "user", ["userId"] = User };
        e["webhookEventId"] = "01" + Guid.NewGuid().ToString("N")[..24].ToUpperInvariant();
        e["replyToken"] = replyToken;
        e["deliveryContext"] = new JsonObject { ["isRedelivery"] = false };
        var body = Encoding.UTF8.GetBytes(new JsonObject { ["destination"] = "U" + new string('f', 32), ["events"] = new JsonArray(e) }.ToJsonString());
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Address, "/line/webhook")) { Content = new ByteArrayContent(body) };
        request.Headers.TryAddWithoutValidation(Signature.Header, Signature.Sign(Secret, body));
        using var response = await http.SendAsync(request, Ct);
        Assert.Equal(200, (int)response.StatusCode);
    }
}
