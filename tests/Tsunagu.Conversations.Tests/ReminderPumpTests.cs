using Microsoft.Extensions.Time.Testing;
using Tsunagu.BotCore;
using Tsunagu.Conversations.Tests.Toys;
using Tsunagu.Dialogs;

namespace Tsunagu.Conversations.Tests;

/// <summary>A reminder goes out once, with the words of its moment, whatever happens on the way.</summary>
public sealed class ReminderPumpTests
{
    private static readonly DateTimeOffset Evening = new(2026, 11, 24, 13, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(5);
    private static readonly ConversationKey One = new(Channels.Line, "U1");
    private static readonly ConversationOptions Options = new()
    {
        OutboxChannels = new HashSet<string>([Channels.Line], StringComparer.Ordinal),
        // The clock of these tests leaps: an attempt and its lease must not run out meanwhile.
        Outbox = new OutboxOptions { MaxReminderAttempts = 3, AttemptBudget = TimeSpan.FromDays(20), Lease = TimeSpan.FromDays(9), LookForRemindersEvery = Look },
    };

    private static DateTimeOffset Opens => Evening.AddHours(2);

    private readonly FakeTimeProvider _clock = new(Evening);
    private readonly RacingStore _store = new(new InMemoryConversationStore(Options));
    private ConversationEngine? _engine;

    [Fact]
    public async Task It_comes_when_it_is_due_and_once()
    {
        var sender = new Sender();
        await using var pump = new OutboxPump(Engine(), [sender], _clock);
        await SayAsync("plan");
        Assert.Equal("1:plan", (await sender.NextAsync()).Messages[0].Text);
        _clock.Advance(Opens - Evening);
        var sent = await sender.NextAsync();
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
        _clock.Advance(Opens - Evening);
        var first = await sender.NextAsync();
        await PutOffAsync(1);
        _clock.Advance(Look);
        var second = await sender.NextAsync();
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
        _clock.Advance(Opens - Evening);
        await PutOffAsync(1);
        Assert.Equal(0, _store.Forgotten);
        _clock.Advance(later - Opens);
        await GivenUpAsync();
        await GoneAsync();
    }

    [Theory]
    [InlineData(SendStatus.Refused, 1)]
    [InlineData(SendStatus.Retry, 3)]
    public async Task What_is_refused_or_fails_too_often_is_given_up(SendStatus answer, int attempts)
    {
        var count = 0;
        var sender = new Sender { Answer = d => d.Messages[0].Text!.StartsWith("due", StringComparison.Ordinal) && Interlocked.Increment(ref count) > 0 ? new SendResult(answer) : SendResult.Sent };
        await using var pump = new OutboxPump(Engine(), [sender], _clock);
        await SayAsync("plan");
        _clock.Advance(Opens - Evening);
        for (var attempt = 1; answer == SendStatus.Retry && attempt <= attempts; attempt++)
        {
            await PutOffAsync(attempt);
            _clock.Advance(Look);
        }

        await GivenUpAsync();
        Assert.Equal(attempts, count);
        await GoneAsync();
    }

    private Task PutOffAsync(int times) => Eventually.UntilAsync(() => _store.Postponements == times, "the reminder to be put off");

    private Task GivenUpAsync() => Eventually.UntilAsync(() => _store.Forgotten == 1, "the reminder to be given up");

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

    private static Activity Said(string text) => new(ActivityTypes.Message) { Text = text };
}
