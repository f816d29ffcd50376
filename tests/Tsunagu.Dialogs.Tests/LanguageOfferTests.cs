using Microsoft.Extensions.Time.Testing;
using Tsunagu.BotCore;
using Tsunagu.Dialogs.Tests.Fixtures;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs.Tests;

/// <summary>Who writes in another language is offered it: once, kindly, and never in the way.</summary>
public sealed class LanguageOfferTests
{
    private const string English = "I lost my job and can't pay the rent";

    private static async Task<Talk> AtAge(string locale = "ja")
    {
        var talk = await Real.Talk(locale: locale).Start();
        await talk.Tap("self");
        Assert.Equal("age", talk.Asked);
        return talk;
    }

    [Theory]
    [InlineData("ja", English, "en", "Shall we go on in English?")]
    [InlineData("ja", "我没有钱，交不起房租", "zh-Hans", "要用中文继续吗？")]
    [InlineData("ja", "일자리를 잃어서 월세를 못 내요", "ko", "한국어로 계속할까요?")]
    [InlineData("ja", "Tôi mất việc và không có tiền nhà", "vi", "tiếng Việt không?")]
    [InlineData("en", "仕事をなくして家賃が払えません", "ja", "日本語で続けますか?")]
    [InlineData("ja-simple", English, "en", "Shall we go on in English?")]
    [InlineData("ko", English, "en", "Shall we go on in English?")]
    public async Task Going_on_in_the_language_that_somebody_writes_is_offered_with_two_buttons(string locale, string typed, string offered, string question)
    {
        var talk = await (await AtAge(locale)).Type(typed);
        Assert.Equal(OwnQuestions.LanguageOffer, talk.Asked);
        Assert.Equal([offered, locale], talk.Last.Question!.Options.Select(o => o.Id));
        Assert.Contains(question, talk.Last.Question.Heading, StringComparison.Ordinal);
        // The message is for somebody who reads the offered language, its commands too.
        Assert.Equal(offered, talk.Last.Locale);
        Assert.Equal(Real.Parts.Texts.Message(Locale.ParseOrJapanese(offered), "command.now"), talk.Last.Commands[0].Text);
    }

    [Fact]
    public async Task Yes_goes_on_with_the_same_question_in_that_language_and_keeps_the_answers()
    {
        var talk = await (await AtAge()).Type(English);
        await talk.Tap("en");
        Assert.Equal(("age", "en"), (talk.Asked, talk.Last.Locale));
        Assert.Equal("self", talk.Answered()["for-whom"]);
        Assert.Equal(["en"], talk.Outcome!.Echo!.OptionIds);
    }

    [Fact]
    public async Task No_goes_on_as_before_and_nothing_is_offered_again()
    {
        var talk = await (await AtAge()).Type(English);
        await talk.Tap("ja");
        Assert.Equal(("age", "ja"), (talk.Asked, talk.Last.Locale));
        await talk.Type(English);
        Assert.Equal("age", talk.Asked);
    }

    [Theory]
    [InlineData("yes", "en")]
    [InlineData("Yes please", "en")]
    [InlineData("English", "en")]
    [InlineData("はい", "en")]
    [InlineData("1", "en")]
    [InlineData("no", "ja")]
    [InlineData("No, thank you", "ja")]
    [InlineData("いいえ", "ja")]
    [InlineData("日本語", "ja")]
    [InlineData("2", "ja")]
    public async Task It_is_answered_in_words_of_both_languages(string typed, string locale)
    {
        var talk = await (await AtAge()).Type(English);
        await talk.Type(typed);
        Assert.Equal(("age", locale), (talk.Asked, talk.Last.Locale));
    }

    [Fact]
    public async Task What_was_written_is_understood_all_the_same()
    {
        var talk = await AtAge();
        await talk.Tap("40-64");
        await talk.Tap("kita");
        await talk.Type(English);
        Assert.Equal(OwnQuestions.LanguageOffer, talk.Asked);
        await talk.Tap("en");
        Assert.Equal(OwnQuestions.OwnWords, talk.Asked);
        Assert.NotEmpty(talk.Last.Question!.Chosen);
        Assert.Equal("en", talk.Last.Locale);
    }

    [Fact]
    public async Task A_button_of_the_question_behind_it_still_works()
    {
        var talk = await AtAge();
        var age = talk.TapOf("40-64");
        await talk.Type(English);
        Assert.Equal(OwnQuestions.LanguageOffer, talk.Asked);
        await talk.Send(age);
        Assert.Equal("ward", talk.Asked);
        Assert.Equal("40-64", talk.Answered()["age"]);
    }

    [Fact]
    public async Task Another_answer_drops_the_offer_and_counts()
    {
        var talk = await (await AtAge()).Type(English);
        await talk.Type("40代です");
        Assert.Equal(("ward", "ja"), (talk.Asked, talk.Last.Locale));
    }

    [Theory]
    [InlineData(Commands.Back, "for-whom")]
    [InlineData(Commands.Stop, OwnQuestions.Stopped)]
    [InlineData(Commands.Language, OwnQuestions.Languages)]
    [InlineData(Commands.Now, "age")]
    public async Task Commands_do_what_they_say(string command, string asked)
    {
        var talk = await (await AtAge()).Type(English);
        await talk.Command(command);
        Assert.Equal(asked, talk.Asked);
    }

    [Theory]
    [InlineData("I want to kill myself")]
    [InlineData("나는 죽고 싶어요")]
    [InlineData("我不想活了，我想死")]
    public async Task A_sign_of_danger_is_answered_and_nothing_is_offered(string typed)
    {
        var talk = await (await AtAge()).Type(typed);
        Assert.Equal(OwnQuestions.Safe, talk.Asked);
        await talk.Type(English);
        Assert.Equal(OwnQuestions.Safe, talk.Asked);
    }

    [Theory]
    [InlineData("死にたい")]
    [InlineData("I want to die")]
    [InlineData("죽고 싶어요")]
    public async Task Danger_beside_an_open_offer_comes_first_and_takes_the_offer_away(string danger)
    {
        var talk = await (await AtAge()).Type(English);
        await talk.Type(danger);
        Assert.Equal(OwnQuestions.Safe, talk.Asked);
        await talk.Tap("ok");
        Assert.Equal("age", talk.Asked);
    }

    [Fact]
    public async Task A_sticker_or_an_odd_answer_drops_the_offer()
    {
        foreach (var activity in new[] { new Activity(ActivityTypes.Message) { Attachments = [new Attachment("image/png")] }, new Activity(ActivityTypes.Message) { Text = "zzzz" } })
        {
            var talk = await (await AtAge()).Type(English);
            await talk.Send(activity);
            Assert.Equal(("age", "ja"), (talk.Asked, talk.Last.Locale));
        }
    }

    [Theory]
    [InlineData("消して")]
    [InlineData("erase")]
    public async Task Erasing_erases(string typed)
    {
        var talk = await (await AtAge()).Type(English);
        await talk.Type(typed);
        Assert.True(talk.Outcome!.Erase);
    }

    [Fact]
    public async Task After_a_pause_only_going_on_is_asked()
    {
        var talk = await (await AtAge()).Type(English);
        talk.Clock.Advance(TimeSpan.FromMinutes(20));
        await talk.Type("yes");
        Assert.Equal((OwnQuestions.Resume, "ja"), (talk.Asked, talk.Last.Locale));
        await talk.Tap("continue");
        Assert.Equal("age", talk.Asked);
    }

    [Theory]
    [InlineData("Anna")]
    [InlineData("OK")]
    [InlineData("DVについて、please helpです")]
    [InlineData("生活保護申請")]
    [InlineData("left")]
    public async Task Names_single_words_and_mixed_sentences_are_no_reason(string typed) => Assert.NotEqual(OwnQuestions.LanguageOffer, (await (await AtAge()).Type(typed)).Asked);

    [Fact]
    public async Task The_first_words_of_a_talk_may_be_the_reason()
    {
        var talk = await Real.Talk(locale: null).Type(English);
        Assert.Equal(OwnQuestions.LanguageOffer, talk.Asked);
        Assert.Equal("greeting", talk.Ids[0]);
    }

    [Fact]
    public async Task Not_being_understood_in_another_language_is_no_odd_answer()
    {
        var talk = await (await AtAge()).Type(English);
        Assert.DoesNotContain("読み取れませんでした", talk.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("retry.1", talk.Ids);
    }

    [Theory]
    [InlineData("something is wrong", true)]
    [InlineData("wrong", false)]
    public async Task An_analyser_outside_is_believed_for_longer_texts_only(string typed, bool offered)
    {
        var talk = await new Talk(Real.Parts with { Analyser = new Korean() }, new FakeTimeProvider(Real.Morning)).Start();
        await talk.Tap("self");
        await talk.Type(typed);
        Assert.Equal(offered, talk.Asked == OwnQuestions.LanguageOffer);
    }

    private sealed class Korean : ITextAnalyser
    {
        public ValueTask<TextFindings> AnalyseAsync(string text, Locale locale, CancellationToken cancellationToken) => ValueTask.FromResult(new TextFindings { Language = Locale.Korean });
    }
}
