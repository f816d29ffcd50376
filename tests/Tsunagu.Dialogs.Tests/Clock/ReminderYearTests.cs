using Microsoft.Extensions.Time.Testing;
using Tsunagu.BotCore;
using Tsunagu.Dialogs.Tests.Fixtures;
using Tsunagu.Directory;

namespace Tsunagu.Dialogs.Tests.Clock;

/// <summary>
/// Somebody asks for a reminder at every hour of a year, each time for another window of the real directory: whether one is planned, when it comes
/// and what it says then is what the slow calculator works out.
/// </summary>
public sealed class ReminderYearTests
{
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(9);

    private static readonly List<Service> Windows =
        [.. Real.Parts.Directory.Current.Services.Where(s => s is { HoursSeen: true, Hours: not null, ChatHours: null } && s.Phones.Count > 0)];

    [Fact]
    public async Task At_every_hour_a_reminder_is_planned_for_the_next_opening_by_day_and_says_so_then()
    {
        var (planned, byNight, refused, open) = (0, 0, 0, 0);
        for (var hour = 0; hour < SlowYear.Hours; hour++)
        {
            var at = SlowYear.First.AddHours(hour);
            var window = Windows[hour % Windows.Count];
            var talk = await AskAsync(at, window.Id);
            if (SlowWords.IsReachable(window, at))
            {
                open++;
                Assert.Contains("remind.open", talk.Ids);
                continue;
            }

            if (Expected(window, at) is not { } expected)
            {
                refused++;
                Assert.Contains("remind.unavailable", talk.Ids);
                continue;
            }

            Assert.Equal(OwnQuestions.Remind, talk.Asked);
            var night = expected.Day is null;
            await talk.SendWhereItCanRemind(talk.TapOf(night ? "night" : "day"));
            var due = expected.Day ?? expected.Night;
            var reminder = talk.Outcome!.Reminder?.Planned;
            Assert.True(reminder == new Reminder(window.Id, "ja", night) && talk.Outcome.Reminder!.DueAt == due,
                $"{window.Id} at {at:O}: {talk.Outcome.Reminder?.DueAt:O}, but it is due at {due:O}");
            Assert.True(SlowWords.IsReachable(window, due), $"{window.Id} is closed at {due:O}");
            var told = Assert.Single(new TurnRunner(Real.Parts, new FakeTimeProvider(due), static () => "t").Due(reminder!).Messages);
            Assert.Equal("remind.due.open", told.GetMessageData()!.FactOf(MessageData.IdFact));
            planned++;
            byNight += night ? 1 : 0;
        }

        // A year in which one of these never happens proves less than it says.
        Assert.True(planned > 4000 && open > 1000, $"{planned} planned, {byNight} by night only, {refused} refused, {open} open");
    }

    /// <summary>When it would come by day, if the window answers by day then; and when it opens.</summary>
    private static (DateTimeOffset? Day, DateTimeOffset Night)? Expected(Service window, DateTimeOffset at)
    {
        var hours = SlowWords.Of(window.Hours!);
        if (hours.NextChange(at) is not { } opens || opens - at > Farthest)
            return null;
        if (opens.TimeOfDay >= TimeSpan.FromHours(8) && opens.TimeOfDay <= TimeSpan.FromHours(21))
            return (opens, opens);
        var eight = new DateTimeOffset(opens.Date.AddHours(8), opens.Offset);
        var morning = eight > opens ? eight : eight.AddDays(1);
        return (hours.NextChange(opens) is { } closes && closes <= morning ? null : morning, opens);
    }

    private static async Task<Talk> AskAsync(DateTimeOffset at, string window) =>
        await (await Real.Talk(at).Start()).SendWhereItCanRemind(new Activity(ActivityTypes.Message) { Value = ButtonToken.OfMenu("remind", window) });
}
