using System.Runtime.CompilerServices;
using Tsunagu.Directory;

namespace Tsunagu.Dialogs;

/// <summary>
/// Remembers what <see cref="MattersCheck"/> found out, for all turns together: it is a pure function of the handbook, the directory's snapshot and the instant,
/// and opening hours know no seconds, so within a minute everybody with the same answers gets the same.
/// </summary>
internal static class MattersMemo
{
    // A minute of a busy night; beyond that it is begun anew.
    private const int MaxRemembered = 100_000;

    private static readonly ConditionalWeakTable<HandbookParts, Holder> Memos = [];

    public static MattersCheck For(HandbookParts parts, DirectorySnapshot snapshot, DateTimeOffset now)
    {
        var minute = new DateTimeOffset(now.UtcTicks - now.UtcTicks % TimeSpan.TicksPerMinute, TimeSpan.Zero);
        var holder = Memos.GetOrCreateValue(parts);
        var known = holder.Known;
        if (known is not null && ReferenceEquals(known.Snapshot, snapshot) && known.Minute == minute && known.Check.Remembered < MaxRemembered)
            return known.Check;
        var check = new MattersCheck(parts, snapshot, minute);
        holder.Known = new Known(snapshot, minute, check);
        return check;
    }

    private sealed class Holder
    {
        // Two turns that replace it at once lose some remembering, nothing else.
        public Known? Known { get; set; }
    }

    private sealed record Known(DirectorySnapshot Snapshot, DateTimeOffset Minute, MattersCheck Check);
}
