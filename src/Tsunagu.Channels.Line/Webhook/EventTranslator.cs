using System.Text.Json.Nodes;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.Line;

/// <summary>An event of LINE as an activity. What the engine needs not is left behind: coordinates, ids of stickers, files.</summary>
internal static class EventTranslator
{
    public static Activity ToActivity(LineEvent e, string sealedUserId, bool freeText, bool canRemind)
    {
        var activity = e.Type switch
        {
            "follow" => new Activity(ActivityTypes.ConversationUpdate) { MembersAdded = [new ChannelAccount(sealedUserId, role: RoleTypes.User)] },
            "postback" => Tap(e.Data),
            _ => Message(e.Message),
        };
        activity.Id = e.Message?.Id ?? e.Id;
        activity.ChannelId = BotCore.Channels.Line;
        activity.From = new ChannelAccount(sealedUserId, role: RoleTypes.User);
        activity.Timestamp = e.At;
        var facts = new JsonObject();
        if (!freeText && activity.Text is not null)
            facts[PersonInput.ChoicesOnlyField] = true;
        if (canRemind)
            facts[PersonInput.CanRemindField] = true;
        if (facts.Count > 0)
            activity.ChannelData = facts;
        return activity;
    }

    public static Activity Unsend(string messageId) => new(ActivityTypes.Event) { Name = ActivityEventNames.Unsend, Value = messageId, ChannelId = BotCore.Channels.Line };

    /// <summary>The event as if an old button had been tapped: answered kindly with the present question.</summary>
    public static LineEvent AsOldButton(LineEvent e) => e with { Type = "postback", Message = null, Data = "" };

    // Data that is no button of ours (an old account's, another program's) counts as an old button: answered kindly with the present question.
    private static Activity Tap(string? data) => new(ActivityTypes.Message)
    {
        Value = ButtonToken.TryParse(data, out _) ? data : new ButtonToken { Talk = "unknown", Turn = 0, Command = "continue" }.Format(),
    };

    private static Activity Message(LineIncomingMessage? message) => message switch
    {
        { Kind: "text", Text: { } text } => new Activity(ActivityTypes.Message) { Text = text },
        { Kind: "location", Place: { } place } => new Activity(ActivityTypes.Message)
        {
            // Only the ward goes on; where exactly somebody is nobody needs to know.
            Value = new JsonObject { [PersonInput.WardField] = WardFinder.Default.Find(place.Latitude, place.Longitude) },
        },
        _ => new Activity(ActivityTypes.Message) { Attachments = [new Attachment(ContentTypeOf(message?.Kind))] },
    };

    private static string ContentTypeOf(string? kind) => kind switch
    {
        "sticker" => "application/vnd.sticker",
        "image" => "image/jpeg",
        "video" => "video/mp4",
        "audio" => "audio/m4a",
        _ => "application/octet-stream",
    };
}
