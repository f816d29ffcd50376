using System.Text;

namespace Tsunagu.BotCore.Tests.Dialogs;

public sealed class SameActivityTwiceTests
{
    private static readonly Func<ConversationState, IMiddleware> Once = state => new OncePerActivityMiddleware(state);

    [Fact]
    public async Task Without_the_middleware_a_repeated_activity_is_taken_as_the_next_answer()
    {
        var bot = new TestBot(TestBot.TwoQuestions());
        await bot.SayAsync("hi");
        var answer = bot.Message("a");

        Assert.Equal("second?", await bot.RunAsync(answer));
        await bot.RunAsync(answer);

        Assert.Equal("a, a", bot.Result!.Result);
    }

    [Fact]
    public async Task With_it_the_talk_goes_on_by_one_question()
    {
        var bot = new TestBot(TestBot.TwoQuestions());
        await bot.RunAsync(bot.Message("hi"), Once);
        var answer = bot.Message("a");

        Assert.Equal("second?", await bot.RunAsync(answer, Once));
        Assert.Equal("", await bot.RunAsync(answer, Once));
        await bot.RunAsync(bot.Message("b"), Once);

        Assert.Equal("a, b", bot.Result!.Result);
    }

    [Fact]
    public async Task A_turn_that_failed_can_be_run_again()
    {
        var fails = true;
        var bot = new TestBot(new WaterfallDialog("main", [(step, ct) => fails ? throw new InvalidOperationException() : step.EndDialogAsync("done", ct)]));
        var activity = bot.Message("hi");
        await Assert.ThrowsAsync<InvalidOperationException>(() => bot.RunAsync(activity, Once));

        fails = false;
        await bot.RunAsync(activity, Once);

        Assert.Equal("done", bot.Result!.Result);
    }

    [Fact]
    public async Task What_makes_two_activities_the_same_can_be_said_and_only_so_many_are_kept()
    {
        var bot = new TestBot(new WaterfallDialog("main", [(step, ct) => step.EndDialogAsync(step.Context.Activity.Text, ct)]));
        IMiddleware ByName(ConversationState state) => new OncePerActivityMiddleware(state, a => a.Name, remember: 2);
        async Task<bool> RunsAsync(string? name)
        {
            var activity = bot.Message("x");
            activity.Name = name;
            await bot.RunAsync(activity, ByName);
            return bot.Result is not null;
        }

        Assert.True(await RunsAsync("a"));
        Assert.False(await RunsAsync("a"));
        Assert.True(await RunsAsync("b"));
        Assert.True(await RunsAsync("c"));
        Assert.False(await RunsAsync("b"));
        Assert.True(await RunsAsync("a"));
        Assert.True(await RunsAsync(null));
        Assert.True(await RunsAsync(null));
    }

    [Fact]
    public async Task The_same_turn_run_again_on_the_same_state_gives_the_same_bytes()
    {
        var results = new List<string>();
        for (var run = 0; run < 2; run++)
        {
            var bot = new TestBot(TestBot.TwoQuestions());
            await bot.SayAsync("hi");
            await bot.SayAsync("a");
            var state = (await bot.Storage.ReadAsync(["test/conversations/talk"], TestContext.Current.CancellationToken)).Single().Value;
            results.Add(Encoding.UTF8.GetString(StateCodec.Default.Encode(state)) + bot.Sent[0].ToJson());
        }

        Assert.Equal(results[0], results[1]);
        Assert.Contains("\"instanceId\":\"in-0.1\"", results[0], StringComparison.Ordinal);
    }
}
