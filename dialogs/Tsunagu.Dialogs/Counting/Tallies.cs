using Tsunagu.BotCore;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs;

/// <summary>What a turn adds one to, worked out from how it went: pure, and nothing is allocated where nothing is counted.</summary>
internal static class Tallies
{
    /// <summary>The tallies of a turn that has run.</summary>
    /// <param name="turn">The turn after it ran.</param>
    /// <param name="before">The state that it began with.</param>
    /// <param name="sent">What the bot said.</param>
    public static IReadOnlyList<Tally> Of(TurnScope turn, TalkState before, IReadOnlyList<Activity> sent)
    {
        if (before.Mode == TalkModes.New && turn.State.Mode != TalkModes.New)
            turn.Count(TallyKinds.Talk, AfterHours.IsNow(turn) ? "night" : "day");
        if (turn.Crisis is { } crisis && crisis.Class.ToWire() is var kind && !string.Equals(kind, CrisisReply.ClassOf(before.Crisis), StringComparison.Ordinal))
            turn.Count(TallyKinds.Crisis, kind);
        if (turn.State.Answers.TryGetValue(Handbook.GroupsQuestion, out var groups))
        {
            var known = before.Answers.TryGetValue(Handbook.GroupsQuestion, out var chosen) ? chosen : [];
            foreach (var group in groups)
            {
                if (!known.Contains(group))
                    turn.Count(TallyKinds.Group, group);
            }
        }

        foreach (var message in sent)
        {
            foreach (var card in message.GetMessageData()?.Cards ?? [])
            {
                if (card.Kind is MessageCard.Service or MessageCard.Line && turn.Snapshot.FindService(card.Id) is not null)
                    turn.Count(TallyKinds.Window, card.Id);
            }
        }

        return turn.Counted;
    }
}
