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
    LineMeter meter,
    IConversations conversations,
    ILogger<LineEventHandler> logger)
{
    private readonly EventMemory _memory = new(Math.Max(options.QueueCapacity, 1000) * 5);
    private int _working;

    /// <summary>Begins the work; false when too much is going on already.</summary>
    /// <param name="events">The events of one webhook.</param>
    /// <param name="work">Ends when all are dealt with; true when all may be acknowledged.</param>
    public bool TryHandle(IReadOnlyList<LineEvent> events, out Task<bool> work)
    {
        work = Task.FromResult(false);
        if (Interlocked.Add(ref _working, events.Count) > options.QueueCapacity)
        {
            Interlocked.Add(ref _working, -events.Count);
            return false;
        }

        work = RunAsync(events);
        return true;
    }

    private async Task<bool> RunAsync(IReadOnlyList<LineEvent> events)
    {
        try
        {
            var kept = await Task.WhenAll(events.GroupBy(e => e.GroupId ?? e.UserId ?? "", StringComparer.Ordinal).Select(g => Task.Run(() => InOrderAsync([.. g]))));
            return Array.TrueForAll(kept, k => k);
        }
        finally
        {
            Interlocked.Add(ref _working, -events.Count);
        }
    }

    private async Task<bool> InOrderAsync(IReadOnlyList<LineEvent> events)
    {
        var all = true;
        foreach (var e in events)
        {
            // Without leave to push, a redelivery is the only way to an answer that was given up; LINE takes each token once, so nothing is doubled.
            var (kept, first) = e.Redelivered && !options.Push ? (HandleAsync(e), true) : _memory.Once(e.Id, () => HandleAsync(e));
            if (!first)
                meter.Event(e.Type, "repeated");
            all &= await kept;
        }

        return all;
    }

    private async Task<bool> HandleAsync(LineEvent e)
    {
        try
        {
            var (outcome, kept) = await DoAsync(e);
            meter.Event(e.Type, kept ? outcome : "not-kept");
            return kept;
        }
        catch (Exception error)
        {
            // The kind only: a message could repeat an id or a word.
            meter.Event(e.Type, "failed");
            EventFailed(logger, error.GetType().Name, error.TargetSite?.DeclaringType?.Name ?? "?");
            return false;
        }
    }

    private async Task<(string Outcome, bool Kept)> DoAsync(LineEvent e)
    {
        // Forgetting works in every mode and needs no answer.
        if (e is { Type: "unfollow", UserId: { } left })
        {
            await conversations.EraseAsync(users.KeyOf(left));
            return ("erased", true);
        }

        if (e is { Type: "unsend", UserId: { } person, UnsentMessageId: { } message, GroupId: null })
            return ("erased", await talk.UnsendAsync(users.KeyOf(person), e, message));
        if (e.Standby)
            return ("standby", true);
        if (e.GroupId is not null)
        {
            groups.Answer(e);
            return ("group", true);
        }

        if (e.UserId is not { } user || e is not { Type: "follow" or "message" or "postback" } || e is { Type: "postback", SwitchedMenu: true })
            return ("ignored", true);
        return ("answered", await talk.AnswerAsync(e, user));
    }

    [LoggerMessage(1, LogLevel.Error, "A LINE event failed: {Kind} in {Type}.")]
    private static partial void EventFailed(ILogger logger, string kind, string type);
}
