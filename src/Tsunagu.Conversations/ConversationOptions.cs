namespace Tsunagu.Conversations;

/// <summary>Bounds of the engine. What would go beyond them is refused as busy, or the oldest gives way.</summary>
public sealed record ConversationOptions
{
    /// <summary>A conversation is forgotten this long after its last event (24 h on the web).</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How often expired conversations are looked for.</summary>
    public TimeSpan SweepEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The most conversations at once; one more is refused.</summary>
    public int MaxConversations { get; init; } = 20_000;

    /// <summary>The most deliveries that wait for their turn in one conversation; one more is refused.</summary>
    public int MaxWaiting { get; init; } = 16;

    /// <summary>The most watchers of one conversation; one more ends at once.</summary>
    public int MaxWatchers { get; init; } = 8;

    /// <summary>The most activities of a history; the oldest give way.</summary>
    public int MaxHistory { get; init; } = 500;

    /// <summary>The most event ids that are remembered; the oldest give way.</summary>
    public int MaxEvents { get; init; } = 500;
}
