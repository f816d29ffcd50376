namespace Tsunagu.BotCore.Tests.Turns;

public sealed class TurnContextTests
{
    private readonly CollectingAdapter _adapter = new();

    [Fact]
    public async Task An_answer_goes_back_to_the_sender()
    {
        using var turn = Turn();

        var response = await turn.SendActivityAsync("hello", inputHint: InputHints.ExpectingInput, cancellationToken: TestContext.Current.CancellationToken);

        var sent = Assert.Single(_adapter.Sent);
        Assert.Equal(("bot", "person", "talk", "test", "in", "hello", "expectingInput"), (sent.From!.Id, sent.Recipient!.Id, sent.Conversation!.Id, sent.ChannelId, sent.ReplyToId, sent.Text, sent.InputHint));
        Assert.Equal("sent-0", response!.Id);
        Assert.True(turn.Responded);
    }

    [Fact]
    public async Task What_is_sent_is_a_copy_so_a_shared_prompt_carries_no_address()
    {
        var shared = MessageFactory.Text("question");
        using var turn = Turn();

        await turn.SendActivityAsync(shared, TestContext.Current.CancellationToken);

        Assert.Null(shared.Conversation);
        Assert.Null(shared.Recipient);
        Assert.Null(shared.ReplyToId);
    }

    [Fact]
    public async Task Handlers_see_change_and_stop_what_is_sent()
    {
        using var turn = Turn();
        turn.OnSendActivities(async (_, activities, next) =>
        {
            activities.RemoveAll(a => a.Text == "no");
            activities.ForEach(a => a.Text += "!");
            return await next();
        });
        turn.OnSendActivities((_, activities, next) => activities.Exists(a => a.Text == "stop!") ? Task.FromResult(Array.Empty<ResourceResponse>()) : next());

        await turn.SendActivityAsync("no", cancellationToken: TestContext.Current.CancellationToken);
        await turn.SendActivityAsync("stop", cancellationToken: TestContext.Current.CancellationToken);
        Assert.False(turn.Responded);

        await turn.SendActivitiesAsync([MessageFactory.Text("a"), MessageFactory.Text("no"), MessageFactory.Text("b")], TestContext.Current.CancellationToken);
        Assert.Equal(["a!", "b!"], _adapter.Texts);
        Assert.True(turn.Responded);
    }

    [Fact]
    public async Task Updates_and_deletions_reach_the_adapter_through_handlers()
    {
        using var turn = Turn();
        var seen = new List<string?>();
        turn.OnUpdateActivity((_, activity, next) =>
        {
            seen.Add(activity.Id);
            return next();
        });
        turn.OnDeleteActivity((_, reference, next) => reference.ActivityId == "keep" ? Task.CompletedTask : next());

        await turn.UpdateActivityAsync(new Activity { Id = "u", Text = "new" }, TestContext.Current.CancellationToken);
        await turn.DeleteActivityAsync("keep", TestContext.Current.CancellationToken);
        await turn.DeleteActivityAsync("gone", TestContext.Current.CancellationToken);

        Assert.Equal(["u"], seen);
        Assert.Equal("new", Assert.Single(_adapter.Updated).Text);
        Assert.Equal(["gone"], _adapter.Deleted);
    }

    [Fact]
    public async Task Nothing_can_be_sent_after_the_turn()
    {
        var turn = Turn();
        turn.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => turn.SendActivityAsync("late", cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Sending_nothing_is_refused()
    {
        using var turn = Turn();

        await Assert.ThrowsAsync<ArgumentException>(() => turn.SendActivityAsync(" ", cancellationToken: TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<ArgumentException>(() => turn.SendActivitiesAsync([], TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Turn_state_keeps_things_by_type_and_name_and_disposes_of_them()
    {
        var thing = new MemoryStream();
        using (var turn = Turn())
        {
            turn.TurnState.Add(thing);
            turn.TurnState.Set("number", 5);

            Assert.Same(thing, turn.TurnState.Get<MemoryStream>());
            Assert.Equal(5, turn.TurnState.Get<int>("number"));
            Assert.Null(turn.TurnState.Get<string>("number"));
            Assert.Throws<ArgumentException>(() => turn.TurnState.Add(thing));
        }

        Assert.False(thing.CanRead);
    }

    private TurnContext Turn() => new(_adapter, new Activity(ActivityTypes.Message)
    {
        Id = "in",
        ChannelId = "test",
        From = new ChannelAccount("person"),
        Recipient = new ChannelAccount("bot"),
        Conversation = new ConversationAccount("talk"),
    });
}
