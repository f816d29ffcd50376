using System.Globalization;
using System.Text;

namespace Tsunagu.BotCore;

/// <summary>Makes messages that show choices.</summary>
public static class ChoiceFactory
{
    /// <summary>Choices of words.</summary>
    /// <param name="choices">The words; null = none.</param>
    public static IList<Choice> ToChoices(IList<string>? choices) => choices is null ? [] : choices.Select(static c => new Choice(c)).ToList();

    /// <summary>A message that shows choices in the way that suits the channel: buttons if it has them and the words are short, else text.</summary>
    /// <param name="channelId">One of <see cref="Channels"/>.</param>
    /// <param name="list">The choices.</param>
    /// <param name="text">The words before them.</param>
    /// <param name="speak">The words to be spoken (SSML).</param>
    /// <param name="options">The words between them.</param>
    public static IMessageActivity ForChannel(string? channelId, IList<Choice>? list, string? text = null, string? speak = null, ChoiceFactoryOptions? options = null)
    {
        list ??= [];
        var longest = 0;
        foreach (var choice in list)
            longest = Math.Max(longest, TitleOf(choice).Length);
        var longTitles = longest > Channel.MaxActionTitleLength(channelId);
        if (!longTitles && Channel.SupportsSuggestedActions(channelId, list.Count))
            return SuggestedAction(list, text, speak);
        if (!longTitles && Channel.SupportsCardActions(channelId, list.Count))
            return HeroCard(list, text, speak);
        return !longTitles && list.Count <= 3 ? Inline(list, text, speak, options) : List(list, text, speak, options);
    }

    /// <summary>A message with the choices in its text, one after another.</summary>
    /// <param name="choices">The choices.</param>
    /// <param name="text">The words before them.</param>
    /// <param name="speak">The words to be spoken (SSML).</param>
    /// <param name="options">The words between them.</param>
    public static Activity Inline(IList<Choice>? choices, string? text = null, string? speak = null, ChoiceFactoryOptions? options = null)
    {
        choices ??= [];
        var numbers = options?.IncludeNumbers ?? true;
        var words = new StringBuilder(text).Append(' ');
        for (var i = 0; i < choices.Count; i++)
        {
            if (i > 0)
            {
                words.Append(i < choices.Count - 1
                    ? options?.InlineSeparator ?? ", "
                    : choices.Count == 2 ? options?.InlineOr ?? " or " : options?.InlineOrMore ?? ", or ");
            }

            if (numbers)
                words.Append(CultureInfo.InvariantCulture, $"({i + 1}) ");
            words.Append(TitleOf(choices[i]));
        }

        return MessageFactory.Text(words.ToString(), speak, InputHints.ExpectingInput);
    }

    /// <summary>A message with the choices in its text, below each other.</summary>
    /// <param name="choices">The words.</param>
    /// <param name="text">The words before them.</param>
    /// <param name="speak">The words to be spoken (SSML).</param>
    /// <param name="options">Whether they are numbered.</param>
    public static Activity List(IList<string>? choices, string? text = null, string? speak = null, ChoiceFactoryOptions? options = null) =>
        List(ToChoices(choices), text, speak, options);

    /// <summary>A message with the choices in its text, below each other.</summary>
    /// <param name="choices">The choices.</param>
    /// <param name="text">The words before them.</param>
    /// <param name="speak">The words to be spoken (SSML).</param>
    /// <param name="options">Whether they are numbered.</param>
    public static Activity List(IList<Choice>? choices, string? text = null, string? speak = null, ChoiceFactoryOptions? options = null)
    {
        choices ??= [];
        var numbers = options?.IncludeNumbers ?? true;
        var words = new StringBuilder(text).Append("\n\n   ");
        for (var i = 0; i < choices.Count; i++)
        {
            if (i > 0)
                words.Append("\n   ");
            if (numbers)
                words.Append(CultureInfo.InvariantCulture, $"{i + 1}. ");
            else
                words.Append("- ");
            words.Append(TitleOf(choices[i]));
        }

        return MessageFactory.Text(words.ToString(), speak, InputHints.ExpectingInput);
    }

    /// <summary>A message with the choices as buttons under it.</summary>
    /// <param name="choices">The words.</param>
    /// <param name="text">The words of the message.</param>
    /// <param name="speak">The words to be spoken (SSML).</param>
    /// <param name="toList">Ids of those who see the buttons; null = everybody.</param>
    public static IMessageActivity SuggestedAction(IList<string>? choices, string? text = null, string? speak = null, IList<string>? toList = null) =>
        SuggestedAction(ToChoices(choices), text, speak, toList);

    /// <summary>A message with the choices as buttons under it.</summary>
    /// <param name="choices">The choices; one without a button says its value.</param>
    /// <param name="text">The words of the message.</param>
    /// <param name="speak">The words to be spoken (SSML).</param>
    /// <param name="toList">Ids of those who see the buttons; null = everybody.</param>
    public static IMessageActivity SuggestedAction(IList<Choice>? choices, string? text = null, string? speak = null, IList<string>? toList = null) =>
        MessageFactory.SuggestedActions(ActionsOf(choices), text, speak, InputHints.ExpectingInput, toList);

    /// <summary>A message with a card that has the text and the choices as buttons.</summary>
    /// <param name="choices">The choices; one without a button says its value.</param>
    /// <param name="text">The words of the card.</param>
    /// <param name="speak">The words to be spoken (SSML).</param>
    public static IMessageActivity HeroCard(IList<Choice>? choices, string? text = null, string? speak = null) =>
        MessageFactory.Attachment(new HeroCard { Text = text, Buttons = ActionsOf(choices) }.ToAttachment(), text: null, speak, InputHints.ExpectingInput);

    private static string TitleOf(Choice choice) => choice.Action is { Title: { Length: > 0 } title } ? title : choice.Value ?? string.Empty;

    // What a button lacks is filled in: type imBack, title from value and value from title, else both from the choice.
    private static List<CardAction> ActionsOf(IList<Choice>? choices)
    {
        var actions = new List<CardAction>(choices?.Count ?? 0);
        foreach (var choice in choices ?? [])
        {
            var action = choice.Action;
            if (action is null)
            {
                actions.Add(new CardAction(ActionTypes.ImBack, title: choice.Value, value: choice.Value));
                continue;
            }

            var title = string.IsNullOrEmpty(action.Title) ? action.Value as string ?? choice.Value : action.Title;
            actions.Add(new CardAction(action.Type ?? ActionTypes.ImBack, title, action.Image, action.Text, action.DisplayText, action.Value ?? title, action.ChannelData)
            {
                ImageAltText = action.ImageAltText,
                Properties = action.Properties,
            });
        }

        return actions;
    }
}
