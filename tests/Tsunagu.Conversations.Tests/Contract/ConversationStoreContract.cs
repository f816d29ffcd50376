using System.Text;
using Microsoft.Extensions.Time.Testing;
using Tsunagu.BotCore;

namespace Tsunagu.Conversations.Tests;

/// <summary>What every store must do; the same tests run on memory, SQLite and PostgreSQL.</summary>
public abstract partial class ConversationStoreContract
{
    protected static readonly DateTimeOffset Start = new(2026, 11, 24, 18, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = Start.AddHours(24);
    private static int _lastId;

    protected ConversationOptions Options { get; } = new() { MaxEvents = 5, MaxHistory = 5 };

    protected FakeTimeProvider Clock { get; } = new(Start);

    /// <summary>The store under test; the same one throughout a test.</summary>
    protected abstract Task<IConversationStore> StoreAsync();

    [Fact]
    public async Task A_conversation_is_kept_and_found()
    {
        var (store, key) = (await StoreAsync(), NewKey());
        Assert.Null(await store.FindAsync(key));
        Assert.True(await store.TryCreateAsync(key, [1, 2, 3], Later));
        var found = await store.FindAsync(key);
        Assert.Equal((1L, 0L, Later), (found!.Version, found.LastSequence, found.ExpiresAt));
        Assert.Equal(new byte[] { 1, 2, 3 }, found.State);
        Assert.Null(await store.FindAsync(key with { ChannelId = BotCore.Channels.Line }));
    }

    [Fact]
    public async Task Creating_again_changes_nothing()
    {
        var (store, key) = (await StoreAsync(), NewKey());
        Assert.True(await store.TryCreateAsync(key, [1], Later));
        Assert.False(await store.TryCreateAsync(key, [2], Later.AddHours(1)));
        Assert.Equal(new byte[] { 1 }, (await store.FindAsync(key))!.State);
    }

    [Fact]
    public async Task A_turn_is_one_write_of_state_event_and_history()
    {
        var (store, key) = (await StoreAsync(), NewKey());
        var before = await CreateAsync(store, key);
        var after = await store.TryWriteAsync(key, before, Turn("e1", 7, "one", "two"));
        Assert.Equal((2L, 2L), (after!.Version, after.LastSequence));
        var found = (await store.FindAsync(key))!;
        Assert.Equal(new byte[] { 7 }, found.State);
        var answered = (await store.FindEventAsync(key, found, "e1"))!;
        Assert.Equal(["one", "two"], answered.Replies.Select(r => r.Text));
        Assert.Null(await store.FindEventAsync(key, found, "e2"));
        var page = (await store.ReadAsync(key, 0))!;
        Assert.Equal(["one", "two"], page.Activities.Select(a => a.Text));
        Assert.Equal(2, page.Watermark);
    }

    [Fact]
    public async Task A_message_of_a_person_stands_in_the_history_but_not_among_the_replies()
    {
        var (store, key) = (await StoreAsync(), NewKey());
        var before = await CreateAsync(store, key);
        var person = new Activity(ActivityTypes.Message) { Id = "p", Text = "picked", From = new ChannelAccount("x", role: RoleTypes.User) };
        var turn = Turn("e1", 1, "reply");
        await store.TryWriteAsync(key, before, turn with { History = [person, .. turn.History], Answer = turn.Answer with { ActivityId = "p" } });
        var found = (await store.FindAsync(key))!;
        var answered = (await store.FindEventAsync(key, found, "e1"))!;
        Assert.Equal(["reply"], answered.Replies.Select(r => r.Text));
        Assert.Equal("p", answered.ActivityId);
        Assert.Equal(["picked", "reply"], (await store.ReadAsync(key, 0))!.Activities.Select(a => a.Text));
    }

    [Fact]
    public async Task An_event_that_was_answered_with_silence_is_known_too()
    {
        var (store, key) = (await StoreAsync(), NewKey());
        var before = await CreateAsync(store, key);
        var after = await store.TryWriteAsync(key, before, Turn("quiet", 1));
        Assert.Empty((await store.FindEventAsync(key, after!, "quiet"))!.Replies);
        Assert.Empty((await store.FindEventAsync(key, (await store.FindAsync(key))!, "quiet"))!.Replies);
    }

    [Fact]
    public async Task A_write_on_an_old_version_loses()
    {
        var (store, key) = (await StoreAsync(), NewKey());
        var before = await CreateAsync(store, key);
        Assert.NotNull(await store.TryWriteAsync(key, before, Turn("e1", 1, "first")));
        Assert.Null(await store.TryWriteAsync(key, before, Turn("e2", 2, "second")));
        Assert.Equal(["first"], (await store.ReadAsync(key, 0))!.Activities.Select(a => a.Text));
    }

    [Fact]
    public async Task Of_many_that_write_at_once_one_wins()
    {
        var (store, key) = (await StoreAsync(), NewKey());
        var before = await CreateAsync(store, key);
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => store.TryWriteAsync(key, before, Turn($"e{i}", (byte)i, $"r{i}")))));
        Assert.Single(results, r => r is not null);
        Assert.Single((await store.ReadAsync(key, 0))!.Activities);
    }

    [Fact]
    public async Task History_is_read_from_a_place()
    {
        var (store, key) = (await StoreAsync(), NewKey());
        var now = await CreateAsync(store, key);
        now = await store.TryWriteAsync(key, now, Turn("e1", 1, "1", "2", "3"));
        await store.TryWriteAsync(key, now!, Turn("e2", 2, "4"));
        Assert.Equal(["2", "3", "4"], (await store.ReadAsync(key, 1))!.Activities.Select(a => a.Text));
        Assert.Equal(["4"], (await store.ReadAsync(key, 3))!.Activities.Select(a => a.Text));
        Assert.Empty((await store.ReadAsync(key, 4))!.Activities);
        Assert.Empty((await store.ReadAsync(key, long.MaxValue))!.Activities);
        Assert.Null(await store.ReadAsync(NewKey(), 0));
    }

    [Fact]
    public async Task The_newest_history_and_events_stay_when_there_are_too_many()
    {
        var (store, key) = (await StoreAsync(), NewKey());
        var now = await CreateAsync(store, key);
        for (var i = 1; i <= 120; i++)
            now = (await store.TryWriteAsync(key, now, Turn($"e{i}", 1, $"{i}")))!;
        var page = (await store.ReadAsync(key, 0))!;
        Assert.Equal(120, page.Watermark);
        Assert.Equal("120", page.Activities[^1].Text);
        Assert.Equal(Options.MaxHistory, page.Activities.Count);
        Assert.Equal(Options.MaxHistory - 1, (await store.ReadAsync(key, 116))!.Activities.Count);
        var found = (await store.FindAsync(key))!;
        Assert.NotNull(await store.FindEventAsync(key, found, "e120"));
        Assert.Null(await store.FindEventAsync(key, found, "e1"));
    }

    [Fact]
    public async Task Erasing_forgets_all_and_an_old_turn_cannot_bring_it_back()
    {
        var (store, key) = (await StoreAsync(), NewKey());
        var before = await CreateAsync(store, key);
        var now = (await store.TryWriteAsync(key, before, Turn("e1", 1, "one")))!;
        Assert.True(await store.DeleteAsync(key));
        Assert.False(await store.DeleteAsync(key));
        Assert.Null(await store.FindAsync(key));
        Assert.Null(await store.ReadAsync(key, 0));
        Assert.Null(await store.TryWriteAsync(key, now, Turn("e2", 2, "two")));
        Assert.True(await store.TryCreateAsync(key, [9], Later));
        Assert.Empty((await store.ReadAsync(key, 0))!.Activities);
        Assert.Null(await store.TryWriteAsync(key, now, Turn("e2", 2, "two")));
    }

    [Fact]
    public async Task A_turn_that_erases_leaves_only_its_last_words_to_be_sent()
    {
        var (store, key) = (await StoreAsync(), NewKey() with { ChannelId = BotCore.Channels.Line });
        var before = await CreateAsync(store, key);
        var now = (await store.TryWriteAsync(key, before, Turn("e1", 1, "one") with { Delivery = DeliveryOf(key, "one") }))!;
        var bye = Turn("e2", 2, "bye") with { Delivery = DeliveryOf(key, "bye"), Erase = true };
        Assert.NotNull(await store.TryWriteAsync(key, now, bye));
        Assert.Null(await store.FindAsync(key));
        Assert.Equal("bye", Assert.Single(await TakeAsync(store)).Delivery!.Messages[0].Text);
    }

    [Fact]
    public async Task What_has_expired_is_forgotten_and_nothing_else()
    {
        var (store, old, young) = (await StoreAsync(), NewKey(), NewKey());
        await store.TryCreateAsync(old, [1], Start.AddMinutes(1));
        await store.TryCreateAsync(young, [1], Start.AddMinutes(3));
        Assert.Equal(1, await store.DeleteExpiredAsync(Start.AddMinutes(2)));
        Assert.Null(await store.FindAsync(old));
        Assert.NotNull(await store.FindAsync(young));
    }

    [Fact]
    public async Task Deliveries_are_written_with_the_turn_and_taken_once()
    {
        var (store, key) = (await StoreAsync(), NewKey() with { ChannelId = BotCore.Channels.Line });
        var before = await CreateAsync(store, key);
        var written = DeliveryOf(key, "hello");
        await store.TryWriteAsync(key, before, Turn("e1", 1, "hello") with { Delivery = written });
        Assert.Null(await store.TryWriteAsync(key, before, Turn("e2", 1, "lost") with { Delivery = DeliveryOf(key, "lost") }));
        Assert.Equal((1, 0), await CountsAsync(store));
        var taken = Assert.Single(await TakeAsync(store));
        Assert.Equal((written.Id, key, "token", 1), (taken.Delivery!.Id, taken.Delivery!.Key, taken.Delivery!.ReplyWith, taken.Delivery!.Attempt));
        Assert.Equal("hello", Assert.Single(taken.Delivery!.Messages).Text);
        Assert.Empty(await TakeAsync(store));
        await store.MarkSentAsync(taken.Number);
        Assert.Equal((0, 0), await CountsAsync(store));
    }

    [Fact]
    public async Task A_delivery_whose_taker_is_silent_is_found_by_the_next()
    {
        var (store, key) = (await StoreAsync(), NewKey() with { ChannelId = BotCore.Channels.Line });
        await store.TryWriteAsync(key, await CreateAsync(store, key), Turn("e1", 1, "hello") with { Delivery = DeliveryOf(key, "hello") });
        Assert.Equal(1, Assert.Single(await TakeAsync(store)).Delivery!.Attempt);
        Assert.Empty(await store.TakeDueAsync([BotCore.Channels.Line], Start.AddSeconds(29), Start.AddSeconds(59), 10));
        // The silent one may have sent it: who takes it over must know that it is not the first.
        Assert.Equal(2, Assert.Single(await store.TakeDueAsync([BotCore.Channels.Line], Start.AddSeconds(30), Start.AddSeconds(60), 10)).Delivery!.Attempt);
    }

    [Fact]
    public async Task Nothing_overtakes_in_a_conversation_and_others_do_not_wait()
    {
        var store = await StoreAsync();
        var (one, two) = (NewKey() with { ChannelId = BotCore.Channels.Line }, NewKey() with { ChannelId = BotCore.Channels.Line });
        var now = await CreateAsync(store, one);
        now = (await store.TryWriteAsync(one, now, Turn("e1", 1, "1a") with { Delivery = DeliveryOf(one, "1a") }))!;
        await store.TryWriteAsync(one, now, Turn("e2", 1, "1b") with { Delivery = DeliveryOf(one, "1b") });
        await store.TryWriteAsync(two, await CreateAsync(store, two), Turn("e1", 1, "2a") with { Delivery = DeliveryOf(two, "2a") });
        var taken = await TakeAsync(store);
        Assert.Equal(["1a", "2a"], taken.Select(t => t.Delivery!.Messages[0].Text).Order());
        await store.MarkSentAsync(taken.Single(t => t.Delivery!.Key == two).Number);
        await store.PostponeAsync(taken.Single(t => t.Delivery!.Key == one).Number, Start.AddMinutes(1));
        Assert.Empty(await TakeAsync(store));
        var again = Assert.Single(await store.TakeDueAsync([BotCore.Channels.Line], Start.AddMinutes(1), Start.AddMinutes(2), 10));
        Assert.Equal((2, "1a"), (again.Delivery!.Attempt, again.Delivery!.Messages[0].Text));
        await store.SetAsideAsync(again.Number);
        Assert.Equal("1b", Assert.Single(await store.TakeDueAsync([BotCore.Channels.Line], Start.AddMinutes(1), Start.AddMinutes(2), 10)).Delivery!.Messages[0].Text);
        Assert.Equal((1, 1), await CountsAsync(store));
    }

    [Fact]
    public async Task Only_channels_that_can_be_sent_to_are_taken_and_erasing_takes_the_rest_away()
    {
        var (store, key) = (await StoreAsync(), NewKey() with { ChannelId = BotCore.Channels.Line });
        await store.TryWriteAsync(key, await CreateAsync(store, key), Turn("e1", 1, "hello") with { Delivery = DeliveryOf(key, "hello") });
        Assert.Empty(await store.TakeDueAsync(["other"], Start, Start.AddSeconds(30), 10));
        await store.DeleteAsync(key);
        Assert.Equal((0, 0), await CountsAsync(store));
    }

    [Fact]
    public async Task The_name_of_a_conversation_is_stable_and_does_not_show_its_id()
    {
        var (store, key) = (await StoreAsync(), NewKey());
        Assert.Equal(store.NameOf(key), store.NameOf(key));
        Assert.NotEqual(store.NameOf(key), store.NameOf(key with { ChannelId = BotCore.Channels.Line }));
        Assert.DoesNotContain(key.ConversationId, store.NameOf(key), StringComparison.Ordinal);
    }

    protected static ConversationKey NewKey() => new(BotCore.Channels.Webchat, $"talk-{Interlocked.Increment(ref _lastId)}");

    protected static async Task<StoredConversation> CreateAsync(IConversationStore store, ConversationKey key)
    {
        Assert.True(await store.TryCreateAsync(key, [0], Later));
        return (await store.FindAsync(key))!;
    }

    protected static TurnWrite Turn(string eventId, byte state, params string[] replies)
    {
        Activity[] said = [.. replies.Select(r => new Activity(ActivityTypes.Message) { Id = $"{eventId}-{r}", Text = r, From = new ChannelAccount("bot", role: RoleTypes.Bot) })];
        return new TurnWrite([state], new AnsweredEvent(eventId, said.FirstOrDefault()?.Id ?? "", said), said, Later);
    }

    protected static OutgoingDelivery DeliveryOf(ConversationKey key, string text) =>
        new(new Guid(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(key.ConversationId + text)).AsSpan(0, 16)), key,
            [new Activity(ActivityTypes.Message) { Text = text }], "token", 0, Start);

    private static Task<IReadOnlyList<TakenDelivery>> TakeAsync(IConversationStore store) =>
        store.TakeDueAsync([BotCore.Channels.Line], Start, Start.AddSeconds(30), 10);

    private static async Task<(int Waiting, int SetAside)> CountsAsync(IConversationStore store)
    {
        var status = await store.OutboxAsync();
        Assert.Equal(status.Waiting > 0, status.Oldest is not null);
        return (status.Waiting, status.SetAside);
    }
}
