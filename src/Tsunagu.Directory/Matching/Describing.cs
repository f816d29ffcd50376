using System.Collections;

namespace Tsunagu.Directory;

/// <summary>Says why a window is shown and how it can be used at that instant.</summary>
internal static class Describing
{
    internal static RecommendedService Describe(Wish wish, Candidate candidate)
    {
        var service = wish.Snapshot.Services[candidate.Index];
        return new RecommendedService
        {
            Service = service,
            Open = wish.Open(candidate.Index),
            ChatOpen = service.ChatUrl is null ? null : wish.ChatOpen(candidate.Index),
            Reasons = ReasonsOf(wish, candidate),
            ReachableNow = wish.ReachableNow(candidate.Index),
            NeedsCheck = service.NeedsCheck,
            PastReview = Eligibility.IsPastReview(service, wish.Today),
            Score = candidate.Score,
        };
    }

    internal static List<Reason> ReasonsOf(Wish wish, Candidate candidate)
    {
        var service = wish.Snapshot.Services[candidate.Index];
        var request = wish.Request;
        var traits = wish.Snapshot.Index.Traits[candidate.Index];
        var reasons = new List<Reason>(6);
        if (candidate.LastResort)
            reasons.Add(new Reason("last-resort", "fallback", Recommender.LastResort));
        if (wish.Danger && (traits.Safety & wish.Safety) != 0)
            reasons.Add(new Reason("danger-first", "crisis", "safety"));
        foreach (var need in request.Needs)
        {
            if (service.Needs.Contains(need.Code))
                reasons.Add(new Reason("need-matches", "need", need.Code));
        }
        if (reasons.Count == 0 && wish.WithoutWindow is { } without)
            reasons.Add(new Reason("no-window-of-its-own", "fallback", without));
        if (service.Needs.Count == 0)
            reasons.Add(new Reason("general-guide", "fallback", DirectorySnapshot.GeneralGuide));
        foreach (var target in request.Targets)
        {
            if (service.Targets.Contains(target))
                reasons.Add(new Reason("target-matches", "target", target));
        }
        if (service.Area.Kind == AreaKind.Wards && request.Ward is { } ward)
            reasons.Add(new Reason("ward-matches", "ward", ward));
        if (Scoring.ChildrenComeFirst(wish, service))
            reasons.Add(new Reason("children-first", "age", request.Age!));
        else if (wish.HasAge && (service.MinAge is not null || service.MaxAge is not null) && service.ForWhom == Audience.Anyone)
            reasons.Add(new Reason("age-matches", "age", request.Age!));
        foreach (var language in request.Languages)
        {
            if (Wish.IsForeign(language) && service.Languages.Any(spoken => Wish.Speaks(spoken, language)))
                reasons.Add(new Reason("language-spoken", "language", language));
        }
        foreach (var way in request.Ways)
        {
            if (service.Ways.Contains(way))
                reasons.Add(new Reason("way-wished", "way", way));
        }
        if (Scoring.MeetsTime(wish, service, candidate.Index) is { } when and not "any" and not "now")
            reasons.Add(new Reason("time-wished", "time", when));
        if (wish.ReachableNow(candidate.Index))
            reasons.Add(new Reason("open-now", "time", "now"));
        return reasons;
    }
}

/// <summary>Windows that are described only when somebody looks at them: most callers look at a handful of thousands.</summary>
internal sealed class DescribedServices(Wish wish, List<Candidate> windows) : IReadOnlyList<RecommendedService>
{
    private readonly RecommendedService?[] _described = new RecommendedService?[windows.Count];

    public int Count => windows.Count;

    // Two threads may describe the same window at once; both get the same words.
    public RecommendedService this[int index] => _described[index] ??= Describing.Describe(wish, windows[index]);

    public IEnumerator<RecommendedService> GetEnumerator()
    {
        for (var i = 0; i < windows.Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
