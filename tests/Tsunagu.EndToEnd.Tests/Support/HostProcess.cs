using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Tsunagu.EndToEnd.Tests;

/// <summary>The real host as a process of its own, on a port that the system gives.</summary>
internal sealed partial class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly List<string> _output;
    private readonly string _data;

    private HostProcess(Process process, List<string> output, string url, string data)
    {
        _process = process;
        _data = data;
        _output = output;
        Url = url;
    }

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Url { get; }

    /// <summary>Everything that it wrote.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return string.Join('\n', _output);
        }
    }

    public static string Root { get; } = FindRoot();

    /// <summary>Starts the host; settings are <c>Key=value</c>.</summary>
    public static async Task<HostProcess> StartAsync(params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Tsunagu.Host.dll"));
        // Each has its own data: hosts that run at once share nothing.
        var data = System.IO.Directory.CreateTempSubdirectory("tsunagu-host-").FullName;
        foreach (var setting in settings.Prepend("Storage:Path=" + data).Append("urls=http://127.0.0.1:0"))
            start.ArgumentList.Add("--" + setting);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment.Remove("ASPNETCORE_URLS");
        var process = Process.Start(start)!;
        List<string> output = [];
        var listening = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Take(string? line)
        {
            if (line is null)
                return;
            lock (output)
                output.Add(line);
            if (Listening().Match(line) is { Success: true } match)
                listening.TrySetResult(match.Groups["url"].Value);
        }

        process.OutputDataReceived += (_, e) => Take(e.Data);
        process.ErrorDataReceived += (_, e) => Take(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var ended = process.WaitForExitAsync();
        var first = await Task.WhenAny(listening.Task, ended, Task.Delay(StartLimit));
        if (first == listening.Task)
            return new HostProcess(process, output, await listening.Task, data);
        process.Kill(entireProcessTree: true);
        lock (output)
            throw new InvalidOperationException("The host did not start:\n" + string.Join('\n', output));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        System.IO.Directory.Delete(_data, recursive: true);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Bot.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Bot.sln is in no parent folder of the tests.");
    }

    [GeneratedRegex(@"Now listening on: (?<url>http://[^\s]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();
}
