using Tsunagu.BotCore;

namespace Tsunagu.Conversations;

/// <summary>Bounds of the engine. What would go beyond them is refused as busy, or the oldest gives way.</summary>
public sealed record ConversationOptions
{
    /// <summary>A conversation is forgotten this long after its last event, on channels without a lifetime of their own (24 h on the web).</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Lifetimes of single channels (72 h on LINE).</summary>
    public IReadOnlyDictionary<string, TimeSpan> Lifetimes { get; init; } =
        new Dictionary<string, TimeSpan>(StringComparer.Ordinal) { [Channels.Line] = TimeSpan.FromHours(72) };

    /// <summary>How often expired conversations are looked for.</summary>
    public TimeSpan SweepEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The most conversations that are kept at once; one more is refused. Meant for memory: a database is bounded by its disk.</summary>
    public int MaxConversations { get; init; } = 20_000;

    /// <summary>The most deliveries that wait for their turn in one conversation; one more is refused.</summary>
    public int MaxWaiting { get; init; } = 16;

    /// <summary>The most watchers of one conversation; one more ends at once.</summary>
    public int MaxWatchers { get; init; } = 8;

    /// <summary>The most activities of a history; the oldest give way.</summary>
    public int MaxHistory { get; init; } = 500;

    /// <summary>The most event ids that are remembered; the oldest give way.</summary>
    public int MaxEvents { get; init; } = 500;

    /// <summary>The most turns that run at once on this machine; more wait.</summary>
    public int MaxRunning { get; init; } = 512;

    /// <summary>The most turns that wait to run on this machine; more are refused as busy. Signs of danger may go twice as far.</summary>
    public int MaxQueued { get; init; } = 2048;

    /// <summary>A turn that takes longer is given up and answered with lines from memory; the state stays as it was.</summary>
    public TimeSpan TurnBudget { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Channels that push: their replies go into the outbox.</summary>
    public IReadOnlySet<string> OutboxChannels { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>How the outbox sends.</summary>
    public OutboxOptions Outbox { get; init; } = new();

    /// <summary>How long a conversation of a channel is kept after its last event.</summary>
    /// <param name="channelId">The channel.</param>
    public TimeSpan LifetimeOf(string channelId) => Lifetimes.TryGetValue(channelId, out var own) ? own : Lifetime;
}

/// <summary>How the outbox sends.</summary>
public sealed record OutboxOptions
{
    /// <summary>How often it is looked for deliveries whose time has come; a fresh one is sent at once.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often it is looked for reminders whose time has come.</summary>
    public TimeSpan LookForRemindersEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan AttemptBudget { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a delivery is its taker's alone; longer than <see cref="AttemptBudget"/>. After a crash others wait that long.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Wait after the first failure; doubled after each further one.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between attempts.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>After so many attempts a delivery is set aside.</summary>
    public int MaxAttempts { get; init; } = 12;

    /// <summary>After so many attempts a reminder is given up; more than for an answer, because nobody waits in front of it: about five hours without LINE.</summary>
    public int MaxReminderAttempts { get; init; } = 60;

    /// <summary>The most deliveries that are sent at once. LINE answers in about a tenth of a second: so many are the 2,000 calls a second that it allows.</summary>
    public int MaxAtOnce { get; init; } = 256;
}
