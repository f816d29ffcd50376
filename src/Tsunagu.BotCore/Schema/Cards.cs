using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tsunagu.BotCore;

/// <summary>A button: what it shows and what a tap does (<see cref="ActionTypes"/>).</summary>
public class CardAction
{
    /// <summary>Creates a button without values.</summary>
    public CardAction()
    {
    }

    /// <summary>Creates a button.</summary>
    /// <param name="type">One of <see cref="ActionTypes"/>.</param>
    /// <param name="title">The words on it.</param>
    /// <param name="image">Address of a picture beside the words.</param>
    /// <param name="text">The text that a messageBack carries.</param>
    /// <param name="displayText">What a messageBack shows in the talk.</param>
    /// <param name="value">What is sent, opened or called.</param>
    /// <param name="channelData">Data for one channel.</param>
    public CardAction(string? type = null, string? title = null, string? image = null, string? text = null, string? displayText = null, object? value = null, object? channelData = null)
    {
        Type = type;
        Title = title;
        Image = image;
        Text = text;
        DisplayText = displayText;
        Value = value;
        ChannelData = channelData;
    }

    /// <summary>One of <see cref="ActionTypes"/>.</summary>
    public string? Type { get; set; }

    /// <summary>The words on the button.</summary>
    public string? Title { get; set; }

    /// <summary>Address of a picture beside the words.</summary>
    public string? Image { get; set; }

    /// <summary>The picture in words, for those who do not see it.</summary>
    public string? ImageAltText { get; set; }

    /// <summary>The text that a messageBack carries.</summary>
    public string? Text { get; set; }

    /// <summary>What a messageBack shows in the talk.</summary>
    public string? DisplayText { get; set; }

    /// <summary>What is sent, opened or called; see <see cref="Activity.Value"/> for the types.</summary>
    [JsonConverter(typeof(AnyJsonConverter))]
    public object? Value { get; set; }

    /// <summary>Data for one channel; see <see cref="Activity.Value"/> for the types.</summary>
    [JsonConverter(typeof(AnyJsonConverter))]
    public object? ChannelData { get; set; }

    /// <summary>Fields of the wire that this core does not know; they are written back as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}

/// <summary>Buttons that stand under the last message and vanish when one is tapped.</summary>
public class SuggestedActions
{
    /// <summary>Creates an empty set of buttons.</summary>
    public SuggestedActions()
    {
    }

    /// <summary>Creates a set of buttons.</summary>
    /// <param name="to">Ids of those who see them; null = everybody.</param>
    /// <param name="actions">The buttons, in order.</param>
    public SuggestedActions(IList<string>? to = null, IList<CardAction>? actions = null)
    {
        To = to;
        Actions = actions;
    }

    /// <summary>Ids of those who see the buttons; null = everybody.</summary>
    public IList<string>? To { get; set; }

    /// <summary>The buttons, in order.</summary>
    public IList<CardAction>? Actions { get; set; }
}

/// <summary>A card or a file that goes with a message.</summary>
public class Attachment
{
    /// <summary>Creates an attachment without values.</summary>
    public Attachment()
    {
    }

    /// <summary>Creates an attachment.</summary>
    /// <param name="contentType">Media type of the content.</param>
    /// <param name="contentUrl">Where the content is, if it is not here.</param>
    /// <param name="content">The content itself.</param>
    /// <param name="name">Name of the file.</param>
    /// <param name="thumbnailUrl">Address of a small picture of it.</param>
    public Attachment(string? contentType = null, string? contentUrl = null, object? content = null, string? name = null, string? thumbnailUrl = null)
    {
        ContentType = contentType;
        ContentUrl = contentUrl;
        Content = content;
        Name = name;
        ThumbnailUrl = thumbnailUrl;
    }

    /// <summary>Media type of the content, such as <see cref="HeroCard.ContentType"/>.</summary>
    public string? ContentType { get; set; }

    /// <summary>Where the content is, if it is not in <see cref="Content"/>.</summary>
    public string? ContentUrl { get; set; }

    /// <summary>The content itself: a card of this core or JSON; read from the wire it is a <see cref="JsonElement"/>.</summary>
    [JsonConverter(typeof(AnyJsonConverter))]
    public object? Content { get; set; }

    /// <summary>Name of the file.</summary>
    public string? Name { get; set; }

    /// <summary>Address of a small picture of it.</summary>
    public string? ThumbnailUrl { get; set; }

    /// <summary>Fields of the wire that this core does not know; they are written back as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}

/// <summary>A picture on a card.</summary>
public class CardImage
{
    /// <summary>Creates a picture.</summary>
    /// <param name="url">Its address.</param>
    /// <param name="alt">The picture in words.</param>
    /// <param name="tap">What a tap on it does.</param>
    public CardImage(string? url = null, string? alt = null, CardAction? tap = null)
    {
        Url = url;
        Alt = alt;
        Tap = tap;
    }

    /// <summary>Its address.</summary>
    public string? Url { get; set; }

    /// <summary>The picture in words, for those who do not see it.</summary>
    public string? Alt { get; set; }

    /// <summary>What a tap on it does.</summary>
    public CardAction? Tap { get; set; }
}

/// <summary>A card with a title, words, pictures and buttons.</summary>
public class HeroCard
{
    /// <summary>The media type of a hero card in an attachment.</summary>
    public const string ContentType = "application/vnd.microsoft.card.hero";

    /// <summary>The title.</summary>
    public string? Title { get; set; }

    /// <summary>The line below the title.</summary>
    public string? Subtitle { get; set; }

    /// <summary>The words of the card.</summary>
    public string? Text { get; set; }

    /// <summary>Pictures.</summary>
    public IList<CardImage>? Images { get; set; }

    /// <summary>Buttons.</summary>
    public IList<CardAction>? Buttons { get; set; }

    /// <summary>What a tap on the card does.</summary>
    public CardAction? Tap { get; set; }
}

/// <summary>Reads values that are objects in C# and JSON once they travelled.</summary>
public static class ActivityValues
{
    /// <summary>The value if it is a text, as C# or as JSON; null for anything else.</summary>
    /// <param name="value">Such as <see cref="CardAction.Value"/> or <see cref="Activity.Value"/>.</param>
    public static string? TextOf(object? value) => value switch
    {
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } element => element.GetString(),
        _ => null,
    };
}

/// <summary>Turns cards into attachments.</summary>
public static class CardExtensions
{
    /// <summary>The card as an attachment of a message.</summary>
    /// <param name="card">The card; it is not copied.</param>
    public static Attachment ToAttachment(this HeroCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return new Attachment(HeroCard.ContentType, content: card);
    }
}

/// <summary>Adaptive Cards (adaptivecards.io): the core carries them as JSON and knows only their media type.</summary>
public static class AdaptiveCard
{
    /// <summary>The media type of an Adaptive Card in an attachment.</summary>
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    /// <summary>An Adaptive Card as an attachment of a message.</summary>
    /// <param name="card">The card's JSON: <see cref="JsonElement"/>, <see cref="System.Text.Json.Nodes.JsonNode"/> or nested dictionaries.</param>
    public static Attachment ToAttachment(object card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return new Attachment(ContentType, content: card);
    }
}
