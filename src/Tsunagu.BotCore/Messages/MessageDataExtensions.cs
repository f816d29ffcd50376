using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tsunagu.BotCore;

/// <summary>Reads and writes the neutral prompt of an activity.</summary>
public static class MessageDataExtensions
{
    /// <summary>
    /// The neutral prompt that the activity carries, also after the activity went through JSON;
    /// null when it carries none, or something else.
    /// </summary>
    /// <param name="activity">The activity; it is not changed.</param>
    public static MessageData? GetMessageData(this Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        try
        {
            return activity.ChannelData switch
            {
                MessageData data => data,
                JsonElement { ValueKind: JsonValueKind.Object } element => element.Deserialize(BotJsonContext.Default.MessageData),
                JsonObject node => node.Deserialize(BotJsonContext.Default.MessageData),
                _ => null,
            };
        }
        catch (JsonException)
        {
            // Another program's channel data: it is not ours, which is no error.
            return null;
        }
    }

    /// <summary>A fact of <see cref="MessageData.Data"/> that is a text; null when there is none of that name.</summary>
    /// <param name="data">The prompt.</param>
    /// <param name="name">The fact's name, such as <see cref="MessageData.IdFact"/>.</param>
    public static string? FactOf(this MessageData data, string name)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.Data is { } facts && facts.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
