using Tsunagu.BotCore;
using Tsunagu.Dialogs.Tests.Fixtures;

namespace Tsunagu.Dialogs.Tests;

/// <summary>Every interruption at every prompt, tapped and typed. What the talk does with each stands in the transcripts; here nothing is left out.</summary>
public sealed class InterruptionTests
{
    private static readonly DateTimeOffset Night = new(2027, 1, 1, 2, 0, 0, TimeSpan.FromHours(9));

    public static TheoryData<string> Everywhere() => [.. Places.All];

    public static TheoryData<string> EveryQuestion() => [.. Places.Questions];

    /// <summary>Prompt × way of saying it: a tap, and the button's words in each complete language.</summary>
    public static TheoryData<string, string> EverywhereInEachWay()
    {
        var data = new TheoryData<string, string>();
        foreach (var place in Places.All)
        {
            foreach (var way in new[] { "tap", "ja", "ja-simple", "en" })
                data.Add(place, way);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EverywhereInEachWay))]
    public async Task Help_now_answers_with_lines_that_are_open_and_the_question_stands(string place, string way)
    {
        var talk = await At(place, way);
        await Say(talk, Commands.Now, way);
        Assert.Equal("help-now", talk.Ids[0]);
        Assert.NotEmpty(CardsOf(talk, 0));
        Assert.All(CardsOf(talk, 0), c => Assert.Equal(MessageCard.StateOpen, c.StateKind));
        Assert.All(CardsOf(talk, 0), c => Assert.NotEmpty(c.Actions));
        Assert.Equal(place, talk.Asked);
    }

    [Theory]
    [MemberData(nameof(EverywhereInEachWay))]
    public async Task A_person_please_answers_with_somebody_who_is_there_and_the_question_stands(string place, string way)
    {
        var talk = await At(place, way);
        await Say(talk, Commands.Human, way);
        Assert.Equal("human", talk.Ids[0]);
        Assert.Equal(MessageCard.StateOpen, CardsOf(talk, 0)[0].StateKind);
        Assert.Equal(place, talk.Asked);
    }

    [Theory]
    [MemberData(nameof(EverywhereInEachWay))]
    public async Task Erase_erases_and_asks_nothing_more(string place, string way)
    {
        var talk = await At(place, way);
        await Say(talk, Commands.Erase, way);
        Assert.True(talk.Outcome!.Erase);
        Assert.Equal(["erase.done"], talk.Ids);
        Assert.Null(talk.Asked);
    }

    [Theory]
    [MemberData(nameof(EverywhereInEachWay))]
    public async Task Stop_stops_and_going_on_comes_back(string place, string way)
    {
        var talk = await At(place, way);
        await Say(talk, Commands.Stop, way);
        Assert.Equal(OwnQuestions.Stopped, talk.Asked);
        await talk.Tap("continue");
        Assert.Equal(AfterAside(place), talk.Asked);
    }

    [Theory]
    [MemberData(nameof(EverywhereInEachWay))]
    public async Task From_the_start_forgets_the_answers(string place, string way)
    {
        var talk = await At(place, way);
        var before = talk.Last.Talk;
        await Say(talk, Commands.Restart, way);
        Assert.Equal("for-whom", talk.Asked);
        Assert.NotEqual(before, talk.Last.Talk);
        Assert.Empty(talk.Answered());
    }

    [Theory]
    [MemberData(nameof(EverywhereInEachWay))]
    public async Task Help_tells_how_and_offers_everything(string place, string way)
    {
        var talk = await At(place, way);
        await Say(talk, Commands.Help, way);
        Assert.Equal(place, talk.Asked);
        if (place == OwnQuestions.Resume)
            return; // who sits there is not known: nothing but "go on or erase" is shown
        Assert.Equal(MessageKinds.Help, talk.Last.Kind);
        Assert.Contains(talk.Last.Commands, c => c.Id == Commands.Erase);
    }

    [Theory]
    [MemberData(nameof(EverywhereInEachWay))]
    public async Task Another_language_keeps_answers_and_place(string place, string way)
    {
        var talk = await At(place, way);
        var before = talk.Answered();
        await Say(talk, Commands.Language, way);
        Assert.Equal(OwnQuestions.Languages, talk.Asked);
        await talk.Tap("en");
        Assert.Equal("en", talk.Last.Locale);
        Assert.Equal(before, talk.Answered());
        Assert.Equal(place is OwnQuestions.Resume or OwnQuestions.Stopped ? place : AfterAside(place), talk.Asked);
    }

    [Theory]
    [MemberData(nameof(EveryQuestion))]
    public async Task Back_and_the_same_answer_again_come_to_the_same_question(string place)
    {
        var talk = await Places.Reach(place, Night);
        var answers = talk.Answered();
        await talk.Command(Commands.Back);
        if (place == "for-whom")
        {
            Assert.Equal("back.first", talk.Ids[0]);
            Assert.Equal(place, talk.Asked);
            return;
        }

        var last = answers.Single(a => a.Key == talk.Asked);
        Assert.DoesNotContain(talk.Asked!, talk.Answered().Keys);
        await talk.Answer([.. last.Value.Split(',', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal(place, talk.Asked);
        Assert.Equal(answers, talk.Answered());
    }

    [Theory]
    [MemberData(nameof(EveryQuestion))]
    public async Task Any_question_can_be_left_out(string place)
    {
        var talk = await Places.Reach(place);
        await talk.Command(Commands.Skip);
        Assert.NotEqual(place, talk.Asked);
        Assert.Equal("", talk.Answered()[place]);
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task After_fifteen_idle_minutes_only_go_on_or_erase_is_shown(string place)
    {
        var talk = await Places.Reach(place);
        talk.Clock.Advance(TimeSpan.FromMinutes(15));
        await talk.Type("1");
        if (place is "for-whom" or OwnQuestions.Stopped or OwnQuestions.Resume)
            return; // nothing was said yet, the screen holds nothing of the talk, or it was asked already
        Assert.Equal(OwnQuestions.Resume, talk.Asked);
        Assert.Single(talk.Said);
        Assert.Equal(["continue", "erase"], talk.Last.Question!.Options.Select(o => o.Id));
        Assert.Contains(talk.Last.Commands, c => c.Id == Commands.Now);
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task Help_now_stands_on_every_screen(string place)
    {
        var talk = await Places.Reach(place);
        Assert.Contains(talk.Last.Commands, c => c.Id == Commands.Now);
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task Odd_answers_are_asked_again_and_the_third_time_people_are_offered(string place)
    {
        var talk = await Places.Reach(place);
        foreach (var key in new[] { "retry.1", "retry.2", "retry.3" })
        {
            await talk.Type("ぬぬぬぬ");
            Assert.Equal(key, talk.Ids[^1]);
            Assert.Equal(place, talk.Asked);
            Assert.NotEmpty(talk.Last.Question!.Options);
        }

        Assert.Equal("human", talk.Ids[0]);
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task A_sticker_or_a_picture_is_answered_kindly(string place)
    {
        var talk = await Places.Reach(place);
        foreach (var type in new[] { "application/vnd.sticker", "image/jpeg" })
        {
            await talk.Send(new Activity(ActivityTypes.Message) { Attachments = [new Attachment(type)] });
            Assert.Equal("no-words", talk.Ids[^1]);
            Assert.Equal(place, talk.Asked);
        }
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task An_old_button_takes_no_step(string place)
    {
        var talk = await Real.Talk(Night).Start();
        var old = talk.TapOf("family");
        talk = await Places.Reach(place, Night);
        var before = talk.Answered();
        // The same talk id and the first turn: what the first question's button of this very talk would send.
        old.Value = new ButtonToken { Talk = talk.Last.Talk, Turn = 0, QuestionId = "for-whom", OptionId = "family", HandbookVersion = talk.Last.HandbookVersion }.Format();
        await talk.Send(old);
        Assert.Equal("stale", talk.Ids[0]);
        Assert.Equal(place, talk.Asked);
        Assert.Equal(before, talk.Answered());
    }

    private static Task<Talk> At(string place, string way) => Places.Reach(place, Night, way == "tap" ? "ja" : way);

    private static Task<Talk> Say(Talk talk, string command, string way) => way == "tap"
        ? talk.Command(command)
        : talk.Type(Real.Parts.Texts.Message(Handbooks.Locale.All.Single(l => l.Tag == way), "command." + command));

    private static IReadOnlyList<MessageCard> CardsOf(Talk talk, int message) => talk.Said[message].GetMessageData()!.Cards;

    // After an aside the talk goes on where it was; a menu is not shown again, and the result is worked out anew.
    private static string AfterAside(string place) => place switch
    {
        OwnQuestions.Resume or OwnQuestions.Languages or OwnQuestions.Summary or OwnQuestions.Stopped => "age",
        OwnQuestions.Done => OwnQuestions.Helpful,
        _ => place,
    };
}
