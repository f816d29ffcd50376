using System.Globalization;
using Tsunagu.Benchmarks.Torture;
using Tsunagu.Conversations.Tests;

namespace Tsunagu.EndToEnd.Tests;

/// <summary>Nothing acknowledged is lost, doubled, swapped or foreign while real machines die. Short runs; the long one is <c>benchmarks/torture</c>.</summary>
[Collection(PostgresCollection.Name)]
public sealed class TortureTests(PostgresServer server)
{
    private static readonly TorturePlan Short = new(Clients: 8, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(4), TapsPerTalk: 40, Redelivered: 0.3, Seed: 20261125)
    {
        LeastHurts = 3,
        LeastTaps = 150,
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_9_on_SQLite()
    {
        using var folder = new TempFolder();
        await using var host = new KillableHost($"--Storage:Path={folder.Path}", $"--DirectLine:Secret={TortureRun.Secret}");
        await host.StartAsync(Ct);
        Expect(Short, await TortureRun.RunAsync(Short, [host.Address], _ => Hurt.KillAsync(host, Ct), Ct));
    }

    [Fact]
    public async Task Three_machines_on_PostgreSQL_of_which_one_is_killed_one_paused_and_one_restarted_and_the_database_restarted()
    {
        var connection = await server.NewDatabaseAsync();
        await using var one = Member(connection);
        await using var two = Member(connection);
        await using var three = Member(connection);
        KillableHost[] all = [one, two, three];
        await Task.WhenAll(all.Select(h => h.StartAsync(Ct)));
        var plan = Short with { HurtEvery = TimeSpan.FromSeconds(5), LeastHurts = 4 };
        Expect(plan, await TortureRun.RunAsync(plan, [.. all.Select(h => h.Address)], async n =>
        {
            foreach (var host in all)
                await host.ReviveAsync(Ct);
            await ((n % 4) switch
            {
                0 => Hurt.KillAsync(one, Ct),
                1 => Hurt.PauseAsync(two, TimeSpan.FromSeconds(6), Ct),
                2 => RestartDatabaseAsync(),
                _ => Hurt.RestartAsync(three, Ct),
            });
        }, Ct), pauses: true);
    }

    [Fact]
    public async Task Rolling_restarts_of_two_machines()
    {
        var connection = await server.NewDatabaseAsync();
        await using var one = Member(connection);
        await using var two = Member(connection);
        await Task.WhenAll(one.StartAsync(Ct), two.StartAsync(Ct));
        // Fifty of them: benchmarks/torture --store=postgres --restarts=50.
        var plan = Short with { Duration = TimeSpan.FromSeconds(1), HurtEvery = TimeSpan.FromSeconds(1), LeastHurts = 6 };
        Expect(plan, await TortureRun.RunAsync(plan, [one.Address, two.Address], n => Hurt.RestartAsync(n % 2 == 0 ? one : two, Ct), Ct));
    }

    private async Task RestartDatabaseAsync()
    {
        await server.StopAsync();
        await server.StartAsync();
    }

    private static KillableHost Member(string connection) => new(
        "--Storage:Provider=postgres", $"--ConnectionStrings:Postgres={connection}", "--Cluster:Mode=postgres", "--Cluster:Address=127.0.0.1",
        $"--DirectLine:Secret={TortureRun.Secret}");

    private static void Expect(TorturePlan plan, TortureResult result, bool pauses = false)
    {
        Assert.True(result.Findings.Count == 0, string.Join('\n', result.Findings));
        // A turn's time ends while its machine is paused, at most one of each person; nothing else makes a turn fail.
        Assert.InRange(result.Failed, 0, pauses ? result.Hurts * plan.Clients : 0);
        // A run in which nothing happened proves nothing.
        Assert.True(result.Hurts >= plan.LeastHurts && result.Taps >= plan.LeastTaps && result.Redeliveries > 20,
            string.Create(CultureInfo.InvariantCulture, $"{result.Talks} talks, {result.Taps} taps, {result.Redeliveries} redeliveries, {result.Hurts} hurts, {result.Failed} failed turns"));
    }
}
