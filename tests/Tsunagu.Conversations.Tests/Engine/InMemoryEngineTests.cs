using Microsoft.Extensions.Time.Testing;
using Tsunagu.BotCore;
using Tsunagu.Conversations.Tests.Toys;
using Tsunagu.Dialogs;

namespace Tsunagu.Conversations.Tests.Engine;

/// <summary>The engine in memory, held to what every engine must do, and its own store.</summary>
public sealed class InMemoryEngineTests : EngineTests, IDisposable
{
    private readonly List<IDisposable> _engines = [];

    internal override Task<IConversations> CreateEngine(ITurnRunner runner, FakeTimeProvider clock, ConversationOptions options, Action<Exception> onError) =>
        Task.FromResult<IConversations>(Keep(new InMemoryConversations(runner, new InMemoryConversationStore(options), clock, options, onError)));

    [Fact]
    public async Task A_lost_race_on_the_write_runs_the_turn_again_on_the_newer_state()
    {
        var ct = TestContext.Current.CancellationToken;
        var runner = new CountingRunner();
        var options = new ConversationOptions();
        var store = new RacingStore(new InMemoryConversationStore(options)) { LosesWrites = 2 };
        var engine = Keep(new InMemoryConversations(runner, store, new FakeTimeProvider(), options));
        var key = new ConversationKey("webchat", "1");
        await engine.BeginAsync(key, "ja", ct);
        var result = await engine.ReceiveAsync(key, new IncomingEvent("e1", new Activity(ActivityTypes.Message) { Text = "words" }), ct);
        Assert.Equal(ReceiveStatus.Accepted, result.Status);
        Assert.Equal("turn 1", Assert.Single(result.Replies).Text);
        Assert.Equal(3, runner.Runs);
        Assert.Equal(2, (await engine.ReadAsync(key, 0, ct))!.Activities.Count);
    }

    [Fact]
    public async Task A_race_that_is_always_lost_is_refused_as_busy()
    {
        var ct = TestContext.Current.CancellationToken;
        var options = new ConversationOptions();
        var store = new RacingStore(new InMemoryConversationStore(options)) { LosesWrites = int.MaxValue };
        var engine = Keep(new InMemoryConversations(new CountingRunner(), store, new FakeTimeProvider(), options));
        var key = new ConversationKey("webchat", "1");
        await engine.BeginAsync(key, "ja", ct);
        Assert.Equal(ReceiveStatus.Busy, (await engine.ReceiveAsync(key, new IncomingEvent("e1", new Activity(ActivityTypes.Message)), ct)).Status);
    }

    [Fact]
    public async Task A_store_that_is_down_still_answers_with_lines_to_call_and_takes_nothing()
    {
        var ct = TestContext.Current.CancellationToken;
        var options = new ConversationOptions();
        var store = new RacingStore(new InMemoryConversationStore(options));
        List<Exception> errors = [];
        var engine = Keep(new InMemoryConversations(new CountingRunner(), store, new FakeTimeProvider(), options, errors.Add));
        var key = new ConversationKey("webchat", "1");
        await engine.BeginAsync(key, "ja", ct);
        store.IsDown = true;
        var result = await engine.ReceiveAsync(key, new IncomingEvent("e1", new Activity(ActivityTypes.Message)), ct);
        Assert.Equal(ReceiveStatus.Unkept, result.Status);
        Assert.Equal("emergency", Assert.Single(result.Replies).Text);
        Assert.Single(errors);
    }

    [Fact]
    public async Task What_was_said_last_is_held_until_it_was_read_and_then_comes_from_the_store()
    {
        var ct = TestContext.Current.CancellationToken;
        var options = new ConversationOptions();
        var store = new RacingStore(new InMemoryConversationStore(options));
        var engine = Keep(new InMemoryConversations(new CountingRunner(), store, new FakeTimeProvider(), options));
        var key = new ConversationKey("webchat", "1");
        await engine.BeginAsync(key, "ja", ct);
        for (var i = 1; i <= 2; i++)
        {
            await engine.ReceiveAsync(key, new IncomingEvent($"e{i}", new Activity(ActivityTypes.Message)), ct);
            store.IsDown = true;
            Assert.Equal(["(kept words)", $"turn {i}"], (await engine.ReadAsync(key, 2 * (i - 1), ct))!.Activities.Select(a => a.Text));
            await Assert.ThrowsAsync<ConversationsUnavailableException>(() => engine.ReadAsync(key, 2 * (i - 1), ct));
            store.IsDown = false;
            Assert.Equal(2 * i, (await engine.ReadAsync(key, 0, ct))!.Activities.Count);
        }
    }

    [Fact]
    public async Task The_oldest_gives_way_where_a_history_or_the_events_would_grow_without_end()
    {
        var ct = TestContext.Current.CancellationToken;
        var options = new ConversationOptions { MaxHistory = 4, MaxEvents = 2 };
        var engine = await CreateEngine(new CountingRunner(), new FakeTimeProvider(), options, _ => { });
        var key = new ConversationKey("webchat", "1");
        await engine.BeginAsync(key, "ja", ct);
        for (var i = 1; i <= 3; i++)
            await engine.ReceiveAsync(key, new IncomingEvent($"e{i}", new Activity(ActivityTypes.Message)), ct);
        var history = (await engine.ReadAsync(key, 0, ct))!;
        Assert.Equal(6, history.Watermark);
        Assert.Equal(["(kept words)", "turn 2", "(kept words)", "turn 3"], history.Activities.Select(a => a.Text));
        Assert.Equal(ReceiveStatus.Duplicate, (await engine.ReceiveAsync(key, new IncomingEvent("e3", new Activity(ActivityTypes.Message)), ct)).Status);
        Assert.Equal(ReceiveStatus.Accepted, (await engine.ReceiveAsync(key, new IncomingEvent("e1", new Activity(ActivityTypes.Message)), ct)).Status);
    }

    public void Dispose()
    {
        foreach (var engine in _engines)
            engine.Dispose();
    }

    private InMemoryConversations Keep(InMemoryConversations engine)
    {
        _engines.Add(engine);
        return engine;
    }
}
