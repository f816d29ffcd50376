using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Tsunagu.Directory;

/// <summary>
/// Ranks windows and schemes for a request. Deterministic: the same snapshot and request give the same answer in the same order. It
/// keeps no state.
/// </summary>
/// <remarks>
/// A window is a candidate when it meets a need and no rule keeps it out (ward, age, audience, withheld, out of date, emergency without
/// danger, suicide line without distress). Weights follow the handbook's proposal: 5 for a need, 3 for a support target, 2 for the ward, 2 for
/// a wished way, 3 for the wished time, with language above all of them because a window that cannot be understood does not help. Trust
/// decides between equals; what is only remembered comes after everything else and never among the first five. The first window can always
/// be used at that instant (the Law of DESIGN section 6).
/// </remarks>
[SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "Callers hold an instance, so that another way of choosing can stand in its place.")]
public sealed class Recommender
{
    /// <summary>The line that answers everybody around the clock, where a need has nothing of its own open.</summary>
    public const string LastResort = "nat-yorisoi";

    /// <summary>Cards on a first screen: nothing that is only remembered stands there.</summary>
    private const int FirstCards = 5;

    private const int WindowsPerScreen = 3;

    /// <summary>Windows and schemes for a request.</summary>
    public RecommendationResult Recommend(DirectorySnapshot snapshot, RecommendationRequest request)
    {
        var wish = new Wish(snapshot, request);
        var windows = Ranked(wish);
        var schemes = SchemeChoice.For(wish, windows);
        return new RecommendationResult(new DescribedServices(wish, Cut(windows, request.Limit)), schemes, snapshot.Version);
    }

    /// <summary>Why a window is in the answer, or which rule kept it out.</summary>
    public Explanation Explain(DirectorySnapshot snapshot, RecommendationRequest request, string windowId)
    {
        var service = snapshot.FindService(windowId);
        if (service is null)
            return new Explanation(false, "unknown-window", []);
        var wish = new Wish(snapshot, request);
        var windows = Ranked(wish);
        var ranked = windows.ConvertAll(c => snapshot.Services[c.Index].Id);
        var schemes = SchemeChoice.For(wish, windows);
        var place = windows.FindIndex(c => ReferenceEquals(snapshot.Services[c.Index], service));
        if (place >= 0)
        {
            var reasons = Describing.ReasonsOf(wish, windows[place]);
            return new Explanation(true, reasons.Count > 0 ? reasons[0].RuleId : "shown", reasons);
        }
        if (ranked.Contains(windowId) && schemes.Any(s => s.Scheme.WindowId == windowId))
            return new Explanation(false, "shown-as-scheme", []);
        return new Explanation(false, Eligibility.RuleAgainst(wish, service) ?? WhyNotMatched(wish, service), []);
    }

    /// <summary>Lines for a crisis reply; see <see cref="CrisisDesk"/>.</summary>
    /// <param name="snapshot">The directory.</param>
    /// <param name="crisisClass">A wire name such as <c>suicide-risk</c>.</param>
    /// <param name="query">Who and when.</param>
    public IReadOnlyList<CrisisService> CrisisLines(DirectorySnapshot snapshot, string crisisClass, CrisisQuery query) =>
        CrisisDesk.Lines(snapshot, crisisClass, query);

    private static string WhyNotMatched(Wish wish, Service service)
    {
        var meets = wish.Needs.Any(n => service.Needs.Contains(n.Code) || (n.Code == DirectorySnapshot.GeneralGuide && service.Needs.Count == 0));
        if (!meets)
            return "no-need-met";
        return service.Provenance is { VerifiedOn: null, Confidence: Confidence.Memory } ? "only-remembered" : "same-phone-as-another";
    }

    private static List<Candidate> Ranked(Wish wish)
    {
        var found = Candidates(wish);
        if (found.Count == 0)
        {
            wish.FallBack();
            found = Candidates(wish);
        }
        found.Sort(static (a, b) => a.RankAgainst(b));
        var windows = OnePerPhone(wish, found);
        PutReachableFirst(wish, windows);
        KeepRememberedBack(windows);
        OneEmergencyNumber(wish, windows);
        return windows;
    }

    private static List<Candidate> Candidates(Wish wish)
    {
        var index = wish.Snapshot.Index;
        var best = new Dictionary<int, double>();
        var meeting = new List<int>();
        foreach (var need in wish.Needs)
        {
            meeting.Clear();
            index.Collect(need.Code, wish.Request.Ward, meeting);
            foreach (var window in meeting)
            {
                // Who meets several needs stands a little before who meets only the strongest of them.
                ref var weight = ref CollectionsMarshal.GetValueRefOrAddDefault(best, window, out var known);
                weight = known ? Math.Max(weight, need.Weight) + 0.1 * Math.Min(weight, need.Weight) : need.Weight;
            }
        }
        var candidates = new List<Candidate>(best.Count);
        foreach (var (window, weight) in best)
        {
            var service = wish.Snapshot.Services[window];
            if (Eligibility.RuleAgainstWhatReaches(wish, service) is not null)
                continue;
            ref readonly var traits = ref index.Traits[window];
            candidates.Add(new Candidate(window, Math.Round(Scoring.Of(wish, window, weight), 6), traits.Trust, service.CanBeReached, traits.IdRank));
        }
        return candidates;
    }

    private static List<Candidate> OnePerPhone(Wish wish, List<Candidate> sorted)
    {
        var phones = new HashSet<int>();
        var kept = new List<Candidate>(sorted.Count);
        foreach (var candidate in sorted)
        {
            var phone = wish.Snapshot.Index.Traits[candidate.Index].Phone;
            if (phone < 0 || phones.Add(phone))
                kept.Add(candidate);
        }
        return kept;
    }

    /// <summary>
    /// The Law: the first window can be used at that instant, by the need's own kind, else the last resort, whatever way was wished. Where several
    /// can, the one that can be used in the wished way comes first: who cannot talk aloud gets the chat.
    /// </summary>
    private static void PutReachableFirst(Wish wish, List<Candidate> windows)
    {
        // Below nothing stands only what is for another matter of a lesser need.
        var first = windows.FindIndex(c => c.Score >= 0 && wish.ReachableNow(c.Index));
        if (first >= 0)
        {
            var best = windows[first].Index;
            var asWished = windows.FindIndex(first, c => c.Score >= 0 && wish.ReachableNowAsWished(c.Index) && wish.IsNoWorseThan(best, c.Index));
            var reachable = windows[first = Math.Max(first, asWished)];
            windows.RemoveAt(first);
            windows.Insert(0, reachable);
            return;
        }
        if (wish.Snapshot.IndexOf(LastResort) is not { } index)
        {
            first = windows.FindIndex(c => wish.ReachableNow(c.Index));
            if (first > 0)
                (windows[0], windows[first]) = (windows[first], windows[0]);
            return;
        }
        windows.RemoveAll(c => c.Index == index);
        var traits = wish.Snapshot.Index.Traits[index];
        windows.Insert(0, new Candidate(index, 0, traits.Trust, Reachable: true, traits.IdRank, LastResort: true));
    }

    /// <summary>110 or 119, the fitting one, on the first screen: beside it stands who listens.</summary>
    private static void OneEmergencyNumber(Wish wish, List<Candidate> windows)
    {
        bool IsEmergency(Candidate candidate) => wish.Snapshot.Services[candidate.Index].IsEmergencyNumber;
        var first = windows.FindIndex(IsEmergency);
        var second = first < 0 ? -1 : windows.FindIndex(first + 1, IsEmergency);
        if (second < 0 || second >= WindowsPerScreen || windows.Count <= WindowsPerScreen)
            return;
        var later = windows[second];
        windows.RemoveAt(second);
        windows.Insert(WindowsPerScreen, later);
    }

    private static void KeepRememberedBack(List<Candidate> windows)
    {
        // They are sorted last, so they reach the first five only where there is little else.
        if (windows.Count(c => !c.Remembered) < FirstCards)
            windows.RemoveAll(c => c.Remembered);
    }

    private static List<Candidate> Cut(List<Candidate> windows, int limit)
    {
        if (limit > 0 && limit < windows.Count)
            windows.RemoveRange(limit, windows.Count - limit);
        return windows;
    }
}
