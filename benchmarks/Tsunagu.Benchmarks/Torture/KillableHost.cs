using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Tsunagu.Benchmarks.Torture;

/// <summary>The real host in a process of its own, which can be killed.</summary>
public sealed class KillableHost : IAsyncDisposable
{
    private readonly string[] _settings;
    private readonly List<string> _log = [];
    private Process? _process;

    /// <summary>Prepares a host on a free port.</summary>
    /// <param name="settings">Settings as <c>--key=value</c>.</param>
    public KillableHost(params string[] settings)
    {
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
        _settings = settings;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>What it wrote to its output, of all its lives.</summary>
    public string Log
    {
        get
        {
            lock (_log)
                return string.Join('\n', _log);
        }
    }

    /// <summary>Its process id; for signals.</summary>
    public int Id => _process!.Id;

    /// <summary>Its memory now, in megabytes.</summary>
    public double Megabytes
    {
        get
        {
            _process!.Refresh();
            return _process.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>Starts it and waits until it answers.</summary>
    /// <param name="ct">Gives up.</param>
    public async Task StartAsync(CancellationToken ct)
    {
        Launch();
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            if (_process!.HasExited)
                throw new InvalidOperationException($"The host ended with {_process.ExitCode}: {Log}");
            try
            {
                using var response = await http.GetAsync(new Uri(Address, "/health/live"), ct);
                if (response.IsSuccessStatusCode)
                    return;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
            {
                // Not yet.
            }

            await Task.Delay(50, ct);
        }
    }

    /// <summary>Starts it and waits until it ends by itself, as it does with a wrong setting.</summary>
    /// <param name="ct">Gives up.</param>
    /// <returns>Exit code and what it wrote.</returns>
    public async Task<(int Code, string Log)> RunToEndAsync(CancellationToken ct)
    {
        Launch();
        await _process!.WaitForExitAsync(ct);
        return (_process.ExitCode, Log);
    }

    /// <summary>Starts it again if it has ended, as a supervisor would.</summary>
    /// <param name="ct">Gives up.</param>
    public Task ReviveAsync(CancellationToken ct) => _process is { HasExited: true } ? StartAsync(ct) : Task.CompletedTask;

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        if (_process is { HasExited: false } running)
        {
            running.Kill();
            running.WaitForExit();
        }
    }

    /// <summary>Asks it to stop (SIGTERM) and waits.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)]);
        await _process!.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Kill();
        _process?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A port that nobody listens on now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts it and does not wait.</summary>
    public void Launch()
    {
        _process?.Dispose();
        var start = new ProcessStartInfo("dotnet", [Program(), $"--urls={Address}", "--RateLimits:Enabled=false", .. _settings])
        {
            WorkingDirectory = Root(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_log)
            _log.Add(line);
    }

    // The host's own build, of the configuration that this program was built in.
    private static string Program()
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Combine(Root(), "artifacts", "bin", "Tsunagu.Host", configuration, "Tsunagu.Host.dll");
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Bot.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The repository's root (Bot.sln) was not found above the program.");
    }
}
