using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace Tsunagu.Conversations.Tests;

/// <summary>Waits for what another thread does. Nothing here can wait forever: after two minutes of real time it fails and says for what it waited.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Lets a fake clock go on, second by second, until something is done.</summary>
    public static Task AdvanceUntilAsync(FakeTimeProvider clock, Task done) => UntilAsync(() =>
    {
        if (!done.IsCompleted)
            clock.Advance(TimeSpan.FromSeconds(1));
        return done.IsCompleted;
    }, "the clock to bring it to an end");

    /// <summary>Waits until something is true.</summary>
    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        var waited = Stopwatch.StartNew();
        while (!condition())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            if (waited.Elapsed > Patience)
                throw new TimeoutException($"Waited in vain for {what}.");
            await Task.Yield();
        }
    }
}
