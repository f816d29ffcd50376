using Tsunagu.Directory;

namespace Tsunagu.Dialogs;

/// <summary>Windows that can be reached at this moment by phone or staffed chat, the best for this person first.</summary>
internal static class OpenNow
{
    public static IReadOnlyList<RecommendedService> Find(TurnScope turn, int most) =>
        [.. All(turn).Where(s => s.ReachableNow).Take(most)];

    /// <summary>The window for this person that opens next; null when no opening is known.</summary>
    public static RecommendedService? NextToOpen(TurnScope turn) =>
        All(turn).Where(s => !s.ReachableNow && s.Service.HoursSeen && s.Service.Phones.Count > 0 && s.Open is { Kind: OpenKind.Closed, Opens: not null })
            .MinBy(s => s.Open.Opens);

    private static IReadOnlyList<RecommendedService> All(TurnScope turn)
    {
        // Whatever way and hour was wished: somebody who asks for a person now wants the one who answers.
        var request = RequestBuilder.From(turn.Profile, turn.Now, turn.Locale) with { Ways = [], When = ["now"] };
        return turn.Parts.Recommender.Recommend(turn.Snapshot, request).Services;
    }
}
