using Tsunagu.Directory;

namespace Tsunagu.Dialogs.Tests.Reminding;

/// <summary>When a reminder may come, as sentences.</summary>
public sealed class ReminderHoursTests
{
    [Theory]
    [InlineData("2026-11-25T07:59", false)]
    [InlineData("2026-11-25T08:00", true)]
    [InlineData("2026-11-25T21:00", true)]
    [InlineData("2026-11-25T21:01", false)]
    [InlineData("2026-11-25T00:00", false)]
    public void It_may_come_from_eight_to_nine_in_the_evening(string at, bool may) => Assert.Equal(may, ReminderHours.Contains(Kyoto(at)));

    [Theory]
    [InlineData("2026-11-25T09:00", "2026-11-25T16:00", "2026-11-25T09:00", null)] // by day: at the opening
    [InlineData("2026-11-25T22:00", "2026-11-26T05:00", null, "2026-11-25T22:00")] // only at night: on request
    [InlineData("2026-11-25T22:00", "2026-11-26T09:00", "2026-11-26T08:00", "2026-11-25T22:00")] // open until the morning: then, or at night on request
    [InlineData("2026-11-25T07:00", "2026-11-25T17:00", "2026-11-25T08:00", "2026-11-25T07:00")] // early in the morning
    [InlineData("2026-11-25T01:00", "2026-11-25T08:00", null, "2026-11-25T01:00")] // closed at the very moment
    public void What_is_asked_fits_the_opening(string from, string to, string? day, string? night) =>
        Assert.Equal(new ReminderWish("w", Maybe(day), Maybe(night)), ReminderHours.Wish("w", new Opening(Kyoto(from), Kyoto(to))));

    private static DateTimeOffset? Maybe(string? at) => at is null ? null : Kyoto(at);

    private static DateTimeOffset Kyoto(string at) => DateTimeOffset.Parse(at + ":00+09:00", System.Globalization.CultureInfo.InvariantCulture);
}
