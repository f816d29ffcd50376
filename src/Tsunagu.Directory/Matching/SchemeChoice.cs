namespace Tsunagu.Directory;

/// <summary>Schemes that may help. "No" is hidden, "unknown" stays; what is only remembered comes last.</summary>
internal static class SchemeChoice
{
    /// <summary>Windows and schemes that a screen shows together.</summary>
    private const int WindowsPerScreen = 3;
    private const int SchemesPerScreen = 2;

    /// <summary>
    /// The schemes, best first. A scheme that is itself a window is shown once: as the window where that comes no later, else as the scheme, and
    /// the window leaves <paramref name="windows"/>.
    /// </summary>
    internal static List<RecommendedScheme> For(Wish wish, List<Candidate> windows)
    {
        var request = wish.Request;
        if (request.Schemes.Count == 0)
            return [];
        var facts = new PersonFacts(request.Facts, request.Age, request.Ward);
        var fitting = new List<(SupportScheme Scheme, Ternary Eligibility, int Order)>();
        for (var i = 0; i < request.Schemes.Count; i++)
        {
            if (wish.Snapshot.FindScheme(request.Schemes[i]) is not { } scheme || wish.Today > scheme.Provenance.ReviewBy || fitting.Exists(f => f.Scheme.Id == scheme.Id))
                continue;
            var eligibility = scheme.Conditions.Evaluate(facts);
            if (eligibility != Ternary.No)
                fitting.Add((scheme, eligibility, i));
        }
        fitting.Sort(static (a, b) => Rank(a).CompareTo(Rank(b)));
        var shown = new List<RecommendedScheme>(fitting.Count);
        foreach (var (scheme, eligibility, _) in fitting)
        {
            if (IsShownAsWindow(wish, windows, scheme, shown.Count))
                continue;
            shown.Add(new RecommendedScheme
            {
                Scheme = scheme,
                Eligibility = eligibility,
                Reasons = [new Reason(eligibility == Ternary.Yes ? "conditions-fit" : "conditions-open", "scheme", scheme.Id)],
                Window = scheme.WindowId is { } own ? wish.Snapshot.FindService(own) : null,
            });
        }
        return shown;
    }

    private static (bool Remembered, bool Open, int Order) Rank((SupportScheme Scheme, Ternary Eligibility, int Order) fitting) =>
        (fitting.Scheme.Provenance is { VerifiedOn: null, Confidence: Confidence.Memory }, fitting.Eligibility != Ternary.Yes, fitting.Order);

    private static bool IsShownAsWindow(Wish wish, List<Candidate> windows, SupportScheme scheme, int place)
    {
        if (scheme.WindowId is not { } id || wish.Snapshot.IndexOf(id) is not { } index)
            return false;
        var window = windows.FindIndex(c => c.Index == index);
        if (window < 0)
            return false;
        if (window / WindowsPerScreen <= place / SchemesPerScreen)
            return true;
        windows.RemoveAt(window);
        return false;
    }
}
