using Tsunagu.BotCore;

namespace Tsunagu.Dialogs;

/// <summary>What somebody wishes to be told of, once: that a window has opened. Nothing of the talk is in it.</summary>
/// <param name="WindowId">The window's id in the directory.</param>
/// <param name="Locale">Tag of the language of the words.</param>
/// <param name="AtNight">True when the person said that it may come outside of <see cref="ReminderHours"/>.</param>
public sealed record Reminder(string WindowId, string Locale, bool AtNight)
{
    /// <summary>How long a reminder is kept at most, whatever becomes of it.</summary>
    public static TimeSpan Kept { get; } = TimeSpan.FromDays(10);

    /// <summary>Which window somebody waits for stays out of logs.</summary>
    public override string ToString() => nameof(Reminder);
}

/// <summary>What a turn does to the person's reminder. A person has one at most: a new one takes the place of the old.</summary>
/// <param name="Planned">The reminder; null = the one that was planned is taken back.</param>
/// <param name="DueAt">When it is due.</param>
public sealed record ReminderChange(Reminder? Planned, DateTimeOffset DueAt)
{
    /// <summary>The person's reminder is taken back, if there is one.</summary>
    public static ReminderChange Withdrawn { get; } = new(null, default);
}

/// <summary>What is to be said when a reminder is due.</summary>
/// <param name="Messages">The words; empty = nothing, and the reminder is forgotten.</param>
/// <param name="NotBefore">Not now but at this instant, when it is asked again; null = now.</param>
public sealed record DueReminder(IReadOnlyList<Activity> Messages, DateTimeOffset? NotBefore = null)
{
    /// <summary>Nothing is said, and the reminder is forgotten.</summary>
    public static DueReminder Nothing { get; } = new([]);
}

/// <summary>The reminder that somebody is asked about, with the instants that were named: what is agreed to is what was read.</summary>
/// <param name="Window">The window's id.</param>
/// <param name="Day">When it would come by day; null = the window does not answer by day then.</param>
/// <param name="Night">When it would come if it may come at night; null when the window opens by day.</param>
public sealed record ReminderWish(string Window, DateTimeOffset? Day, DateTimeOffset? Night);
