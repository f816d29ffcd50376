using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Tsunagu.Host.Tests;

/// <summary>The program as it is started by people: a process of its own with settings on its command line.</summary>
internal sealed partial class HostProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly TaskCompletionSource<string> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly string _data = System.IO.Directory.CreateTempSubdirectory("tsunagu-host-").FullName;

    private HostProcess(Process process) => _process = process;

    /// <summary>The home folder that the program is told, empty at its start.</summary>
    public string Home => System.IO.Directory.CreateDirectory(Path.Combine(_data, "home")).FullName;

    /// <summary>Everything that was written to the normal output so far.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Lines on the error output.</summary>
    public IReadOnlyList<string> Errors => [.. _errors];

    public int ExitCode => _process.ExitCode;

    public static string Root { get; } = FindRoot();

    /// <summary>Starts the program and waits until it listens.</summary>
    public static async Task<(HostProcess Host, Uri Address)> ServeAsync(params string[] settings)
    {
        var host = Start("Development", ["--urls=http://127.0.0.1:0", .. settings]);
        var first = await Task.WhenAny(host._listening.Task, host._process.WaitForExitAsync(TestContext.Current.CancellationToken));
        return first == host._listening.Task
            ? (host, new Uri(await host._listening.Task))
            : throw new InvalidOperationException("The host ended: " + string.Join('\n', host.Errors));
    }

    /// <summary>Starts the program and waits until it has ended by itself.</summary>
    public static async Task<HostProcess> RunToEndAsync(string environment, params string[] settings)
    {
        var host = Start(environment, settings);
        await host._process.WaitForExitAsync(TestContext.Current.CancellationToken);
        host._process.WaitForExit(); // the readers of its output have seen the end only after this
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        System.IO.Directory.Delete(_data, recursive: true);
    }

    private static HostProcess Start(string environment, params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Tsunagu.Host.dll"));
        foreach (var setting in settings)
            start.ArgumentList.Add(setting);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        var process = new Process { StartInfo = start };
        var host = new HostProcess(process);
        // Each has its own data: hosts that run at once share nothing.
        if (!settings.Any(s => s.StartsWith("--Storage:", StringComparison.Ordinal)))
            start.ArgumentList.Add("--Storage:Path=" + host._data);
        start.Environment["HOME"] = host.Home;
        process.OutputDataReceived += (_, e) => host.Read(e.Data);
        process.ErrorDataReceived += (_, e) =>
        {
            if (!string.IsNullOrEmpty(e.Data))
                host._errors.Enqueue(e.Data);
        };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return host;
    }

    private void Read(string? line)
    {
        if (line is null)
            return;
        _output.Enqueue(line);
        if (Listening().Match(line) is { Success: true } match)
            _listening.TrySetResult(match.Groups["url"].Value);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Bot.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("Bot.sln was not found above the test's folder.");
    }

    [GeneratedRegex("Now listening on: (?<url>http://[0-9.:]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();
}
