using System.Collections.Concurrent;

namespace Tsunagu.Channels.Line;

/// <summary>
/// Remembers the last events of this process, so that one that comes twice is dealt with once even where the engine keeps no mark of it
/// (it erased the conversation) and while the first is still being worked on. Bounded: the oldest give way.
/// </summary>
internal sealed class EventMemory(int capacity)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<bool>>> _events = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _order = new();

    /// <summary>Does the work of an event, once.</summary>
    /// <param name="eventId">The event.</param>
    /// <param name="work">True when the event may be acknowledged; after false it is worked on again when it comes again.</param>
    /// <returns>What the work says, and whether it was begun by this call.</returns>
    public (Task<bool> Kept, bool First) Once(string eventId, Func<Task<bool>> work)
    {
        var mine = new Lazy<Task<bool>>(() => RunAsync(eventId, work));
        var known = _events.GetOrAdd(eventId, mine);
        if (!ReferenceEquals(known, mine))
            return (known.Value, false);
        _order.Enqueue(eventId);
        while (_events.Count > capacity && _order.TryDequeue(out var oldest))
            _events.TryRemove(oldest, out _);
        return (mine.Value, true);
    }

    private async Task<bool> RunAsync(string eventId, Func<Task<bool>> work)
    {
        var kept = false;
        try
        {
            kept = await work();
        }
        finally
        {
            if (!kept)
                _events.TryRemove(eventId, out _);
        }

        return kept;
    }
}
