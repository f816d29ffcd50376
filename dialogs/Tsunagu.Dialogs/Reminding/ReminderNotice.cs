using Tsunagu.BotCore;
using Tsunagu.Directory;

namespace Tsunagu.Dialogs;

/// <summary>
/// What a reminder says when it is due, by the directory of that moment. It names neither window nor worry: it may stand on a locked screen.
/// What is behind it comes by one tap.
/// </summary>
internal static class ReminderNotice
{
    public static DueReminder Of(TurnScope turn, Reminder reminder)
    {
        if (!reminder.AtNight && !ReminderHours.Contains(turn.Now))
            return new DueReminder([], ReminderHours.NextMorning(turn.Now));
        var found = WindowLookup.Find(turn.Snapshot, reminder.WindowId, turn.Now);
        if (found is { ReachableNow: true })
            return Say(turn, reminder, "remind.due.open");
        // Hours that changed in between: later today is still today's opening. A window that stays closed is said, not waited for.
        if (found?.Open is { Kind: OpenKind.Closed, Opens: { } opens } && JapanTime.Day(opens) == JapanTime.Day(turn.Now) && (reminder.AtNight || ReminderHours.Contains(opens)))
            return new DueReminder([], opens);
        return Say(turn, reminder, found?.Open.Kind == OpenKind.Closed ? "remind.due.closed" : "remind.due.unknown");
    }

    private static DueReminder Say(TurnScope turn, Reminder reminder, string key)
    {
        var show = ReminderTalk.Button(turn.Words.Say("command." + Commands.Reminded), Commands.Reminded, reminder.WindowId);
        return new DueReminder([Messages.Note(turn, MessageKinds.Note, key, turn.Words.Say(key), [ReminderTalk.Card(turn.Words, turn.Words.Say("remind.due.card"), show)])]);
    }
}
