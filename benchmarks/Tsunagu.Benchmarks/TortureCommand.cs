using System.Globalization;
using Tsunagu.Benchmarks.Torture;

namespace Tsunagu.Benchmarks;

/// <summary>
/// The long torture. <c>--store=sqlite</c> (default) with one machine, or <c>--store=postgres --postgres=…</c> with <c>--machines=N</c>;
/// each hurt kills, pauses or restarts a machine by chance; with <c>--restarts=50</c> machines are restarted one after the other, as in rolling updates. <c>--seed</c> gives the same chances again. Exit code 1 when anything was found.
/// </summary>
internal static class TortureCommand
{
    public static async Task<int> RunAsync(Arguments args)
    {
        var seed = args.Number("seed", 1);
        var plan = new TorturePlan(args.Number("clients", 32), TimeSpan.FromMinutes(args.Number("minutes", 30)), TimeSpan.FromSeconds(args.Number("every", 4)), 60, 0.3, seed);
        // Rolling restarts instead of chance: one machine after the other, so many in all.
        var restarts = args.Number("restarts", 0);
        if (restarts > 0)
            plan = plan with { Duration = TimeSpan.FromSeconds(1), LeastHurts = restarts };
        var postgres = args.Text("postgres", "");
        var clustered = args.Text("store", "sqlite") == "postgres";
        var folder = System.IO.Directory.CreateTempSubdirectory("tsunagu-torture-").FullName;
        string[] settings = clustered
            ? ["--Storage:Provider=postgres", $"--ConnectionStrings:Postgres={postgres}", "--Cluster:Mode=postgres", "--Cluster:Address=127.0.0.1"]
            : [$"--Storage:Path={folder}"];
        var hosts = Enumerable.Range(0, clustered ? args.Number("machines", 2) : 1)
            .Select(_ => new KillableHost([.. settings, $"--DirectLine:Secret={TortureRun.Secret}"])).ToList();
        try
        {
            foreach (var host in hosts)
                await host.StartAsync(CancellationToken.None);
            var chance = new Random(seed);
            var result = await TortureRun.RunAsync(plan, [.. hosts.Select(h => h.Address)], async n =>
            {
                // A machine that was declared dead while it stood still ends itself later on.
                foreach (var host in hosts)
                    await host.ReviveAsync(CancellationToken.None);
                await (restarts > 0 ? Hurt.RestartAsync(hosts[n % hosts.Count], CancellationToken.None) : HurtAsync(hosts[chance.Next(hosts.Count)], chance.Next(3)));
            }, CancellationToken.None);
            foreach (var finding in result.Findings)
                Console.WriteLine(finding);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"seed {seed}: {result.Hurts} hurts, {result.Talks} talks, {result.Taps} taps, {result.Redeliveries} redeliveries, {result.Failed} failed turns, {result.Findings.Count} findings"));
            return result.Findings.Count == 0 ? 0 : 1;
        }
        finally
        {
            foreach (var host in hosts)
                await host.DisposeAsync();
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static Task HurtAsync(KillableHost host, int how) => how switch
    {
        0 => Hurt.PauseAsync(host, TimeSpan.FromSeconds(3), CancellationToken.None),
        1 => Hurt.RestartAsync(host, CancellationToken.None),
        _ => Hurt.KillAsync(host, CancellationToken.None),
    };
}
