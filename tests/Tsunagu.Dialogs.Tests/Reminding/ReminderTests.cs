using Microsoft.Extensions.Time.Testing;
using Tsunagu.BotCore;
using Tsunagu.Dialogs.Tests.Fixtures;

namespace Tsunagu.Dialogs.Tests.Reminding;

/// <summary>Who is offered a reminder, what is planned, and what it says when it is due.</summary>
public sealed class ReminderTests
{
    // Mon-Fri 09:00-16:00, closed on public holidays (seed).
    private const string Window = "city-jukyo-kakuho";

    // Somebody for whom that window is there: a desk of one special matter is shown to nobody else who asks for a person.
    private static readonly Dictionary<string, string[]> WithoutWork =
        Talk.Answers(("for-whom", ["self"]), ("age", ["40-64"]), ("ward", ["kita"]), ("groups", ["work"]), ("worries-work", ["work-01"]));

    private static readonly DateTimeOffset Night = new(2026, 11, 24, 22, 0, 0, TimeSpan.FromHours(9));
    private static readonly DateTimeOffset Opens = new(2026, 11, 25, 9, 0, 0, TimeSpan.FromHours(9));

    [Fact]
    public async Task A_closed_card_offers_it_where_the_channel_can_write_later()
    {
        Assert.Equal([Window], await OfferedAsync(canRemind: true));
        Assert.Empty(await OfferedAsync(canRemind: false));
    }

    [Fact]
    public async Task After_a_sign_of_danger_it_is_not_offered_and_no_calendar_either()
    {
        var talk = await StartedAsync(canRemind: true);
        await SendAsync(talk, new Activity(ActivityTypes.Message) { Text = "死にたい" }, canRemind: true);
        await SendAsync(talk, new Activity(ActivityTypes.Message) { Text = "人と話したい" }, canRemind: true);
        Assert.Contains(Cards(talk), c => c.Id == Window);
        Assert.DoesNotContain(Cards(talk), c => c.Opens is not null || c.Actions.Any(a => a.Type == ActionTypes.PostBack));
    }

    [Fact]
    public async Task Agreed_to_it_is_planned_for_the_opening_and_nothing_of_the_talk_is_in_it()
    {
        var talk = await PlannedAsync();
        Assert.Equal(new ReminderChange(new Reminder(Window, "ja", AtNight: false), Opens), talk.Outcome!.Reminder);
        var card = Assert.Single(Cards(talk));
        Assert.Equal("unremind", Token(card).Command);
        Assert.DoesNotContain(NameOf(Window), talk.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Danger_takes_it_back_and_says_so_after_the_lines()
    {
        var talk = await PlannedAsync();
        await SendAsync(talk, new Activity(ActivityTypes.Message) { Text = "死にたい" }, canRemind: true);
        Assert.Equal(ReminderChange.Withdrawn, talk.Outcome!.Reminder);
        var words = Assert.Single(talk.Said).Text!;
        Assert.Contains(Say("remind.withdrawn"), words, StringComparison.Ordinal);
        Assert.False(words.StartsWith(Say("remind.withdrawn"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_spent_quota_between_asking_and_agreeing_plans_nothing()
    {
        var talk = await AskedAsync();
        await SendAsync(talk, talk.TapOf("day"), canRemind: false);
        Assert.Null(talk.Outcome!.Reminder);
        Assert.Contains("remind.unavailable", talk.Ids);
    }

    [Fact]
    public async Task Agreed_to_after_it_opened_the_window_is_shown_at_once()
    {
        var talk = Real.Talk(Opens.AddMinutes(-10));
        await talk.Start();
        await SendAsync(talk, new Activity(ActivityTypes.Message) { Value = ButtonToken.OfMenu("remind", Window) }, canRemind: true);
        var yes = talk.TapOf("day");
        talk.Clock.Advance(TimeSpan.FromMinutes(11));
        await SendAsync(talk, yes, canRemind: true);
        Assert.Null(talk.Outcome!.Reminder);
        Assert.Contains("remind.open", talk.Ids);
    }

    [Theory]
    [InlineData("2026-11-25T09:00", false, "remind.due.open")]
    [InlineData("2026-11-25T15:59", false, "remind.due.open")]
    [InlineData("2026-11-25T08:30", false, "later 2026-11-25T09:00")] // the hours were changed in between: later today is still today
    [InlineData("2026-11-25T16:00", false, "remind.due.closed")] // an hour earlier than it was: it stays closed that day
    [InlineData("2026-11-23T09:00", false, "remind.due.closed")] // a holiday that nobody had in the calendar
    [InlineData("2026-11-25T03:00", false, "later 2026-11-25T08:00")] // the program was away: nobody is woken
    [InlineData("2026-11-25T21:30", false, "later 2026-11-26T08:00")]
    [InlineData("2026-11-25T03:00", true, "later 2026-11-25T09:00")]
    [InlineData("2026-11-25T21:30", true, "remind.due.closed")]
    public void What_is_said_fits_the_moment(string at, bool atNight, string expected)
    {
        var due = DueAt(Window, at, "ja", atNight);
        Assert.Equal(expected, due.NotBefore is { } later
            ? "later " + later.ToOffset(TimeSpan.FromHours(9)).ToString("yyyy-MM-ddTHH:mm", System.Globalization.CultureInfo.InvariantCulture)
            : due.Messages[0].GetMessageData()!.FactOf(MessageData.IdFact));
    }

    [Fact]
    public void A_window_that_left_the_directory_is_not_called_closed() =>
        Assert.Equal("remind.due.unknown", DueAt("no-such-window", "2026-11-25T09:00", "ja", atNight: false).Messages[0].GetMessageData()!.FactOf(MessageData.IdFact));

    [Theory]
    [InlineData("ja")]
    [InlineData("ja-simple")]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    [InlineData("ko")]
    [InlineData("vi")]
    public void It_tells_nothing_to_somebody_who_looks_over_the_shoulder(string locale)
    {
        var service = Real.Parts.Directory.Current.FindService(Window)!;
        var (texts, language) = (Real.Parts.Texts, Handbooks.Locale.ParseOrJapanese(locale));
        foreach (var at in new[] { "2026-11-25T09:00", "2026-11-23T09:00" })
        {
            var message = Assert.Single(DueAt(Window, at, locale, atNight: false).Messages);
            var data = message.GetMessageData()!;
            var shown = string.Join('\n', [message.Text, .. data.Cards.SelectMany(c => c.Actions.Select(a => a.Title).Concat([c.Title, c.Subtitle, c.State, c.Reason]))]);
            Assert.Equal(locale, data.Locale);
            Assert.DoesNotContain(texts.ServiceName(language, Window) ?? service.NameEn ?? service.Name, shown, StringComparison.Ordinal);
            Assert.DoesNotContain(service.Name, shown, StringComparison.Ordinal);
            Assert.DoesNotContain(service.Phones[0].Number, shown, StringComparison.Ordinal);
            Assert.All(service.Needs.Select(n => texts.NeedName(language, n)).OfType<string>(), need => Assert.DoesNotContain(need, shown, StringComparison.Ordinal));
            Assert.Equal(("reminded", Window), (Token(Assert.Single(data.Cards)).Command, Token(data.Cards[0]).Argument));
        }
    }

    [Fact]
    public async Task The_tap_under_it_shows_the_window_even_in_a_talk_that_is_long_gone()
    {
        foreach (var (at, id) in new[] { (Opens, "remind.open"), (Opens.AddDays(-2), "remind.closed") })
        {
            var talk = Real.Talk(at);
            await talk.Send(new Activity(ActivityTypes.Message) { Value = ButtonToken.OfMenu("reminded", Window) });
            Assert.Contains(id, talk.Ids);
            Assert.Contains(Cards(talk), c => c.Id == Window);
            Assert.Equal(id == "remind.closed", Cards(talk).Any(c => c.Id == "nat-yorisoi"));
        }
    }

    private static DueReminder DueAt(string window, string at, string locale, bool atNight)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse(at + ":00+09:00", System.Globalization.CultureInfo.InvariantCulture));
        return new TurnRunner(Real.Parts, clock, static () => "t").Due(new Reminder(window, locale, atNight));
    }

    private static async Task<Talk> PlannedAsync()
    {
        var talk = await AskedAsync();
        await SendAsync(talk, talk.TapOf("day"), canRemind: true);
        return talk;
    }

    private static async Task<Talk> AskedAsync()
    {
        var talk = await StartedAsync(canRemind: true);
        var card = Cards(talk).Single(c => c.Actions.Any(a => a.Type == ActionTypes.PostBack));
        await SendAsync(talk, new Activity(ActivityTypes.Message) { Value = Token(card).Format() }, canRemind: true);
        Assert.Equal(OwnQuestions.Remind, talk.Asked);
        return talk;
    }

    private static async Task<IReadOnlyList<string>> OfferedAsync(bool canRemind)
    {
        var talk = await StartedAsync(canRemind);
        return [.. Cards(talk).Where(c => c.Actions.Any(a => a.Type == ActionTypes.PostBack)).Select(c => c.Id)];
    }

    private static async Task<Talk> StartedAsync(bool canRemind)
    {
        var talk = Real.Talk(Night);
        await talk.Start();
        await talk.Walk(WithoutWork);
        await SendAsync(talk, new Activity(ActivityTypes.Message) { Text = "人と話したい" }, canRemind);
        return talk;
    }

    private static Task<Talk> SendAsync(Talk talk, Activity activity, bool canRemind) => canRemind ? talk.SendWhereItCanRemind(activity) : talk.Send(activity);

    private static IReadOnlyList<MessageCard> Cards(Talk talk) => [.. talk.Said.SelectMany(a => a.GetMessageData()!.Cards)];

    private static ButtonToken Token(MessageCard card) =>
        ButtonToken.TryParse(ActivityValues.TextOf(card.Actions.Single(a => a.Type == ActionTypes.PostBack).Value), out var token) ? token : throw new InvalidOperationException("no token");

    private static string NameOf(string window) => Real.Parts.Directory.Current.FindService(window)!.Name;

    private static string Say(string key) => Real.Parts.Texts.Message(Handbooks.Locale.Japanese, key);
}
