using System.Globalization;
using System.Text;
using Tsunagu.BotCore;
using Tsunagu.Dialogs;

namespace Tsunagu.Conversations.Tests.Toys;

/// <summary>A talk as small as can be: the state is the number of turns taken, the reply says it. Special words make it fail, erase or wait.</summary>
internal sealed class CountingRunner : ITurnRunner
{
    private int _running;
    private int _runs;

    /// <summary>Turns that ran, also those whose write was lost.</summary>
    public int Runs => _runs;

    /// <summary>True when two turns of the same runner overlapped.</summary>
    public bool Overlapped { get; private set; }

    /// <summary>When set, a turn waits for it.</summary>
    public TaskCompletionSource? Hold { get; set; }

    /// <summary>Done when a turn has begun.</summary>
    public TaskCompletionSource Begun { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public byte[] Begin(string? locale) => Encoding.UTF8.GetBytes("0");

    public async Task<TurnOutcome> RunAsync(ReadOnlyMemory<byte> state, Activity activity, CancellationToken ct = default)
    {
        if (Interlocked.Increment(ref _running) > 1)
            Overlapped = true;
        try
        {
            Interlocked.Increment(ref _runs);
            Begun.TrySetResult();
            if (Hold is { } hold)
                await hold.Task.WaitAsync(ct);
            await Task.Yield();
            if (activity.Text == "fail")
                throw new InvalidOperationException("The turn failed.");
            var turns = int.Parse(Encoding.UTF8.GetString(state.Span), CultureInfo.InvariantCulture) + 1;
            var echo = activity.Type == ActivityTypes.Message ? new PersonEcho(["option"], "(kept words)") : null;
            return new TurnOutcome(Encoding.UTF8.GetBytes(turns.ToString(CultureInfo.InvariantCulture)), [Said($"turn {turns}")], echo, activity.Text == "erase");
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    public IReadOnlyList<Activity> Emergency(ReadOnlyMemory<byte> state, Activity activity) => [Said("emergency")];

    private static Activity Said(string text) => new(ActivityTypes.Message) { Text = text };
}
