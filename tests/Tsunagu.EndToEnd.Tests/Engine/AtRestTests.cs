using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Tsunagu.Benchmarks.Torture;
using Tsunagu.BotCore;
using Tsunagu.Conversations;
using Tsunagu.Conversations.Tests;

namespace Tsunagu.EndToEnd.Tests;

/// <summary>Unique words are typed everywhere where words can be typed, the host is killed, and then they are looked for where they must not be.</summary>
public sealed class AtRestTests
{
    private const string Canary = "kanaria-9f3c1b";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_that_was_typed_is_at_rest_in_files_logs_or_decrypted_states()
    {
        using var folder = new TempFolder();
        await using var telemetry = new OtlpReceiver();
        await using var host = new KillableHost([$"--Storage:Path={folder.Path}", $"--DirectLine:Secret={TortureRun.Secret}",
            "--Logging:LogLevel:Default=Debug", "--Logging:LogLevel:Microsoft.AspNetCore=Debug", .. telemetry.Settings]);
        await host.StartAsync(Ct);
        using var http = NewClient(host);
        var id = await BeginAsync(http);
        foreach (var text in new[] { Canary, $"{Canary} もう終わりにしたい", $"t={Canary};n=1", $"{Canary}, 1" })
            await PostAsync(http, id, new JsonObject { ["type"] = "message", ["text"] = text, ["from"] = new JsonObject { ["id"] = "me", ["name"] = Canary }, ["channelData"] = new JsonObject { ["note"] = Canary } });
        await PostAsync(http, id, new JsonObject { ["type"] = "event", ["name"] = Canary, ["value"] = Canary });
        await PostAsync(http, id, JsonValue.Create($"not an activity {Canary}"));
        var history = await http.GetStringAsync(new Uri($"/v3/directline/conversations/{id}/activities", UriKind.Relative), Ct);
        // Traces and metrics of these turns have arrived: what is looked through is not empty.
        await telemetry.UntilAsync("tsunagu.turn.duration", Ct);
        await telemetry.UntilAsync("webchat", Ct);
        await telemetry.UntilTracedAsync("turn", Ct);
        host.Kill();

        foreach (var secret in new[] { Canary, id, TortureRun.Secret })
            Assert.False(telemetry.Holds(secret), "traces or metrics hold a text or an id");
        Assert.DoesNotContain(Canary, history, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, host.Log, StringComparison.Ordinal);
        Assert.Contains("Now listening", host.Log, StringComparison.OrdinalIgnoreCase);
        Assert.False(folder.Holds(Encoding.UTF8.GetBytes(Canary)));
        Assert.False(folder.Holds(Encoding.UTF8.GetBytes(id)), "the conversation's id");
        Assert.True(folder.Holds("SQLite format 3"u8), "the search finds what is there");

        // Decrypted with the keys and with the id, which only the client has.
        await using var database = await ConversationStores.OpenSqliteAsync(folder.Path);
        var store = await database.StartAsync(new Protector(folder.Path), TimeProvider.System, new ConversationOptions());
        var key = new ConversationKey(BotCore.Channels.Webchat, id);
        var state = Encoding.UTF8.GetString((await store.FindAsync(key, Ct))!.State);
        Assert.Contains("handbookVersion", state, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, state, StringComparison.Ordinal);
        var kept = (await store.ReadAsync(key, 0, Ct))!.Activities.Select(a => Encoding.UTF8.GetString(ActivityJson.Serialize(a))).ToList();
        Assert.True(kept.Count > 5);
        Assert.All(kept, a => Assert.DoesNotContain(Canary, a, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_backup_that_was_made_while_it_runs_is_restored()
    {
        using var folder = new TempFolder();
        using var other = new TempFolder();
        string id;
        await using (var host = new KillableHost($"--Storage:Path={folder.Path}", $"--DirectLine:Secret={TortureRun.Secret}"))
        {
            await host.StartAsync(Ct);
            using var http = NewClient(host);
            id = await BeginAsync(http);
            // What `sqlite3 … ".backup …"` does.
            using var source = new SqliteConnection($"Data Source={Path.Combine(folder.Path, ConversationStores.SqliteFile)};Pooling=False");
            using var copy = new SqliteConnection($"Data Source={Path.Combine(other.Path, ConversationStores.SqliteFile)};Pooling=False");
            source.Open();
            copy.Open();
            source.BackupDatabase(copy);
            await PostgresServer.RunAsync("cp", ["-a", Path.Combine(folder.Path, "keys"), other.Path]);
        }

        await using var restored = new KillableHost($"--Storage:Path={other.Path}", $"--DirectLine:Secret={TortureRun.Secret}");
        await restored.StartAsync(Ct);
        using var again = NewClient(restored);
        Assert.Contains("greeting", await again.GetStringAsync(new Uri($"/v3/directline/conversations/{id}/activities", UriKind.Relative), Ct), StringComparison.Ordinal);
    }

    internal static HttpClient NewClient(KillableHost host)
    {
        var http = new HttpClient { BaseAddress = host.Address };
        http.DefaultRequestHeaders.Add("Authorization", $"Bearer {TortureRun.Secret}");
        return http;
    }

    internal static async Task<string> BeginAsync(HttpClient http)
    {
        using var begun = await http.PostAsync(new Uri("/v3/directline/conversations", UriKind.Relative), null, Ct);
        return (string)(await begun.Content.ReadFromJsonAsync<JsonObject>(Ct))!["conversationId"]!;
    }

    internal static async Task PostAsync(HttpClient http, string id, JsonNode activity)
    {
        using var body = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri($"/v3/directline/conversations/{id}/activities", UriKind.Relative), body, Ct);
        Assert.True((int)response.StatusCode is 200 or 400);
    }

    internal sealed class Protector(string folder) : IStateProtector
    {
        private readonly IDataProtector _protector = DataProtectionProvider
            .Create(new DirectoryInfo(Path.Combine(folder, "keys")), b => b.SetApplicationName("tsunagu"))
            .CreateProtector("Tsunagu.Conversations.DataKeys");

        public byte[] Protect(byte[] plain) => _protector.Protect(plain);

        public byte[] Unprotect(byte[] wrapped) => _protector.Unprotect(wrapped);
    }
}
