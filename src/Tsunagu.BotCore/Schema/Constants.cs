namespace Tsunagu.BotCore;

/// <summary>Values of <see cref="Activity.Type"/>: the kinds of activity that this core knows (Bot Framework activity schema).</summary>
public static class ActivityTypes
{
    /// <summary>Something said: text, cards, buttons.</summary>
    public const string Message = "message";

    /// <summary>Members joined or left, or the conversation began.</summary>
    public const string ConversationUpdate = "conversationUpdate";

    /// <summary>The other side is writing.</summary>
    public const string Typing = "typing";

    /// <summary>The conversation is over for the sender.</summary>
    public const string EndOfConversation = "endOfConversation";

    /// <summary>A named signal between programs, not shown to people.</summary>
    public const string Event = "event";

    /// <summary>The bot was added to or removed from a channel.</summary>
    public const string InstallationUpdate = "installationUpdate";
}

/// <summary>Values of <see cref="Activity.InputHint"/>: whether the sender waits for an answer.</summary>
public static class InputHints
{
    /// <summary>An answer is welcome, but none is awaited.</summary>
    public const string AcceptingInput = "acceptingInput";

    /// <summary>No answer is taken now.</summary>
    public const string IgnoringInput = "ignoringInput";

    /// <summary>An answer is awaited: every prompt says so.</summary>
    public const string ExpectingInput = "expectingInput";
}

/// <summary>Values of <see cref="CardAction.Type"/>: what a button does.</summary>
public static class ActionTypes
{
    /// <summary>Opens the address in the button's value.</summary>
    public const string OpenUrl = "openUrl";

    /// <summary>Says the value as if the person had typed it.</summary>
    public const string ImBack = "imBack";

    /// <summary>Sends the value without showing it.</summary>
    public const string PostBack = "postBack";

    /// <summary>Calls the number in the value (<c>tel:</c>).</summary>
    public const string Call = "call";

    /// <summary>Sends <c>value</c>, shows <c>displayText</c>, carries <c>text</c>.</summary>
    public const string MessageBack = "messageBack";

    /// <summary>Shows the picture in the value.</summary>
    public const string ShowImage = "showImage";

    /// <summary>Downloads the file in the value.</summary>
    public const string DownloadFile = "downloadFile";

    /// <summary>Opens a sign-in page.</summary>
    public const string Signin = "signin";

    /// <summary>Plays the sound in the value.</summary>
    public const string PlayAudio = "playAudio";

    /// <summary>Plays the video in the value.</summary>
    public const string PlayVideo = "playVideo";

    /// <summary>Starts a payment; kept for the name only.</summary>
    public const string Payment = "payment";

    /// <summary>Opens an app; the lower-case name is Bot Builder's.</summary>
    public const string OpenApp = "openApp";
}

/// <summary>Values of <see cref="Activity.AttachmentLayout"/>.</summary>
public static class AttachmentLayoutTypes
{
    /// <summary>Cards below each other.</summary>
    public const string List = "list";

    /// <summary>Cards beside each other, to be swiped.</summary>
    public const string Carousel = "carousel";
}

/// <summary>Values of <see cref="Activity.TextFormat"/>.</summary>
public static class TextFormatTypes
{
    /// <summary>Markdown, the protocol's default.</summary>
    public const string Markdown = "markdown";

    /// <summary>Plain text: nothing in it is markup.</summary>
    public const string Plain = "plain";
}

/// <summary>Values of <see cref="Activity.Code"/> on an endOfConversation activity.</summary>
public static class EndOfConversationCodes
{
    /// <summary>No reason is given.</summary>
    public const string Unknown = "unknown";

    /// <summary>The talk came to its end.</summary>
    public const string CompletedSuccessfully = "completedSuccessfully";

    /// <summary>The person stopped it.</summary>
    public const string UserCancelled = "userCancelled";
}

/// <summary>Values of <see cref="ChannelAccount.Role"/>.</summary>
public static class RoleTypes
{
    /// <summary>A person.</summary>
    public const string User = "user";

    /// <summary>This program.</summary>
    public const string Bot = "bot";
}

/// <summary>Values of <see cref="Activity.ChannelId"/> that the core has rules for (<see cref="Channel"/>); any other string is a channel too.</summary>
public static class Channels
{
    /// <summary>Direct Line.</summary>
    public const string Directline = "directline";

    /// <summary>The web chat widget.</summary>
    public const string Webchat = "webchat";

    /// <summary>LINE.</summary>
    public const string Line = "line";

    /// <summary>Bot Framework Emulator.</summary>
    public const string Emulator = "emulator";

    /// <summary>Microsoft Teams.</summary>
    public const string Msteams = "msteams";

    /// <summary>Slack.</summary>
    public const string Slack = "slack";

    /// <summary>Telegram.</summary>
    public const string Telegram = "telegram";

    /// <summary>Facebook Messenger.</summary>
    public const string Facebook = "facebook";

    /// <summary>The tests' own channel.</summary>
    public const string Test = "test";
}

/// <summary>Values of <see cref="Activity.Name"/> of events that channels send to the bot; the class has Bot Builder's name.</summary>
public static class ActivityEventNames
{
    /// <summary>A message was taken back; the value is the channel's id of that message.</summary>
    public const string Unsend = "unsend";
}
