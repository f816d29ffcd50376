using System.Runtime.CompilerServices;
using Tsunagu.Directory;

namespace Tsunagu.Dialogs;

/// <summary>
/// Remembers what <see cref="MattersCheck"/> found out, for all turns together: it is a pure function of the handbook, the directory's snapshot and the instant,
/// and of the instant only which windows are open and which day it is count. Until the next window opens or closes everybody with the same answers gets the same.
/// </summary>
public static class MattersMemo
{
    // An hour of a busy night; beyond that it is begun anew.
    private const int MaxRemembered = 100_000;

    private static readonly ConditionalWeakTable<HandbookParts, Holder> Memos = [];

    /// <summary>The check for this instant, with what others have found out already.</summary>
    /// <param name="parts">The handbook and the recommender.</param>
    /// <param name="snapshot">The windows.</param>
    /// <param name="now">The instant of the turn.</param>
    public static MattersCheck For(HandbookParts parts, DirectorySnapshot snapshot, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var holder = Memos.GetOrCreateValue(parts);
        var known = holder.Known;
        if (known is not null && ReferenceEquals(known.Snapshot, snapshot) && now >= known.From && now < known.Until && known.Check.Remembered < MaxRemembered)
            return known.Check;
        var check = new MattersCheck(parts, snapshot, now);
        holder.Known = new Known(snapshot, now, NextChange(snapshot, now), check);
        return check;
    }

    /// <summary>The next instant at which a window opens or closes, at the latest the next midnight in Kyoto.</summary>
    /// <param name="snapshot">The windows.</param>
    /// <param name="now">The present instant.</param>
    public static DateTimeOffset NextChange(DirectorySnapshot snapshot, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var next = JapanTime.At(JapanTime.Day(now).AddDays(1), 0);
        foreach (var service in snapshot.Services)
        {
            foreach (var hours in (ReadOnlySpan<OpeningHours?>)[service.Hours, service.ChatHours])
            {
                if (hours is null)
                    continue;
                var state = hours.At(now, snapshot.Holidays, service.ValidFrom, service.ValidTo);
                if ((state.Until ?? state.Opens) is { } change && change > now && change < next)
                    next = change;
            }
        }

        return next;
    }

    private sealed class Holder
    {
        // Two turns that replace it at once lose some remembering, nothing else.
        public Known? Known { get; set; }
    }

    private sealed record Known(DirectorySnapshot Snapshot, DateTimeOffset From, DateTimeOffset Until, MattersCheck Check);
}
