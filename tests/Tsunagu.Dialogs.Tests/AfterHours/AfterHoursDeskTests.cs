using Tsunagu.Dialogs.Tests.Fixtures;
using Tsunagu.Directory;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs.Tests.AfterHours;

/// <summary>What organisations answer when nobody is there, on the real directory.</summary>
public class AfterHoursDeskTests
{
    private static readonly AfterHoursDesk Desk = new(Real.Parts);

    public static TheoryData<string> Locales => [.. Locale.All.Select(l => l.Tag)];

    [Fact]
    public void A_closed_window_says_when_it_opens_and_who_answers_until_then()
    {
        // Houterasu is open on weekdays 9:00-21:00 and Saturdays 9:00-17:00 by hours that were seen.
        var saturday = new DateTimeOffset(2026, 11, 28, 22, 40, 0, TimeSpan.FromHours(9));
        var answer = Desk.Find("nat-houterasu", Locale.Japanese, saturday)!;
        Assert.Equal("closed", answer.State);
        Assert.Contains("9:00", answer.StateText, StringComparison.Ordinal);
        Assert.NotEmpty(answer.Now);
        Assert.All(answer.Now, line => Assert.False(string.IsNullOrEmpty(line.Address)));
    }

    [Fact]
    public void An_open_window_says_so_with_its_own_number_and_names_nobody_else()
    {
        var answer = Desk.Find("nat-yorisoi", Locale.Japanese, Real.NewYear)!;
        Assert.Equal("open", answer.State);
        Assert.Contains(Real.Parts.Directory.Current.PhoneOf("nat-yorisoi")!, answer.StateText, StringComparison.Ordinal);
        Assert.Empty(answer.Now);
        Assert.Null(answer.NowText);
    }

    [Fact]
    public void An_answer_is_another_one_at_midnight_and_an_hour_before_closing()
    {
        static DateTimeOffset On(int day, int hour) => new(2026, 11, day, hour, 0, 0, TimeSpan.FromHours(9));

        // Houterasu as above: on Friday night it opens "tomorrow", from midnight on "today"; at 20:00 it closes soon.
        Assert.Equal(On(28, 0), Desk.Find("nat-houterasu", Locale.Japanese, On(27, 22))!.ChangesAt);
        Assert.Equal(On(28, 9), Desk.Find("nat-houterasu", Locale.Japanese, On(28, 1))!.ChangesAt);
        Assert.Equal(On(27, 20), Desk.Find("nat-houterasu", Locale.Japanese, On(27, 10))!.ChangesAt);
        Assert.Equal(On(27, 21), Desk.Find("nat-houterasu", Locale.Japanese, On(27, 20))!.ChangesAt);
    }

    [Fact]
    public void Hours_that_nobody_saw_are_unknown()
    {
        var directory = Real.Parts.Directory.Current;
        foreach (var service in directory.Services.Where(s => !s.HoursSeen))
            Assert.Equal("unknown", Desk.Find(service.Id, Locale.Japanese, Real.Morning)!.State);
    }

    [Theory]
    [MemberData(nameof(Locales))]
    public void Whoever_is_asked_for_at_whatever_hour_somebody_answers_now(string tag)
    {
        Assert.True(Locale.TryParse(tag, out var locale));
        var directory = Real.Parts.Directory.Current;
        foreach (var service in directory.Services)
        {
            for (var hour = 0; hour < 24 * 7; hour += 5)
            {
                var at = Real.Morning.AddHours(hour);
                var answer = Desk.Find(service.Id, locale, at)!;
                if (answer.State == "open")
                    continue;
                Assert.NotEmpty(answer.Now);
                foreach (var line in answer.Now)
                {
                    var shown = directory.Services.First(s => s.Phones.Any(p => p.Number == line.Phone) || s.ChatUrl == line.Address);
                    Assert.True(IsOpenSomehow(directory, line, at), $"{service.Id} at {at:O} names {shown.Id}, which does not answer then");
                }
            }
        }
    }

    [Fact]
    public void A_line_for_children_is_named_only_where_children_come()
    {
        var grownUps = Desk.Find("city-elderly-dementia", Locale.Japanese, Real.NewYear)!;
        Assert.DoesNotContain(grownUps.Now, l => l.Phone == Real.Parts.Directory.Current.PhoneOf("city-kodomo-24h"));
        var young = Desk.Find("city-youth-yamashina", Locale.Japanese, Real.NewYear)!;
        Assert.Contains(young.Now, l => l.Phone == Real.Parts.Directory.Current.PhoneOf("city-kodomo-24h"));
    }

    [Fact]
    public void The_directorys_uuid_finds_the_same_window_and_an_unknown_id_finds_none()
    {
        Assert.Equal(Desk.Find("nat-yorisoi", Locale.Japanese, Real.Morning)!.Name, Desk.Find(HsdsId.Of("nat-yorisoi"), Locale.Japanese, Real.Morning)!.Name);
        Assert.Null(Desk.Find("no-such-window", Locale.Japanese, Real.Morning));
    }

    private static bool IsOpenSomehow(DirectorySnapshot directory, AfterHoursLine line, DateTimeOffset at) =>
        directory.Services.Any(s => s.HoursSeen
            && ((line.Phone is not null && s.Phones.Any(p => p.Number == line.Phone) && s.Hours?.At(at, directory.Holidays).IsOpen == true)
                || (line.Phone is null && s.ChatUrl == line.Address && s.ChatHours?.At(at, directory.Holidays).IsOpen == true)));
}
