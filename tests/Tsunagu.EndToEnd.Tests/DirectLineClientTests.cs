using System.Diagnostics;
using System.Text.Json;

namespace Tsunagu.EndToEnd.Tests;

/// <summary>Microsoft's own client, unchanged, against the running host.</summary>
public sealed class DirectLineClientTests
{
    [Fact]
    public async Task The_official_client_talks_reconnects_and_repeats_at_two_on_New_Years_night()
    {
        // 02:00 on 1 January in Tokyo.
        await using var host = await HostProcess.StartAsync("Clock:Utc=2026-12-31T17:00:00Z");
        var seen = await RunAsync(host.Url);
        Assert.Equal("for-whom", seen.GetProperty("first").GetString());
        var ids = seen.GetProperty("ids").EnumerateArray().Select(i => i.GetString()).ToArray();
        Assert.Equal(ids[0], ids[1]);
        Assert.Equal(1, seen.GetProperty("steps").GetInt32());
        Assert.Equal("age", seen.GetProperty("second").GetString());
        Assert.Equal(0, seen.GetProperty("again").GetInt32());
        Assert.Equal("open", seen.GetProperty("open").GetString());
        Assert.True(seen.GetProperty("reachable").GetBoolean());
    }

    private static async Task<JsonElement> RunAsync(string url)
    {
        var folder = Path.Combine(HostProcess.Root, "tests", "Tsunagu.EndToEnd.Tests", "client");
        var start = new ProcessStartInfo("node", ["talk.mjs", url]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{output}\n{await errors}");
        return JsonDocument.Parse(output).RootElement;
    }
}
