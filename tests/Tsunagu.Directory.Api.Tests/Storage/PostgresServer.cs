using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Tsunagu.Directory.Api.Tests.Storage;

/// <summary>A real PostgreSQL on a free port, in a folder of its own, started for one class of tests.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("tsunagu-pg-").FullName;
    private readonly int _port = FreePort();

    public string Connection => $"Host=127.0.0.1;Port={_port};Database=postgres;Username=tsunagu;Pooling=true";

    public async ValueTask InitializeAsync()
    {
        var data = Path.Combine(_folder, "data");
        if (IsRoot)
            await RunAsync("chown", "postgres", _folder);
        await RunServerAsync("initdb", "-D", data, "-U", "tsunagu", "-A", "trust", "-E", "UTF8", "--no-sync");
        await RunServerAsync("pg_ctl", "-D", data, "-w", "-l", Path.Combine(_folder, "log"), "-o", $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder} -c fsync=off", "start");
    }

    public async ValueTask DisposeAsync()
    {
        Npgsql.NpgsqlConnection.ClearAllPools();
        await RunServerAsync("pg_ctl", "-D", Path.Combine(_folder, "data"), "-m", "immediate", "stop");
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private static bool IsRoot => Environment.UserName == "root";

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static Task RunServerAsync(string program, params string[] arguments)
    {
        var path = System.IO.Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin", program)).Last(File.Exists);
        return IsRoot ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments]) : RunAsync(path, arguments);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        // A server that goes on keeps the pipe open, so only the end of the process is waited for.
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
