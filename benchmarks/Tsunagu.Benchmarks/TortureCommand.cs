using System.Diagnostics;
using System.Globalization;
using Tsunagu.Benchmarks.Torture;

namespace Tsunagu.Benchmarks;

/// <summary>
/// The long torture. <c>--store=sqlite</c> (default) with one machine, or <c>--store=postgres --postgres=…</c> with <c>--machines=N</c>;
/// each hurt kills, pauses or restarts a machine by chance. <c>--seed</c> gives the same chances again. Exit code 1 when anything was found.
/// </summary>
internal static class TortureCommand
{
    public static async Task<int> RunAsync(Arguments args)
    {
        var seed = args.Number("seed", 1);
        var plan = new TorturePlan(args.Number("clients", 32), TimeSpan.FromMinutes(args.Number("minutes", 30)), TimeSpan.FromSeconds(args.Number("every", 4)), 60, 0.3, seed);
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
            var result = await TortureRun.RunAsync(plan, [.. hosts.Select(h => h.Address)], _ => HurtAsync(hosts[chance.Next(hosts.Count)], chance.Next(3)), CancellationToken.None);
            foreach (var finding in result.Findings)
                Console.WriteLine(finding);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"seed {seed}: {result.Hurts} hurts, {result.Talks} talks, {result.Taps} taps, {result.Redeliveries} redeliveries, {result.Findings.Count} findings"));
            return result.Findings.Count == 0 ? 0 : 1;
        }
        finally
        {
            foreach (var host in hosts)
                await host.DisposeAsync();
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task HurtAsync(KillableHost host, int how)
    {
        switch (how)
        {
            case 0:
                await SignalAsync(host, "STOP");
                await Task.Delay(TimeSpan.FromSeconds(3));
                await SignalAsync(host, "CONT");
                break;
            case 1:
                await host.StopAsync();
                await host.StartAsync(CancellationToken.None);
                break;
            default:
                host.Kill();
                await host.StartAsync(CancellationToken.None);
                break;
        }
    }

    private static async Task SignalAsync(KillableHost host, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", host.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
