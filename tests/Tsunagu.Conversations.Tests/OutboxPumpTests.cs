using Microsoft.Extensions.Time.Testing;
using Tsunagu.BotCore;
using Tsunagu.Conversations.Tests.Toys;

namespace Tsunagu.Conversations.Tests;

public sealed class OutboxPumpTests
{
    private static readonly ConversationKey One = new(Channels.Line, "U1");
    private static readonly ConversationKey Two = new(Channels.Line, "U2");
    private static readonly ConversationOptions Options = new()
    {
        OutboxChannels = new HashSet<string>([Channels.Line], StringComparer.Ordinal),
        // The clock of these tests races on: an attempt and its lease must not run out meanwhile.
        Outbox = new OutboxOptions { MaxAttempts = 3, AttemptBudget = TimeSpan.FromDays(20), Lease = TimeSpan.FromDays(40) },
    };

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 18, 0, 0, TimeSpan.Zero));
    private readonly InMemoryConversationStore _store = new(Options);

    [Fact]
    public async Task What_a_turn_wrote_is_sent_after_it_with_what_the_channel_gave_along()
    {
        var sender = new Sender();
        var engine = Engine();
        await using var pump = new OutboxPump(engine, [sender], _clock);
        await SayAsync(engine, One, "e1", "hello", replyWith: "token");
        var sent = await sender.NextAsync();
        Assert.Equal((One, "token", 1), (sent.Key, sent.ReplyWith, sent.Attempt));
        Assert.Equal("1:hello", Assert.Single(sent.Messages).Text);
    }

    [Fact]
    public async Task A_redelivery_is_not_sent_again()
    {
        var sender = new Sender();
        var engine = Engine();
        await using var pump = new OutboxPump(engine, [sender], _clock);
        await SayAsync(engine, One, "e1", "hello");
        var first = await sender.NextAsync();
        await SayAsync(engine, One, "e1", "hello");
        await SayAsync(engine, One, "e2", "next");
        var second = await sender.NextAsync();
        Assert.Equal("2:next", second.Messages[0].Text);
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public async Task A_failed_attempt_is_repeated_with_the_same_id_and_nothing_overtakes_it()
    {
        var sender = new Sender { Answer = d => d is { Attempt: 1 } && d.Messages[0].Text == "1:a" ? throw new IOException("down") : SendResult.Sent };
        var engine = Engine();
        await using var pump = new OutboxPump(engine, [sender], _clock);
        await SayAsync(engine, One, "e1", "a");
        var first = await sender.NextAsync();
        await SayAsync(engine, One, "e2", "b");
        await SayAsync(engine, Two, "e1", "other");
        Assert.Equal("1:other", (await sender.NextAsync()).Messages[0].Text);
        var again = await AdvanceUntilAsync(sender);
        Assert.Equal((first.Id, 2), (again.Id, again.Attempt));
        Assert.Equal("2:b", (await AdvanceUntilAsync(sender)).Messages[0].Text);
    }

    [Fact]
    public async Task A_poisoned_delivery_is_set_aside_after_some_attempts_and_blocks_nobody()
    {
        var sender = new Sender { Answer = d => d.Messages[0].Text == "1:poison" ? SendResult.Retry() : SendResult.Sent };
        var engine = Engine();
        await using var pump = new OutboxPump(engine, [sender], _clock);
        await SayAsync(engine, One, "e1", "poison");
        await SayAsync(engine, One, "e2", "after");
        var texts = new List<string>();
        while (texts.Count < 4)
            texts.Add((await AdvanceUntilAsync(sender)).Messages[0].Text!);
        Assert.Equal(["1:poison", "1:poison", "1:poison", "2:after"], texts);
    }

    [Fact]
    public async Task A_refused_delivery_is_not_repeated()
    {
        var sender = new Sender { Answer = d => d.Messages[0].Text == "1:blocked" ? SendResult.Refused : SendResult.Sent };
        var engine = Engine();
        await using var pump = new OutboxPump(engine, [sender], _clock);
        await SayAsync(engine, One, "e1", "blocked");
        await SayAsync(engine, One, "e2", "after");
        Assert.Equal("1:blocked", (await sender.NextAsync()).Messages[0].Text);
        Assert.Equal("2:after", (await AdvanceUntilAsync(sender)).Messages[0].Text);
    }

    [Fact]
    public async Task What_was_written_before_a_crash_is_sent_by_whoever_comes_next()
    {
        await SayAsync(Engine(), One, "e1", "left behind");
        var sender = new Sender();
        await using var pump = new OutboxPump(Engine(), [sender], _clock);
        Assert.Equal("1:left behind", (await AdvanceUntilAsync(sender)).Messages[0].Text);
    }

    [Fact]
    public async Task The_table_is_counted_now_and_then_not_at_every_delivery()
    {
        var store = new RacingStore(_store);
        var engine = new ConversationEngine(new ToyRunner(), store, _clock, Options);
        var sender = new Sender();
        await using var pump = new OutboxPump(engine, [sender], _clock);
        for (var i = 0; i < 20; i++)
        {
            await SayAsync(engine, One with { ConversationId = $"U{i}" }, "e1", "hello");
            await sender.NextAsync();
        }

        Assert.InRange(store.Counts, 1, 2);
    }

    private ConversationEngine Engine() => new(new ToyRunner(), _store, _clock, Options);

    private static async Task SayAsync(ConversationEngine engine, ConversationKey key, string eventId, string option, string? replyWith = null)
    {
        using var conversations = new InMemoryConversations(engine);
        await conversations.BeginAsync(key, null);
        await conversations.ReceiveAsync(key, ToyRunner.Tap(eventId, option) with { ReplyWith = replyWith });
    }

    // Time goes on until something is sent: waits between attempts are minutes of the fake clock, not of ours.
    private async Task<OutgoingDelivery> AdvanceUntilAsync(Sender sender)
    {
        var next = sender.NextAsync();
        await Eventually.AdvanceUntilAsync(_clock, next);
        return await next;
    }
}
