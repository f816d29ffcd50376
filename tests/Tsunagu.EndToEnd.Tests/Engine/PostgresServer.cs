using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Tsunagu.EndToEnd.Tests;

/// <summary>A PostgreSQL server of the tests' own: in a temporary folder, on a free port, without the durability of the settings switched off. It never runs as root.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string Superuser = "tsunagu";
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("tsunagu-pg-").FullName;
    private int _lastDatabase;

    /// <summary>The port it listens on, at 127.0.0.1.</summary>
    public int Port { get; private set; }

    private string Data => Path.Combine(_folder, "data");

    public async ValueTask InitializeAsync()
    {
        Port = FreePort();
        if (IsRoot)
            await RunAsync("chown", ["-R", "postgres", _folder]);
        await PgAsync("initdb", "-D", Data, "-U", Superuser, "--auth=trust", "-E", "UTF8", "--no-locale", "--no-sync");
        await StartAsync();
    }

    /// <summary>Starts it, or starts it again.</summary>
    public Task StartAsync() => PgAsync("pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_folder, "log"), "-o",
        string.Create(CultureInfo.InvariantCulture, $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200"), "start");

    /// <summary>Stops it at once, as a power cut would.</summary>
    public Task StopAsync() => PgAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");

    /// <summary>A new, empty database.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref _lastDatabase)}");
        await PgAsync("createdb", "-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", Superuser, name);
        return Connection(name);
    }

    /// <summary>Runs one of PostgreSQL's client programs (pg_dump, psql) on a database.</summary>
    public Task<string> ClientAsync(string program, string connection, params string[] arguments) =>
        PgAsync(program, ["-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", Superuser, "-d", new Npgsql.NpgsqlConnectionStringBuilder(connection).Database!, .. arguments]);

    public string Connection(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Database={database};Username={Superuser};Timeout=5");

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private static bool IsRoot => !OperatingSystem.IsWindows() && Environment.UserName == "root";

    private static Task<string> PgAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs(), program);
        // The server refuses to run as root, so there its own account runs it.
        return IsRoot ? RunAsync("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments]) : RunAsync(path, arguments);
    }

    private static string Programs()
    {
        const string debian = "/usr/lib/postgresql";
        var newest = System.IO.Directory.Exists(debian)
            ? System.IO.Directory.GetDirectories(debian).OrderBy(d => int.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out var v) ? v : 0).LastOrDefault()
            : null;
        if (newest is not null)
            return Path.Combine(newest, "bin");
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).FirstOrDefault(p => File.Exists(Path.Combine(p, "initdb")))
            ?? throw new InvalidOperationException("PostgreSQL's server programs (initdb, pg_ctl) are missing: apt-get install postgresql, or put them on the PATH.");
    }

    internal static async Task<string> RunAsync(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Path.GetTempPath() };
        using var process = Process.Start(start)!;
        // pg_ctl leaves the server with its own output, so the pipes may stay open after it: only what it said until its end counts.
        var output = new System.Text.StringBuilder();
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(output, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (!process.HasExited)
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(50));
        if (!Path.GetFileName(program).Contains("pg_ctl", StringComparison.Ordinal) && !arguments.Any(a => a.EndsWith("pg_ctl", StringComparison.Ordinal)))
            await process.WaitForExitAsync();
        var said = Keep(output, null);
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {said}");
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Keep(System.Text.StringBuilder output, string? line)
    {
        lock (output)
            return line is null ? output.ToString() : output.AppendLine(line).ToString();
    }
}

/// <summary>All tests that need PostgreSQL share one server; each takes a database of its own.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresCollection : ICollectionFixture<PostgresServer>
{
    public const string Name = "PostgreSQL";
}
