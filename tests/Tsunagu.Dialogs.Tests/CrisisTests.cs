using Tsunagu.BotCore;
using Tsunagu.Dialogs.Tests.Fixtures;

namespace Tsunagu.Dialogs.Tests;

/// <summary>Words of danger at every prompt, in each complete language: danger comes before everything, and the place is kept.</summary>
public sealed class CrisisTests
{
    private static readonly DateTimeOffset Night = new(2027, 1, 1, 2, 0, 0, TimeSpan.FromHours(9));

    public static TheoryData<string, string, string> EverywhereInEachLanguage()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var place in Places.All)
        {
            data.Add(place, "ja", "もう死にたいです");
            data.Add(place, "ja-simple", "しにたい です");
            data.Add(place, "en", "I want to die");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EverywhereInEachLanguage))]
    public async Task Danger_comes_before_everything_and_the_talk_goes_on_where_it_was(string place, string locale, string words)
    {
        var talk = await Places.Reach(place, Night, locale);
        var before = talk.Answered();
        await talk.Type(words);
        var reply = Assert.Single(talk.Said).GetMessageData()!;
        Assert.Equal(MessageKinds.Safety, reply.Kind);
        Assert.Equal(OwnQuestions.Safe, reply.Question!.Id);
        Assert.StartsWith("suicide-risk/self/", reply.Data!["crisis"].GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(reply.Cards);
        Assert.All(reply.Cards, c => Assert.Equal(MessageCard.StateOpen, c.StateKind));
        Assert.Contains(Real.Parts.Texts.Message(Handbooks.Locale.All.Single(l => l.Tag == locale), "crisis.suicide-risk.self"), talk.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(words, talk.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(words, System.Text.Encoding.UTF8.GetString(talk.State), StringComparison.Ordinal);

        await talk.Tap("ok");
        Assert.Equal(Afterwards(place), talk.Asked);
        // The handbook's own question of safety is answered by this; nothing else changes.
        before["safety"] = "ok";
        Assert.Equal(before, talk.Answered());
    }

    [Theory]
    [InlineData("danger", OwnQuestions.GoOn)]
    [InlineData("unsure", "age")]
    [InlineData("ok", "age")]
    public async Task Each_answer_to_are_you_safe_goes_its_way(string answer, string next)
    {
        var talk = await Places.Reach("age", Night);
        await talk.Type("死にたい");
        await talk.Tap(answer);
        Assert.Equal(next, talk.Asked);
        Assert.Equal(answer, talk.Answered()["safety"]);
    }

    [Theory]
    [InlineData("safe-now")]
    [InlineData("go-on")]
    public async Task In_danger_nothing_is_asked_that_is_not_about_safety(string place)
    {
        var talk = await Places.Reach(place, Night);
        Assert.Equal(MessageKinds.Safety, talk.Last.Kind);
        Assert.Equal(0, talk.Last.Question!.Step);
    }

    [Fact]
    public async Task Violence_is_not_repeated_in_words_nor_in_the_summary()
    {
        var talk = await Places.Reach("worries-violence");
        await talk.Answer("violence-01");
        var secret = Real.Parts.Texts.Option(Handbooks.Locale.Japanese, "worries", "violence-01", third: false).Text;
        Assert.DoesNotContain(secret, talk.Outcome!.Echo!.Text, StringComparison.Ordinal);
        await talk.Command(Commands.Edit);
        var lines = string.Join('\n', talk.Last.Question!.Options.Select(o => o.Text));
        Assert.DoesNotContain(secret, lines, StringComparison.Ordinal);
        Assert.Contains(Real.Parts.Texts.Message(Handbooks.Locale.Japanese, "answer.hidden"), lines, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_violence_the_result_and_what_is_more_hold_no_chosen_words()
    {
        var talk = await Places.Reach("worries-violence");
        await talk.Answer("violence-01");
        await talk.Walk(Talk.Answers(("safety", ["ok"])), until: OwnQuestions.Helpful);
        var secret = Real.Parts.Texts.Option(Handbooks.Locale.Japanese, "worries", "violence-01", third: false).Text;
        Assert.DoesNotContain(talk.Ids, id => id == "memo");
        Assert.DoesNotContain(secret, talk.Words, StringComparison.Ordinal);
    }

    // After a word of danger the talk goes on at the question; a menu or a pause is not shown again.
    private static string Afterwards(string place) => place switch
    {
        OwnQuestions.Safe or OwnQuestions.GoOn => "age",
        "safety" => "how",
        _ => place,
    };
}
