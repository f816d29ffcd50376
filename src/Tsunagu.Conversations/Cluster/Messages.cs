using Tsunagu.BotCore;

namespace Tsunagu.Conversations;

/// <summary>
/// What travels between a channel's machine and the conversation's machine. Immutable, so that on one machine nothing is copied;
/// between machines activities travel in their own wire format.
/// </summary>
[GenerateSerializer]
[Immutable]
[Alias("tsunagu.call")]
internal sealed record TurnCall(
    [property: Id(0)] string ChannelId, [property: Id(1)] string ConversationId, [property: Id(2)] string EventId,
    [property: Id(3)] Activity? Activity, [property: Id(4)] string? ReplyWith, [property: Id(5)] string? Locale, [property: Id(6)] long After)
{
    [Id(7)]
    public string? PushWith { get; init; }

    public ConversationKey Key => new(ChannelId, ConversationId);

    public static TurnCall For(ConversationKey key, long after = 0, string? locale = null) => new(key.ChannelId, key.ConversationId, "", null, null, locale, after);

    /// <summary>Neither ids nor words: calls stand in Orleans' own logs.</summary>
    public override string ToString() => nameof(TurnCall);
}

/// <summary>An answer of the conversation.</summary>
[GenerateSerializer]
[Immutable]
[Alias("tsunagu.answer")]
internal sealed record TurnAnswer(
    [property: Id(0)] AnswerKind Kind, [property: Id(1)] ReceiveStatus Status, [property: Id(2)] string ActivityId,
    [property: Id(3)] Activity[] Activities, [property: Id(4)] long Watermark)
{
    public static TurnAnswer Of(AnswerKind kind) => new(kind, ReceiveStatus.Unknown, "", [], 0);

    public static TurnAnswer Of(ReceiveResult result) => new(AnswerKind.Done, result.Status, result.ActivityId, [.. result.Replies], 0);

    public static TurnAnswer Of(HistoryPage page) => new(AnswerKind.Done, ReceiveStatus.Accepted, "", [.. page.Activities], page.Watermark);

    public ReceiveResult Result => new(Status, ActivityId, Activities);

    public HistoryPage Page => new(Activities, Watermark);

    /// <summary>The kind only: the rest is personal.</summary>
    public override string ToString() => $"{nameof(TurnAnswer)} {Kind}";
}

/// <summary>What kind of answer it is; exceptions do not cross machines.</summary>
internal enum AnswerKind
{
    Done,

    /// <summary>No such conversation, or no to what was asked.</summary>
    No,

    /// <summary>The store is down.</summary>
    Unavailable,
}

/// <summary>Activities to be shown to those who watch.</summary>
[GenerateSerializer]
[Immutable]
[Alias("tsunagu.shown")]
internal sealed record ShownPage([property: Id(0)] Activity[] Activities, [property: Id(1)] long Watermark, [property: Id(2)] bool InHistory)
{
    /// <summary>No words.</summary>
    public override string ToString() => nameof(ShownPage);
}

/// <summary>An activity on the wire between machines.</summary>
[GenerateSerializer]
[Alias("tsunagu.activity")]
internal struct ActivitySurrogate
{
    [Id(0)]
    public byte[] Json;
}

/// <summary>Lets Orleans carry activities in their own wire format, without reflection.</summary>
[RegisterConverter]
internal sealed class ActivityConverter : IConverter<Activity, ActivitySurrogate>
{
    public Activity ConvertFromSurrogate(in ActivitySurrogate surrogate) => ActivityJson.Deserialize(surrogate.Json);

    public ActivitySurrogate ConvertToSurrogate(in Activity value) => new() { Json = ActivityJson.Serialize(value) };
}
