using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tsunagu.BotCore;

/// <summary>
/// One thing that goes over a channel, in Bot Framework's wire format (camelCase JSON; <see cref="ActivityJson"/> reads and writes it).
/// Which fields mean something depends on <see cref="Type"/>. Fields that this core does not know stay in
/// <see cref="Properties"/> and are written back as they came, because clients expect some of theirs to be echoed.
/// </summary>
public class Activity : IMessageActivity, IEventActivity, ITypingActivity, IConversationUpdateActivity, IEndOfConversationActivity, IInstallationUpdateActivity
{
    /// <summary>Creates an activity without values.</summary>
    public Activity()
    {
    }

    /// <summary>Creates an activity of a kind.</summary>
    /// <param name="type">One of <see cref="ActivityTypes"/>.</param>
    public Activity(string type) => Type = type;

    /// <inheritdoc/>
    public string? Type { get; set; }

    /// <inheritdoc/>
    public string? Id { get; set; }

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp { get; set; }

    /// <inheritdoc/>
    public DateTimeOffset? LocalTimestamp { get; set; }

    /// <summary>IANA name of the sender's time zone.</summary>
    public string? LocalTimezone { get; set; }

    /// <inheritdoc/>
    public string? ServiceUrl { get; set; }

    /// <inheritdoc/>
    public string? ChannelId { get; set; }

    /// <inheritdoc/>
    public ChannelAccount? From { get; set; }

    /// <inheritdoc/>
    public ConversationAccount? Conversation { get; set; }

    /// <inheritdoc/>
    public ChannelAccount? Recipient { get; set; }

    /// <inheritdoc/>
    public string? TextFormat { get; set; }

    /// <inheritdoc/>
    public string? AttachmentLayout { get; set; }

    /// <inheritdoc/>
    public IList<ChannelAccount>? MembersAdded { get; set; }

    /// <inheritdoc/>
    public IList<ChannelAccount>? MembersRemoved { get; set; }

    /// <inheritdoc cref="IMessageActivity.Locale"/>
    public string? Locale { get; set; }

    /// <inheritdoc cref="IMessageActivity.Text"/>
    public string? Text { get; set; }

    /// <inheritdoc/>
    public string? Speak { get; set; }

    /// <inheritdoc/>
    public string? InputHint { get; set; }

    /// <inheritdoc/>
    public string? Summary { get; set; }

    /// <inheritdoc/>
    public SuggestedActions? SuggestedActions { get; set; }

    /// <inheritdoc/>
    public IList<Attachment>? Attachments { get; set; }

    /// <inheritdoc/>
    public IList<Entity>? Entities { get; set; }

    /// <inheritdoc/>
    [JsonConverter(typeof(AnyJsonConverter))]
    public object? ChannelData { get; set; }

    /// <inheritdoc/>
    public string? Action { get; set; }

    /// <inheritdoc/>
    public string? ReplyToId { get; set; }

    /// <summary>A short description for logs of programs; never words of a person.</summary>
    public string? Label { get; set; }

    /// <summary>The kind of <see cref="Value"/>, as a URI or media type.</summary>
    public string? ValueType { get; set; }

    /// <summary>
    /// What the activity carries besides words. Read from the wire it is a <see cref="JsonElement"/> (a JSON null is null);
    /// to be written it may be a <see cref="JsonElement"/>, a <see cref="System.Text.Json.Nodes.JsonNode"/>, a string, number or bool,
    /// dictionaries and lists of these, or a type that <see cref="BotJsonContext"/> knows.
    /// </summary>
    [JsonConverter(typeof(AnyJsonConverter))]
    public object? Value { get; set; }

    /// <inheritdoc/>
    public string? Name { get; set; }

    /// <inheritdoc/>
    public ConversationReference? RelatesTo { get; set; }

    /// <inheritdoc/>
    public string? Code { get; set; }

    /// <summary>When the words stop being true.</summary>
    public DateTimeOffset? Expiration { get; set; }

    /// <summary>Bot Framework's <c>low</c>, <c>normal</c> or <c>high</c>.</summary>
    public string? Importance { get; set; }

    /// <summary>Bot Framework's <c>normal</c>, <c>notification</c> or <c>expectReplies</c>.</summary>
    public string? DeliveryMode { get; set; }

    /// <summary>Fields of the wire that this core does not know; they are written back as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }

    /// <summary>An empty message.</summary>
    public static IMessageActivity CreateMessageActivity() => new Activity(ActivityTypes.Message);

    /// <summary>A sign that the bot is writing.</summary>
    public static ITypingActivity CreateTypingActivity() => new Activity(ActivityTypes.Typing);

    /// <summary>An event without a name yet.</summary>
    public static IEventActivity CreateEventActivity() => new Activity(ActivityTypes.Event);

    /// <summary>A change of members without members yet.</summary>
    public static IConversationUpdateActivity CreateConversationUpdateActivity() => new Activity(ActivityTypes.ConversationUpdate);

    /// <summary>The end of a conversation.</summary>
    public static IEndOfConversationActivity CreateEndOfConversationActivity() => new Activity(ActivityTypes.EndOfConversation);

    /// <inheritdoc/>
    public IMessageActivity? AsMessageActivity() => IsType(ActivityTypes.Message) ? this : null;

    /// <inheritdoc/>
    public IEventActivity? AsEventActivity() => IsType(ActivityTypes.Event) ? this : null;

    /// <summary>This as a change of members, or null if it is none.</summary>
    public IConversationUpdateActivity? AsConversationUpdateActivity() => IsType(ActivityTypes.ConversationUpdate) ? this : null;

    /// <summary>This as a typing sign, or null if it is none.</summary>
    public ITypingActivity? AsTypingActivity() => IsType(ActivityTypes.Typing) ? this : null;

    /// <summary>This as the end of a conversation, or null if it is none.</summary>
    public IEndOfConversationActivity? AsEndOfConversationActivity() => IsType(ActivityTypes.EndOfConversation) ? this : null;

    /// <summary>A message that answers this activity: sides swapped, same conversation and channel.</summary>
    /// <param name="text">The words; null = empty.</param>
    /// <param name="locale">Language tag; null = this activity's.</param>
    public Activity CreateReply(string? text = null, string? locale = null) => new(ActivityTypes.Message)
    {
        From = Recipient,
        Recipient = From,
        ReplyToId = Id,
        ServiceUrl = ServiceUrl,
        ChannelId = ChannelId,
        Conversation = Conversation,
        Text = text ?? string.Empty,
        Locale = locale ?? Locale,
    };

    /// <inheritdoc/>
    public ConversationReference GetConversationReference() => new()
    {
        ActivityId = Id,
        User = From,
        Bot = Recipient,
        Conversation = Conversation,
        ChannelId = ChannelId,
        Locale = Locale,
        ServiceUrl = ServiceUrl,
    };

    /// <summary>Addresses this activity by a reference.</summary>
    /// <param name="reference">Where it goes to, or comes from.</param>
    /// <param name="isIncoming">True if the person is the sender.</param>
    /// <returns>This activity.</returns>
    public Activity ApplyConversationReference(ConversationReference reference, bool isIncoming = false)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ChannelId = reference.ChannelId;
        ServiceUrl = reference.ServiceUrl;
        Conversation = reference.Conversation;
        Locale ??= reference.Locale;
        if (isIncoming)
        {
            From = reference.User;
            Recipient = reference.Bot;
            Id = reference.ActivityId ?? Id;
        }
        else
        {
            From = reference.Bot;
            Recipient = reference.User;
            ReplyToId = reference.ActivityId ?? ReplyToId;
        }

        return this;
    }

    /// <summary>A copy of the fields; lists, cards and data inside are the same objects.</summary>
    public Activity Clone() => (Activity)MemberwiseClone();

    /// <summary>This activity as JSON text; for UTF-8 use <see cref="ActivityJson.Serialize(Activity)"/>.</summary>
    public string ToJson() => System.Text.Encoding.UTF8.GetString(ActivityJson.Serialize(this));

    /// <summary>Reads an activity from UTF-8 JSON.</summary>
    /// <param name="utf8Json">One JSON object.</param>
    /// <exception cref="JsonException">The bytes are no activity; see <see cref="ActivityJson.Deserialize(ReadOnlySpan{byte})"/>.</exception>
    public static Activity FromJson(ReadOnlySpan<byte> utf8Json) => ActivityJson.Deserialize(utf8Json);

    private bool IsType(string type) => string.Equals(Type, type, StringComparison.OrdinalIgnoreCase);
}
