using Tsunagu.BotCore;
using Tsunagu.Directory;

namespace Tsunagu.Dialogs;

/// <summary>
/// 「人と話したい」: people who answer at this moment, the staff's own window first; the next door that opens; and where one can go. Each with its hours.
/// </summary>
internal static class HumanReply
{
    private const int MostOpen = 3;

    public static Activity To(TurnScope turn)
    {
        var ranked = OpenNow.Ranked(turn);
        var open = OpenNow.Find(ranked, MostOpen);
        List<RecommendedService> windows = [.. open];
        if (turn.Parts.Options.Handoff?.Desk is { } desk && WindowLookup.Find(turn.Snapshot, desk, turn.Now) is { } own)
            windows.Insert(own.ReachableNow ? 0 : windows.Count, own);
        if (OpenNow.NextToOpen(ranked) is { } next)
            windows.Add(next);
        var visit = OpenNow.ToVisit(ranked);
        if (visit is not null)
            windows.Add(visit);
        List<MessageCard> cards = [.. windows.DistinctBy(w => w.WindowId)
            .Select(w => w.WindowId == visit?.WindowId ? CardBuilder.Visit(turn, w) : CardBuilder.Line(turn, w))];
        var text = turn.Words.Say(open.Count > 0 ? "after-hours.now" : "human.none", ("now", OpenWords.Now(turn)));
        return Messages.Note(turn, MessageKinds.Safety, "human", text, cards);
    }
}
