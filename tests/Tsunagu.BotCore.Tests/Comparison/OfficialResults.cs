using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Tsunagu.BotCore.Tests.Comparison;

/// <summary>What the official JavaScript packages made of every script; Node runs once for all.</summary>
public sealed class OfficialResults : IAsyncLifetime
{
    private JsonObject _results = [];

    /// <summary>The folder of the driver; the build writes it into the assembly.</summary>
    public static string Folder { get; } = typeof(OfficialResults).Assembly
        .GetCustomAttributes(typeof(System.Reflection.AssemblyMetadataAttribute), inherit: false)
        .Cast<System.Reflection.AssemblyMetadataAttribute>()
        .Single(a => a.Key == "SideBySideFolder").Value!;

    public JsonArray this[string script] => _results[script]?.AsArray() ?? throw new InvalidOperationException($"The driver has no results for {script}.");

    public async ValueTask InitializeAsync()
    {
        var start = new ProcessStartInfo("node", "driver.mjs")
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        using var node = Process.Start(start) ?? throw new InvalidOperationException("Node did not start; install Node 20 or newer.");
        var errors = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        if (node.ExitCode != 0)
            throw new InvalidOperationException($"sidebyside/driver.mjs ended with {node.ExitCode}: {await errors}");
        _results = JsonNode.Parse(output)!.AsObject();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
