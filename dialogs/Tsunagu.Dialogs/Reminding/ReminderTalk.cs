using Tsunagu.BotCore;
using Tsunagu.Directory;

namespace Tsunagu.Dialogs;

/// <summary>
/// 「開いたらお知らせ」: offered on a closed card, asked about, planned, taken back by a tap, and shown when the person comes back by it.
/// Never offered after a sign of danger or violence in the talk: a message that comes by itself may be seen by others.
/// </summary>
internal static class ReminderTalk
{
    /// <summary>Id of the card that tells of a reminder.</summary>
    public const string CardId = "reminder";

    // A day less than a reminder is kept, so that a channel that is away for hours loses none.
    private static readonly TimeSpan Farthest = Reminder.Kept - TimeSpan.FromDays(1);

    /// <summary>When a closed window opens next, where the talk may leave a trace; null otherwise.</summary>
    public static DateTimeOffset? OpensFor(TurnScope turn, RecommendedService found) =>
        found is { ReachableNow: false, Service.HoursSeen: true, Open: { Kind: OpenKind.Closed, Opens: { } opens } } && !turn.Guarded ? opens : null;

    /// <summary>The button on a closed window's card; null when no reminder can be had.</summary>
    public static CardAction? Offer(TurnScope turn, RecommendedService found) =>
        turn.Input.CanRemind && OpensFor(turn, found) is not null && WishFor(turn, found) is not null
            ? Button(turn.Words.Say("command." + Commands.Remind), Commands.Remind, found.WindowId)
            : null;

    /// <summary>Asks for consent; without a window for the one that opens next.</summary>
    public static void Ask(TurnScope turn, string? windowId)
    {
        var found = windowId is null ? OpenNow.NextToOpen(OpenNow.Ranked(turn)) : WindowLookup.Find(turn.Snapshot, windowId, turn.Now);
        if (found is { ReachableNow: true })
        {
            turn.Before.Add(Messages.Note(turn, MessageKinds.Note, "remind.open", turn.Words.Say("remind.open"), [CardBuilder.Service(turn, found)]));
            return;
        }

        if (found is null || turn.Guarded || !turn.Input.CanRemind || WishFor(turn, found) is not { } wish)
        {
            turn.Before.Add(Messages.Note(turn, "remind.unavailable"));
            return;
        }

        if (turn.State.Mode != TalkModes.Remind)
            turn.State = turn.State with { Return = ReturnTo(turn.State.Mode) };
        turn.State = turn.State with { ReminderWish = wish };
        turn.Advance(TalkModes.Remind);
    }

    /// <summary>The person agreed, or not.</summary>
    public static void Accept(TurnScope turn, string answer)
    {
        var wish = turn.State.ReminderWish;
        Leave(turn);
        var due = answer switch { OwnPrompts.Day => wish?.Day, OwnPrompts.Night => wish?.Night, _ => null };
        if (wish is null || due is not { } at)
            return;
        if (at <= turn.Now)
        {
            Show(turn, wish.Window);
            return;
        }

        if (!turn.Input.CanRemind)
        {
            turn.Before.Add(Messages.Note(turn, "remind.unavailable"));
            return;
        }

        turn.Reminder = new ReminderChange(new Reminder(wish.Window, turn.Locale.Tag, answer == OwnPrompts.Night), at);
        turn.State = turn.State with { ReminderAt = at };
        turn.Before.Add(Messages.Note(turn, MessageKinds.Note, "remind.planned", turn.Words.Say("remind.planned"), [Card(turn.Words,
            turn.Words.Say("remind.card", ("time", OpenWords.Day(turn.Words, at))),
            Button(turn.Words.Say("command." + Commands.Unremind), Commands.Unremind, null))]));
    }

    /// <summary>Takes the reminder back, whenever it was planned.</summary>
    public static void Withdraw(TurnScope turn)
    {
        turn.Reminder = ReminderChange.Withdrawn;
        turn.State = turn.State with { ReminderAt = null };
        if (turn.State.Mode == TalkModes.Remind)
            Leave(turn);
        turn.Before.Add(Messages.Note(turn, "remind.withdrawn"));
    }

    /// <summary>
    /// After a sign of danger or violence the phone may be in other hands: a reminder of this talk is taken back, and the person is told,
    /// after the words about the danger where there are any.
    /// </summary>
    public static void WithdrawWhereGuarded(TurnScope turn)
    {
        if (turn.State.ReminderAt is not { } at || !turn.Guarded)
            return;
        turn.Reminder = ReminderChange.Withdrawn;
        turn.State = turn.State with { ReminderAt = null };
        if (at <= turn.Now)
            return;
        if (turn.Lead is { } lead)
            turn.Lead = lead with { Text = lead.Text + "\n" + turn.Words.Say("remind.withdrawn") };
        else
            turn.Before.Add(Messages.Note(turn, "remind.withdrawn"));
    }

    /// <summary>The window of a reminder that came, as it is at this moment; who answers now where it does not.</summary>
    public static void Show(TurnScope turn, string? windowId)
    {
        turn.State = turn.State with { ReminderAt = null };
        var found = windowId is null ? null : WindowLookup.Find(turn.Snapshot, windowId, turn.Now);
        if (found is { ReachableNow: true })
        {
            turn.Before.Add(Messages.Note(turn, MessageKinds.Note, "remind.open", turn.Words.Say("remind.open"), [CardBuilder.Service(turn, found)]));
            return;
        }

        if (found is not null)
            turn.Before.Add(Messages.Note(turn, MessageKinds.Note, "remind.closed", turn.Words.Say("remind.closed"), [CardBuilder.Service(turn, found)]));
        turn.Before.Add(HumanReply.To(turn));
    }

    /// <summary>Goes on where the question about the reminder came in between.</summary>
    public static void Leave(TurnScope turn)
    {
        var next = turn.State.Return ?? TalkModes.Asking;
        turn.State = turn.State with { ReminderWish = null, Return = null };
        turn.Advance(next);
    }

    /// <summary>The small card of a reminder: only a time and a button.</summary>
    public static MessageCard Card(Words words, string title, CardAction button) => new() { Kind = MessageCard.Line, Id = CardId, Title = title, Actions = [button] };

    public static CardAction Button(string title, string command, string? windowId) =>
        new(ActionTypes.PostBack, title, value: ButtonToken.OfMenu(command, windowId));

    private static ReminderWish? WishFor(TurnScope turn, RecommendedService found) =>
        WindowLookup.NextOpenings(turn.Snapshot, found.Service, turn.Now, 1) is [var next] && next.From - turn.Now <= Farthest
            ? ReminderHours.Wish(found.WindowId, next)
            : null;

    // The result is not shown a second time for it.
    private static string ReturnTo(string mode) => mode is TalkModes.Result or TalkModes.Done or TalkModes.Stopped ? mode : TalkModes.Asking;
}
