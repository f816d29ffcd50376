using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Tsunagu.Host.Tests;

/// <summary>What is wrong stops the start: one line per problem, exit code 1, nothing served.</summary>
public sealed class StartTests
{
    public static TheoryData<string, string, string> WrongSettings() => new()
    {
        { "Development", "--DirectLine:Secret=short", "DirectLine:Secret is shorter than 16 characters" },
        { "Development", "--DirectLine:AllowedOrigins=example.jp", "DirectLine:AllowedOrigins has 'example.jp', which is no origin" },
        { "Development", "--DirectLine:AllowedOrigins:0=https://*.example.jp", "DirectLine:AllowedOrigins has 'https://*.example.jp', which is no origin" },
        { "Development", "--DirectLine:AllowedOrigins:0=https://example.jp/chat", "DirectLine:AllowedOrigins has 'https://example.jp/chat', which is no origin" },
        { "Development", "--RateLimits:Enabled=perhaps", "RateLimits:Enabled is 'perhaps': set true or false" },
        { "Production", "--RateLimits:Enabled=false", "RateLimits:Enabled is false outside Development" },
        { "Development", "--Clock:Utc=tomorrow", "Clock:Utc is 'tomorrow', which is no instant" },
        { "Production", "--Clock:Utc=2026-12-31T17:00:00Z", "Clock:Utc is set outside Development" },
        { "Development", "--Handbook:Path=no/such/folder", "Handbook:Path: there is no folder '" },
        { "Development", "--Directory:Path=no/such/folder", "Directory:Path: there is no folder '" },
    };

    [Theory]
    [MemberData(nameof(WrongSettings))]
    public async Task A_wrong_setting_stops_the_start_with_one_line(string environment, string setting, string told)
    {
        await using var host = await HostProcess.RunToEndAsync(environment, "--urls=http://127.0.0.1:0", setting);
        Assert.Equal(1, host.ExitCode);
        Assert.StartsWith(told, Assert.Single(host.Errors), StringComparison.Ordinal);
        Assert.DoesNotContain("listening", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_content_file_is_told_with_file_line_and_mend()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("broken-handbook-").FullName;
        try
        {
            CopyFolder(Path.Combine(HostProcess.Root, "dialogs", "handbook"), folder);
            var file = Path.Combine(folder, "questions", "ward.yaml");
            await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Replace("ward: minami", "ward: minamii", StringComparison.Ordinal), TestContext.Current.CancellationToken);
            await using var host = await HostProcess.RunToEndAsync("Development", "--urls=http://127.0.0.1:0", "--Handbook:Path=" + folder);
            Assert.Equal(1, host.ExitCode);
            Assert.Matches("^questions/ward.yaml:[0-9]+: \"minamii\" is no known ward — look for a slip", Assert.Single(host.Errors));
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_broken_seed_is_told_with_file_line_and_mend()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("broken-seed-").FullName;
        try
        {
            CopyFolder(Path.Combine(HostProcess.Root, "src", "Tsunagu.Directory.Api", "seed"), folder);
            var file = Path.Combine(folder, "windows.csv");
            await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Replace("Mon-Sat 10:00-18:00", "Mon-Sat 10:00-", StringComparison.Ordinal), TestContext.Current.CancellationToken);
            await using var host = await HostProcess.RunToEndAsync("Development", "--urls=http://127.0.0.1:0", "--Directory:Path=" + folder);
            Assert.Equal(1, host.ExitCode);
            Assert.NotEmpty(host.Errors);
            Assert.All(host.Errors, e => Assert.Matches("^windows.csv:[0-9]+: .+ — .+", e));
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_port_in_use_is_told_in_one_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        await using var host = await HostProcess.RunToEndAsync("Development", "--urls=http://127.0.0.1:" + port);
        Assert.Equal(1, host.ExitCode);
        Assert.Contains(port, Assert.Single(host.Errors), StringComparison.Ordinal);
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in System.IO.Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
