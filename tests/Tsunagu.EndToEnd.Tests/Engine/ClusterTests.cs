using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Tsunagu.Benchmarks.Torture;
using Tsunagu.Conversations.Tests;

namespace Tsunagu.EndToEnd.Tests;

/// <summary>Two real hosts on one PostgreSQL.</summary>
[Collection(PostgresCollection.Name)]
public sealed class ClusterTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_browser_connected_to_one_machine_sees_what_is_said_on_the_other_and_goes_on_when_that_dies()
    {
        var connection = await server.NewDatabaseAsync();
        await using var one = Member(connection);
        await using var two = Member(connection);
        await Task.WhenAll(one.StartAsync(Ct), two.StartAsync(Ct));
        using var there = AtRestTests.NewClient(one);
        using var here = AtRestTests.NewClient(two);
        var id = await AtRestTests.BeginAsync(there);
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {TortureRun.Secret}");
        await socket.ConnectAsync(new Uri($"ws://{two.Address.Authority}/v3/directline/conversations/{id}/stream?watermark=0"), Ct);
        Assert.Contains("greeting", await NextAsync(socket), StringComparison.Ordinal);

        await AtRestTests.PostAsync(there, id, Say("typed-on-one"));
        Assert.Contains("typed-on-one", await NextAsync(socket), StringComparison.Ordinal);
        one.Kill();
        await TalkClientRetry(here, id, "typed-on-two");
        Assert.Contains("client-typed-on-two", await NextAsync(socket), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_all_machines_died_at_once_the_next_one_does_not_wait_long_for_the_dead()
    {
        var connection = await server.NewDatabaseAsync();
        await using var one = Member(connection);
        await using var two = Member(connection);
        await Task.WhenAll(one.StartAsync(Ct), two.StartAsync(Ct));
        using var before = AtRestTests.NewClient(one);
        var id = await AtRestTests.BeginAsync(before);
        one.Kill();
        two.Kill();
        await using var next = Member(connection);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        // With signs of life of half a minute it took a minute and a half.
        patience.CancelAfter(TimeSpan.FromSeconds(70));
        var started = System.Diagnostics.Stopwatch.StartNew();
        await next.StartAsync(patience.Token);
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"started in {started.Elapsed.TotalSeconds:F1} s"));
        using var after = AtRestTests.NewClient(next);
        Assert.Contains("greeting", await after.GetStringAsync(new Uri($"/v3/directline/conversations/{id}/activities", UriKind.Relative), Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dump_that_was_made_while_it_runs_is_restored_into_another_database()
    {
        var connection = await server.NewDatabaseAsync();
        string id;
        using var folder = new TempFolder();
        // The server's programs may run under an account of their own, which writes here.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_111_111);
        var dump = Path.Combine(folder.Path, "tsunagu.dump");
        await using (var host = Member(connection))
        {
            await host.StartAsync(Ct);
            using var http = AtRestTests.NewClient(host);
            id = await AtRestTests.BeginAsync(http);
            await server.ClientAsync("pg_dump", connection, "--format=custom", $"--file={dump}");
        }

        var other = await server.NewDatabaseAsync();
        await server.ClientAsync("pg_restore", other, "--clean", "--if-exists", dump);
        await using var restored = Member(other);
        await restored.StartAsync(Ct);
        using var again = AtRestTests.NewClient(restored);
        Assert.Contains("greeting", await again.GetStringAsync(new Uri($"/v3/directline/conversations/{id}/activities", UriKind.Relative), Ct), StringComparison.Ordinal);
    }

    private static KillableHost Member(string connection) => new(
        "--Storage:Provider=postgres", $"--ConnectionStrings:Postgres={connection}", "--Cluster:Mode=postgres", "--Cluster:Address=127.0.0.1",
        $"--DirectLine:Secret={TortureRun.Secret}");

    private static JsonObject Say(string text) => new()
    {
        ["type"] = "message",
        ["text"] = text,
        ["from"] = new JsonObject { ["id"] = "me" },
        ["channelData"] = new JsonObject { ["clientActivityID"] = $"client-{text}" },
    };

    // As a client does: until somebody takes it. The id sees to it that it has one effect.
    private static async Task TalkClientRetry(HttpClient http, string id, string text)
    {
        while (true)
        {
            using var body = new StringContent(Say(text).ToJsonString(), Encoding.UTF8, "application/json");
            using var response = await http.PostAsync(new Uri($"/v3/directline/conversations/{id}/activities", UriKind.Relative), body, Ct);
            if (response.IsSuccessStatusCode)
                return;
            await Task.Delay(200, Ct);
        }
    }

    private static async Task<string> NextAsync(ClientWebSocket socket)
    {
        using var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), Ct);
            message.Write(buffer, 0, received.Count);
            if (received.EndOfMessage)
                return Encoding.UTF8.GetString(message.ToArray());
        }
    }
}
