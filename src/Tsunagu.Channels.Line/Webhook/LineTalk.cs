using System.Text.Json.Nodes;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.Line;

/// <summary>A talk of two: brings an event to the engine and its answer to the delivery.</summary>
internal sealed class LineTalk(
    LineOptions options,
    LineWords words,
    IConversations conversations,
    LineMessageMapper mapper,
    LineViews views,
    UserIds users,
    ILineDelivery delivery,
    LineClient client,
    TimeProvider clock)
{
    private const int BusyRetries = 5;
    private static readonly TimeSpan BusyPause = TimeSpan.FromMilliseconds(200);

    /// <summary>Answers a follow, a message or a tap.</summary>
    /// <param name="e">The event.</param>
    /// <param name="user">LINE's id of the person.</param>
    /// <param name="failedBefore">Its answer is known to be lost, so the same answer is given again.</param>
    public async Task AnswerAsync(LineEvent e, string user, bool failedBefore)
    {
        var key = users.KeyOf(user);
        var tokenUntil = clock.GetUtcNow() + options.TokenLife;
        var sealedUserId = users.Seal(user);
        var output = await SayAsync(e, key, user, sealedUserId, failedBefore);
        if (output.Messages.Count == 0)
        {
            delivery.End(e.Id, DeliveryState.Done);
            return;
        }

        delivery.TryEnqueue(new LineReply
        {
            EventId = e.Id,
            Conversation = key,
            ReplyToken = e.ReplyToken,
            TokenUntil = tokenUntil,
            SealedUserId = sealedUserId,
            Messages = output.Messages,
            Plain = output.Plain,
            MenuLocale = output.MenuLocale,
        });
    }

    /// <summary>A message was taken back: what it caused to be kept goes. There is no token to answer with, and nothing is pushed unasked.</summary>
    public async Task UnsendAsync(ConversationKey key, LineEvent e, string messageId) =>
        await conversations.ReceiveAsync(key, new IncomingEvent(e.Id, EventTranslator.Unsend(messageId)));

    private async Task<LineOutput> SayAsync(LineEvent e, ConversationKey key, string user, string sealedUserId, bool failedBefore)
    {
        if (e is { Type: "postback", Data: { } data } && LineView.TryParse(data, out var view) && await views.ShowAsync(key, view) is { } shown)
            return shown;
        if (e is { Type: "follow", Unblocked: true, Redelivered: false })
            await conversations.EraseAsync(key); // the person left and came back: nothing of before is taken up
        var activity = EventTranslator.ToActivity(e, sealedUserId, options.FreeText);
        var turn = ReceiveAsync(key, new IncomingEvent(e.Id, activity));
        if (await Task.WhenAny(turn, Task.Delay(options.LoadingAfter, clock)) != turn)
            await client.StartLoadingAsync(user, 20);
        ReceiveResult result;
        try
        {
            result = await turn;
        }
        catch (Exception) when (e.ReplyToken is not null)
        {
            // The engine answers even its own failures; when it cannot, nobody is left without the emergency numbers.
            return LineOutput.Of(words.Say(null, "line.trouble"));
        }

        if (result.Status == ReceiveStatus.Busy)
            return LineOutput.Of(words.Say(null, "line.busy"));
        // The engine knows the event and this process does not (a restart): it was answered, unless LINE itself says that it got no answer.
        if (result.Status == ReceiveStatus.Duplicate && !failedBefore && !e.Redelivered)
            return LineOutput.Nothing;
        return mapper.Map(result.Replies);
    }

    private async Task<ReceiveResult> ReceiveAsync(ConversationKey key, IncomingEvent incoming)
    {
        for (var attempt = 0; ; attempt++)
        {
            var result = await conversations.ReceiveAsync(key, incoming);
            if (result.Status == ReceiveStatus.Unknown && await conversations.BeginAsync(key, null))
                result = await conversations.ReceiveAsync(key, incoming);
            if (result.Status is ReceiveStatus.Accepted or ReceiveStatus.Duplicate || attempt >= BusyRetries)
                return result.Status == ReceiveStatus.Unknown ? result with { Status = ReceiveStatus.Busy } : result;
            await Task.Delay(BusyPause * (attempt + 1), clock);
        }
    }
}

/// <summary>What is sent for one event.</summary>
/// <param name="Messages">At most five messages.</param>
/// <param name="Plain">The same as plain text.</param>
/// <param name="MenuLocale">Locale whose rich menu the person is to get; null = it stays.</param>
internal sealed record LineOutput(IReadOnlyList<JsonObject> Messages, IReadOnlyList<JsonObject> Plain, string? MenuLocale = null)
{
    public static LineOutput Nothing { get; } = new([], []);

    public static LineOutput Of(string text) => new([LineText.Message(text)], []);
}
