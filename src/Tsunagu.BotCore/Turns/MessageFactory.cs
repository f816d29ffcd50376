namespace Tsunagu.BotCore;

/// <summary>Makes messages.</summary>
public static class MessageFactory
{
    /// <summary>A message of words.</summary>
    /// <param name="text">The words.</param>
    /// <param name="ssml">The words to be spoken (SSML).</param>
    /// <param name="inputHint">One of <see cref="InputHints"/>; null = accepting input.</param>
    public static Activity Text(string? text, string? ssml = null, string? inputHint = null) => new(ActivityTypes.Message)
    {
        Text = text,
        Speak = ssml,
        InputHint = inputHint ?? InputHints.AcceptingInput,
    };

    /// <summary>A message with buttons that say their own words.</summary>
    /// <param name="actions">The words on the buttons.</param>
    /// <param name="text">The words of the message.</param>
    /// <param name="ssml">The words to be spoken (SSML).</param>
    /// <param name="inputHint">One of <see cref="InputHints"/>.</param>
    /// <param name="toList">Ids of those who see the buttons; null = everybody.</param>
    public static IMessageActivity SuggestedActions(IEnumerable<string> actions, string? text = null, string? ssml = null, string? inputHint = null, IList<string>? toList = null)
    {
        ArgumentNullException.ThrowIfNull(actions);
        return SuggestedActions(actions.Select(static a => new CardAction(ActionTypes.ImBack, title: a, value: a)), text, ssml, inputHint, toList);
    }

    /// <summary>A message with buttons.</summary>
    /// <param name="cardActions">The buttons.</param>
    /// <param name="text">The words of the message.</param>
    /// <param name="ssml">The words to be spoken (SSML).</param>
    /// <param name="inputHint">One of <see cref="InputHints"/>.</param>
    /// <param name="toList">Ids of those who see the buttons; null = everybody.</param>
    public static IMessageActivity SuggestedActions(IEnumerable<CardAction> cardActions, string? text = null, string? ssml = null, string? inputHint = null, IList<string>? toList = null)
    {
        ArgumentNullException.ThrowIfNull(cardActions);
        var message = Text(text, ssml, inputHint);
        message.SuggestedActions = new SuggestedActions(toList, cardActions.ToList());
        return message;
    }

    /// <summary>A message with one card or file.</summary>
    /// <param name="attachment">The card or file.</param>
    /// <param name="text">The words of the message.</param>
    /// <param name="ssml">The words to be spoken (SSML).</param>
    /// <param name="inputHint">One of <see cref="InputHints"/>.</param>
    public static IMessageActivity Attachment(Attachment attachment, string? text = null, string? ssml = null, string? inputHint = null)
    {
        ArgumentNullException.ThrowIfNull(attachment);
        return WithAttachments([attachment], AttachmentLayoutTypes.List, text, ssml, inputHint);
    }

    /// <summary>A message with cards or files below each other.</summary>
    /// <param name="attachments">The cards or files.</param>
    /// <param name="text">The words of the message.</param>
    /// <param name="ssml">The words to be spoken (SSML).</param>
    /// <param name="inputHint">One of <see cref="InputHints"/>.</param>
    public static IMessageActivity Attachment(IEnumerable<Attachment> attachments, string? text = null, string? ssml = null, string? inputHint = null)
    {
        ArgumentNullException.ThrowIfNull(attachments);
        return WithAttachments(attachments.ToList(), AttachmentLayoutTypes.List, text, ssml, inputHint);
    }

    /// <summary>A message with cards beside each other.</summary>
    /// <param name="attachments">The cards.</param>
    /// <param name="text">The words of the message.</param>
    /// <param name="ssml">The words to be spoken (SSML).</param>
    /// <param name="inputHint">One of <see cref="InputHints"/>.</param>
    public static IMessageActivity Carousel(IEnumerable<Attachment> attachments, string? text = null, string? ssml = null, string? inputHint = null)
    {
        ArgumentNullException.ThrowIfNull(attachments);
        return WithAttachments(attachments.ToList(), AttachmentLayoutTypes.Carousel, text, ssml, inputHint);
    }

    /// <summary>A message with a file that lies elsewhere.</summary>
    /// <param name="url">Its address.</param>
    /// <param name="contentType">Its media type.</param>
    /// <param name="name">Its name.</param>
    /// <param name="text">The words of the message.</param>
    /// <param name="ssml">The words to be spoken (SSML).</param>
    /// <param name="inputHint">One of <see cref="InputHints"/>.</param>
    public static IMessageActivity ContentUrl(string url, string contentType, string? name = null, string? text = null, string? ssml = null, string? inputHint = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(url);
        ArgumentException.ThrowIfNullOrEmpty(contentType);
        return Attachment(new Attachment(contentType, contentUrl: url, name: name), text, ssml, inputHint);
    }

    private static Activity WithAttachments(List<Attachment> attachments, string layout, string? text, string? ssml, string? inputHint)
    {
        var message = Text(text, ssml, inputHint);
        message.AttachmentLayout = layout;
        message.Attachments = attachments;
        return message;
    }
}
