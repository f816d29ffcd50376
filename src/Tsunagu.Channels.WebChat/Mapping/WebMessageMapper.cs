using System.Text.Json.Nodes;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.WebChat;

/// <summary>
/// Gives the neutral prompt the form that Bot Framework Web Chat shows: one answer → buttons, several answers → a card with boxes to tick,
/// windows and schemes → a card each. It decides nothing: order and words are the dialog's.
/// </summary>
public static class WebMessageMapper
{
    /// <summary>The activity as it goes over the wire; activities without a neutral prompt are returned as they are.</summary>
    /// <param name="activity">An activity of the history; it is not changed.</param>
    public static Activity ToWire(Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        if (!string.Equals(activity.From?.Role, RoleTypes.Bot, StringComparison.Ordinal) || activity.GetMessageData() is not { } data)
            return activity;
        var wire = activity.Clone();
        wire.TextFormat = TextFormatTypes.Plain;
        wire.Locale = data.Locale;
        wire.InputHint = data.Question is null ? InputHints.AcceptingInput : InputHints.ExpectingInput;
        wire.Attachments = Attachments(data);
        wire.AttachmentLayout = wire.Attachments is null ? null : AttachmentLayoutTypes.List;
        wire.SuggestedActions = Actions(data);
        wire.ChannelData = ChannelData(data);
        return wire;
    }

    private static List<Attachment>? Attachments(MessageData data)
    {
        List<Attachment> attachments = [.. data.Cards.Select(card => AdaptiveCard.ToAttachment(CardMapper.Card(card)))];
        if (data.Question is { Kind: MessageQuestion.Multi } question)
            attachments.Add(AdaptiveCard.ToAttachment(CardMapper.Choices(question)));
        return attachments.Count > 0 ? attachments : null;
    }

    private static SuggestedActions? Actions(MessageData data)
    {
        var options = data.Question is { Kind: MessageQuestion.Single } question ? question.Options : [];
        // Skipping answers the question that stands there, so it comes before the ways out of it.
        var commands = data.Commands.OrderBy(c => string.Equals(c.Id, "skip", StringComparison.Ordinal) ? 0 : 1);
        List<CardAction> actions = [.. options.Select(Button), .. commands.Select(Button)];
        return actions.Count > 0 ? new SuggestedActions([], actions) : null;
    }

    private static CardAction Button(MessageOption option) => new(
        ActionTypes.MessageBack,
        title: option.Label ?? option.Text,
        text: option.Text,
        displayText: option.Text,
        value: option.Value);

    private static JsonObject ChannelData(MessageData data)
    {
        var json = new JsonObject();
        // Facts of the dialog first: none of them can hide a field of ours.
        foreach (var (name, value) in data.Data ?? new Dictionary<string, System.Text.Json.JsonElement>(StringComparer.Ordinal))
            json[name] = JsonNode.Parse(value.GetRawText());
        json["kind"] = data.Kind;
        json["locale"] = data.Locale;
        json["talk"] = data.Talk;
        json["turn"] = data.Turn;
        json["handbookVersion"] = data.HandbookVersion;
        if (data.Question is { } question)
            json["question"] = Question(question);
        json["commands"] = new JsonArray([.. data.Commands.Select(c => (JsonNode)c.Id)]);
        return json;
    }

    private static JsonObject Question(MessageQuestion question) => new()
    {
        ["id"] = question.Id,
        ["kind"] = question.Kind,
        ["heading"] = question.Heading,
        ["hint"] = question.Hint,
        ["step"] = question.Step,
        ["steps"] = question.Steps,
        ["options"] = new JsonArray([.. question.Options.Select(o => (JsonNode)new JsonObject { ["id"] = o.Id, ["number"] = o.Number, ["text"] = o.Text })]),
        ["chosen"] = new JsonArray([.. question.Chosen.Select(id => (JsonNode)id)]),
    };
}
