using System.Diagnostics;
using System.Text.Json;

namespace Tsunagu.EndToEnd.Tests;

/// <summary>Somebody else's client, unchanged, in Node; what it saw comes back as JSON.</summary>
internal static class NodeClient
{
    /// <summary>Runs a script; a failure fails the test with all that was said.</summary>
    /// <param name="folder">Where the script and its packages lie.</param>
    /// <param name="arguments">The script's name and its arguments.</param>
    public static async Task<JsonElement> RunAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{output}\n{await errors}");
        return JsonDocument.Parse(output).RootElement;
    }
}
