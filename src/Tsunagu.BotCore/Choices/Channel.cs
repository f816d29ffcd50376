namespace Tsunagu.BotCore;

/// <summary>What a channel can show; the numbers are those of Bot Builder, for LINE those of its Messaging API (13 quick replies).</summary>
public static class Channel
{
    /// <summary>Whether a channel can show that many buttons under a message.</summary>
    /// <param name="channelId">One of <see cref="Channels"/>.</param>
    /// <param name="buttonCnt">How many.</param>
    public static bool SupportsSuggestedActions(string? channelId, int buttonCnt = 100) => channelId switch
    {
        Channels.Facebook => buttonCnt <= 10,
        Channels.Line => buttonCnt <= 13,
        Channels.Telegram or Channels.Emulator or Channels.Directline or Channels.Webchat => buttonCnt <= 100,
        _ => false,
    };

    /// <summary>Whether a channel can show that many buttons on a card.</summary>
    /// <param name="channelId">One of <see cref="Channels"/>.</param>
    /// <param name="buttonCnt">How many.</param>
    public static bool SupportsCardActions(string? channelId, int buttonCnt = 100) => channelId switch
    {
        Channels.Facebook => buttonCnt <= 3,
        Channels.Msteams => buttonCnt <= 50,
        Channels.Line => buttonCnt <= 99,
        Channels.Slack or Channels.Telegram or Channels.Emulator or Channels.Directline or Channels.Webchat => buttonCnt <= 100,
        _ => false,
    };

    /// <summary>How long the words on a button may be, in UTF-16 units.</summary>
    /// <param name="channelId">One of <see cref="Channels"/>; the same for all so far.</param>
    public static int MaxActionTitleLength(string? channelId) => 20;
}
