using System.Text;

namespace Tsunagu.BotCore.Tests.Dialogs;

/// <summary>State that another version of the program wrote: either the talk goes on, or it is the one named case, <see cref="OutdatedStateException"/>.</summary>
public sealed class OlderStateTests
{
    private const string Key = "test/conversations/talk";

    [Fact]
    public async Task State_as_the_first_version_wrote_it_is_still_read()
    {
        // Bytes of the first release; if this test must change, talks in progress break at the update.
        var bot = await WithStateAsync(TestBot.TwoQuestions(), """
            {"DialogState":{"$type":"dialogState","value":{"dialogStack":[{"id":"main","state":{"dialogs":{"$type":"dialogState","value":{"dialogStack":[
              {"id":"text","state":{"options":{"$type":"promptOptions","value":{"prompt":{"type":"message","text":"second?","inputHint":"acceptingInput"}}},"state":{"AttemptCount":0}}},
              {"id":"ask","state":{"options":null,"values":{"first":"a"},"instanceId":"in-0.1","stepIndex":1}}]}}}}]}}}
            """);

        await bot.SayAsync("b");

        Assert.Equal("a, b", bot.Result!.Result);
    }

    [Theory]
    [InlineData("a dialog that is gone", """{"DialogState":{"$type":"dialogState","value":{"dialogStack":[{"id":"gone","state":{}}]}}}""", "'gone'")]
    [InlineData("an inner dialog that is gone", """{"DialogState":{"$type":"dialogState","value":{"dialogStack":[{"id":"main","state":{"dialogs":{"$type":"dialogState","value":{"dialogStack":[{"id":"gone","state":{}}]}}}}]}}}""", "'gone'")]
    [InlineData("a dialog below that is gone", """{"DialogState":{"$type":"dialogState","value":{"dialogStack":[{"id":"main","state":{"dialogs":{"$type":"dialogState","value":{"dialogStack":[{"id":"ask","state":{"values":{},"stepIndex":9}},{"id":"gone","state":{}}]}}}}]}}}""", "'gone'")]
    [InlineData("a waterfall without its step", """{"DialogState":{"$type":"dialogState","value":{"dialogStack":[{"id":"main","state":{"dialogs":{"$type":"dialogState","value":{"dialogStack":[{"id":"ask","state":{}}]}}}}]}}}""", "stepIndex")]
    [InlineData("a waterfall with a step of another kind", """{"DialogState":{"$type":"dialogState","value":{"dialogStack":[{"id":"main","state":{"dialogs":{"$type":"dialogState","value":{"dialogStack":[{"id":"ask","state":{"stepIndex":"one"}}]}}}}]}}}""", "stepIndex")]
    [InlineData("a waterfall without values", """{"DialogState":{"$type":"dialogState","value":{"dialogStack":[{"id":"main","state":{"dialogs":{"$type":"dialogState","value":{"dialogStack":[{"id":"ask","state":{"stepIndex":0}}]}}}}]}}}""", "values")]
    [InlineData("a prompt without its question", """{"DialogState":{"$type":"dialogState","value":{"dialogStack":[{"id":"main","state":{"dialogs":{"$type":"dialogState","value":{"dialogStack":[{"id":"text","state":{}}]}}}}]}}}""", "'text'")]
    [InlineData("a component with another stack", """{"DialogState":{"$type":"dialogState","value":{"dialogStack":[{"id":"main","state":{"dialogs":[1]}}]}}}""", "'main'")]
    [InlineData("a property of another kind", """{"DialogState":"text"}""", "'DialogState'")]
    public async Task What_cannot_go_on_is_the_named_case(string what, string state, string named)
    {
        var bot = await WithStateAsync(TestBot.TwoQuestions(), state);

        var outdated = await Assert.ThrowsAsync<OutdatedStateException>(() => bot.SayAsync("b"));

        Assert.Contains(named, outdated.Message, StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty(what));
    }

    [Fact]
    public async Task After_the_named_case_the_talk_can_be_forgotten_and_begun_again()
    {
        var bot = await WithStateAsync(TestBot.TwoQuestions(), """{"DialogState":{"$type":"dialogState","value":{"dialogStack":[{"id":"gone","state":{}}]}}}""");
        await Assert.ThrowsAsync<OutdatedStateException>(() => bot.SayAsync("b"));

        await bot.Storage.DeleteAsync([Key], TestContext.Current.CancellationToken);

        Assert.Equal("first?", await bot.SayAsync("hi"));
    }

    [Fact]
    public async Task A_waterfall_that_lost_steps_ends_with_the_last_result()
    {
        var bot = await WithStateAsync(new WaterfallDialog("main", [(step, ct) => step.EndDialogAsync("not here", ct)]), """
            {"DialogState":{"$type":"dialogState","value":{"dialogStack":[{"id":"main","state":{"options":null,"values":{},"instanceId":"1.1","stepIndex":7}}]}}}
            """);

        await bot.SayAsync("kept");

        Assert.Equal((DialogTurnStatus.Complete, "kept"), (bot.Result!.Status, bot.Result.Result));
    }

    [Theory]
    [InlineData(1, 1, "")]
    [InlineData(1, 2, "versionChanged")]
    public async Task A_component_is_told_that_its_dialogs_changed_and_the_talk_goes_on(int stepsBefore, int stepsAfter, string expected)
    {
        var storage = new MemoryStorage();
        await new TestBot(new Telling(stepsBefore), storage).SayAsync("hi");
        var after = new Telling(stepsAfter);
        var bot = new TestBot(after, storage);

        await bot.SayAsync("x");
        await bot.SayAsync("y");

        Assert.Equal(expected, string.Join('|', after.Events));
    }

    private static async Task<TestBot> WithStateAsync(Dialog root, string state)
    {
        var bot = new TestBot(root);
        await bot.Storage.WriteAsync(new Dictionary<string, object> { [Key] = StateCodec.Default.Decode(Encoding.UTF8.GetBytes(state))! }, TestContext.Current.CancellationToken);
        return bot;
    }

    private sealed class Telling : ComponentDialog
    {
        internal Telling(int steps)
            : base("main")
        {
            var waterfall = new WaterfallDialog("w");
            for (var i = 0; i < steps; i++)
                waterfall.AddStep((_, _) => Task.FromResult(EndOfTurn));
            AddDialog(waterfall);
        }

        internal List<string> Events { get; } = [];

        protected override Task<bool> OnPreBubbleEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken)
        {
            Events.Add(e.Name);
            return Task.FromResult(false);
        }
    }
}
