using System.Text;
using Tsunagu.BotCore;
using Tsunagu.Dialogs;

namespace Tsunagu.Conversations.Tests;

/// <summary>A bot whose state is the list of what it took: each reply says which effect it was, so that a lost or doubled one shows.</summary>
internal sealed class ToyRunner : ITurnRunner
{
    public const string Erase = "erase";

    /// <summary>Called before each turn; may wait, throw, or count.</summary>
    public Func<Activity, Task>? Before { get; set; }

    /// <summary>What an option does to the reminder; null = nothing.</summary>
    public Func<string, ReminderChange?> Reminds { get; init; } = static _ => null;

    /// <summary>What is said when a reminder is due.</summary>
    public Func<Reminder, DueReminder> Dues { get; init; } = static reminder => new DueReminder([Say($"due {reminder.WindowId} {reminder.Locale}")]);

    public byte[] Begin(string? locale) => Encoding.UTF8.GetBytes(locale ?? "");

    public async Task<TurnOutcome> RunAsync(ReadOnlyMemory<byte> state, Activity activity, CancellationToken ct = default)
    {
        if (Before is { } before)
            await before(activity);
        var option = (activity.Value as string) ?? "";
        var after = Encoding.UTF8.GetString(state.Span) + "|" + option;
        var number = after.Count(c => c == '|');
        return new TurnOutcome(
            Encoding.UTF8.GetBytes(after), [Say($"{number}:{option}")],
            activity.Type == ActivityTypes.Message ? new PersonEcho([option], "") : null, activity.Text == Erase)
        {
            Reminder = Reminds(option),
        };
    }

    public IReadOnlyList<Activity> Emergency(ReadOnlyMemory<byte> state, Activity activity) => [Say("emergency")];

    public IReadOnlyList<Activity> Unkept(ReadOnlyMemory<byte> state, Activity activity) => [Say("unkept")];

    public DueReminder Due(Reminder reminder) => Dues(reminder);

    public bool IsUrgent(Activity activity) => activity.Text == "danger";

    public static IncomingEvent Tap(string eventId, string option, string? text = null) =>
        new(eventId, new Activity(ActivityTypes.Message) { Text = text, Value = option, From = new ChannelAccount("person"), Recipient = new ChannelAccount("bot") });

    private static Activity Say(string text) => new(ActivityTypes.Message) { Text = text };
}
