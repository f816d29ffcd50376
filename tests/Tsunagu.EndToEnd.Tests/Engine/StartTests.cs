using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Tsunagu.Benchmarks.Torture;
using Tsunagu.Conversations.Tests;

namespace Tsunagu.EndToEnd.Tests;

/// <summary>What is wrong at the start stops the real host with one line: which setting, what is wrong, what to set.</summary>
public sealed class StartTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ConnectionStrings:Postgres", "cannot be reached", "--Storage:Provider=postgres", "--ConnectionStrings:Postgres=Host=127.0.0.1;Port=1;Database=x;Username=x;Password=hidden")]
    [InlineData("ConnectionStrings:Postgres", "no connection string", "--Storage:Provider=postgres", "--ConnectionStrings:Postgres=nonsense;Password=hidden")]
    [InlineData("Storage:Path", "cannot be opened", "--Storage:Path=/proc/version")]
    [InlineData("Cluster:Mode", "share one store", "--Cluster:Mode=postgres")]
    public async Task A_wrong_setting_stops_the_start_with_one_line(string key, string words, params string[] settings)
    {
        await using var host = new KillableHost(settings);
        Expect(await host.RunToEndAsync(Ct), key, words);
        Assert.DoesNotContain("hidden", host.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told()
    {
        using var folder = new TempFolder();
        using var taken = new TcpListener(IPAddress.Any, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var silo = new KillableHost($"--Storage:Path={folder.Path}", string.Create(CultureInfo.InvariantCulture, $"--Cluster:SiloPort={port}"));
        Expect(await silo.RunToEndAsync(Ct), "Cluster:SiloPort", "another program listens");
        await using var web = new KillableHost($"--Storage:Path={folder.Path}", string.Create(CultureInfo.InvariantCulture, $"--urls=http://127.0.0.1:{port}"));
        var (code, log) = await web.RunToEndAsync(Ct);
        Assert.Equal(1, code);
        Assert.Contains("urls: ", log, StringComparison.Ordinal);
    }

    private static void Expect((int Code, string Log) ended, string key, string words)
    {
        Assert.Equal(1, ended.Code);
        Assert.StartsWith(key, ended.Log, StringComparison.Ordinal);
        Assert.Contains(words, ended.Log, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', ended.Log.Trim());
    }
}
