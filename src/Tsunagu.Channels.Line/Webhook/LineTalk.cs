using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.Line;

/// <summary>A talk of two: brings an event to the engine, whose outbox sends the answer (<see cref="LineOutbox"/>).</summary>
internal sealed partial class LineTalk(
    LineOptions options,
    LineWords words,
    IConversations conversations,
    LineMessageMapper mapper,
    LineViews views,
    UserIds users,
    DirectReplies replies,
    LineClient client,
    PushQuota quota,
    TimeProvider clock,
    ILogger<LineTalk> logger)
{
    private const int LoadingSeconds = 20;
    private const int BusyRetries = 2;
    private static readonly TimeSpan BusyPause = TimeSpan.FromMilliseconds(150);

    /// <summary>Answers a follow, a message or a tap.</summary>
    /// <param name="e">The event.</param>
    /// <param name="user">LINE's id of the person.</param>
    /// <returns>True when the event may be acknowledged: its effect stands on the disk, or it has none.</returns>
    public async Task<bool> AnswerAsync(LineEvent e, string user)
    {
        var key = users.KeyOf(user);
        ReceiveResult result;
        using var over = new CancellationTokenSource();
        try
        {
            if (await views.ShowAsync(key, e) is { } shown)
            {
                replies.Send(e.ReplyToken, shown);
                return true;
            }

            if (e is { Type: "follow", Unblocked: true, Redelivered: false })
                await conversations.EraseAsync(key); // the person left and came back: nothing of before is taken up
            var ticket = new ReplyTicket { Token = e.ReplyToken, TokenUntil = clock.GetUtcNow() + options.TokenLife, MayBeUsed = e.Redelivered, SealedUserId = users.Seal(user) };
            _ = ShowLoadingAsync(user, over.Token);
            var said = await IsLateNumberAsync(key, e) ? EventTranslator.AsOldButton(e) : e;
            var activity = EventTranslator.ToActivity(said, ticket.SealedUserId, options.FreeText, quota.HasRoom);
            result = await ReceiveAsync(key, new IncomingEvent(e.Id, activity) { ReplyWith = ticket.Format(), PushWith = ReplyTicket.ForPush(ticket.SealedUserId).Format() });
        }
        catch (Exception error)
        {
            // The engine answers even its own failures; when it cannot, nobody is left without the emergency numbers.
            EngineFailed(logger, error.GetType().Name, error.TargetSite?.DeclaringType?.Name ?? "?");
            replies.Send(e.ReplyToken, LineOutput.Of(words.Say(null, "line.trouble")));
            return false;
        }
        finally
        {
            await over.CancelAsync();
        }

        switch (result.Status)
        {
            case ReceiveStatus.Busy:
                replies.Send(e.ReplyToken, LineOutput.Of(words.Say(null, "line.busy")));
                return false;
            case ReceiveStatus.Unkept:
                // At once: these are lines to call. LINE delivers the event again because it is not acknowledged.
                replies.Send(e.ReplyToken, mapper.Map(result.Replies));
                return false;
            case ReceiveStatus.Duplicate when e.Redelivered && !options.Push:
                // Its answer may have been given up when the token was gone; the redelivery gives the token another minute. If it was used, LINE refuses it.
                replies.Send(e.ReplyToken, mapper.Map(result.Replies));
                return true;
            default:
                return true;
        }
    }

    /// <summary>A message was taken back: what it caused to be kept goes. There is no token to answer with, and nothing is pushed unasked.</summary>
    public async Task<bool> UnsendAsync(ConversationKey key, LineEvent e, string messageId) =>
        (await conversations.ReceiveAsync(key, new IncomingEvent(e.Id, EventTranslator.Unsend(messageId)))).Status is not (ReceiveStatus.Busy or ReceiveStatus.Unkept);

    private async Task<ReceiveResult> ReceiveAsync(ConversationKey key, IncomingEvent incoming)
    {
        for (var attempt = 0; ; attempt++)
        {
            var result = await conversations.ReceiveAsync(key, incoming);
            if (result.Status == ReceiveStatus.Unknown && await conversations.BeginAsync(key, null))
                result = await conversations.ReceiveAsync(key, incoming);
            if (result.Status == ReceiveStatus.Unknown)
                result = result with { Status = ReceiveStatus.Busy }; // no room for another conversation
            if (result.Status != ReceiveStatus.Busy || attempt >= BusyRetries)
                return result;
            await Task.Delay(BusyPause * (attempt + 1), clock);
        }
    }

    // A typed number bears no turn, as buttons do. Delivered again after its person went on, it would answer a question that was not meant.
    private async Task<bool> IsLateNumberAsync(ConversationKey key, LineEvent e)
    {
        if (!e.Redelivered || e.Message?.Text is not { } text || !text.All(c => char.IsDigit(c) || char.IsWhiteSpace(c) || char.IsPunctuation(c)))
            return false;
        var history = await conversations.ReadAsync(key, 0);
        return history?.Activities.LastOrDefault(a => a.From?.Role == RoleTypes.User) is { } last && last.Timestamp > e.At;
    }

    // Nobody waits for the sign, and a turn that has ended takes it back: it must not come after the answer.
    private async Task ShowLoadingAsync(string user, CancellationToken over)
    {
        try
        {
            await Task.Delay(options.LoadingAfter, clock, over);
            await client.StartLoadingAsync(user, LoadingSeconds, over);
        }
        catch (OperationCanceledException)
        {
            // The turn has ended.
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The engine could not take a LINE event: {Kind} in {Type}.")]
    private static partial void EngineFailed(ILogger logger, string kind, string type);
}

/// <summary>What is sent for one event.</summary>
/// <param name="Messages">At most five messages.</param>
/// <param name="Plain">The same as plain text.</param>
/// <param name="MenuLocale">Locale whose rich menu the person is to get; null = it stays.</param>
internal sealed record LineOutput(IReadOnlyList<JsonObject> Messages, IReadOnlyList<JsonObject> Plain, string? MenuLocale = null)
{
    public static LineOutput Of(string text) => new([LineText.Message(text)], []);
}
