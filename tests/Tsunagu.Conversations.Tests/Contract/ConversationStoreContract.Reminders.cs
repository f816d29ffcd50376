using System.Security.Cryptography;
using System.Text;
using Tsunagu.BotCore;
using Tsunagu.Dialogs;

namespace Tsunagu.Conversations.Tests;

public abstract partial class ConversationStoreContract
{
    private static DateTimeOffset Opens => Start.AddHours(15);

    [Fact]
    public async Task A_reminder_is_written_with_its_turn_and_taken_once_when_it_is_due()
    {
        var (store, key) = (await StoreAsync(), NewKey() with { ChannelId = BotCore.Channels.Line });
        var before = await CreateAsync(store, key);
        var planned = ReminderOf(key, "window", Opens);
        await store.TryWriteAsync(key, before, Turn("e1", 1, "yes") with { Delivery = DeliveryOf(key, "yes"), Reminder = planned });
        Assert.Null(await store.TryWriteAsync(key, before, Turn("e2", 1, "lost") with { Reminder = ReminderOf(key, "lost", Opens) }));
        Assert.Empty(await TakeRemindersAsync(store, Opens.AddMilliseconds(-1)));
        Assert.Empty(await store.TakeDueRemindersAsync(["other"], Opens, Opens, 10));
        var taken = Assert.Single(await TakeRemindersAsync(store, Opens));
        Assert.Equal((planned.Id, 1, BotCore.Channels.Line), (taken.Id, taken.Attempt, taken.ChannelId));
        Assert.Equal(planned with { DueAt = default }, taken.Kept! with { DueAt = default });
        Assert.Empty(await TakeRemindersAsync(store, Opens.AddSeconds(29)));
        // A silent taker may have sent it: the next one knows that it is not the first.
        Assert.Equal(2, Assert.Single(await TakeRemindersAsync(store, Opens.AddSeconds(30))).Attempt);
        await store.PostponeReminderAsync(planned.Id, Opens.AddHours(1));
        Assert.Empty(await TakeRemindersAsync(store, Opens.AddMinutes(59)));
        Assert.Single(await TakeRemindersAsync(store, Opens.AddHours(1)));
        await store.ForgetReminderAsync(planned.Id);
        Assert.Empty(await TakeRemindersAsync(store, Opens.AddDays(1)));
    }

    [Fact]
    public async Task A_person_has_one_reminder_and_the_new_one_begins_anew()
    {
        var (store, key) = (await StoreAsync(), NewKey() with { ChannelId = BotCore.Channels.Line });
        var now = (await store.TryWriteAsync(key, await CreateAsync(store, key), Turn("e1", 1) with { Reminder = ReminderOf(key, "first", Opens) }))!;
        var first = Assert.Single(await TakeRemindersAsync(store, Opens));
        await store.TryWriteAsync(key, now, Turn("e2", 1) with { Reminder = ReminderOf(key, "second", Opens.AddHours(1)) });
        // Whoever took the first one has nothing to say about the second.
        await store.ForgetReminderAsync(first.Id);
        var second = Assert.Single(await TakeRemindersAsync(store, Opens.AddHours(1)));
        Assert.Equal(("second", 1), (second.Kept!.Reminder.WindowId, second.Attempt));
        await store.ForgetReminderAsync(second.Id);
    }

    [Fact]
    public async Task A_reminder_goes_with_a_turn_that_takes_it_back_or_erases_and_with_erasing()
    {
        var store = await StoreAsync();
        foreach (var end in new[] { "withdraw", "erase", "delete", "delete-later" })
        {
            var key = NewKey() with { ChannelId = BotCore.Channels.Line };
            var now = (await store.TryWriteAsync(key, await CreateAsync(store, key), Turn("e1", 1) with { Reminder = ReminderOf(key, end, Opens) }))!;
            if (end == "delete-later")
                await store.DeleteExpiredAsync(key);
            if (end is "delete" or "delete-later")
                await store.DeleteAsync(key);
            else
                await store.TryWriteAsync(key, now, Turn("e2", 1, "bye") with { WithdrawsReminder = end == "withdraw", Erase = end == "erase", Delivery = DeliveryOf(key, "bye") });
        }

        Assert.Empty(await TakeRemindersAsync(store, Opens));
    }

    [Fact]
    public async Task A_reminder_outlives_its_conversation_but_not_its_own_time()
    {
        var (store, key) = (await StoreAsync(), NewKey() with { ChannelId = BotCore.Channels.Line });
        var planned = ReminderOf(key, "window", Start.AddDays(9));
        await store.TryWriteAsync(key, await CreateAsync(store, key), Turn("e1", 1) with { Reminder = planned });
        await store.DeleteExpiredAsync(Start.AddDays(4));
        Assert.Null(await store.FindAsync(key));
        Assert.Equal(planned.Id, Assert.Single(await TakeRemindersAsync(store, planned.DueAt)).Id);
        await store.DeleteExpiredAsync(planned.ExpiresAt);
        Assert.Empty(await TakeRemindersAsync(store, planned.ExpiresAt.AddDays(1)));
    }

    protected static KeptReminder ReminderOf(ConversationKey key, string window, DateTimeOffset due, string pushWith = "sealed") => new(
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(key.ConversationId + window)).AsSpan(0, 16)), key, new Reminder(window, "ja-simple", AtNight: true), pushWith, due, Start + Reminder.Kept);

    private static Task<IReadOnlyList<TakenReminder>> TakeRemindersAsync(IConversationStore store, DateTimeOffset now) =>
        store.TakeDueRemindersAsync([BotCore.Channels.Line], now, now.AddSeconds(30), 10);
}
