namespace Tsunagu.EndToEnd.Tests;

/// <summary>Microsoft's own client, unchanged, against the running host.</summary>
public sealed class DirectLineClientTests
{
    [Fact]
    public async Task The_official_client_talks_reconnects_and_repeats_at_two_on_New_Years_night()
    {
        // 02:00 on 1 January in Tokyo.
        await using var host = await HostProcess.StartAsync("Clock:Utc=2026-12-31T17:00:00Z");
        var seen = await NodeClient.RunAsync(Path.Combine(HostProcess.Root, "tests", "Tsunagu.EndToEnd.Tests", "client"), "talk.mjs", host.Url);
        Assert.Equal("for-whom", seen.GetProperty("first").GetString());
        var ids = seen.GetProperty("ids").EnumerateArray().Select(i => i.GetString()).ToArray();
        Assert.Equal(ids[0], ids[1]);
        Assert.Equal(1, seen.GetProperty("steps").GetInt32());
        Assert.Equal("age", seen.GetProperty("second").GetString());
        Assert.Equal(0, seen.GetProperty("again").GetInt32());
        Assert.Equal("open", seen.GetProperty("open").GetString());
        Assert.True(seen.GetProperty("reachable").GetBoolean());
    }
}
