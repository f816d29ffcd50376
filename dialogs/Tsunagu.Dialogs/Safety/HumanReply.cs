using Tsunagu.BotCore;

namespace Tsunagu.Dialogs;

/// <summary>「人と話したい」: people who answer at this moment, and the next door that opens.</summary>
internal static class HumanReply
{
    private const int MostOpen = 3;

    public static Activity To(TurnScope turn)
    {
        var open = OpenNow.Find(turn, MostOpen);
        List<MessageCard> cards = [.. open.Select(s => CardBuilder.Line(turn, s))];
        var next = OpenNow.NextToOpen(turn);
        if (next is not null)
            cards.Add(CardBuilder.Line(turn, next));
        var text = turn.Words.Say(open.Count > 0 ? "after-hours.now" : "human.none", ("now", OpenWords.Now(turn)));
        return Messages.Note(turn, MessageKinds.Safety, "human", text, cards);
    }
}
