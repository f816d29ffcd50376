using System.Collections.Concurrent;

namespace Tsunagu.Channels.Line;

/// <summary>Remembers what became of the last events, by LINE's id of them. Bounded: the oldest give way.</summary>
internal sealed class EventMemory(int capacity)
{
    private readonly ConcurrentDictionary<string, DeliveryState> _states = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _order = new();

    public DeliveryState Begin(string eventId)
    {
        while (true)
        {
            if (_states.TryAdd(eventId, DeliveryState.Pending))
            {
                _order.Enqueue(eventId);
                while (_states.Count > capacity && _order.TryDequeue(out var oldest))
                    _states.TryRemove(oldest, out _);
                return DeliveryState.Unknown;
            }

            if (!_states.TryGetValue(eventId, out var state))
                continue;
            if (state != DeliveryState.Failed)
                return state;
            if (_states.TryUpdate(eventId, DeliveryState.Pending, DeliveryState.Failed))
                return DeliveryState.Failed;
        }
    }

    public void End(string eventId, DeliveryState state)
    {
        if (_states.TryGetValue(eventId, out var before))
            _states.TryUpdate(eventId, state, before);
    }
}
