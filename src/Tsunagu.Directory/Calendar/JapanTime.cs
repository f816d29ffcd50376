namespace Tsunagu.Directory;

/// <summary>
/// Kyoto's wall clock. Japan has kept UTC+9 without summer time since 1952, so a fixed offset needs no time zone database.
/// </summary>
public static class JapanTime
{
    /// <summary>UTC+09:00.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(9);

    /// <summary>The same instant, told by Kyoto's clock.</summary>
    public static DateTimeOffset Local(DateTimeOffset instant) => instant.ToOffset(Offset);

    /// <summary>The calendar day in Kyoto at this instant.</summary>
    public static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    /// <summary>The instant that is so many minutes after midnight of this Kyoto day; minutes may run past the day's end.</summary>
    public static DateTimeOffset At(DateOnly day, int minutes) =>
        new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), Offset).AddMinutes(minutes);
}
