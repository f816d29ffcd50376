namespace Tsunagu.BotCore;

/// <summary>What every activity has (Bot Framework activity schema, the fields that all kinds share).</summary>
public interface IActivity
{
    /// <summary>One of <see cref="ActivityTypes"/>.</summary>
    string? Type { get; set; }

    /// <summary>The channel's id of this activity.</summary>
    string? Id { get; set; }

    /// <summary>Where the channel takes answers.</summary>
    string? ServiceUrl { get; set; }

    /// <summary>When it was sent.</summary>
    DateTimeOffset? Timestamp { get; set; }

    /// <summary>When it was sent, by the sender's clock.</summary>
    DateTimeOffset? LocalTimestamp { get; set; }

    /// <summary>The channel it goes over.</summary>
    string? ChannelId { get; set; }

    /// <summary>The sender.</summary>
    ChannelAccount? From { get; set; }

    /// <summary>The conversation.</summary>
    ConversationAccount? Conversation { get; set; }

    /// <summary>The receiver.</summary>
    ChannelAccount? Recipient { get; set; }

    /// <summary>The id of the activity that this one answers.</summary>
    string? ReplyToId { get; set; }

    /// <summary>Things that are mentioned in it.</summary>
    IList<Entity>? Entities { get; set; }

    /// <summary>Data for one channel; see <see cref="Activity.Value"/> for the types.</summary>
    object? ChannelData { get; set; }

    /// <summary>Where an answer to it would go.</summary>
    ConversationReference GetConversationReference();

    /// <summary>This as a message, or null if it is none.</summary>
    IMessageActivity? AsMessageActivity();

    /// <summary>This as an event, or null if it is none.</summary>
    IEventActivity? AsEventActivity();
}

/// <summary>Something said: text, cards, buttons.</summary>
public interface IMessageActivity : IActivity
{
    /// <summary>Language tag of the text.</summary>
    string? Locale { get; set; }

    /// <summary>The words.</summary>
    string? Text { get; set; }

    /// <summary>The words to be spoken (SSML).</summary>
    string? Speak { get; set; }

    /// <summary>One of <see cref="InputHints"/>.</summary>
    string? InputHint { get; set; }

    /// <summary>A short form of the message.</summary>
    string? Summary { get; set; }

    /// <summary>One of <see cref="TextFormatTypes"/>.</summary>
    string? TextFormat { get; set; }

    /// <summary>One of <see cref="AttachmentLayoutTypes"/>.</summary>
    string? AttachmentLayout { get; set; }

    /// <summary>Cards and files.</summary>
    IList<Attachment>? Attachments { get; set; }

    /// <summary>Buttons under the message.</summary>
    SuggestedActions? SuggestedActions { get; set; }

    /// <summary>What a button sent; see <see cref="Activity.Value"/> for the types.</summary>
    object? Value { get; set; }
}

/// <summary>A named signal between programs.</summary>
public interface IEventActivity : IActivity
{
    /// <summary>The signal's name.</summary>
    string? Name { get; set; }

    /// <summary>What it carries; see <see cref="Activity.Value"/> for the types.</summary>
    object? Value { get; set; }

    /// <summary>Another conversation that it is about.</summary>
    ConversationReference? RelatesTo { get; set; }
}

/// <summary>The other side is writing.</summary>
public interface ITypingActivity : IActivity;

/// <summary>Members joined or left, or the conversation began.</summary>
public interface IConversationUpdateActivity : IActivity
{
    /// <summary>Who joined.</summary>
    IList<ChannelAccount>? MembersAdded { get; set; }

    /// <summary>Who left.</summary>
    IList<ChannelAccount>? MembersRemoved { get; set; }
}

/// <summary>The conversation is over for the sender.</summary>
public interface IEndOfConversationActivity : IActivity
{
    /// <summary>One of <see cref="EndOfConversationCodes"/>.</summary>
    string? Code { get; set; }

    /// <summary>Words to say at the end.</summary>
    string? Text { get; set; }

    /// <summary>The result of the talk; see <see cref="Activity.Value"/> for the types.</summary>
    object? Value { get; set; }
}

/// <summary>The bot was added to or removed from a channel.</summary>
public interface IInstallationUpdateActivity : IActivity
{
    /// <summary><c>add</c> or <c>remove</c>.</summary>
    string? Action { get; set; }
}
