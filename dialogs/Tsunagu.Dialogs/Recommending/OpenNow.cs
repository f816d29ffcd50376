using Tsunagu.Directory;

namespace Tsunagu.Dialogs;

/// <summary>Windows that can be reached at this moment by phone or staffed chat, the best for this person first.</summary>
internal static class OpenNow
{
    /// <summary>
    /// All windows for this person, open or not, the best first. Whatever way and hour was wished: somebody who asks for a person now wants the one who
    /// answers. The desk of one special matter is none of them until that matter was named: it would send this person on.
    /// </summary>
    public static IReadOnlyList<RecommendedService> Ranked(TurnScope turn)
    {
        var request = RequestBuilder.From(turn.Profile, turn.Now, turn.Locale) with { Ways = [], When = ["now"] };
        return [.. turn.Parts.Recommender.Recommend(turn.Snapshot, request).Services.Where(s => s.Service.OnlyFor.Count == 0 || s.Service.OnlyFor.Any(request.Schemes.Contains))];
    }

    /// <summary>The first of them that can be reached.</summary>
    public static IReadOnlyList<RecommendedService> Find(IReadOnlyList<RecommendedService> ranked, int most) =>
        [.. ranked.Where(s => s.ReachableNow).Take(most)];

    /// <summary>The one of them that opens next; null when no opening is known.</summary>
    public static RecommendedService? NextToOpen(IReadOnlyList<RecommendedService> ranked) =>
        ranked.Where(s => s.Service is { HoursSeen: true, CanAnswer: true } && OpensLater(s) is not null).MinBy(OpensLater);

    /// <summary>When a window that cannot be reached now opens; null when it can, or when nothing is known. Hours that nobody saw are no promise.</summary>
    public static DateTimeOffset? OpensLater(RecommendedService found) => found.ReachableNow ? null : CardBuilder.ShownState(found).Open.Opens;

    /// <summary>
    /// The best of them that one can go to, open now or with a known opening, hours that were seen before assumed ones; null when
    /// no address is known.
    /// </summary>
    public static RecommendedService? ToVisit(IReadOnlyList<RecommendedService> ranked) =>
        ranked.Where(s => s.Service.Address is not null && (s.Open.IsOpen || s.Open is { Kind: OpenKind.Closed, Opens: not null }))
            .OrderByDescending(s => s.Service.HoursSeen).FirstOrDefault();
}
