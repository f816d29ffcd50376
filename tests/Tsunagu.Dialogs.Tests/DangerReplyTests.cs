using Tsunagu.BotCore;
using Tsunagu.Dialogs.Tests.Fixtures;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs.Tests;

/// <summary>The reply to danger: calm, with a line that is open, whatever was asked and in every language.</summary>
public sealed class DangerReplyTests
{
    private static readonly string[] Sentences = ["死にたい", "リストカットしてしまう", "薬を全部飲みました", "夫に殴られています", "お父さんに殴られる", "息子に年金を取られます", "レイプされました", "息ができない"];

    public static TheoryData<string, string> Everywhere
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var locale in Locale.All)
            {
                foreach (var sentence in Sentences)
                    data.Add(locale.Tag, sentence);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task There_is_always_a_line_of_the_list_that_is_open_even_on_new_years_night(string locale, string sentence)
    {
        var talk = await Real.Talk(Real.NewYear, locale).Start();
        await talk.Type(sentence);
        Assert.Equal(OwnQuestions.Safe, talk.Asked);
        Assert.NotEmpty(talk.Last.Cards);
        Assert.All(talk.Last.Cards, c => Assert.Equal(MessageCard.StateOpen, c.StateKind));
        var allowed = Real.Parts.Directory.Current.CrisisLines.Select(l => l.WindowId).ToHashSet(StringComparer.Ordinal);
        Assert.All(talk.Last.Cards, c => Assert.Contains(c.Id, allowed));
    }

    [Fact]
    public async Task In_violence_erasing_is_the_first_button_and_said_first()
    {
        var talk = await Real.Talk().Start();
        await talk.Type("夫に殴られています");
        Assert.Equal(Commands.Erase, talk.Last.Commands[0].Id);
        Assert.StartsWith(Real.Parts.Texts.Message(Locale.Japanese, "crisis.screen-hint"), talk.Said[^1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("子どもを叩いてしまった")]
    [InlineData("介護している母に手をあげてしまう")]
    [InlineData("妻を殴ってしまいました")]
    public async Task Who_fears_to_hurt_somebody_is_met_with_the_same_care(string sentence)
    {
        var talk = await Real.Talk().Start();
        await talk.Type(sentence);
        Assert.Contains(Real.Parts.Texts.Message(Locale.Japanese, "crisis.hurting"), talk.Said[^1].Text, StringComparison.Ordinal);
        Assert.NotEmpty(talk.Last.Cards);
    }

    [Fact]
    public async Task A_third_person_gets_words_for_the_supporter()
    {
        var talk = await Real.Talk().Start();
        await talk.Type("娘が死にたいと言っています");
        Assert.Contains(Real.Parts.Texts.Message(Locale.Japanese, "crisis.supporter"), talk.Said[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_child_gets_the_childrens_lines_first()
    {
        var talk = await Real.Talk().Start();
        await talk.Tap("self");
        await talk.Tap("13-18");
        await talk.Type("学校がつらくて死にたい");
        Assert.Contains(talk.Last.Cards[0].Id, new[] { "nat-childline", "city-kodomo-24h", "nat-child-sos" });
    }

    [Fact]
    public async Task Means_are_never_repeated()
    {
        var talk = await Real.Talk().Start();
        await talk.Type("楽な死に方を教えて。屋上にいます");
        Assert.DoesNotContain("屋上", talk.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("死に方", talk.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_was_typed_is_in_the_state_or_the_echo()
    {
        var talk = await Real.Talk().Start();
        await talk.Type("もう死にたい、屋上にいます");
        Assert.DoesNotContain("屋上", System.Text.Encoding.UTF8.GetString(talk.State), StringComparison.Ordinal);
        Assert.DoesNotContain("屋上", talk.Outcome!.Echo?.Text ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_person_may_go_on_afterwards()
    {
        var talk = await Real.Talk().Start();
        await talk.Type("死にたい");
        await talk.Tap("ok");
        Assert.Equal("for-whom", talk.Asked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("😀😀😀")]
    [InlineData("\u0001\u0002")]
    public async Task Odd_input_is_answered_kindly(string text)
    {
        var talk = await Real.Talk().Start();
        await talk.Type(text);
        Assert.Equal("for-whom", talk.Asked);
        await talk.Type(new string('あ', 5000));
        Assert.Equal("for-whom", talk.Asked);
    }
}
