namespace Tsunagu.Handbooks.Tests.Texts;

public sealed class HandbookTextsTests
{
    private static readonly HandbookTexts Texts = new(
    [
        new LocaleTexts
        {
            Locale = Locale.Japanese,
            Messages = new Dictionary<string, string> { ["hello"] = "こんにちは、{name}", ["only-ja"] = "日本語だけ" },
            Questions = new Dictionary<string, WrittenText> { ["age"] = new("何歳ですか", "その人は何歳ですか", "答えなくて大丈夫です", null) },
            Options = new Dictionary<string, WrittenText> { ["groups/money"] = new("お金のこと", null, null, "お金"), ["worries/money-01"] = new("食べるものがない", null, null, null) },
            Names = new Dictionary<string, string> { ["needs/life"] = "暮らしの相談" },
            Synonyms = new Dictionary<string, IReadOnlyList<string>> { ["age/old"] = ["年寄り"], ["commands/back"] = ["もどる"] },
        },
        new LocaleTexts
        {
            Locale = Locale.English,
            Messages = new Dictionary<string, string> { ["hello"] = "Hello, {name}" },
            Questions = new Dictionary<string, WrittenText>(),
            Options = new Dictionary<string, WrittenText> { ["groups/money"] = new("Money", null, null, null) },
            Names = new Dictionary<string, string> { ["services/desk"] = "The desk" },
            Synonyms = new Dictionary<string, IReadOnlyList<string>> { ["age/old"] = ["elderly"] },
        },
    ]);

    [Fact]
    public void A_text_is_taken_from_the_nearest_language_that_has_it()
    {
        Assert.Equal("Hello, Aki", Texts.Message(Locale.Vietnamese, "hello", new Dictionary<string, string> { ["name"] = "Aki" }));
        Assert.Equal("日本語だけ", Texts.Message(Locale.English, "only-ja"));
        Assert.Equal("暮らしの相談", Texts.NeedName(Locale.English, "life"));
    }

    [Fact]
    public void A_text_says_which_language_it_came_from()
    {
        Assert.Equal(Locale.Japanese, Texts.Question(Locale.English, "age", third: false).Locale);
        Assert.Equal(Locale.English, Texts.Option(Locale.Korean, "groups", "money", third: false).Locale);
    }

    [Fact]
    public void About_somebody_else_the_words_change_where_there_are_some()
    {
        Assert.Equal("その人は何歳ですか", Texts.Question(Locale.Japanese, "age", third: true).Text);
        Assert.Equal("お金のこと", Texts.Option(Locale.Japanese, "groups", "money", third: true).Text);
    }

    [Fact]
    public void Fields_and_worries_have_the_same_words_wherever_they_are_offered()
    {
        Assert.Equal("お金のこと", Texts.Option(Locale.Japanese, "priority-group", "money", third: false).Text);
        Assert.Equal("食べるものがない", Texts.Option(Locale.Japanese, "worries-money", "money-01", third: false).Text);
        Assert.Equal("食べるものがない", Texts.Option(Locale.Japanese, "priority", "money-01", third: false).Text);
    }

    [Fact]
    public void Names_of_windows_do_not_fall_back()
    {
        Assert.Equal("The desk", Texts.ServiceName(Locale.English, "desk"));
        Assert.Null(Texts.ServiceName(Locale.Vietnamese, "desk"));
    }

    [Fact]
    public void Other_words_of_all_fallbacks_are_understood()
    {
        Assert.Equal(["elderly", "年寄り"], Texts.Synonyms(Locale.Korean, "age", "old"));
        Assert.Equal(["もどる"], Texts.CommandWords(Locale.English, "back"));
    }

    [Theory]
    [InlineData("{a} and {b}", "1 and {b}")]
    [InlineData("{a}{a}", "11")]
    [InlineData("an open { stays", "an open { stays")]
    [InlineData("", "")]
    public void Placeholders_are_filled_and_unknown_ones_stay_visible(string text, string filled) =>
        Assert.Equal(filled, HandbookTexts.Fill(text, new Dictionary<string, string> { ["a"] = "1" }));
}
