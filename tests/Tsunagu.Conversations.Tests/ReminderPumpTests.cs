using Microsoft.Extensions.Time.Testing;
using Tsunagu.BotCore;
using Tsunagu.Dialogs;

namespace Tsunagu.Conversations.Tests;

/// <summary>A reminder goes out once, with the words of its moment, whatever happens on the way.</summary>
public sealed class ReminderPumpTests
{
    private static readonly DateTimeOffset Evening = new(2026, 11, 24, 13, 0, 0, TimeSpan.Zero);
    private static DateTimeOffset Opens => Evening.AddHours(2);
    private static readonly ConversationKey One = new(Channels.Line, "U1");
    private static readonly ConversationOptions Options = new()
    {
        OutboxChannels = new HashSet<string>([Channels.Line], StringComparer.Ordinal),
        // The clock of these tests races on: an attempt and its lease must not run out meanwhile.
        Outbox = new OutboxOptions { MaxReminderAttempts = 3, AttemptBudget = TimeSpan.FromDays(20), Lease = TimeSpan.FromDays(9), LookForRemindersEvery = TimeSpan.FromMinutes(5) },
    };

    private readonly FakeTimeProvider _clock = new(Evening);
    private readonly InMemoryConversationStore _store = new(Options);
    private ConversationEngine? _engine;

    [Fact]
    public async Task It_comes_when_it_is_due_and_once()
    {
        var sender = new Sender();
        await using var pump = new OutboxPump(Engine(), [sender], _clock);
        await SayAsync("plan");
        Assert.Equal("1:plan", (await sender.NextAsync()).Messages[0].Text);
        var sent = await NextReminderAsync(sender);
        Assert.True(_clock.GetUtcNow() >= Opens);
        Assert.Equal((One, "sealed", 1, "due window vi"), (sent.Key, sent.ReplyWith, sent.Attempt, sent.Messages[0].Text));
        await GoneAsync();
    }

    [Fact]
    public async Task Taken_back_it_does_not_come()
    {
        var sender = new Sender();
        await using var pump = new OutboxPump(Engine(), [sender], _clock);
        await SayAsync("plan");
        await SayAsync("withdraw");
        await GoneAsync();
    }

    [Fact]
    public async Task A_channel_that_cannot_write_by_itself_plans_none()
    {
        await SayAsync("plan", pushWith: null);
        await GoneAsync();
    }

    [Fact]
    public async Task A_failed_attempt_is_repeated_with_the_same_id_and_new_words()
    {
        var asked = 0;
        var sender = new Sender { Answer = d => d.Messages[0].Text == "words 1" ? throw new IOException("down") : SendResult.Sent };
        await using var pump = new OutboxPump(Engine(_ => new DueReminder([Said($"words {++asked}")])), [sender], _clock);
        await SayAsync("plan");
        await sender.NextAsync();
        var (first, second) = (await NextReminderAsync(sender), await NextReminderAsync(sender));
        Assert.Equal((first.Id, 2, "words 2"), (second.Id, second.Attempt, second.Messages[0].Text));
        await GoneAsync();
    }

    [Fact]
    public async Task What_is_to_wait_waits_and_what_has_nothing_to_say_is_forgotten()
    {
        var later = Opens.AddHours(3);
        var sender = new Sender();
        await using var pump = new OutboxPump(Engine(_ => _clock.GetUtcNow() < later ? new DueReminder([], later) : DueReminder.Nothing), [sender], _clock);
        await SayAsync("plan");
        await sender.NextAsync();
        using var setAside = new SetAsideMeter();
        await Eventually.UntilAsync(() =>
        {
            _clock.Advance(TimeSpan.FromMinutes(5));
            return setAside.Count > 0;
        }, "the reminder to be given up");
        Assert.True(_clock.GetUtcNow() >= later);
        await GoneAsync();
    }

    [Fact]
    public async Task What_is_refused_or_fails_too_often_is_given_up()
    {
        foreach (var (answer, attempts) in new[] { (SendResult.Refused, 1), (SendResult.Retry(), 4) })
        {
            var count = 0;
            var sender = new Sender { Answer = d => d.Messages[0].Text!.StartsWith("due", StringComparison.Ordinal) ? Counted(answer) : SendResult.Sent };
            await using var pump = new OutboxPump(Engine(), [sender], _clock);
            using var setAside = new SetAsideMeter();
            await SayAsync("plan-" + attempts);
            await Eventually.UntilAsync(() =>
            {
                _clock.Advance(TimeSpan.FromMinutes(5));
                return setAside.Count > 0;
            }, "the reminder to be given up");
            Assert.Equal(Math.Min(attempts, 3), count);
            await GoneAsync();

            SendResult Counted(SendResult result)
            {
                count++;
                return result;
            }
        }
    }

    // It is looked for after every lease; the pump may still be about to note that it was sent.
    private Task GoneAsync() => Eventually.UntilAsync(
        () => _store.TakeDueRemindersAsync([Channels.Line], _clock.GetUtcNow().AddDays(30), _clock.GetUtcNow(), 10).Result.Count == 0, "the reminder to be gone");

    private ConversationEngine Engine(Func<Reminder, DueReminder>? dues = null) => _engine = new(Runner(dues), _store, _clock, Options);

    private static ToyRunner Runner(Func<Reminder, DueReminder>? dues = null) => new()
    {
        Reminds = option => option switch
        {
            "withdraw" => ReminderChange.Withdrawn,
            _ => new ReminderChange(new Reminder("window", "vi", AtNight: false), Opens),
        },
        Dues = dues ?? (static reminder => new DueReminder([Said($"due {reminder.WindowId} {reminder.Locale}")])),
    };

    private async Task SayAsync(string option, string? pushWith = "sealed")
    {
        using var conversations = new InMemoryConversations(_engine ?? Engine());
        await conversations.BeginAsync(One, null);
        await conversations.ReceiveAsync(One, ToyRunner.Tap(option, option) with { PushWith = pushWith });
    }

    private async Task<OutgoingDelivery> NextReminderAsync(Sender sender)
    {
        var next = sender.NextAsync();
        await Eventually.UntilAsync(() =>
        {
            if (!next.IsCompleted)
                _clock.Advance(TimeSpan.FromMinutes(1));
            return next.IsCompleted;
        }, "the reminder to be sent");
        return await next;
    }

    private static Activity Said(string text) => new(ActivityTypes.Message) { Text = text };
}
