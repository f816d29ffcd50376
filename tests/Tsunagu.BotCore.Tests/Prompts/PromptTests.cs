namespace Tsunagu.BotCore.Tests.Prompts;

public sealed class PromptTests
{
    [Theory]
    [InlineData("1, 3", "a#0 c#2")]
    [InlineData("1,3", "a#0 c#2")]
    [InlineData("３と１", "c#2 a#0")]
    [InlineData("1番、2番", "a#0 b#1")]
    [InlineData("the first and the third", "a#0 c#2")]
    [InlineData("c b", "c#2 b#1")]
    [InlineData("b b b", "b#1")]
    [InlineData("2 2", "b#1")]
    [InlineData("last", "c#2")]
    [InlineData("none", null)]
    [InlineData("4", null)]
    [InlineData("1つもない", null)]
    public async Task Several_choices_come_in_the_order_in_which_they_are_named(string said, string? expected)
    {
        var (bot, _) = Bot(new MultiChoicePrompt("p") { Style = ListStyle.List });
        Assert.Equal("which?\n\n   1. a\n   2. b\n   3. c", await bot.SayAsync("hi"));

        await bot.SayAsync(said);

        Assert.Equal(expected, bot.Result!.Result is IList<FoundChoice> found ? string.Join(' ', found.Select(f => $"{f.Value}#{f.Index}")) : null);
        Assert.Equal(expected is null ? DialogTurnStatus.Waiting : DialogTurnStatus.Complete, bot.Result.Status);
    }

    [Fact]
    public async Task A_validator_may_ask_for_a_number_of_choices()
    {
        var (bot, _) = Bot(new MultiChoicePrompt("p", (p, _) => Task.FromResult(p.Recognized is { Succeeded: true, Value.Count: <= 2 })) { Style = ListStyle.None });
        await bot.SayAsync("hi");

        Assert.Equal("which?", await bot.SayAsync("1 2 3"));
        await bot.SayAsync("1 2");

        Assert.Equal(2, Assert.IsType<List<FoundChoice>>(bot.Result!.Result).Count);
    }

    [Fact]
    public async Task The_callers_options_are_not_changed()
    {
        var (bot, options) = Bot(new ChoicePrompt("p"));
        options.Prompt!.InputHint = null;

        await bot.SayAsync("hi");
        await bot.SayAsync("x");

        Assert.Equal(InputHints.ExpectingInput, bot.Sent[0].InputHint);
        Assert.Equal((null, "which?", null, null), (options.Prompt.InputHint, options.Prompt.Text, options.Prompt.SuggestedActions, options.Prompt.Attachments));
    }

    [Fact]
    public async Task Cards_of_the_question_stay_beside_the_card_of_choices()
    {
        var (bot, options) = Bot(new ChoicePrompt("p") { Style = ListStyle.HeroCard });
        options.Prompt!.Attachments = [new HeroCard { Title = "own" }.ToAttachment()];

        await bot.SayAsync("hi");
        await bot.SayAsync("x");

        Assert.Equal(2, bot.Sent[0].Attachments!.Count);
        Assert.Single(options.Prompt.Attachments);
    }

    [Fact]
    public async Task A_prompt_without_words_shows_its_choices()
    {
        var (bot, options) = Bot(new ChoicePrompt("p") { Style = ListStyle.Inline });
        options.Prompt = null;

        Assert.Equal(" (1) a, (2) b, or (3) c", await bot.SayAsync("hi"));
        Assert.Equal(InputHints.ExpectingInput, bot.Sent[0].InputHint);
    }

    [Theory]
    [InlineData("ja", "which? a・b、または c")]
    [InlineData("ja-JP", "which? a・b、または c")]
    [InlineData("fr", "which? a; b; and c")]
    [InlineData(null, "which? a・b、または c")]
    public async Task Words_between_choices_are_found_by_language(string? locale, string expected)
    {
        var (bot, _) = Bot(new ChoicePrompt("p", new Dictionary<string, ChoiceFactoryOptions>
        {
            ["ja-jp"] = new("・", "または ", "、または ", false),
            ["en-us"] = new("; ", " and ", "; and ", false),
        }, defaultLocale: "ja")
        { Style = ListStyle.Inline });
        var activity = bot.Message("hi");
        activity.Locale = locale;

        Assert.Equal(expected, await bot.RunAsync(activity));
    }

    [Fact]
    public async Task Words_that_leave_something_open_keep_the_rest_as_it_is()
    {
        var (bot, _) = Bot(new ChoicePrompt("p") { Style = ListStyle.Inline, ChoiceOptions = new ChoiceFactoryOptions { InlineOrMore = " / " } });

        Assert.Equal("which? (1) a, (2) b / (3) c", await bot.SayAsync("hi"));
    }

    [Theory]
    [InlineData("はい", true)]
    [InlineData("はい、お願いします", true)]
    [InlineData("はい！", true)]
    [InlineData("いいえ", false)]
    [InlineData("yes", true)]
    [InlineData("１", true)]
    [InlineData("2番", false)]
    [InlineData("not ok", false)]
    [InlineData("not sure", null)]
    [InlineData("no, yes, I mean", null)]
    [InlineData("はい いいえ", null)]
    [InlineData("1 2", null)]
    [InlineData("たぶん", null)]
    [InlineData("", null)]
    public async Task Yes_or_no_is_understood_only_if_it_is_clear(string said, bool? expected)
    {
        var (bot, _) = Bot(new ConfirmPrompt("p") { ConfirmChoices = Tuple.Create(new Choice("はい"), new Choice("いいえ")), Style = ListStyle.None });
        await bot.SayAsync("hi");

        await bot.SayAsync(said);

        Assert.Equal(expected, bot.Result!.Result);
    }

    [Theory]
    [InlineData("take", true)]
    [InlineData("1", null)]
    public async Task Yes_and_no_without_numbers_are_understood_by_their_words_only(string said, bool? expected)
    {
        var (bot, _) = Bot(new ConfirmPrompt("p", new Dictionary<string, (Choice, Choice, ChoiceFactoryOptions?)>
        {
            ["en-us"] = (new Choice("take"), new Choice("leave"), new ChoiceFactoryOptions { IncludeNumbers = false }),
        })
        { Style = ListStyle.Inline });
        Assert.Equal("which? take or leave", await bot.SayAsync("hi"));

        await bot.SayAsync(said);

        Assert.Equal(expected, bot.Result!.Result);
    }

    [Fact]
    public async Task The_options_style_counts_for_yes_and_no_too()
    {
        var (bot, options) = Bot(new ConfirmPrompt("p"));
        options.Style = ListStyle.None;

        Assert.Equal("which?", await bot.SayAsync("hi"));
    }

    private static (TestBot Bot, PromptOptions Options) Bot(Dialog prompt)
    {
        var options = TestBot.Asking("which?", "a", "b", "c");
        var root = new ComponentDialog("main");
        root.AddDialog(new WaterfallDialog("w", [(step, ct) => step.PromptAsync("p", options, ct), (step, ct) => step.EndDialogAsync(step.Result, ct)]));
        root.AddDialog(prompt);
        return (new TestBot(root), options);
    }
}
