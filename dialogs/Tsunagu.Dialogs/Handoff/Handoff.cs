using System.Text;
using Tsunagu.BotCore;
using Tsunagu.Directory;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs;

/// <summary>
/// 「人と話したい」: phone and visit first; where the city's staff answer on LINE, a talk there is handed to them and the bot keeps silent.
/// Staff write in LINE's own manager, of which LINE tells a bot nothing: what ends the silence is the person, the time, or a sign of danger.
/// </summary>
internal static class Handoff
{
    // Where no end is known (holidays not announced yet) the silence ends all the same.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromHours(12);

    /// <summary>The person asks for a person.</summary>
    public static void Ask(TurnScope turn)
    {
        turn.Count(TallyKinds.Human, "asked");
        turn.Before.Add(HumanReply.To(turn));
        if (turn.Parts.Options.Handoff is not { } handoff)
            return;
        var open = handoff.Hours.At(turn.Now, turn.Snapshot.Holidays);
        if (!open.IsOpen)
            Away(turn, open);
        else if (string.Equals(turn.Activity.ChannelId, BotCore.Channels.Line, StringComparison.Ordinal))
            Begin(turn, open.Until ?? turn.Now + LongestSilence);
        else if (handoff.LineUrl is { } line)
            PointToLine(turn, open, line);
    }

    /// <summary>Whether the talk is with staff at this moment.</summary>
    public static bool IsWithStaff(TurnScope turn) => turn.State.HandoffUntil is { } until && turn.Now < until;

    /// <summary>A turn of a talk that was handed to staff; true when it is dealt with.</summary>
    public static bool Handle(TurnScope turn, string? command)
    {
        if (turn.State.HandoffUntil is null)
            return false;
        if (turn.Input.Token is null && command is Commands.Now or Commands.Erase)
        {
            // Help and erasing work in every state, and nothing stands before them.
            Forget(turn);
            return false;
        }

        if (command == Commands.Unremind)
        {
            // A reminder can be taken back in every state too; the talk stays with staff.
            turn.Quiet = IsWithStaff(turn);
            return false;
        }

        if (WhyBack(turn) is { } why)
        {
            Forget(turn);
            turn.Before.Add(Messages.Note(turn, why));
            if (why == "handoff.closed")
                turn.Before.Add(HumanReply.To(turn));
            // What was typed was meant for staff, so it is no answer; a button is the bot's own.
            turn.Echo = Echoes.Of(turn);
            if (turn.Input.Token is not null)
                return false;
            Interruptions.Paused(turn);
            return true;
        }

        turn.Quiet = true;
        turn.Echo = Echoes.Of(turn);
        if (command == Commands.Human)
            turn.Before.Add(Silent(turn, "handoff.again"));
        return true;
    }

    /// <summary>The bot speaks again from here on.</summary>
    public static void Forget(TurnScope turn) => turn.State = turn.State with { HandoffUntil = null };

    /// <summary>The answer whether staff may be told in the morning that somebody wished for a person: the kind of worry and the hour, nothing else.</summary>
    public static void AcceptWish(TurnScope turn, bool agreed)
    {
        if (agreed)
        {
            var groups = turn.Answers[Handbook.GroupsQuestion];
            foreach (var group in groups.IsEmpty ? [Tally.NoGroup] : groups)
                turn.Count(TallyKinds.WishGroup, group);
            turn.Count(TallyKinds.WishHour, JapanTime.Local(turn.Now).ToString("HH", System.Globalization.CultureInfo.InvariantCulture));
        }

        turn.Before.Add(Messages.Note(turn, agreed ? "wish.thanks" : "wish.no"));
        CommandHandlers.Continue(turn);
    }

    private static void Begin(TurnScope turn, DateTimeOffset until)
    {
        turn.State = turn.State with { HandoffUntil = until };
        turn.Count(TallyKinds.Handoff, string.Join(Tally.Separator, turn.Answers[Handbook.GroupsQuestion]));
        turn.Quiet = true;
        turn.Before.Add(Silent(turn, "handoff.started", ("time", OpenWords.Until(turn.Words, until, turn.Now))));
    }

    private static Activity Silent(TurnScope turn, string key, params (string Name, string Value)[] args) =>
        Messages.Offer(turn, key, turn.Words.Say(key, args), Commands.Bot, Commands.Now);

    private static void Away(TurnScope turn, OpenState open)
    {
        turn.Before.Add(open.Opens is { } opens
            ? Messages.Note(turn, "handoff.away", ("time", OpenWords.When(turn.Words, opens, turn.Now)))
            : Messages.Note(turn, "handoff.away-unknown"));
        // In danger nothing but the danger is asked about, and nobody is asked twice.
        if (turn.State.WishAsked || turn.State.Mode is TalkModes.Safe or TalkModes.Danger or TalkModes.Phone or TalkModes.Resume)
            return;
        turn.State = turn.State with { WishAsked = true, Return = Interruptions.Returnable(turn.State.Mode) };
        turn.Advance(TalkModes.Wish);
    }

    private static void PointToLine(TurnScope turn, OpenState open, Uri line)
    {
        var card = new MessageCard
        {
            Kind = MessageCard.Line,
            Id = "handoff-line",
            Title = turn.Words.Say("handoff.line.title"),
            State = OpenWords.Of(turn.Words, open, turn.Now).Words,
            StateKind = MessageCard.StateOpen,
            Actions = [new CardAction(ActionTypes.OpenUrl, turn.Words.Say("handoff.line.open"), value: line.AbsoluteUri)],
        };
        turn.Before.Add(Messages.Note(turn, MessageKinds.Note, "handoff.line", turn.Words.Say("handoff.line"), [card]));
    }

    /// <summary>Key of the words by which the bot comes back; null while it keeps silent.</summary>
    private static string? WhyBack(TurnScope turn)
    {
        if (!IsWithStaff(turn))
            return "handoff.closed";
        if (turn.Parts.Options.Handoff is not { } handoff || turn.Now - turn.State.LastAt >= handoff.QuietAfter)
            return "handoff.quiet";
        var called = turn.Input.Token is { } token ? token.Command != Commands.Human : IsBotsName(turn);
        return called ? "handoff.back" : null;
    }

    /// <summary>「ボット」, in whatever language and width it is written.</summary>
    private static bool IsBotsName(TurnScope turn)
    {
        var said = turn.Input.Typed?.Normalize(NormalizationForm.FormKC).Trim('\u300c', '\u300d', '\u3002', ' ');
        return said is not null && Locale.All.Any(l =>
            string.Equals(said, turn.Parts.Texts.Message(l, "command." + Commands.Bot), StringComparison.OrdinalIgnoreCase));
    }
}
