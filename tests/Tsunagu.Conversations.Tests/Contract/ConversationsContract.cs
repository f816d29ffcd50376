using Microsoft.Extensions.Time.Testing;
using Tsunagu.BotCore;

namespace Tsunagu.Conversations.Tests;

/// <summary>Time and room: what is too slow, too old or too much. The same on the engine in memory and on grains; all else stands in <see cref="Engine.EngineTests"/>.</summary>
public abstract class ConversationsContract : IAsyncLifetime
{
    private protected static readonly ConversationKey Key = new(BotCore.Channels.Webchat, "talk");
    private protected static readonly ConversationOptions Options = new() { MaxWaiting = 4, MaxRunning = 1, MaxQueued = 1 };

    private protected readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 18, 0, 0, TimeSpan.Zero));
    private protected readonly ToyRunner _runner = new();
    private protected IConversations _conversations = null!;
    private protected ConversationEngine _engine = null!;

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected ConversationEngine NewEngine() => new(_runner, new InMemoryConversationStore(Options), _clock, Options);

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    private protected abstract Task SweepAsync();

    [Fact]
    public async Task A_turn_that_takes_too_long_is_given_up_and_answered_from_memory()
    {
        await _conversations.BeginAsync(Key, null, Ct);
        var begun = new TaskCompletionSource();
        var never = new TaskCompletionSource();
        _runner.Before = _ => { begun.SetResult(); return never.Task; };
        var slow = _conversations.ReceiveAsync(Key, ToyRunner.Tap("e1", "a"), Ct);
        await begun.Task;
        await Eventually.AdvanceUntilAsync(_clock, slow);
        Assert.Equal("emergency", (await slow).Replies[0].Text);
        _runner.Before = null;
        never.SetResult();
        Assert.Equal("1:b", (await _conversations.ReceiveAsync(Key, ToyRunner.Tap("e2", "b"), Ct)).Replies[0].Text);
    }

    [Fact]
    public async Task Erasing_by_word_ends_the_talk_and_those_who_watch_see_the_last_words()
    {
        await _conversations.BeginAsync(Key, null, Ct);
        await using var watch = await WatchAsync();
        Assert.Equal("2:a", (await _conversations.ReceiveAsync(Key, ToyRunner.Tap("e1", "a", ToyRunner.Erase), Ct)).Replies[0].Text);
        Assert.True(await watch.MoveNextAsync());
        Assert.False(await watch.MoveNextAsync());
        Assert.Null(await _conversations.ReadAsync(Key, 0, Ct));
    }

    [Fact]
    public async Task An_expired_talk_is_gone_at_its_time_and_swept()
    {
        await _conversations.BeginAsync(Key, null, Ct);
        await using var watch = await WatchAsync();
        var next = watch.MoveNextAsync();
        _clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await _conversations.ReadAsync(Key, 0, Ct));
        _clock.Advance(TimeSpan.FromSeconds(1));
        await SweepAsync();
        Assert.False(await next);
        Assert.Equal(ReceiveStatus.Unknown, (await _conversations.ReceiveAsync(Key, ToyRunner.Tap("e", "a"), Ct)).Status);
    }

    [Fact]
    public async Task LINE_talks_live_three_days()
    {
        var key = Key with { ChannelId = BotCore.Channels.Line };
        await _conversations.BeginAsync(key, null, Ct);
        _clock.Advance(TimeSpan.FromHours(71));
        Assert.NotNull(await _conversations.ReadAsync(key, 0, Ct));
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(await _conversations.ReadAsync(key, 0, Ct));
    }

    [Fact]
    public async Task When_all_is_busy_signs_of_danger_go_first_and_the_rest_is_refused_without_an_effect()
    {
        var hold = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        List<string> order = [];
        _runner.Before = a =>
        {
            lock (order)
                order.Add((string)a.Value!);
            begun.TrySetResult();
            return hold.Task;
        };
        var first = await ReceiveAsync("one", "e", "held");
        await begun.Task;
        var waiting = await ReceiveAsync("two", "e", "ordinary");
        await UntilWaitingAsync(1);
        var refused = await ReceiveAsync("three", "e", "refused");
        var urgent = await ReceiveAsync("four", "e", "urgent", "danger");
        await UntilWaitingAsync(2);
        Assert.Equal(ReceiveStatus.Busy, (await refused).Status);
        hold.SetResult();
        await Task.WhenAll(first, waiting, urgent);
        Assert.Equal(["held", "urgent", "ordinary"], order);
        Assert.Empty((await _conversations.ReadAsync(Key with { ConversationId = "three" }, 0, Ct))!.Activities);
    }

    private Task UntilWaitingAsync(int count) => Eventually.UntilAsync(() => _engine.Admission.Waiting >= count, $"{count} that wait");

    /// <summary>Somebody who watches, and has seen what was there: from then on all comes live.</summary>
    private async Task<IAsyncEnumerator<HistoryPage>> WatchAsync()
    {
        await _conversations.ReceiveAsync(Key, ToyRunner.Tap("before", "x"), Ct);
        var watch = _conversations.WatchAsync(Key, 0, Ct).GetAsyncEnumerator(Ct);
        Assert.True(await watch.MoveNextAsync());
        return watch;
    }

    private async Task<Task<ReceiveResult>> ReceiveAsync(string talk, string eventId, string option, string? text = null)
    {
        var key = Key with { ConversationId = talk };
        await _conversations.BeginAsync(key, null, Ct);
        return _conversations.ReceiveAsync(key, ToyRunner.Tap(eventId, option, text), Ct);
    }
}
