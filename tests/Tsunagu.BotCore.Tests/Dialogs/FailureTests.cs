namespace Tsunagu.BotCore.Tests.Dialogs;

public sealed class FailureTests
{
    [Fact]
    public async Task An_exception_in_a_step_reaches_the_caller_and_leaves_the_talk_as_it_was()
    {
        var fails = true;
        var root = new ComponentDialog("main");
        root.AddDialog(new WaterfallDialog("steps", [
            (step, ct) => step.PromptAsync("text", TestBot.Asking("go?"), ct),
            (step, ct) => fails ? throw new InvalidOperationException("broken") : step.EndDialogAsync(step.Result, ct),
        ]));
        root.AddDialog(new TextPrompt("text"));
        var bot = new TestBot(root);
        Assert.Equal("go?", await bot.SayAsync("hi"));

        var broken = await Assert.ThrowsAsync<InvalidOperationException>(() => bot.SayAsync("himitsu"));

        // Which dialogs ran can be logged; what the person said is nowhere in it.
        Assert.Equal("broken", broken.Message);
        Assert.Equal("main / steps", broken.Data["DialogStack"]);

        fails = false;
        await bot.SayAsync("again");
        Assert.Equal((DialogTurnStatus.Complete, "again"), (bot.Result!.Status, bot.Result.Result));
    }

    [Theory]
    [InlineData("begin")]
    [InlineData("replace")]
    [InlineData("prompt")]
    public async Task An_unknown_dialog_is_named(string way)
    {
        var bot = new TestBot(new WaterfallDialog("main", [
            (step, ct) => way switch
            {
                "begin" => step.BeginDialogAsync("nowhere", cancellationToken: ct),
                "replace" => step.ReplaceDialogAsync("nowhere", cancellationToken: ct),
                _ => step.PromptAsync("nowhere", TestBot.Asking("?"), ct),
            },
        ]));

        var unknown = await Assert.ThrowsAsync<DialogContextException>(() => bot.SayAsync("hi"));

        Assert.Contains("'nowhere'", unknown.Message, StringComparison.Ordinal);
        Assert.Empty(await bot.Storage.ReadAsync(["test/conversations/talk"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_prompt_without_prompt_options_is_refused()
    {
        var root = new ComponentDialog("main").AddDialog(new WaterfallDialog("w", [(step, ct) => step.BeginDialogAsync("text", "no options", ct)])).AddDialog(new TextPrompt("text"));

        await Assert.ThrowsAsync<ArgumentException>(() => new TestBot(root).SayAsync("hi"));
    }

    [Fact]
    public async Task A_set_without_state_has_no_stack() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => new DialogSet().CreateContextAsync(new TurnContext(new CollectingAdapter(), new Activity()), TestContext.Current.CancellationToken));

    [Fact]
    public async Task A_turn_can_be_cancelled_from_outside()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var root = new WaterfallDialog("main", [(step, ct) =>
        {
            ct.ThrowIfCancellationRequested();
            return step.EndDialogAsync(cancellationToken: ct);
        }]);
        using var turn = new TurnContext(new CollectingAdapter(), new TestBot(root).Message("hi"));

        await Assert.ThrowsAsync<OperationCanceledException>(() => root.RunAsync(turn, new ConversationState(new MemoryStorage()).CreateProperty<DialogState>("d"), stop.Token));
    }
}
