using System.Diagnostics;
using System.Globalization;

namespace Tsunagu.Benchmarks.Torture;

/// <summary>What can be done to a machine; each ends with the machine well again.</summary>
public static class Hurt
{
    /// <summary>kill -9 and start again.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="ct">Gives up.</param>
    public static Task KillAsync(KillableHost host, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(host);
        host.Kill();
        return host.StartAsync(ct);
    }

    /// <summary>Stopped politely and started again, as in a rolling update.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task RestartAsync(KillableHost host, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(host);
        await host.StopAsync();
        await host.StartAsync(ct);
    }

    /// <summary>Stands still for a while (SIGSTOP), long enough for the others to declare it dead, and goes on.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="length">How long.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task PauseAsync(KillableHost host, TimeSpan length, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(host);
        await SignalAsync(host, "STOP");
        await Task.Delay(length, ct);
        await SignalAsync(host, "CONT");
        // Others may have declared it dead meanwhile; it ends itself then, and is started again as a supervisor would.
        await host.ReviveAsync(ct);
    }

    private static async Task SignalAsync(KillableHost host, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", host.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
