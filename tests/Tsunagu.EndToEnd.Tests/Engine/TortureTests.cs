using System.Diagnostics;
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
        Expect(Short, await TortureRun.RunAsync(Short, [host.Address], async _ =>
        {
            host.Kill();
            await host.StartAsync(Ct);
        }, Ct));
    }

    [Fact]
    public async Task Two_machines_on_PostgreSQL_of_which_one_is_killed_and_one_is_paused_and_the_database_restarted()
    {
        var connection = await server.NewDatabaseAsync();
        await using var one = Member(connection);
        await using var two = Member(connection);
        await Task.WhenAll(one.StartAsync(Ct), two.StartAsync(Ct));
        var plan = Short with { HurtEvery = TimeSpan.FromSeconds(6) };
        Expect(plan, await TortureRun.RunAsync(plan, [one.Address, two.Address], async n =>
        {
            var victim = n % 2 == 0 ? one : two;
            switch (n % 3)
            {
                case 0:
                    victim.Kill();
                    await victim.StartAsync(Ct);
                    break;
                case 1:
                    await SignalAsync("STOP", victim);
                    await Task.Delay(TimeSpan.FromSeconds(2), Ct);
                    await SignalAsync("CONT", victim);
                    break;
                default:
                    await server.StopAsync();
                    await server.StartAsync();
                    break;
            }
        }, Ct));
    }

    private static KillableHost Member(string connection) => new(
        "--Storage:Provider=postgres", $"--ConnectionStrings:Postgres={connection}", "--Cluster:Mode=postgres", "--Cluster:Address=127.0.0.1",
        $"--DirectLine:Secret={TortureRun.Secret}");

    private static void Expect(TorturePlan plan, TortureResult result)
    {
        Assert.Empty(result.Findings);
        // A run in which nothing happened proves nothing.
        Assert.True(result.Hurts >= plan.LeastHurts && result.Taps >= plan.LeastTaps && result.Redeliveries > 20,
            string.Create(CultureInfo.InvariantCulture, $"{result.Talks} talks, {result.Taps} taps, {result.Redeliveries} redeliveries, {result.Hurts} hurts"));
    }

    private static async Task SignalAsync(string signal, KillableHost host)
    {
        using var kill = Process.Start("kill", [$"-{signal}", host.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(Ct);
    }
}
