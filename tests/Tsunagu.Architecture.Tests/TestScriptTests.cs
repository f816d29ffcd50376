using System.Diagnostics;

namespace Tsunagu.Architecture.Tests;

/// <summary>The sums of ./test: what a test process leaves behind is counted, and a process that says nothing is a failure.</summary>
public sealed class TestScriptTests : IDisposable
{
    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("test-sum-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Passing_projects_are_added_up()
    {
        Leave("A", 0, Trx(3, []));
        Leave("B", 0, Trx(4, []));
        var (lines, exitCode) = await SumAsync();
        Assert.Equal("7 passed, 0 failed", lines[^1]);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task A_failed_test_is_named_and_spoils_the_exit_code()
    {
        Leave("A", 2, Trx(3, ["N.T.Bad(s: &quot;a &lt; b&quot;)", "N.T.Worse"]));
        var (lines, exitCode) = await SumAsync();
        Assert.Contains("  A: N.T.Bad(s: \"a < b\")", lines);
        Assert.Contains("  A: N.T.Worse", lines);
        Assert.Equal("3 passed, 2 failed", lines[^1]);
        Assert.Equal(1, exitCode);
    }

    [Theory]
    [InlineData(134, false, "A: left no results (exit code 134)")]
    [InlineData(0, false, "A: left no results (exit code 0)")]
    [InlineData(7, true, "A: ended with exit code 7")]
    [InlineData(124, true, "A: was ended after")]
    public async Task A_process_that_ends_badly_is_one_failure(int processExitCode, bool results, string reason)
    {
        Leave("A", processExitCode, results ? Trx(2, []) : null);
        Leave("B", 0, Trx(1, []));
        var (lines, exitCode) = await SumAsync();
        Assert.Contains(lines, line => line.Contains(reason, StringComparison.Ordinal));
        Assert.Equal(results ? "3 passed, 1 failed" : "1 passed, 1 failed", lines[^1]);
        Assert.Equal(1, exitCode);
    }

    [Fact]
    public async Task A_project_that_ran_no_tests_is_a_failure()
    {
        Leave("A", 8, Trx(0, []));
        var (lines, exitCode) = await SumAsync();
        Assert.Contains("  A: ran no tests", lines);
        Assert.Equal("0 passed, 1 failed", lines[^1]);
        Assert.Equal(1, exitCode);
    }

    [Fact]
    public async Task A_wrong_word_is_answered_with_the_right_ones()
    {
        var (lines, exitCode) = await RunAsync("all");
        Assert.Contains(lines, line => line.Contains("use ./test or ./test quick", StringComparison.Ordinal));
        Assert.Equal("0 passed, 1 failed", lines[^1]);
        Assert.Equal(1, exitCode);
    }

    private void Leave(string project, int exitCode, string? trx)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, project + ".rc"), $"{exitCode}\n");
        if (trx is not null) File.WriteAllText(Path.Combine(_folder.FullName, project + ".trx"), trx);
    }

    private static string Trx(int passed, string[] failed)
    {
        var results = string.Concat(failed.Select(name => $"""<UnitTestResult testName="{name}" outcome="Failed" testType="x"></UnitTestResult>"""));
        return $"""<TestRun><Results>{results}</Results><ResultSummary outcome="x"><Counters total="{passed + failed.Length}" executed="{passed + failed.Length}" passed="{passed}" failed="{failed.Length}" error="0" passedButRunAborted="0" /></ResultSummary></TestRun>""";
    }

    private Task<(string[] Lines, int ExitCode)> SumAsync() => RunAsync("sum", _folder.FullName);

    private async Task<(string[] Lines, int ExitCode)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "test"), .. arguments])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = _folder.FullName,
        })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (output.TrimEnd('\n').Split('\n'), process.ExitCode);
    }
}
