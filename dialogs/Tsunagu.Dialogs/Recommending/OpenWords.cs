using System.Globalization;
using Tsunagu.BotCore;
using Tsunagu.Directory;

namespace Tsunagu.Dialogs;

/// <summary>Whether a window is open, in words with the time, in Kyoto's time.</summary>
internal static class OpenWords
{
    // A walk to the phone, and the call itself: less than that is soon.
    private static readonly TimeSpan Soon = TimeSpan.FromHours(1);

    /// <summary>The state in words, and its kind for a channel's colours. Hours that nobody saw never say "open".</summary>
    public static (string Words, string Kind) Of(Words words, OpenState state, DateTimeOffset now, bool hoursSeen = true)
    {
        if (!hoursSeen && state.Kind == OpenKind.Open)
            return (words.Say("open.assumed"), MessageCard.StateUnknown);
        return state.Kind switch
        {
            OpenKind.Open when state.AlwaysOpen => (words.Say("open.always"), MessageCard.StateOpen),
            OpenKind.Open when state.Until is { } until =>
                (words.Say(ClosesSoon(state, now) ? "open.until-soon" : "open.until", ("time", Until(words, until, now))), MessageCard.StateOpen),
            OpenKind.Open => (words.Say("open.now"), MessageCard.StateOpen),
            OpenKind.Closed when state.Opens is { } opens => (words.Say(hoursSeen ? "open.opens" : "open.opens-assumed", ("time", When(words, opens, now))), MessageCard.StateClosed),
            OpenKind.Closed => (words.Say("open.closed"), MessageCard.StateClosed),
            _ => (words.Say("open.unknown"), MessageCard.StateUnknown),
        };
    }

    /// <summary>
    /// The state of a window by its hours or its chat's, and what a public holiday does to it: closed for it today, or tomorrow.
    /// Hours that nobody saw claim nothing about a holiday.
    /// </summary>
    public static (string Words, string Kind) Of(TurnScope turn, Service service, OpeningHours? hours, OpenState state)
    {
        var (words, kind) = Of(turn.Words, state, turn.Now, service.HoursSeen);
        var today = JapanTime.Day(turn.Now);
        if (state is { Kind: OpenKind.Closed, Opens: { } opens } && WindowLookup.IsClosedForHoliday(turn.Snapshot, service, hours, today))
            return (turn.Words.Say("open.holiday", ("time", When(turn.Words, opens, turn.Now))), kind);
        return WindowLookup.IsClosedForHoliday(turn.Snapshot, service, hours, today.AddDays(1))
            ? (turn.Words.Say("open.holiday-tomorrow", ("state", words)), kind)
            : (words, kind);
    }

    /// <summary>Open, and closing within the hour.</summary>
    public static bool ClosesSoon(OpenState state, DateTimeOffset now) => state is { Kind: OpenKind.Open, Until: { } until } && until - now <= Soon;

    /// <summary>The first instant at which the words for this state are others; at the latest the next midnight, when "tomorrow" becomes "today".</summary>
    public static DateTimeOffset ChangesAt(OpenState state, DateTimeOffset now)
    {
        var midnight = JapanTime.At(JapanTime.Day(now).AddDays(1), 0);
        var change = state.Until is { } until && until - Soon > now ? until - Soon : state.Until ?? state.Opens ?? midnight;
        return change < midnight ? change : midnight;
    }

    /// <summary>The present instant with its weekday, and that it is a public holiday: Saturday 22:40.</summary>
    public static string Now(TurnScope turn) => turn.Words.Say(
        turn.Snapshot.Holidays.IsHoliday(JapanTime.Day(turn.Now)) == true ? "time.now-holiday" : "time.now",
        ("weekday", Weekday(turn.Words, turn.Now)), ("time", Clock(turn.Now)));

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
            ("weekday", Weekday(words, instant)));
    }

    private static string Weekday(Words words, DateTimeOffset instant) =>
        words.Say("weekday." + ((int)JapanTime.Local(instant).DayOfWeek).ToString(CultureInfo.InvariantCulture));

    /// <summary>The same for an end: "until 17:00" needs no "today".</summary>
    public static string Until(Words words, DateTimeOffset instant, DateTimeOffset now) =>
        JapanTime.Day(instant) == JapanTime.Day(now) ? Clock(instant) : When(words, instant, now);

    /// <summary>The time of day, such as 9:00.</summary>
    public static string Clock(DateTimeOffset instant) => JapanTime.Local(instant).ToString("H:mm", CultureInfo.InvariantCulture);
}
