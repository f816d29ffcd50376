using System.Text.Json;
using System.Text.Json.Nodes;
using Tsunagu.BotCore;
using Tsunagu.Dialogs;

namespace Tsunagu.Conversations;

/// <summary>How a person's own activity is kept, and how it is echoed to those who watch.</summary>
internal static class PersonHistory
{
    private const string ClientActivityId = "clientActivityID";
    private const string OptionIds = "optionIds";

    // Ids of clients are short; a longer one would be words in disguise.
    private const int MaxClientId = 128;

    /// <summary>What is kept: ids and the content's own words. Nothing typed, no attachment, no unknown field.</summary>
    public static Activity Redact(Activity activity, PersonEcho? echo, string id, DateTimeOffset at)
    {
        var data = new JsonObject();
        if (ClientIdOf(activity) is { } client)
            data[ClientActivityId] = client;
        var options = new JsonArray();
        foreach (var option in echo?.OptionIds ?? [])
            options.Add((JsonNode)option);
        data[OptionIds] = options;
        return new Activity(ActivityTypes.Message)
        {
            Id = id,
            Timestamp = at,
            ChannelId = activity.ChannelId,
            Conversation = activity.Conversation?.Id is { } conversation ? new ConversationAccount(conversation) : null,
            From = activity.From is { } from ? new ChannelAccount(from.Id, role: RoleTypes.User) : null,
            Text = echo?.Text ?? "",
            TextFormat = TextFormatTypes.Plain,
            ChannelData = data,
        };
    }

    /// <summary>What is echoed live: the activity as it came, with the id that it was given.</summary>
    public static Activity Echo(Activity activity, string id, DateTimeOffset at)
    {
        var echo = activity.Clone();
        echo.Id = id;
        echo.Timestamp = at;
        return echo;
    }

    private static string? ClientIdOf(Activity activity)
    {
        var id = activity.ChannelData switch
        {
            JsonElement { ValueKind: JsonValueKind.Object } element when element.TryGetProperty(ClientActivityId, out var value)
                && value.ValueKind == JsonValueKind.String => value.GetString(),
            JsonObject node when node[ClientActivityId] is JsonValue value && value.TryGetValue<string>(out var text) => text,
            _ => null,
        };
        return id is { Length: > 0 and <= MaxClientId } ? id : null;
    }
}
