using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tsunagu.BotCore;

/// <summary>One side of a conversation: a person or the bot, under the channel's own id.</summary>
public class ChannelAccount
{
    /// <summary>Creates an account without values.</summary>
    public ChannelAccount()
    {
    }

    /// <summary>Creates an account.</summary>
    /// <param name="id">The channel's id of it.</param>
    /// <param name="name">A name to show.</param>
    /// <param name="role">One of <see cref="RoleTypes"/>.</param>
    public ChannelAccount(string? id = null, string? name = null, string? role = null)
    {
        Id = id;
        Name = name;
        Role = role;
    }

    /// <summary>The channel's id of this account.</summary>
    public string? Id { get; set; }

    /// <summary>A name to show.</summary>
    public string? Name { get; set; }

    /// <summary>One of <see cref="RoleTypes"/>.</summary>
    public string? Role { get; set; }

    /// <summary>Fields of the wire that this core does not know; they are written back as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}

/// <summary>The conversation that an activity belongs to.</summary>
public class ConversationAccount
{
    /// <summary>Creates a conversation without values.</summary>
    public ConversationAccount()
    {
    }

    /// <summary>Creates a conversation of that id.</summary>
    /// <param name="id">The channel's id of it.</param>
    public ConversationAccount(string? id) => Id = id;

    /// <summary>The channel's id of this conversation.</summary>
    public string? Id { get; set; }

    /// <summary>A name to show.</summary>
    public string? Name { get; set; }

    /// <summary>True if more than two take part.</summary>
    public bool? IsGroup { get; set; }

    /// <summary>The channel's kind of conversation, such as <c>personal</c>.</summary>
    public string? ConversationType { get; set; }

    /// <summary>Fields of the wire that this core does not know; they are written back as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}

/// <summary>What is needed to send into a conversation later: who, where, over which channel.</summary>
public class ConversationReference
{
    /// <summary>The activity that it was taken from.</summary>
    public string? ActivityId { get; set; }

    /// <summary>The person.</summary>
    public ChannelAccount? User { get; set; }

    /// <summary>The bot.</summary>
    public ChannelAccount? Bot { get; set; }

    /// <summary>The conversation.</summary>
    public ConversationAccount? Conversation { get; set; }

    /// <summary>The channel.</summary>
    public string? ChannelId { get; set; }

    /// <summary>Language tag of the talk.</summary>
    public string? Locale { get; set; }

    /// <summary>Where the channel takes activities.</summary>
    public string? ServiceUrl { get; set; }

    /// <summary>An event activity that stands for "go on with this conversation" (Bot Builder's name and shape).</summary>
    public Activity GetContinuationActivity() => new()
    {
        Type = ActivityTypes.Event,
        Name = "ContinueConversation",
        ChannelId = ChannelId,
        ServiceUrl = ServiceUrl,
        Conversation = Conversation,
        Recipient = Bot,
        From = User,
        Locale = Locale,
        RelatesTo = this,
    };
}

/// <summary>What a channel answers to a sent activity: its id there.</summary>
public class ResourceResponse
{
    /// <summary>Creates an answer.</summary>
    /// <param name="id">The id that the channel gave.</param>
    public ResourceResponse(string? id = null) => Id = id;

    /// <summary>The id that the channel gave to the activity.</summary>
    public string? Id { get; set; }
}

/// <summary>A thing that is mentioned in an activity; what it holds depends on its type and stays as it came.</summary>
public class Entity
{
    /// <summary>The kind of entity, such as <c>mention</c>.</summary>
    public string? Type { get; set; }

    /// <summary>All other fields, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}
