using System.Text;
using Microsoft.Extensions.Time.Testing;
using Tsunagu.BotCore;
using Tsunagu.Dialogs.Tests.Fixtures;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs.Tests;

/// <summary>A talk with staff: its words in every language, and what is counted. How it goes stands in <c>tests/transcripts/handoff</c>.</summary>
public sealed class HandoffTests
{
    private const string Hours = "Mo-Fr 09:00-17:00; PH off";

    private static readonly string[] Texts =
    [
        "command.bot", "card.place", "handoff.started", "handoff.again", "handoff.back", "handoff.quiet", "handoff.closed", "handoff.away", "handoff.away-unknown",
        "handoff.line", "handoff.line.title", "handoff.line.open", "wish.ask", "wish.hint", "wish.option.yes", "wish.option.no", "wish.thanks", "wish.no",
    ];

    public static TheoryData<string> Languages() => [.. Locale.All.Select(l => l.Tag)];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_word_stands_in_every_language(string tag) =>
        Assert.Equal("", string.Join(", ", Texts.Where(key => !Real.Parts.Texts.HasOwn(Of(tag), key))));

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task The_person_reads_until_when_that_words_stay_in_LINE_how_to_come_back_and_the_emergency_numbers(string tag)
    {
        var talk = await OnLine(tag);
        await Human(talk);
        var said = talk.Said[^1].Text!;
        Assert.Equal(["human", "handoff.started"], talk.Ids);
        foreach (var part in new[] { "17:00", "LINE", "119", "110", Real.Parts.Texts.Message(Of(tag), "command.bot") })
            Assert.Contains(part, said, StringComparison.Ordinal);
        Assert.Equal(["bot", "now"], talk.Last.Commands.Select(c => c.Id));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task The_bot_is_called_back_by_its_name_in_any_language(string tag)
    {
        var talk = await OnLine("ja");
        await Human(talk);
        await Type(talk, $" {Real.Parts.Texts.Message(Of(tag), "command.bot")} ");
        Assert.Equal("handoff.back", talk.Ids[0]);
    }

    [Theory]
    [InlineData("死にたい")]
    [InlineData("もう首を吊る")]
    [InlineData("彼氏に殴られた")]
    [InlineData("薬を全部飲んだ")]
    public async Task Danger_is_answered_at_once_in_the_middle_of_a_talk_with_staff(string typed)
    {
        var talk = await OnLine("ja");
        await Human(talk);
        await Type(talk, "こんにちは");
        Assert.Empty(talk.Said);
        await Type(talk, typed);
        Assert.Equal(OwnQuestions.Safe, talk.Asked);
        Assert.NotEmpty(talk.Last.Cards);
        await Type(talk, typed);
        Assert.Equal(OwnQuestions.Safe, talk.Asked);
    }

    [Fact]
    public async Task A_turn_in_silence_says_nothing_and_keeps_nothing_of_what_was_typed()
    {
        var talk = await OnLine("ja");
        await Human(talk);
        await Type(talk, "たなかはなこといいます");
        Assert.Empty(talk.Said);
        Assert.DoesNotContain("たなか", Encoding.UTF8.GetString(talk.State) + talk.Outcome!.Echo, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_staff_answer_on_LINE_everything_is_as_it_was()
    {
        var talk = new Talk(Real.Parts, new FakeTimeProvider(Real.Morning));
        await talk.Send(OnLine(new Activity(ActivityTypes.ConversationUpdate) { MembersAdded = [new ChannelAccount("person")] }));
        await Human(talk);
        Assert.Equal(["human", "ask-for-whom"], talk.Ids);
    }

    [Fact]
    public async Task Somebody_who_can_go_somewhere_is_told_where_and_when()
    {
        var talk = await Real.Talk().Start();
        await talk.Tap("self");
        await talk.Answer("40-64");
        await talk.Answer("kita");
        await talk.Command(Commands.Human);
        var cards = talk.Said[0].GetMessageData()!.Cards;
        Assert.Contains(cards[0].Actions, a => a.Type == ActionTypes.Call);
        var place = Assert.Single(cards, c => c.Place is not null);
        Assert.StartsWith("行くところ: 京都市", place.Place, StringComparison.Ordinal);
        Assert.NotNull(place.State);
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(22, false)]
    public async Task The_staffs_own_window_comes_first_while_it_is_open_and_never_a_closed_door(int hour, bool first)
    {
        var parts = Real.With(Hours);
        var talk = new Talk(parts with { Options = parts.Options with { Handoff = parts.Options.Handoff! with { Desk = "city-consumer" } } }, new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, hour, 0, 0, TimeSpan.FromHours(9))));
        await talk.Start();
        await talk.Command(Commands.Human);
        var cards = talk.Said[0].GetMessageData()!.Cards;
        Assert.Contains(cards, c => c.Id == "city-consumer");
        Assert.Equal(first, cards[0].Id == "city-consumer");
        Assert.Equal(MessageCard.StateOpen, cards[0].StateKind);
    }

    [Fact]
    public async Task A_turn_counts_what_began_what_was_chosen_what_was_shown_and_nothing_else()
    {
        var talk = await OnLine("ja");
        Assert.Equal([new Tally(TallyKinds.Talk, "day")], talk.Outcome!.Tallies);
        await talk.Tap("self");
        Assert.Empty(talk.Outcome.Tallies);
        await talk.Answer("40-64");
        await talk.Answer("kita");
        await talk.Submit("money", "work");
        Assert.Equal([new Tally(TallyKinds.Group, "money"), new Tally(TallyKinds.Group, "work")], talk.Outcome.Tallies);
        await Human(talk);
        Assert.Equal(new Tally(TallyKinds.Human, "asked"), talk.Outcome.Tallies[0]);
        Assert.Contains(new Tally(TallyKinds.Handoff, "money,work"), talk.Outcome.Tallies);
        Assert.Contains(new Tally(TallyKinds.Window, "nat-yorisoi"), talk.Outcome.Tallies);
        await Type(talk, "死にたい");
        Assert.Equal([TallyKinds.Crisis], talk.Outcome.Tallies.Select(t => t.Kind).Where(k => k != TallyKinds.Window));
        await Type(talk, "死にたい");
        Assert.DoesNotContain(talk.Outcome.Tallies, t => t.Kind == TallyKinds.Crisis);
    }

    [Fact]
    public async Task A_wish_in_the_night_counts_only_where_the_person_agrees()
    {
        foreach (var (answer, counted) in new[] { ("yes", "wish-group none, wish-hour 02"), ("no", "") })
        {
            var talk = await OnLine("ja", new DateTimeOffset(2026, 11, 25, 2, 30, 0, TimeSpan.FromHours(9)));
            await Human(talk);
            Assert.Equal(OwnQuestions.Wish, talk.Asked);
            await talk.Tap(answer);
            Assert.Equal(counted, string.Join(", ", talk.Outcome!.Tallies.Select(t => $"{t.Kind} {t.Key}")));
        }
    }

    private static async Task<Talk> OnLine(string tag, DateTimeOffset? at = null)
    {
        var talk = new Talk(Real.With(Hours), new FakeTimeProvider(at ?? Real.Morning), tag);
        return await talk.Send(OnLine(new Activity(ActivityTypes.ConversationUpdate) { MembersAdded = [new ChannelAccount("person")] }));
    }

    private static Task<Talk> Human(Talk talk) => talk.Send(OnLine(talk.CommandOf(Commands.Human)));

    private static Task<Talk> Type(Talk talk, string text) => talk.Send(OnLine(new Activity(ActivityTypes.Message) { Text = text }));

    private static Activity OnLine(Activity activity)
    {
        activity.ChannelId = BotCore.Channels.Line;
        return activity;
    }

    private static Locale Of(string tag) => Locale.All.Single(l => l.Tag == tag);
}
