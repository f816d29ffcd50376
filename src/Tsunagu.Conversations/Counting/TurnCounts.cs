using Tsunagu.Dialogs;

namespace Tsunagu.Conversations;

/// <summary>
/// Counts turns in memory and writes the sums now and then, beside the turns: no turn waits for it, and none writes more than before.
/// What was counted since the last writing is lost when the process is killed.
/// </summary>
/// <param name="store">Where the sums go.</param>
/// <param name="dayOf">The report's day of an instant.</param>
/// <param name="kinds">The <see cref="TallyKinds"/> that are kept; all others are let go.</param>
public sealed class TurnCounts(ICountStore store, Func<DateTimeOffset, DateOnly> dayOf, IReadOnlySet<string> kinds)
{
    private readonly Lock _lock = new();
    private Dictionary<(DateOnly Day, Tally Tally), long> _waiting = [];

    /// <summary>Adds what a kept turn counts; takes no time worth mentioning and never throws.</summary>
    /// <param name="tallies">The turn's.</param>
    /// <param name="at">Its instant.</param>
    public void Add(IReadOnlyList<Tally> tallies, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(tallies);
        if (tallies.Count == 0)
            return;
        var day = dayOf(at);
        lock (_lock)
        {
            foreach (var tally in tallies)
            {
                if (kinds.Contains(tally.Kind))
                    _waiting[(day, tally)] = _waiting.GetValueOrDefault((day, tally)) + 1;
            }
        }
    }

    /// <summary>Writes what was counted; when that fails it is kept for the next time.</summary>
    /// <param name="ct">Ends the waiting.</param>
    public async Task WriteAsync(CancellationToken ct = default)
    {
        Dictionary<(DateOnly Day, Tally Tally), long> taken;
        lock (_lock)
        {
            if (_waiting.Count == 0)
                return;
            (taken, _waiting) = (_waiting, []);
        }

        try
        {
            await store.AddAsync([.. taken.Select(c => new DayCount(c.Key.Day, c.Key.Tally.Kind, c.Key.Tally.Key, c.Value))], ct);
        }
        catch
        {
            lock (_lock)
            {
                foreach (var (key, count) in taken)
                    _waiting[key] = _waiting.GetValueOrDefault(key) + count;
            }

            throw;
        }
    }
}
