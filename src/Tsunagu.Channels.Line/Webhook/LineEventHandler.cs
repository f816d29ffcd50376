using Microsoft.Extensions.Logging;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.Line;

/// <summary>
/// What each kind of event does. Events of one person are dealt with one after the other, those of different people side by side;
/// an event that fails costs only itself.
/// </summary>
internal sealed partial class LineEventHandler(
    LineOptions options,
    LineTalk talk,
    GroupNotices groups,
    UserIds users,
    ILineDelivery delivery,
    LineMeter meter,
    IConversations conversations,
    ILogger<LineEventHandler> logger)
{
    private int _working;

    /// <summary>Begins the work; false when too much is going on already.</summary>
    public bool TryHandle(IReadOnlyList<LineEvent> events, out Task work)
    {
        work = Task.CompletedTask;
        if (Interlocked.Add(ref _working, events.Count) > options.QueueCapacity)
        {
            Interlocked.Add(ref _working, -events.Count);
            return false;
        }

        work = RunAsync(events);
        return true;
    }

    private async Task RunAsync(IReadOnlyList<LineEvent> events)
    {
        try
        {
            await Task.WhenAll(events.GroupBy(e => e.GroupId ?? e.UserId ?? "", StringComparer.Ordinal).Select(g => Task.Run(() => InOrderAsync([.. g]))));
        }
        finally
        {
            Interlocked.Add(ref _working, -events.Count);
        }
    }

    private async Task InOrderAsync(IReadOnlyList<LineEvent> events)
    {
        foreach (var e in events)
        {
            var before = delivery.Begin(e.Id);
            if (before is DeliveryState.Pending or DeliveryState.Done)
            {
                meter.Event(e.Type, "repeated");
                continue;
            }

            try
            {
                var outcome = await HandleAsync(e, before == DeliveryState.Failed);
                meter.Event(e.Type, outcome);
            }
            catch (Exception error)
            {
                // The kind only: a message could repeat an id or a word.
                delivery.End(e.Id, DeliveryState.Failed);
                meter.Event(e.Type, "failed");
                EventFailed(logger, error.GetType().Name, error.TargetSite?.DeclaringType?.Name ?? "?");
            }
        }
    }

    private async Task<string> HandleAsync(LineEvent e, bool failedBefore)
    {
        // Forgetting works in every mode and needs no answer.
        if (e is { Type: "unfollow", UserId: { } left })
        {
            var key = users.KeyOf(left);
            delivery.Forget(key);
            await conversations.EraseAsync(key);
            return Done(e, "erased");
        }

        if (e is { Type: "unsend", UserId: { } person, UnsentMessageId: { } message, GroupId: null })
        {
            await talk.UnsendAsync(users.KeyOf(person), e, message);
            return Done(e, "erased");
        }

        if (e.Standby)
            return Done(e, "standby");
        if (e.GroupId is not null)
        {
            if (groups.Answer(e) is not { } notice)
                return Done(e, "group");
            delivery.TryEnqueue(notice);
            return "group";
        }

        if (e.UserId is not { } user || e is not { Type: "follow" or "message" or "postback" } || e is { Type: "postback", SwitchedMenu: true })
            return Done(e, "ignored");
        await talk.AnswerAsync(e, user, failedBefore);
        return "answered";
    }

    private string Done(LineEvent e, string outcome)
    {
        delivery.End(e.Id, DeliveryState.Done);
        return outcome;
    }

    [LoggerMessage(1, LogLevel.Error, "A LINE event failed: {Kind} in {Type}.")]
    private static partial void EventFailed(ILogger logger, string kind, string type);
}
