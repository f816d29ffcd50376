using Tsunagu.BotCore;
using Tsunagu.Dialogs.Tests.Fixtures;

namespace Tsunagu.Dialogs.Tests;

/// <summary>Worries in one's own words become ticked choices to confirm, never answers by themselves.</summary>
public sealed class OwnWordsTests
{
    private static Task<Talk> AtGroups() => Real.Talk().StartToGroups();

    [Fact]
    public async Task A_sentence_is_shown_back_as_ticked_choices()
    {
        var talk = await (await AtGroups()).Type("夫の介護で眠れない毎日です");
        Assert.Equal(OwnQuestions.OwnWords, talk.Asked);
        Assert.Equal(MessageQuestion.Multi, talk.Last.Question!.Kind);
        Assert.Contains("care-01", talk.Last.Question.Options.Select(o => o.Id));
        Assert.Contains("none", talk.Last.Question.Options.Select(o => o.Id));
        Assert.NotEmpty(talk.Last.Question.Chosen);
        Assert.All(talk.Last.Question.Chosen, id => Assert.Contains(id, talk.Last.Question!.Options.Select(o => o.Id)));
        Assert.DoesNotContain("毎日です", System.Text.Encoding.UTF8.GetString(talk.State), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_confirmed_answers_the_questions_and_the_talk_goes_on()
    {
        var talk = await (await AtGroups()).Type("夫の介護で眠れない毎日です");
        await talk.Submit("care-01");
        Assert.NotEqual("groups", talk.Asked);
        Assert.NotEqual("worries-care", talk.Asked);
        await talk.Walk(Fixtures.Talk.Answers());
        Assert.Equal(OwnQuestions.Helpful, talk.Asked);
    }

    [Fact]
    public async Task Yes_confirms_what_is_ticked()
    {
        var talk = await (await AtGroups()).Type("家賃が払えなくて追い出されそうです");
        Assert.Equal(OwnQuestions.OwnWords, talk.Asked);
        await talk.Type("はい");
        Assert.NotEqual(OwnQuestions.OwnWords, talk.Asked);
        Assert.NotEqual("groups", talk.Asked);
    }

    [Theory]
    [InlineData("いいえ")]
    [InlineData("どれもちがう")]
    public async Task No_leads_back_to_the_fields_with_nothing_chosen(string no)
    {
        var talk = await (await AtGroups()).Type("家賃が払えなくて追い出されそうです");
        await talk.Type(no);
        Assert.Equal("groups", talk.Asked);
        Assert.Empty(talk.Last.Question!.Chosen);
        Assert.Contains("own-words.none", talk.Ids);
    }

    [Fact]
    public async Task A_tap_takes_a_tick_away_and_everything_unticked_chooses_nothing()
    {
        var talk = await (await AtGroups()).Type("家賃が払えなくて追い出されそうです");
        var ticked = talk.Last.Question!.Chosen[0];
        await talk.Tap(ticked);
        Assert.DoesNotContain(ticked, talk.Last.Question!.Chosen);
        await talk.Submit();
        Assert.Equal(OwnQuestions.OwnWords, talk.Asked);
    }

    [Fact]
    public async Task Back_leads_to_the_fields()
    {
        var talk = await (await AtGroups()).Type("家賃が払えなくて追い出されそうです");
        await talk.Command(Commands.Back);
        Assert.Equal("groups", talk.Asked);
    }

    [Fact]
    public async Task At_the_very_beginning_words_are_listened_to_as_well()
    {
        var talk = Real.Talk();
        await talk.Type("パチンコがやめられなくて借金があります");
        Assert.Equal(OwnQuestions.OwnWords, talk.Asked);
        Assert.Contains("health-08", talk.Last.Question!.Options.Select(o => o.Id));
        await talk.Submit("health-08");
        Assert.Equal("for-whom", talk.Asked);
    }

    [Fact]
    public async Task Small_talk_proposes_nothing_and_the_name_of_a_field_is_simply_picked()
    {
        var talk = await (await AtGroups()).Type("おすすめのラーメン屋を教えて");
        Assert.Equal("groups", talk.Asked);
        await talk.Type("お金");
        Assert.Equal("groups", talk.Asked);
        Assert.Equal(["money"], talk.Last.Question!.Chosen);
    }

    [Fact]
    public async Task Danger_outranks_a_worry()
    {
        var talk = await (await AtGroups()).Type("借金が返せない。もう死にたい");
        Assert.Equal(OwnQuestions.Safe, talk.Asked);
    }
}
