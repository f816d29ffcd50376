using System.Globalization;
using Tsunagu.BotCore;
using Tsunagu.Directory;

namespace Tsunagu.Dialogs;

/// <summary>Whether a window is open, in words with the time, in Kyoto's time.</summary>
internal static class OpenWords
{
    /// <summary>The state in words, and its kind for a channel's colours. Hours that nobody saw never say "open".</summary>
    public static (string Words, string Kind) Of(Words words, OpenState state, DateTimeOffset now, bool hoursSeen = true)
    {
        if (!hoursSeen && state.Kind == OpenKind.Open)
            return (words.Say("open.assumed"), MessageCard.StateUnknown);
        return state.Kind switch
        {
            OpenKind.Open when state.AlwaysOpen => (words.Say("open.always"), MessageCard.StateOpen),
            OpenKind.Open when state.Until is { } until => (words.Say("open.until", ("time", Until(words, until, now))), MessageCard.StateOpen),
            OpenKind.Open => (words.Say("open.now"), MessageCard.StateOpen),
            OpenKind.Closed when state.Opens is { } opens => (words.Say(hoursSeen ? "open.opens" : "open.opens-assumed", ("time", When(words, opens, now))), MessageCard.StateClosed),
            OpenKind.Closed => (words.Say("open.closed"), MessageCard.StateClosed),
            _ => (words.Say("open.unknown"), MessageCard.StateUnknown),
        };
    }

    /// <summary>A time as a person says it from today: 17:00, tomorrow 9:00, 4 January (Monday) 9:00.</summary>
    public static string When(Words words, DateTimeOffset instant, DateTimeOffset now)
    {
        var days = JapanTime.Day(instant).DayNumber - JapanTime.Day(now).DayNumber;
        var time = Clock(instant);
        return days switch
        {
            0 => words.Say("time.today", ("time", time)),
            1 => words.Say("time.tomorrow", ("time", time)),
            _ => Day(words, instant),
        };
    }

    /// <summary>A time with its day, for paper: 4 January (Monday) 9:00.</summary>
    public static string Day(Words words, DateTimeOffset instant)
    {
        var local = JapanTime.Local(instant);
        return words.Say("time.day",
            ("time", Clock(instant)),
            ("month", words.Say("month." + local.Month.ToString(CultureInfo.InvariantCulture))),
            ("day", local.Day.ToString(CultureInfo.InvariantCulture)),
            ("weekday", words.Say("weekday." + ((int)local.DayOfWeek).ToString(CultureInfo.InvariantCulture))));
    }

    /// <summary>The same for an end: "until 17:00" needs no "today".</summary>
    public static string Until(Words words, DateTimeOffset instant, DateTimeOffset now) =>
        JapanTime.Day(instant) == JapanTime.Day(now) ? Clock(instant) : When(words, instant, now);

    /// <summary>The time of day, such as 9:00.</summary>
    public static string Clock(DateTimeOffset instant) => JapanTime.Local(instant).ToString("H:mm", CultureInfo.InvariantCulture);
}
