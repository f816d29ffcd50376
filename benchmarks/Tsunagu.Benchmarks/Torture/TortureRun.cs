namespace Tsunagu.Benchmarks.Torture;

/// <summary>What a run does to the machines.</summary>
/// <param name="Clients">People who tap at the same time.</param>
/// <param name="Duration">How long machines are hurt; afterwards everybody finishes.</param>
/// <param name="HurtEvery">Time between two hurts.</param>
/// <param name="TapsPerTalk">Taps in one talk; its person begins another afterwards.</param>
/// <param name="Redelivered">Share of taps that come again.</param>
/// <param name="Seed">Gives the same chances again.</param>
public sealed record TorturePlan(int Clients, TimeSpan Duration, TimeSpan HurtEvery, int TapsPerTalk, double Redelivered, int Seed)
{
    /// <summary>It goes on beyond <see cref="Duration"/> until so many hurts: on a slow machine too a run must prove something.</summary>
    public int LeastHurts { get; init; } = 1;

    /// <summary>And until so many taps were acknowledged.</summary>
    public int LeastTaps { get; init; } = 1;
}

/// <summary>What came of a run.</summary>
/// <param name="Findings">What is wrong; empty when nothing was lost, doubled, swapped or foreign.</param>
/// <param name="Talks">Talks that were checked.</param>
/// <param name="Taps">Acknowledged taps.</param>
/// <param name="Redeliveries">Taps that came again.</param>
/// <param name="Hurts">How often a machine was hurt.</param>
/// <param name="Failed">Taps to which the bot said that the turn failed.</param>
public sealed record TortureResult(IReadOnlyList<string> Findings, int Talks, int Taps, int Redeliveries, int Hurts, int Failed);

/// <summary>Lets people tap while machines are hurt, then checks every talk.</summary>
public static class TortureRun
{
    /// <summary>The secret that the hosts of a run are started with.</summary>
    public const string Secret = "torture-secret-of-the-tests";

    // After the last hurt everybody must come to an end within this, or something hangs.
    private static readonly TimeSpan Finish = TimeSpan.FromMinutes(2);

    /// <summary>Runs.</summary>
    /// <param name="plan">What to do.</param>
    /// <param name="hosts">Addresses of the machines.</param>
    /// <param name="hurt">Hurts a machine and mends it again; gets the number of the hurt.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<TortureResult> RunAsync(TorturePlan plan, IReadOnlyList<Uri> hosts, Func<int, Task> hurt, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(hurt);
        using var stop = new CancellationTokenSource();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(15) };
        var clients = Enumerable.Range(0, plan.Clients).Select(n => new TalkClient(http, hosts, Secret, new Random(unchecked(plan.Seed * 7919 + n)))).ToList();
        var people = clients.Select((client, n) => Task.Run(() => PersonAsync(plan, n, client, stop.Token, end.Token), ct)).ToList();
        var hurts = 0;
        using (var period = new CancellationTokenSource(plan.Duration))
        {
            while ((!period.IsCancellationRequested || hurts < plan.LeastHurts || clients.Sum(c => c.Taps) < plan.LeastTaps) && !people.Any(p => p.IsFaulted))
            {
                await Task.Delay(plan.HurtEvery, ct);
                await hurt(hurts++);
            }
        }

        await stop.CancelAsync();
        end.CancelAfter(Finish);
        var talks = (await Task.WhenAll(people)).SelectMany(t => t).ToList();
        return new TortureResult([.. talks.SelectMany(HistoryChecker.Check)], talks.Count, clients.Sum(c => c.Taps), clients.Sum(c => c.Redeliveries), hurts,
            talks.Sum(t => t.Read.Count(e => e.Failed)));
    }

    private static async Task<List<TalkHistory>> PersonAsync(TorturePlan plan, int number, TalkClient client, CancellationToken stop, CancellationToken ct)
    {
        List<TalkHistory> talks = [];
        for (var talk = 0; !stop.IsCancellationRequested; talk++)
            talks.Add(await client.TalkAsync($"{number}.{talk}", plan.TapsPerTalk, plan.Redelivered, stop, ct));
        return talks;
    }
}
