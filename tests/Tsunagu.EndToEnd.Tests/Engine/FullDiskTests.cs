using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Tsunagu.Benchmarks.Torture;
using Tsunagu.Conversations.Tests;

namespace Tsunagu.EndToEnd.Tests;

/// <summary>A disk that is really full: a small file system of its own, mounted where the tests run as root.</summary>
public sealed class FullDiskTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_acknowledged_while_the_disk_is_full_everybody_gets_a_line_to_call_and_it_goes_on_by_itself()
    {
        using var folder = new TempFolder();
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && await MountAsync(folder.Path), "mounting needs root");
        try
        {
            await using var host = new KillableHost($"--Storage:Path={folder.Path}", $"--DirectLine:Secret={TortureRun.Secret}");
            await host.StartAsync(Ct);
            using var http = AtRestTests.NewClient(host);
            var id = await AtRestTests.BeginAsync(http);
            var filler = Path.Combine(folder.Path, "filler");
            Fill(filler);
            // What the log still has room for is taken.
            var taken = 0;
            while (taken < 500 && await SayAsync(http, id, taken) == HttpStatusCode.OK)
                taken++;
            using var refused = await PostAsync(http, id, taken);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Contains("tel:", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

            // Whether or not the probe still finds room, whoever watches hears of it.
            using var health = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), Ct);
            var told = JsonNode.Parse(await health.Content.ReadAsStringAsync(Ct))!;
            Assert.NotEqual("ready", (string?)told["status"]);
            Assert.Contains("disk", (string?)told["checks"]!["conversations"], StringComparison.OrdinalIgnoreCase);

            File.Delete(filler);
            Assert.Equal(HttpStatusCode.OK, await SayAsync(http, id, taken));
            var history = await http.GetStringAsync(new Uri($"/v3/directline/conversations/{id}/activities", UriKind.Relative), Ct);
            // Each once: what was refused and came again too.
            foreach (var number in Enumerable.Range(0, taken + 1))
                Assert.Equal(2, history.Split($"\"full-{number}\"").Length);
        }
        finally
        {
            await PostgresServer.RunAsync("umount", ["-l", folder.Path]);
        }
    }

    private static async Task<HttpStatusCode> SayAsync(HttpClient http, string id, int number)
    {
        using var response = await PostAsync(http, id, number);
        return response.StatusCode;
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient http, string id, int number) => http.PostAsync(
        new Uri($"/v3/directline/conversations/{id}/activities", UriKind.Relative),
        new StringContent(new JsonObject
        {
            ["type"] = "message",
            ["text"] = "使い方",
            ["from"] = new JsonObject { ["id"] = "me" },
            ["channelData"] = new JsonObject { ["clientActivityID"] = FormattableString.Invariant($"full-{number}") },
        }.ToJsonString(), Encoding.UTF8, "application/json"), Ct);

    private static async Task<bool> MountAsync(string folder)
    {
        using var mount = System.Diagnostics.Process.Start("mount", ["-t", "tmpfs", "-o", "size=64m", "tsunagu-test", folder]);
        await mount.WaitForExitAsync(Ct);
        return mount.ExitCode == 0;
    }

    private static void Fill(string file)
    {
        var block = new byte[4096];
        try
        {
            using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            while (true)
                stream.Write(block);
        }
        catch (IOException)
        {
            // It is full.
        }
    }
}
