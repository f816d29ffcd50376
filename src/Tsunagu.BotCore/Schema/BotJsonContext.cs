using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tsunagu.BotCore;

/// <summary>
/// The source-generated JSON metadata of everything that this core puts on the wire or into state.
/// A type that stands in <see cref="Activity.ChannelData"/>, <see cref="Activity.Value"/> or <see cref="Attachment.Content"/>
/// as an object of its own gets one line here; nothing is found by reflection.
/// </summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(IList<Activity>))]
[JsonSerializable(typeof(Activity[]))]
[JsonSerializable(typeof(ResourceResponse))]
[JsonSerializable(typeof(ConversationReference))]
[JsonSerializable(typeof(HeroCard))]
[JsonSerializable(typeof(CardAction))]
[JsonSerializable(typeof(Attachment))]
[JsonSerializable(typeof(DialogState))]
[JsonSerializable(typeof(PromptOptions))]
[JsonSerializable(typeof(Choice))]
[JsonSerializable(typeof(List<Choice>))]
[JsonSerializable(typeof(FoundChoice))]
[JsonSerializable(typeof(List<FoundChoice>))]
[JsonSerializable(typeof(List<string>))]
[JsonSerializable(typeof(MessageData))]
[JsonSerializable(typeof(JsonElement))]
public sealed partial class BotJsonContext : JsonSerializerContext;
