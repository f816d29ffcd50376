using Tsunagu.BotCore;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs;

/// <summary>
/// The note for the window (相談メモ): the person's own choices as two sentences to show or to read out. No name, nothing typed.
/// </summary>
internal static class MemoBuilder
{
    public static Activity Build(TurnScope turn)
    {
        var text = turn.Words.Say("memo.title") + "\n" + Who(turn) + "\n" + What(turn);
        return Messages.Note(turn, MessageKinds.Memo, "memo", text);
    }

    private static string Who(TurnScope turn)
    {
        var third = turn.Third;
        var details = new[] { WellKnown.AgeQuestion, WellKnown.WardQuestion }
            .SelectMany(q => turn.Journey.Applicable[q].Select(o => turn.Words.Option(q, o, third).Text)).ToList();
        var about = third ? "third" : "self";
        return details.Count > 0
            ? turn.Words.Say("memo.who." + about, ("details", turn.Words.List(details)))
            : turn.Words.Say("memo.who." + about + "-only");
    }

    private static string What(TurnScope turn)
    {
        var applicable = turn.Journey.Applicable;
        var worries = turn.Handbook.ChosenIn(Handbook.WorriesQuestion, applicable).ToList();
        if (worries.Count == 0)
            return turn.Words.Say("memo.what.none");
        var first = applicable[Handbook.PriorityQuestion].FirstOrDefault();
        if (first is null || worries.Count == 1)
            return turn.Words.Say("memo.what", ("worries", Quoted(turn, worries)));
        return turn.Words.Say("memo.what.first", ("first", Quoted(turn, [first])), ("others", Quoted(turn, worries.Where(w => w != first))));
    }

    private static string Quoted(TurnScope turn, IEnumerable<string> worries) => string.Concat(worries.Select(w =>
        turn.Words.Say("memo.quote", ("text", turn.Words.Option(Handbook.PriorityQuestion, w, turn.Third).Text))));
}
