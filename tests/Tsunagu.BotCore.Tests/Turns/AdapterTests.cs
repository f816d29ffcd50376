namespace Tsunagu.BotCore.Tests.Turns;

public sealed class AdapterTests
{
    private readonly CollectingAdapter _adapter = new();
    private readonly List<string> _log = [];

    [Fact]
    public async Task Middleware_runs_around_the_bot_in_order()
    {
        _adapter.Use(new Logging("outer", _log)).Use(new Logging("inner", _log));

        await _adapter.ProcessAsync(new Activity(ActivityTypes.Message), BotAsync);

        Assert.Equal(["outer in", "inner in", "bot", "inner out", "outer out"], _log);
    }

    [Fact]
    public async Task Middleware_that_does_not_go_on_stops_the_turn()
    {
        _adapter.Use(new Logging("outer", _log, goesOn: false)).Use(new Logging("inner", _log));

        await _adapter.ProcessAsync(new Activity(ActivityTypes.Message), BotAsync);

        Assert.Equal(["outer in", "outer out"], _log);
    }

    [Fact]
    public async Task An_exception_goes_to_the_handler_or_to_the_caller()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _adapter.ProcessAsync(new Activity(ActivityTypes.Message), (_, _) => throw new InvalidOperationException("x")));

        _adapter.OnTurnError = (context, e) => context.SendActivityAsync("sorry: " + e.Message);
        await _adapter.ProcessAsync(new Activity(ActivityTypes.Message), (_, _) => throw new InvalidOperationException("x"));
        Assert.Equal(["sorry: x"], _adapter.Texts);
    }

    [Fact]
    public async Task A_turn_can_be_begun_by_the_bot()
    {
        var reference = new Activity(ActivityTypes.Message) { ChannelId = "test", From = new ChannelAccount("person"), Recipient = new ChannelAccount("bot"), Conversation = new ConversationAccount("talk") }.GetConversationReference();

        await _adapter.ContinueConversationAsync("bot", reference, (context, ct) => context.SendActivityAsync(context.Activity.Type!, cancellationToken: ct), CancellationToken.None);

        var sent = Assert.Single(_adapter.Sent);
        Assert.Equal(("event", "person", "talk"), (sent.Text, sent.Recipient!.Id, sent.Conversation!.Id));
    }

    [Theory]
    [InlineData(ActivityTypes.Message, "message")]
    [InlineData(ActivityTypes.Event, "event")]
    [InlineData(ActivityTypes.Typing, "typing")]
    [InlineData(ActivityTypes.EndOfConversation, "end")]
    [InlineData(ActivityTypes.InstallationUpdate, "installation")]
    [InlineData("somethingNew", "unrecognized")]
    public async Task Each_kind_has_its_method(string type, string expected)
    {
        var bot = new LoggingBot(_log);

        await _adapter.ProcessAsync(new Activity(type), bot.OnTurnAsync);

        Assert.Equal([expected], _log);
    }

    [Theory]
    [InlineData("person", "added 1")]
    [InlineData("bot", "")]
    public async Task Members_are_greeted_but_not_the_bot_itself(string member, string expected)
    {
        var bot = new LoggingBot(_log);
        var added = new Activity(ActivityTypes.ConversationUpdate) { Recipient = new ChannelAccount("bot"), MembersAdded = [new ChannelAccount(member)] };
        var removed = new Activity(ActivityTypes.ConversationUpdate) { Recipient = new ChannelAccount("bot"), MembersRemoved = [new ChannelAccount(member)] };

        await _adapter.ProcessAsync(added, bot.OnTurnAsync);
        Assert.Equal(expected, string.Join('|', _log));

        _log.Clear();
        await _adapter.ProcessAsync(removed, bot.OnTurnAsync);
        Assert.Equal(expected.Replace("added", "removed", StringComparison.Ordinal), string.Join('|', _log));
    }

    [Fact]
    public async Task An_activity_without_a_type_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => _adapter.ProcessAsync(new Activity(), new LoggingBot(_log).OnTurnAsync));

    private Task BotAsync(ITurnContext context, CancellationToken cancellationToken)
    {
        _log.Add("bot");
        return Task.CompletedTask;
    }

    private sealed class Logging(string name, List<string> log, bool goesOn = true) : IMiddleware
    {
        public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
        {
            log.Add(name + " in");
            if (goesOn)
                await next(cancellationToken);
            log.Add(name + " out");
        }
    }

    private sealed class LoggingBot(List<string> log) : ActivityHandler
    {
        protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) => Log("message");

        protected override Task OnEventAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) => Log("event");

        protected override Task OnTypingActivityAsync(ITurnContext<ITypingActivity> turnContext, CancellationToken cancellationToken) => Log("typing");

        protected override Task OnEndOfConversationActivityAsync(ITurnContext<IEndOfConversationActivity> turnContext, CancellationToken cancellationToken) => Log("end");

        protected override Task OnInstallationUpdateActivityAsync(ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken) => Log("installation");

        protected override Task OnUnrecognizedActivityTypeAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Log("unrecognized");

        protected override Task OnMembersAddedAsync(IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Log($"added {membersAdded.Count}");

        protected override Task OnMembersRemovedAsync(IList<ChannelAccount> membersRemoved, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Log($"removed {membersRemoved.Count}");

        private Task Log(string words)
        {
            log.Add(words);
            return Task.CompletedTask;
        }
    }
}
