using System.Collections.Concurrent;
using Tsunagu.Directory;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs;

/// <summary>A path of answers that ends without a window that could be used.</summary>
/// <param name="Path">The answers, for example <c>groups: money; age: 13-18; ward: kita</c>.</param>
/// <param name="At">The first instant at which nothing can be used.</param>
public sealed record LawBreach(string Path, DateTimeOffset At)
{
    /// <summary>One line for a report.</summary>
    public override string ToString() => FormattableString.Invariant($"no window can be used at {At:yyyy-MM-dd HH:mm} by who answers {Path}");
}

/// <summary>What the proof looked at and found.</summary>
public sealed record LawReport
{
    /// <summary>Breaches, the shortest path first; empty when the Law holds. At most one for each set of windows.</summary>
    public required IReadOnlyList<LawBreach> Breaches { get; init; }

    /// <summary>Why something could not be proved, as lines for a report.</summary>
    public required IReadOnlyList<string> Unproved { get; init; }

    /// <summary>Paths of answers that were looked at, times the places.</summary>
    public required int Paths { get; init; }

    /// <summary>Different sets of windows among them.</summary>
    public required int Sets { get; init; }

    /// <summary>Sets of which the need's own windows are closed at some time, so that the last resort answers.</summary>
    public required int OnLastResort { get; init; }
}

/// <summary>
/// Proves the Law of DESIGN section 6 for a handbook and a directory: every option, every pair of options, every ward, branch, outside and none,
/// every age band, every minute of the next twelve months.
/// </summary>
/// <remarks>
/// Paths are joined from ways that <see cref="HandbookWalk"/> really walked and are walked once more. More options than two only add windows:
/// needs are joined, and no need takes a window away. Which windows stand for a path depends on its needs, age, place, person and danger alone,
/// so paths are brought down to distinct requests, those to distinct sets of open hours, and each set is proved once (<see cref="ReachabilityProof"/>).
/// For each set the real <see cref="Recommender"/> is asked too, at the instant when the need's own windows first close.
/// </remarks>
public static class LawProof
{
    /// <summary>The most instants named for one kind of breach.</summary>
    private const int MostBreaches = 20;

    /// <summary>Proves it for the twelve months from this instant on.</summary>
    /// <param name="handbook">The questions.</param>
    /// <param name="snapshot">The windows.</param>
    /// <param name="walk">The walk over the handbook.</param>
    /// <param name="from">The first day.</param>
    /// <param name="ct">Ends the proof.</param>
    public static LawReport Prove(Handbook handbook, DirectorySnapshot snapshot, HandbookWalk walk, DateTimeOffset from, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(handbook);
        ArgumentNullException.ThrowIfNull(walk);
        var paths = new LawPaths(handbook, walk);
        var requests = new ConcurrentDictionary<string, (NeedProfile Profile, Answers Answers, int Length)>(StringComparer.Ordinal);
        var walked = 0;
        Parallel.ForEach(paths.All(), new ParallelOptions { CancellationToken = ct }, path =>
        {
            foreach (var applicable in paths.OfEveryAge(path))
            {
                Interlocked.Increment(ref walked);
                var profile = NeedProfile.From(handbook, applicable);
                var length = applicable.QuestionIds.Sum(q => applicable[q].Length);
                requests.AddOrUpdate(KeyOf(profile), (profile, applicable, length), (_, known) => IsBefore(applicable, length, known) ? (profile, applicable, length) : known);
            }
        });
        return Judge(handbook, snapshot, from, paths, requests.OrderBy(r => r.Value.Length).ThenBy(r => r.Key, StringComparer.Ordinal).Select(r => (r.Value.Profile, r.Value.Answers)), walked, ct);
    }

    private static LawReport Judge(Handbook handbook, DirectorySnapshot snapshot, DateTimeOffset from, LawPaths paths,
        IEnumerable<(NeedProfile Profile, Answers Answers)> requests, int walked, CancellationToken ct)
    {
        var proof = new ReachabilityProof(snapshot, from);
        var found = new ConcurrentDictionary<string, (int Order, Reachability What, RecommendationRequest Request, Answers Answers)>(StringComparer.Ordinal);
        Parallel.ForEach(requests.Select((r, order) => (r.Profile, r.Answers, order)), new ParallelOptions { CancellationToken = ct }, r =>
        {
            for (var place = 0; place < paths.Places.Count; place++)
            {
                var request = RequestBuilder.From(r.Profile with { Ward = paths.Places[place].Ward }, from);
                var what = proof.Check(request);
                // Requests come shortest first, and so should the path that a breach names, whichever thread came first.
                var order = r.order * paths.Places.Count + place;
                if (!found.TryGetValue(what.SetId, out var known) || order < known.Order)
                    found.AddOrUpdate(what.SetId, _ => (order, what, request, r.Answers), (_, k) => order < k.Order ? (order, what, request, r.Answers) : k);
            }
        });
        var recommender = new Recommender();
        var breaches = new List<LawBreach>();
        foreach (var (order, what, request, answers) in found.Values.OrderBy(f => f.Order))
        {
            string Path() => Words(handbook, answers, paths.Places[order % paths.Places.Count].Said);
            if (what.FirstGap is { } gap)
                breaches.Add(new LawBreach(Path(), gap));
            // What is proved of the windows must be what the person sees.
            else if (recommender.Recommend(snapshot, request with { At = what.OwnGap ?? from, Limit = 1 }).Services is not [{ ReachableNow: true }])
                breaches.Add(new LawBreach(Path() + " (a window is open, but the first one shown is not)", what.OwnGap ?? from));
        }
        return new LawReport
        {
            Breaches = [.. CrisisBreaches(snapshot, proof), .. breaches.Take(MostBreaches)],
            Unproved = paths.Unproved,
            Paths = walked * paths.Places.Count,
            Sets = proof.Sets,
            OnLastResort = found.Values.Count(f => f.What.OwnGap is not null),
        };
    }

    /// <summary>Who is in danger gets lines of the closed list only; there must be one at every minute, too.</summary>
    private static IEnumerable<LawBreach> CrisisBreaches(DirectorySnapshot snapshot, ReachabilityProof proof)
    {
        foreach (var danger in snapshot.CrisisLines.SelectMany(l => l.Classes).Distinct(StringComparer.Ordinal))
        {
            foreach (var age in AgeBands.All.Prepend(null))
            {
                foreach (var third in new[] { false, true })
                {
                    if (proof.CrisisGap(danger, new CrisisQuery { Age = age, ThirdPerson = third, At = snapshot.AsOf }) is { } gap)
                        yield return new LawBreach($"a sign of {danger}; age: {age ?? "not said"}; about: {(third ? "third" : "self")}", gap);
                }
            }
        }
    }

    /// <summary>All that decides which windows stand for a path, save the place.</summary>
    private static string KeyOf(NeedProfile profile) =>
        $"{string.Join(',', profile.Needs.Select(n => n.Code).Order(StringComparer.Ordinal))}|{profile.Age}|{profile.About}|{profile.Urgency == "safety"}";

    // Threads meet the same request in any order; the report must not depend on it.
    private static bool IsBefore(Answers answers, int length, (NeedProfile Profile, Answers Answers, int Length) known) =>
        length != known.Length ? length < known.Length : string.CompareOrdinal(answers.ToString(), known.Answers.ToString()) < 0;

    private static string Words(Handbook handbook, Answers answers, string? place)
    {
        var said = handbook.Questions.Where(q => !answers[q.Id].IsEmpty).Select(q => $"{q.Id}: {string.Join(", ", answers[q.Id])}").ToList();
        if (place is not null)
            said.Add(place);
        return said.Count > 0 ? string.Join("; ", said) : "nothing";
    }
}
