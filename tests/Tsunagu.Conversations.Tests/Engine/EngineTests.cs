using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Tsunagu.BotCore;
using Tsunagu.Conversations.Tests.Toys;
using Tsunagu.Dialogs;

namespace Tsunagu.Conversations.Tests.Engine;

/// <summary>
/// What every engine behind <see cref="IConversations"/> must do. A class per engine derives from this and only says how the engine is made,
/// so that the durable one is held to the same as the one in memory.
/// </summary>
public abstract class EngineTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 1, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(Start);
    private readonly CountingRunner _runner = new();
    private readonly List<Exception> _errors = [];

    private static ConversationKey Key { get; } = new("webchat", "conversation-1");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The engine under test, empty.</summary>
    /// <param name="runner">Runs turns.</param>
    /// <param name="clock">The only clock that counts.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="onError">Is told of failures.</param>
    internal abstract Task<IConversations> CreateEngine(ITurnRunner runner, FakeTimeProvider clock, ConversationOptions options, Action<Exception> onError);

    [Fact]
    public async Task A_delivery_is_answered_and_the_next_one_goes_on()
    {
        var engine = await Begun();
        var first = await engine.ReceiveAsync(Key, Event("e1"), Ct);
        var second = await engine.ReceiveAsync(Key, Event("e2"), Ct);
        Assert.Equal(ReceiveStatus.Accepted, first.Status);
        Assert.Equal(["turn 1"], Texts(first));
        Assert.Equal(["turn 2"], Texts(second));
        Assert.NotEqual(first.ActivityId, second.ActivityId);
    }

    [Fact]
    public async Task The_same_delivery_again_gives_the_same_answer_and_takes_no_step()
    {
        var engine = await Begun();
        var first = await engine.ReceiveAsync(Key, Event("e1"), Ct);
        await engine.ReceiveAsync(Key, Event("e2"), Ct);
        var again = await engine.ReceiveAsync(Key, Event("e1"), Ct);
        Assert.Equal(ReceiveStatus.Duplicate, again.Status);
        Assert.Equal(first.ActivityId, again.ActivityId);
        Assert.Equal(Texts(first), Texts(again));
        Assert.Equal(["turn 3"], Texts(await engine.ReceiveAsync(Key, Event("e3"), Ct)));
    }

    [Fact]
    public async Task Ten_copies_of_one_delivery_at_once_take_one_step()
    {
        var engine = await Begun();
        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => engine.ReceiveAsync(Key, Event("e1"), Ct)));
        Assert.Single(results, r => r.Status == ReceiveStatus.Accepted);
        Assert.All(results, r => Assert.Equal(["turn 1"], Texts(r)));
        Assert.Equal(2, (await engine.ReadAsync(Key, 0, Ct))!.Activities.Count);
    }

    [Fact]
    public async Task Turns_of_one_conversation_never_overlap_and_none_is_lost()
    {
        var engine = await Begun();
        var results = await Task.WhenAll(Enumerable.Range(1, 12).Select(i => engine.ReceiveAsync(Key, Event($"e{i}"), Ct)));
        Assert.False(_runner.Overlapped);
        Assert.Equal(Enumerable.Range(1, 12).Select(i => $"turn {i}").Order(StringComparer.Ordinal), results.SelectMany(Texts).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_history_stands_in_the_order_in_which_things_happened()
    {
        var engine = await Begun();
        await engine.ReceiveAsync(Key, Event("e1"), Ct);
        await engine.ReceiveAsync(Key, Event("e2"), Ct);
        var history = (await engine.ReadAsync(Key, 0, Ct))!;
        Assert.Equal(["(kept words)", "turn 1", "(kept words)", "turn 2"], history.Activities.Select(a => a.Text));
        Assert.Equal(history.Activities.Select(a => a.Id).Order(StringComparer.Ordinal), history.Activities.Select(a => a.Id));
        Assert.Equal(history.Activities[0].Id, history.Activities[1].ReplyToId);
        var rest = (await engine.ReadAsync(Key, 2, Ct))!;
        Assert.Equal(["(kept words)", "turn 2"], rest.Activities.Select(a => a.Text));
        Assert.Equal(history.Watermark, rest.Watermark);
    }

    [Fact]
    public async Task An_event_that_is_no_message_leaves_only_the_reply_in_the_history()
    {
        var engine = await Begun();
        var result = await engine.ReceiveAsync(Key, new IncomingEvent("e1", new Activity(ActivityTypes.Event) { Name = "start" }), Ct);
        var reply = Assert.Single((await engine.ReadAsync(Key, 0, Ct))!.Activities);
        Assert.Equal("turn 1", reply.Text);
        // Web Chat waits for the activity that is replied to.
        Assert.Null(reply.ReplyToId);
        Assert.NotEqual(reply.Id, result.ActivityId);
    }

    [Fact]
    public async Task Nothing_that_was_typed_is_in_the_history()
    {
        const string canary = "カナリア-7d1f";
        var engine = await Begun();
        var activity = new Activity(ActivityTypes.Message)
        {
            Id = "a1",
            Text = canary,
            Speak = canary,
            Summary = canary,
            Value = new JsonObject { ["note"] = canary },
            ChannelData = new JsonObject { ["clientActivityID"] = "client-1", ["secret"] = canary },
            Attachments = [new Attachment("text/plain", content: canary, name: canary)],
            From = new ChannelAccount("person", canary),
        };
        await engine.ReceiveAsync(Key, new IncomingEvent("e1", activity), Ct);
        var kept = (await engine.ReadAsync(Key, 0, Ct))!.Activities[0];
        Assert.DoesNotContain(canary, kept.ToJson(), StringComparison.Ordinal);
        Assert.DoesNotContain("7d1f", kept.ToJson(), StringComparison.Ordinal);
        Assert.Contains("client-1", kept.ToJson(), StringComparison.Ordinal);
        Assert.Equal("(kept words)", kept.Text);
    }

    [Fact]
    public async Task Words_are_echoed_to_those_who_watch_and_to_nobody_later()
    {
        var engine = await Begun();
        await engine.ReceiveAsync(Key, Event("e1"), Ct);
        await using var watcher = engine.WatchAsync(Key, 0, Ct).GetAsyncEnumerator(Ct);
        Assert.True(await watcher.MoveNextAsync());
        Assert.Equal(["(kept words)", "turn 1"], watcher.Current.Activities.Select(a => a.Text));
        var next = watcher.MoveNextAsync();
        await engine.ReceiveAsync(Key, Event("e2", "just typed"), Ct);
        Assert.True(await next);
        Assert.Equal(["just typed", "turn 2"], watcher.Current.Activities.Select(a => a.Text));
        Assert.Equal(4, watcher.Current.Watermark);
        await using var late = engine.WatchAsync(Key, 2, Ct).GetAsyncEnumerator(Ct);
        Assert.True(await late.MoveNextAsync());
        Assert.Equal(["(kept words)", "turn 2"], late.Current.Activities.Select(a => a.Text));
    }

    [Fact]
    public async Task Watching_ends_when_the_conversation_is_erased()
    {
        var engine = await Begun();
        await engine.ReceiveAsync(Key, Event("e1"), Ct);
        await using var watcher = engine.WatchAsync(Key, 0, Ct).GetAsyncEnumerator(Ct);
        Assert.True(await watcher.MoveNextAsync());
        var next = watcher.MoveNextAsync();
        Assert.True(await engine.EraseAsync(Key, Ct));
        Assert.False(await next);
    }

    [Fact]
    public async Task A_conversation_that_was_never_begun_is_unknown()
    {
        var engine = await Engine();
        Assert.Equal(ReceiveStatus.Unknown, (await engine.ReceiveAsync(Key, Event("e1"), Ct)).Status);
        Assert.Null(await engine.ReadAsync(Key, 0, Ct));
        Assert.False(await engine.EraseAsync(Key, Ct));
        await foreach (var _ in engine.WatchAsync(Key, 0, Ct))
            Assert.Fail("There is nothing to watch.");
        Assert.Equal(0, _runner.Runs);
    }

    [Fact]
    public async Task Beginning_again_changes_nothing()
    {
        var engine = await Begun();
        await engine.ReceiveAsync(Key, Event("e1"), Ct);
        Assert.True(await engine.BeginAsync(Key, "en", Ct));
        Assert.Equal(["turn 2"], Texts(await engine.ReceiveAsync(Key, Event("e2"), Ct)));
    }

    [Fact]
    public async Task Conversations_know_nothing_of_each_other()
    {
        var engine = await Begun();
        var other = new ConversationKey("line", Key.ConversationId);
        await engine.BeginAsync(other, "ja", Ct);
        await engine.ReceiveAsync(Key, Event("e1"), Ct);
        Assert.Equal(["turn 1"], Texts(await engine.ReceiveAsync(other, Event("e1"), Ct)));
        await engine.EraseAsync(other, Ct);
        Assert.Equal(2, (await engine.ReadAsync(Key, 0, Ct))!.Activities.Count);
    }

    [Fact]
    public async Task It_is_forgotten_a_lifetime_after_the_last_event()
    {
        var engine = await Begun();
        _clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal(ReceiveStatus.Accepted, (await engine.ReceiveAsync(Key, Event("e1"), Ct)).Status);
        _clock.Advance(TimeSpan.FromHours(23));
        Assert.NotNull(await engine.ReadAsync(Key, 0, Ct));
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(await engine.ReadAsync(Key, 0, Ct));
        Assert.Equal(ReceiveStatus.Unknown, (await engine.ReceiveAsync(Key, Event("e2"), Ct)).Status);
    }

    [Fact]
    public async Task What_was_forgotten_begins_anew_without_the_old_answers()
    {
        var engine = await Begun();
        await engine.ReceiveAsync(Key, Event("e1"), Ct);
        await engine.EraseAsync(Key, Ct);
        Assert.True(await engine.BeginAsync(Key, "ja", Ct));
        var result = await engine.ReceiveAsync(Key, Event("e1"), Ct);
        Assert.Equal(ReceiveStatus.Accepted, result.Status);
        Assert.Equal(["turn 1"], Texts(result));
    }

    [Fact]
    public async Task A_turn_that_erases_is_answered_and_leaves_nothing()
    {
        var engine = await Begun();
        await engine.ReceiveAsync(Key, Event("e1"), Ct);
        var result = await engine.ReceiveAsync(Key, Event("e2", "erase"), Ct);
        Assert.Equal(ReceiveStatus.Accepted, result.Status);
        Assert.Equal(["turn 2"], Texts(result));
        Assert.Null(await engine.ReadAsync(Key, 0, Ct));
        Assert.Equal(ReceiveStatus.Unknown, (await engine.ReceiveAsync(Key, Event("e3"), Ct)).Status);
    }

    [Fact]
    public async Task A_failed_turn_is_answered_with_lines_to_call_and_leaves_the_state_as_it_was()
    {
        var engine = await Begun();
        await engine.ReceiveAsync(Key, Event("e1"), Ct);
        var failed = await engine.ReceiveAsync(Key, Event("e2", "fail"), Ct);
        Assert.Equal(ReceiveStatus.Accepted, failed.Status);
        Assert.Equal(["emergency"], Texts(failed));
        Assert.Equal("The turn failed.", Assert.Single(_errors).Message);
        Assert.Equal(["turn 2"], Texts(await engine.ReceiveAsync(Key, Event("e3"), Ct)));
    }

    [Fact]
    public async Task Too_many_that_wait_are_refused_and_may_come_again()
    {
        var engine = await Begun(new ConversationOptions { MaxWaiting = 2 });
        _runner.Hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = engine.ReceiveAsync(Key, Event("e1"), Ct);
        await _runner.Begun.Task.WaitAsync(Ct);
        var second = engine.ReceiveAsync(Key, Event("e2"), Ct);
        var refused = await engine.ReceiveAsync(Key, Event("e3"), Ct);
        Assert.Equal(ReceiveStatus.Busy, refused.Status);
        Assert.Empty(refused.Replies);
        _runner.Hold.SetResult();
        Assert.Equal(ReceiveStatus.Accepted, (await first).Status);
        Assert.Equal(ReceiveStatus.Accepted, (await second).Status);
        Assert.Equal(["turn 3"], Texts(await engine.ReceiveAsync(Key, Event("e3"), Ct)));
    }

    [Fact]
    public async Task Too_many_conversations_are_refused_until_others_are_forgotten()
    {
        var engine = await Engine(new ConversationOptions { MaxConversations = 2 });
        Assert.True(await engine.BeginAsync(Key, "ja", Ct));
        Assert.True(await engine.BeginAsync(new ConversationKey("webchat", "2"), "ja", Ct));
        Assert.False(await engine.BeginAsync(new ConversationKey("webchat", "3"), "ja", Ct));
        Assert.True(await engine.BeginAsync(Key, "ja", Ct));
        _clock.Advance(TimeSpan.FromHours(25));
        Assert.True(await engine.BeginAsync(new ConversationKey("webchat", "3"), "ja", Ct));
    }

    [Fact]
    public async Task A_caller_that_gives_up_does_not_undo_the_turn()
    {
        var engine = await Begun();
        using var gone = new CancellationTokenSource();
        _runner.Hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = engine.ReceiveAsync(Key, Event("e1"), gone.Token);
        await _runner.Begun.Task.WaitAsync(Ct);
        await gone.CancelAsync();
        _runner.Hold.SetResult();
        try
        {
            await first;
        }
        catch (OperationCanceledException)
        {
            // Only the waiting ended; the next delivery shows that the turn was taken.
        }

        Assert.Equal(["turn 2"], Texts(await engine.ReceiveAsync(Key, Event("e2"), Ct)));
    }

    [Fact]
    public async Task Replies_carry_channel_conversation_and_people()
    {
        var engine = await Begun();
        var e = Event("e1");
        e.Activity.From = new ChannelAccount("person", "Name of a person");
        e.Activity.Recipient = new ChannelAccount("bot-7");
        var reply = Assert.Single((await engine.ReceiveAsync(Key, e, Ct)).Replies);
        Assert.Equal((Key.ChannelId, Key.ConversationId), (reply.ChannelId, reply.Conversation?.Id));
        Assert.Equal(("bot-7", "person"), (reply.From?.Id, reply.Recipient?.Id));
        Assert.Null(reply.Recipient?.Name);
        Assert.Equal(Start, reply.Timestamp);
    }

    /// <summary>An engine in which the conversation was begun.</summary>
    private protected async Task<IConversations> Begun(ConversationOptions? options = null)
    {
        var engine = await Engine(options);
        Assert.True(await engine.BeginAsync(Key, "ja", Ct));
        return engine;
    }

    private Task<IConversations> Engine(ConversationOptions? options = null) => CreateEngine(_runner, _clock, options ?? new ConversationOptions(), _errors.Add);

    private static IncomingEvent Event(string id, string text = "words") => new(id, new Activity(ActivityTypes.Message) { Id = id, Text = text, From = new ChannelAccount("person") });

    private static IEnumerable<string?> Texts(ReceiveResult result) => result.Replies.Select(r => r.Text);
}
