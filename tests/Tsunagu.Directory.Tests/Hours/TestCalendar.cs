namespace Tsunagu.Directory.Tests;

/// <summary>A small calendar of real dates around New Year 2026 and the autumn of 2026, which has a citizens' holiday.</summary>
internal static class TestCalendar
{
    internal static readonly HolidayCalendar Holidays = new(new Dictionary<DateOnly, string>
    {
        [new(2025, 11, 24)] = "勤労感謝の日 振替休日",
        [new(2026, 1, 1)] = "元日",
        [new(2026, 1, 12)] = "成人の日",
        [new(2026, 9, 21)] = "敬老の日",
        [new(2026, 9, 22)] = "休日",
        [new(2026, 9, 23)] = "秋分の日",
        [new(2026, 11, 23)] = "勤労感謝の日",
    });

    internal static DateTimeOffset Kyoto(int year, int month, int day, int hour = 0, int minute = 0) =>
        new(year, month, day, hour, minute, 0, TimeSpan.FromHours(9));

    internal static string Say(OpenState state) => state switch
    {
        { Kind: OpenKind.Open, AlwaysOpen: true } => "always open",
        { Kind: OpenKind.Open, Until: { } until } => $"open until {until:yyyy-MM-dd HH:mm}",
        { Kind: OpenKind.Open } => "open",
        { Kind: OpenKind.Closed, Opens: { } opens } => $"closed, opens {opens:yyyy-MM-dd HH:mm}",
        { Kind: OpenKind.Closed } => "closed",
        _ => "unknown",
    };
}
