namespace Tsunagu.Channels.Line;

/// <summary>Something that LINE told us, as far as this channel looks at it. Never logged whole: it holds ids and words of a person.</summary>
internal sealed record LineEvent
{
    /// <summary>LINE's name of the kind, such as <c>message</c>; kinds that we do not know are kept as they are.</summary>
    public required string Type { get; init; }

    /// <summary>What makes it the same delivery.</summary>
    public required string Id { get; init; }

    /// <summary>True when LINE sends it once more.</summary>
    public bool Redelivered { get; init; }

    /// <summary>When it happened, by LINE's clock; the order of events.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Another program answers at the moment; we stay silent.</summary>
    public bool Standby { get; init; }

    /// <summary>Answers once, within a minute; null when the event cannot be answered.</summary>
    public string? ReplyToken { get; init; }

    /// <summary>The person; in groups only sometimes known.</summary>
    public string? UserId { get; init; }

    /// <summary>The group or room; null in a talk of two.</summary>
    public string? GroupId { get; init; }

    /// <summary>The message, for <c>message</c>.</summary>
    public LineIncomingMessage? Message { get; init; }

    /// <summary>What the tapped button sends, for <c>postback</c>.</summary>
    public string? Data { get; init; }

    /// <summary>True when the tap only changed the rich menu.</summary>
    public bool SwitchedMenu { get; init; }

    /// <summary>For <c>follow</c>: the person had blocked us before (LINE: not wholly reliable).</summary>
    public bool Unblocked { get; init; }

    /// <summary>For <c>unsend</c>: the message that the person took back.</summary>
    public string? UnsentMessageId { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{nameof(LineEvent)} {Type}";
}

/// <summary>A message of a person.</summary>
internal sealed record LineIncomingMessage
{
    /// <summary>LINE's name of the kind: <c>text</c>, <c>sticker</c>, <c>image</c>, <c>video</c>, <c>audio</c>, <c>file</c>, <c>location</c>, or a new one.</summary>
    public required string Kind { get; init; }

    /// <summary>LINE's id of it.</summary>
    public string? Id { get; init; }

    /// <summary>The words, for <c>text</c>.</summary>
    public string? Text { get; init; }

    /// <summary>True when the words name this bot (in a group).</summary>
    public bool MentionsUs { get; init; }

    /// <summary>The place, for <c>location</c>.</summary>
    public (double Latitude, double Longitude)? Place { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{nameof(LineIncomingMessage)} {Kind}";
}
