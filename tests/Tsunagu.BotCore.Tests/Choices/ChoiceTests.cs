namespace Tsunagu.BotCore.Tests.Choices;

public sealed class ChoiceTests
{
    private static readonly IList<Choice> Five = ChoiceFactory.ToChoices(["あ", "い", "う", "え", "お"]);

    // Each of these is a row of the table in docs/adr/0002: a wrong pick is worse than asking again.
    [Theory]
    [InlineData("1.5")]
    [InlineData("１．５")]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("6")]
    [InlineData("99999999999999999999")]
    [InlineData("A1")]
    [InlineData("3人です")]
    [InlineData("2回目")]
    [InlineData("20歳")]
    [InlineData("一人暮らし")]
    [InlineData("三日前から")]
    [InlineData("1つもない")]
    [InlineData("the next one")]
    [InlineData("previous one")]
    [InlineData("3th")]
    [InlineData("half")]
    [InlineData("😀")]
    [InlineData("\ud83d")]
    public void What_is_no_place_in_the_list_picks_nothing(string said) => Assert.Empty(Pick(said));

    [Theory]
    [InlineData("1", 0)]
    [InlineData("１", 0)]
    [InlineData("①", 0)]
    [InlineData("⑤", 4)]
    [InlineData("2.", 1)]
    [InlineData("(2)", 1)]
    [InlineData("2、", 1)]
    [InlineData("2番", 1)]
    [InlineData("２番目です", 1)]
    [InlineData("２番目", 1)]
    [InlineData("2つ目", 1)]
    [InlineData("2がいい", 1)]
    [InlineData("第3", 2)]
    [InlineData("三", 2)]
    [InlineData("第三", 2)]
    [InlineData("二番目", 1)]
    [InlineData("二つ目", 1)]
    [InlineData("option 2", 1)]
    [InlineData("the second one", 1)]
    [InlineData("the last one", 4)]
    [InlineData("Fifth", 4)]
    [InlineData("4th", 3)]
    [InlineData("five", 4)]
    public void Places_in_the_list_are_understood(string said, int index) =>
        Assert.Equal([index], Pick(said));

    [Theory]
    [InlineData("十", 10)]
    [InlineData("十二", 12)]
    [InlineData("二十一番", 21)]
    [InlineData("twenty one", 21)]
    [InlineData("twenty-first", 21)]
    [InlineData("13th", 13)]
    [InlineData("21st", 21)]
    [InlineData("⑳", 20)]
    [InlineData("thirty", 30)]
    public void Larger_numbers_are_understood(string said, int number)
    {
        var choices = Enumerable.Range(1, 99).Select(i => new Choice($"c{i}")).ToList();

        Assert.Equal(number - 1, Assert.Single(ChoiceRecognizers.RecognizeChoices(said, choices)).Resolution.Index);
    }

    [Fact]
    public void What_was_found_says_where_and_how_well()
    {
        var found = Assert.Single(ChoiceRecognizers.RecognizeChoices("I take the dark and blue one", [new Choice("red"), new Choice("x") { Synonyms = ["dark blue"] }]));

        Assert.Equal(("dark and blue", 11, 23, "choice"), (found.Text, found.Start, found.End, found.TypeName));
        Assert.Equal(("x", 1, "dark blue"), (found.Resolution.Value, found.Resolution.Index, found.Resolution.Synonym));
        Assert.Equal(2f / 3, found.Resolution.Score, 3);
    }

    [Theory]
    [InlineData("red apple", "red apple")]
    [InlineData("red apple and red", "red apple|red")]
    [InlineData("green, apple", "green|apple")]
    public void A_word_counts_for_one_choice_only(string said, string expected)
    {
        var choices = ChoiceFactory.ToChoices(["red", "apple", "red apple", "green"]);

        Assert.Equal(expected, string.Join('|', ChoiceRecognizers.RecognizeChoices(said, choices).Select(f => f.Resolution.Value)));
    }

    [Fact]
    public void A_tokenizer_of_ones_own_may_read_a_language_without_spaces()
    {
        static IReadOnlyList<Token> ByCharacter(string text, string? locale) => text.Select((c, i) => new Token(i, i, c.ToString(), c.ToString())).ToList();

        var found = ChoiceRecognizers.RecognizeChoices("お金のこと", [new Choice("住まい"), new Choice("お金")], new FindChoicesOptions { Tokenizer = ByCharacter, MaxTokenDistance = 0 });

        Assert.Equal(1, Assert.Single(found).Resolution.Index);
    }

    [Fact]
    public void Long_input_and_odd_choices_do_no_harm()
    {
        var odd = new List<Choice> { new(), new(""), new("  "), new("a") { Synonyms = [""] } };

        Assert.Empty(ChoiceRecognizers.RecognizeChoices(string.Concat(Enumerable.Repeat("b ", 20_000)), odd));
        Assert.Empty(ChoiceRecognizers.RecognizeChoices("1", []));
        Assert.Equal(3, Assert.Single(ChoiceRecognizers.RecognizeChoices("a", odd)).Resolution.Index);
    }

    [Fact]
    public void Buttons_are_filled_in_from_what_is_there()
    {
        var message = ChoiceFactory.SuggestedAction(
        [
            new Choice("plain"),
            new Choice("titled") { Action = new CardAction(null, "Title") },
            new Choice("valued") { Action = new CardAction(ActionTypes.PostBack, value: "v") },
            new Choice("bare") { Action = new CardAction() },
        ]);

        Assert.Equal(
            ["imBack plain plain", "imBack Title Title", "postBack v v", "imBack bare bare"],
            message.SuggestedActions!.Actions!.Select(a => $"{a.Type} {a.Title} {a.Value}"));
    }

    [Fact]
    public void A_card_keeps_the_buttons_of_its_choices()
    {
        var message = ChoiceFactory.HeroCard([new Choice("v") { Action = new CardAction(ActionTypes.OpenUrl, "open", value: "https://example.org") }], "text");

        var card = Assert.IsType<HeroCard>(Assert.Single(message.Attachments!).Content);
        Assert.Equal(("openUrl", "open"), (card.Buttons![0].Type, card.Buttons[0].Title));
    }

    [Fact]
    public void Buttons_may_be_for_some_only()
    {
        Assert.Equal(["u"], ChoiceFactory.SuggestedAction(["a"], "t", toList: ["u"]).SuggestedActions!.To);
        Assert.Equal(["u"], MessageFactory.SuggestedActions(["a"], "t", toList: ["u"]).SuggestedActions!.To);
        Assert.Equal("t\n\n   1. a", ChoiceFactory.List(["a"], "t").Text);
    }

    private static IEnumerable<int> Pick(string said) => ChoiceRecognizers.RecognizeChoices(said, Five).Select(f => f.Resolution.Index);
}
