using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Tsunagu.Benchmarks;

/// <summary>The real host in its own process, in Release if it was built so.</summary>
internal sealed class MeasuredHost : IAsyncDisposable
{
    private MeasuredHost(Process process, Uri address) => (Process, Address) = (process, address);

    public Process Process { get; }

    public Uri Address { get; }

    public static MeasuredHost Start(params string[] settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}/");
        var folder = AppContext.BaseDirectory.Contains("release", StringComparison.Ordinal) ? "release" : "debug";
        var dll = Path.Combine(Site.Root.Path, "artifacts", "bin", "Tsunagu.Host", folder, "Tsunagu.Host.dll");
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Site.Root.Path, RedirectStandardOutput = true, UseShellExecute = false };
        string[] arguments = [dll, "--urls", address.ToString(), "--RateLimits:Enabled=false", "--Logging:LogLevel:Default=Warning", "--Storage:Path=" + System.IO.Directory.CreateTempSubdirectory("tsunagu-bench-").FullName, .. settings];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        return new MeasuredHost(process, address);
    }

    public async ValueTask DisposeAsync()
    {
        Process.Kill(entireProcessTree: true);
        await Process.WaitForExitAsync();
        Process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
