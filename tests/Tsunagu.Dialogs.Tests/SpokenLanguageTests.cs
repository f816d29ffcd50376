using Tsunagu.BotCore;
using Tsunagu.Dialogs.Tests.Fixtures;
using Tsunagu.Directory;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs.Tests;

/// <summary>In a talk that is not Japanese, who can be understood comes first, and who cannot is told, with the way to an interpreter.</summary>
public sealed class SpokenLanguageTests
{
    private static readonly Dictionary<string, string[]> Money = Talk.Answers(
        ("for-whom", ["self"]), ("age", ["40-64"]), ("ward", ["kita"]), ("groups", ["money"]), ("worries-money", ["money-02"]));

    private static async Task<MessageData> ResultAsync(string locale)
    {
        var talk = await Real.Talk(locale: locale).Start();
        await talk.Walk(Money);
        return talk.Said.Select(s => s.GetMessageData()!).Single(d => d.Kind == MessageKinds.Recommendation);
    }

    private static Service ServiceOf(string id) => Real.Parts.Directory.Current.FindService(id)!;

    public static TheoryData<string> Foreign => [.. Locale.All.Where(l => !l.IsJapanese).Select(l => l.Tag)];

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task Windows_that_speak_the_language_come_first(string locale)
    {
        var services = (await ResultAsync(locale)).Cards.Where(c => c.Kind == MessageCard.Service).Select(c => ServiceOf(c.Id)).ToList();
        Assert.NotEmpty(services);
        var understood = services.Select(s => s.Languages.Any(l => locale.StartsWith(l, StringComparison.Ordinal))).ToList();
        Assert.True(understood[0], services[0].Id);
        // After the first that is not understood comes none that is.
        Assert.DoesNotContain(true, understood.SkipWhile(u => u));
    }

    [Fact]
    public async Task In_Japanese_nothing_is_ranked_by_language_and_nothing_said_about_it()
    {
        var talk = await ResultAsync("ja");
        Assert.DoesNotContain(talk.Cards, c => c.Facts.Any(f => f.Text == "日本語だけ"));
        Assert.Empty(RequestBuilder.From(NeedProfile.From(Real.Parts.Handbook, Answers.Empty), Real.Morning, Locale.PlainJapanese).Languages);
    }

    [Theory]
    [MemberData(nameof(Foreign))]
    public void The_talks_language_is_wished_unless_another_was_answered(string locale)
    {
        var profile = NeedProfile.From(Real.Parts.Handbook, Answers.Empty);
        var talk = Locale.ParseOrJapanese(locale);
        Assert.Equal([locale], RequestBuilder.From(profile, Real.Morning, talk).Languages);
        Assert.Equal(["ko"], RequestBuilder.From(profile with { Languages = ["ko"] }, Real.Morning, talk).Languages);
    }

    /// <summary>The Law holds in every language: whatever comes first can be reached at that moment.</summary>
    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task The_first_window_can_be_reached_at_night_too(string locale)
    {
        foreach (var at in new[] { Real.Morning, Real.NewYear })
        {
            foreach (var group in Real.Parts.Handbook.Groups)
            {
                var talk = await Real.Talk(at, locale).Start();
                await talk.Walk(Talk.Answers(("for-whom", ["self"]), ("age", ["40-64"]), ("ward", ["kita"]), ("groups", [group.Id])));
                var first = talk.Said.Select(s => s.GetMessageData()!).Single(d => d.Kind == MessageKinds.Recommendation).Cards[0];
                Assert.True(first.StateKind == "open", $"{group.Id} {locale} {at}: {first.Id} is {first.StateKind}");
            }
        }
    }

    [Theory]
    [InlineData("en", "Japanese only", "075-752-1166")]
    [InlineData("zh-Hans", "只讲日语", "075-752-1166")]
    [InlineData("ko", "일본어만", "075-752-1166")]
    [InlineData("vi", "Chỉ tiếng Nhật", "075-752-1166")]
    public async Task A_card_says_Japanese_only_and_the_words_above_say_how_interpreting_works(string locale, string only, string number)
    {
        var talk = await Real.Talk(locale: locale).Start();
        await talk.Walk(Talk.Answers(("for-whom", ["self"]), ("age", ["40-64"]), ("ward", ["kita"]), ("groups", ["work"]), ("worries-work", ["work-01"])));
        for (var page = 0; page < 3 && !Said(talk, only); page++)
            await talk.Command(Commands.More);
        Assert.True(Said(talk, only));
        var result = await Real.Talk(locale: locale).Start();
        await result.Walk(Talk.Answers(("for-whom", ["self"]), ("age", ["40-64"]), ("ward", ["kita"]), ("groups", ["work"]), ("worries-work", ["work-01"])));
        Assert.Contains(number, result.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_readers_own_language_is_among_the_few_that_are_named()
    {
        var card = (await ResultAsync("vi")).Cards.Select(c => (Card: c, Service: c.Kind == MessageCard.Service ? ServiceOf(c.Id) : null))
            .First(c => c.Service is { Languages.Count: > 6 });
        Assert.StartsWith("tiếng Việt", card.Card.Facts.First(f => f.Text.Contains("tiếng", StringComparison.Ordinal)).Text, StringComparison.OrdinalIgnoreCase);
    }

    private static bool Said(Talk talk, string text) => talk.Said.SelectMany(s => s.GetMessageData()!.Cards).Any(c => c.Facts.Any(f => f.Text == text));
}
