using Tsunagu.BotCore;
using Tsunagu.Directory;

namespace Tsunagu.Dialogs;

/// <summary>
/// What stands under the end of a talk: who listens at this moment and when the best closed window opens, of those that were shown. Nothing
/// about violence: somebody else may read the screen.
/// </summary>
internal static class LastWords
{
    /// <summary>Two lines at most; null when there is nothing to tell.</summary>
    public static string? Of(TurnScope turn)
    {
        if (AboutViolence(turn))
            return null;
        List<string> lines = [];
        var shown = turn.State.Shown.Select(id => WindowLookup.Find(turn.Snapshot, id, turn.Now)).OfType<RecommendedService>().ToList();
        if (shown.Find(s => s.ReachableNow) is { } open)
            lines.Add(turn.Words.Say("end.now", ("now", OpenWords.Now(turn)), ("name", CardBuilder.TitleOf(turn, open.Service))));
        if (shown.Find(s => OpenNow.OpensLater(s) is not null) is { } closed)
        {
            lines.Add(turn.Words.Say(closed.Service.HoursSeen ? "end.opens" : "end.opens-assumed",
                ("name", CardBuilder.TitleOf(turn, closed.Service)), ("time", OpenWords.When(turn.Words, OpenNow.OpensLater(closed)!.Value, turn.Now))));
        }

        return lines.Count > 0 ? string.Join('\n', lines) : null;
    }

    /// <summary>
    /// Who stops before anything was shown leaves with one line that answers at this moment. Empty otherwise, and after a sign of danger:
    /// its lines stand just above.
    /// </summary>
    public static IReadOnlyList<MessageCard> Line(TurnScope turn) =>
        AboutViolence(turn) || turn.State.Crisis is not null || !turn.State.Shown.IsEmpty ? [] : [.. OpenNow.Find(OpenNow.Ranked(turn), 1).Select(s => CardBuilder.Line(turn, s))];

    private static bool AboutViolence(TurnScope turn) =>
        CrisisReply.IsViolence(CrisisReply.ClassOf(turn.State.Crisis)) || turn.Profile.Marks.Contains(WellKnown.ViolenceMark, StringComparer.Ordinal);
}
