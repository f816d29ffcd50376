using Tsunagu.Directory;

namespace Tsunagu.Dialogs;

/// <summary>When a reminder may come: from 8:00 to 21:00 in Kyoto, unless the person says otherwise. A phone that rings at night wakes others too.</summary>
public static class ReminderHours
{
    private static readonly TimeSpan From = TimeSpan.FromHours(8), To = TimeSpan.FromHours(21);

    /// <summary>True when a reminder may come then without being asked for.</summary>
    /// <param name="instant">The instant.</param>
    public static bool Contains(DateTimeOffset instant) => JapanTime.Local(instant).TimeOfDay is var time && time >= From && time <= To;

    /// <summary>The next 8:00, today's or tomorrow's.</summary>
    /// <param name="instant">From when to look.</param>
    public static DateTimeOffset NextMorning(DateTimeOffset instant)
    {
        var midnight = JapanTime.At(JapanTime.Day(instant), 0);
        var today = midnight + From;
        return today > instant ? today : today.AddDays(1);
    }

    /// <summary>When somebody would be told of an opening: at once by day; an opening at night in the morning after, while it lasts, or at night on request.</summary>
    /// <param name="window">The window's id.</param>
    /// <param name="opening">The opening.</param>
    public static ReminderWish Wish(string window, Opening opening)
    {
        if (Contains(opening.From))
            return new ReminderWish(window, opening.From, null);
        var morning = NextMorning(opening.From);
        return new ReminderWish(window, morning < opening.To ? morning : null, opening.From);
    }
}
