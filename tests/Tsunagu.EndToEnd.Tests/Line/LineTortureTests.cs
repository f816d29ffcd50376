using System.Globalization;
using Tsunagu.Benchmarks.Torture;
using Tsunagu.Channels.Line;
using Tsunagu.Channels.Line.Tests;
using Tsunagu.Conversations.Tests;

namespace Tsunagu.EndToEnd.Tests.Line;

/// <summary>Whoever taps on LINE gets every answer once, while the host is killed, LINE fails in every way it can, and delivers again what it delivered before.</summary>
[Collection(PostgresCollection.Name)]
public sealed class LineTortureTests(PostgresServer server)
{
    private const string Secret = "secret-of-the-torture", Token = "token-of-the-torture";
    private const int People = 8, Kills = 3, LeastEvents = 120, Seed = 20261125;

    private static readonly Fault[] Faults = [Fault.TooMany, Fault.ServerError, Fault.AcceptedButServerError, Fault.Hang, Fault.AcceptedButHang, Fault.Reset, Fault.Slow];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_9_on_SQLite()
    {
        await using var line = await PlatformAsync();
        using var folder = new TempFolder();
        await using var host = new KillableHost([$"--Storage:Path={folder.Path}", .. Settings(line)]);
        await host.StartAsync(Ct);
        await RunAsync(line, [host.Address], _ => Hurt.KillAsync(host, Ct));
    }

    [Fact]
    public async Task Two_machines_on_PostgreSQL_one_after_the_other_killed()
    {
        await using var line = await PlatformAsync();
        var connection = await server.NewDatabaseAsync();
        string[] settings = ["--Storage:Provider=postgres", $"--ConnectionStrings:Postgres={connection}", "--Cluster:Mode=postgres", "--Cluster:Address=127.0.0.1", .. Settings(line)];
        await using var one = new KillableHost(settings);
        await using var two = new KillableHost(settings);
        await Task.WhenAll(one.StartAsync(Ct), two.StartAsync(Ct));
        await RunAsync(line, [one.Address, two.Address], n => Hurt.KillAsync(n % 2 == 0 ? one : two, Ct));
    }

    private static async Task RunAsync(FakeServer line, IReadOnlyList<Uri> hosts, Func<int, Task> kill)
    {
        var random = new Random(Seed);
        var (lockable, faulty) = (new Lock(), 0);
        line.Chance = () =>
        {
            lock (lockable)
            {
                if (random.NextDouble() >= 0.2)
                    return Fault.None;
                faulty++;
                // Hanging costs eight seconds each: seldom is enough.
                var fault = Faults[random.Next(Faults.Length)];
                return fault is Fault.Hang or Fault.AcceptedButHang && random.NextDouble() < 0.7 ? Fault.Reset : fault;
            }
        };
        using var stop = new CancellationTokenSource();
        using var http = new HttpClient { Timeout = LinePerson.Patience };
        var people = Enumerable.Range(1, People).Select(n => new LinePerson(n, http, line, hosts, Secret, new Random(unchecked((Seed * 7919) + n)))).ToList();
        var talks = people.Select(p => Task.Run(() => p.TalkAsync(0.2, stop.Token, Ct), Ct)).ToList();
        var kills = 0;
        // On a slow machine too a run must prove something.
        while ((kills < Kills || people.Sum(p => p.Events) < LeastEvents) && !talks.Any(t => t.IsFaulted))
        {
            await Task.Delay(TimeSpan.FromSeconds(6), Ct);
            if (kills < Kills)
                await kill(kills++);
        }

        await stop.CancelAsync();
        var histories = await Task.WhenAll(talks);
        var findings = histories.SelectMany(LineHistoryChecker.Check).ToList();
        Assert.True(findings.Count == 0, string.Join('\n', findings));
        var what = string.Create(CultureInfo.InvariantCulture, $"{people.Sum(p => p.Events)} events, {people.Sum(p => p.Redeliveries)} redeliveries, {faulty} faults, {line.Platform.Pushes} pushes, {histories.Sum(h => h.Answers.Count - h.Acknowledged)} doubles that could not be known");
        Assert.True(people.Sum(p => p.Redeliveries) > 20 && faulty > 20, what);
        // Nothing that the bot sends is ever refused for its form, and a reply never bears a retry key.
        Assert.All(line.Platform.Refusals, r => Assert.Contains(r.Contains("/push ", StringComparison.Ordinal) ? " 409 " : "Invalid reply token", r, StringComparison.Ordinal));
        TestContext.Current.SendDiagnosticMessage(what);
    }

    private static async Task<FakeServer> PlatformAsync()
    {
        var line = await FakeServer.StartAsync();
        line.Platform = new FakePlatform(new LineOptions { ChannelSecret = Secret, ChannelAccessToken = Token, Words = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal) }, TimeProvider.System) { Quota = 100_000 };
        return line;
    }

    private static string[] Settings(FakeServer line) =>
        [$"--Line:ChannelSecret={Secret}", $"--Line:ChannelAccessToken={Token}", $"--Line:ApiBaseUrl={line.Address}", $"--Line:DataApiBaseUrl={line.Address}"];
}
