namespace Tsunagu.Directory.Tests;

/// <summary>Hours that promise an answer are refused where they could break the promise; each refusal says how to mend it.</summary>
public class StaffHoursTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);
    private static readonly HolidayCalendar Holidays = new([KeyValuePair.Create(new DateOnly(2026, 11, 23), "勤労感謝の日"), KeyValuePair.Create(new DateOnly(2027, 1, 1), "元日")]);

    [Theory]
    [InlineData("Mo-Fr 09:00-17:00", "does not say what holds on public holidays")]
    [InlineData("24/7", "does not say what holds on public holidays")]
    [InlineData("Mo-Fr 09:00-12:00,11:00-17:00; PH off", "overlaps at 11:00 on 2026-11-24")]
    [InlineData("Mo-Fr 09:00-17:00, We 16:00-19:00; PH off", "overlaps at 16:00 on 2026-11-25")]
    [InlineData("Mo-Su 22:00-30:00, Mo-Su 05:00-09:00; PH off", "overlaps at 5:00 on 2026-11-25")]
    [InlineData("Mo-Fr 09:00-17:00; PH 10:00-12:00,11:00-13:00", "overlaps at 11:00")]
    [InlineData("Mo-Fr 09:00+; PH off", "leaves open when staff go home")]
    [InlineData("Mo-Fr off; PH off", "never opens")]
    [InlineData("weekdays nine to five", "at character 1")]
    public void What_could_not_be_kept_is_refused(string text, string told)
    {
        Assert.False(StaffHours.TryRead(text, [], Today, out _, out var error));
        Assert.Contains(told, error, StringComparison.Ordinal);
        Assert.Contains(": ", error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error!);
    }

    [Theory]
    [InlineData("Mo-Fr 09:00-12:00,13:00-17:00; PH off")]
    [InlineData("Mo-Fr 09:00-17:00, Sa 10:00-12:00; PH 10:00-12:00")]
    [InlineData("Mo-Su 22:00-30:00; PH off")]
    public void Hours_that_fit_are_read(string text) => Assert.True(StaffHours.TryRead(text, [], Today, out _, out _));

    [Fact]
    public void Days_off_of_their_own_count_like_public_holidays()
    {
        Assert.True(StaffHours.TryRead("Mo-Fr 09:00-17:00; PH off", [(new(2026, 12, 29), new(2027, 1, 3)), (new(2026, 11, 25), new(2026, 11, 25))], Today, out var hours, out _));
        OpenState At(int year, int month, int day) => hours.At(JapanTime.At(new DateOnly(year, month, day), 10 * 60), Holidays);
        Assert.Equal(JapanTime.At(Today, 17 * 60), At(2026, 11, 24).Until);
        Assert.Equal(JapanTime.At(new DateOnly(2026, 11, 26), 9 * 60), At(2026, 11, 25).Opens);
        Assert.Equal(OpenKind.Closed, At(2026, 11, 23).Kind);
        Assert.Equal(OpenKind.Open, At(2026, 12, 28).Kind);
        Assert.Equal(OpenKind.Closed, At(2026, 12, 30).Kind);
        Assert.Equal(JapanTime.At(new DateOnly(2027, 1, 4), 9 * 60), At(2026, 12, 31).Opens);
    }
}
