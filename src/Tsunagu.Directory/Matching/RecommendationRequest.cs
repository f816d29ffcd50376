namespace Tsunagu.Directory;

/// <summary>A need and how much it counts; 1 is a plainly wanted one.</summary>
/// <param name="Code">Code of a kind of window, for example <c>life</c>.</param>
/// <param name="Weight">More than 0.</param>
public readonly record struct NeedWeight(string Code, double Weight = 1);

/// <summary>What is asked of the directory (DESIGN section 7, <c>POST /recommendations</c>).</summary>
public sealed record RecommendationRequest
{
    /// <summary>Needs, the most wanted first; empty asks for the general guides.</summary>
    public IReadOnlyList<NeedWeight> Needs { get; init; } = [];

    /// <summary>Ids of schemes that may help, most wanted first.</summary>
    public IReadOnlyList<string> Schemes { get; init; } = [];

    /// <summary>Support targets of the agreement's thirteen.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Languages in which the person wants to talk.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Wished ways: <c>phone chat line visit home mail fax relay read</c>.</summary>
    public IReadOnlyList<string> Ways { get; init; } = [];

    /// <summary>Wished times: <c>now day evening weekend any</c>.</summary>
    public IReadOnlyList<string> When { get; init; } = [];

    /// <summary>Facts for scheme conditions.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Facts { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Ward or branch id, <c>outside</c>, <c>none</c>, or null.</summary>
    public string? Ward { get; init; }

    /// <summary>Age band, or null.</summary>
    public string? Age { get; init; }

    /// <summary><c>self</c> or <c>third</c>.</summary>
    public string About { get; init; } = "self";

    /// <summary><c>safety</c>, <c>today</c>, or null.</summary>
    public string? Urgency { get; init; }

    /// <summary>The instant for which open states are told.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>At most so many windows; 0 means all.</summary>
    public int Limit { get; init; }
}

/// <summary>Why something is shown; words for it come from the handbook's texts, never from here.</summary>
/// <param name="RuleId">The rule, for example <c>need-matches</c>.</param>
/// <param name="Kind"><c>need ward age language way time target crisis fallback scheme</c>.</param>
/// <param name="Value">The need's code, the ward's id …</param>
public sealed record Reason(string RuleId, string Kind, string Value);

/// <summary>A window in the answer.</summary>
public sealed record RecommendedService
{
    /// <summary>The window.</summary>
    public required Service Service { get; init; }

    /// <summary>State of phone and counter.</summary>
    public required OpenState Open { get; init; }

    /// <summary>State of the chat, when there is one with hours of its own.</summary>
    public OpenState? ChatOpen { get; init; }

    /// <summary>Why it is shown.</summary>
    public required IReadOnlyList<Reason> Reasons { get; init; }

    /// <summary>Can be used at that instant: phone or staffed chat, open by hours that were seen.</summary>
    public required bool ReachableNow { get; init; }

    /// <summary>Not checked by a person and not seen on the owner's page with its hours: 要確認.</summary>
    public required bool NeedsCheck { get; init; }

    /// <summary>A crisis line past its review day: it stays, with the mark 「確認日が古い」.</summary>
    public bool PastReview { get; init; }

    /// <summary>The score that ordered it.</summary>
    public required double Score { get; init; }

    /// <summary>The window's id in the seed.</summary>
    public string WindowId => Service.Id;

    /// <summary>The HSDS id.</summary>
    public string Id => HsdsId.Of(Service.Id);
}

/// <summary>A scheme in the answer: never "you are eligible", only "may help".</summary>
public sealed record RecommendedScheme
{
    /// <summary>The scheme.</summary>
    public required SupportScheme Scheme { get; init; }

    /// <summary>Yes or unknown; "no" is not shown.</summary>
    public required Ternary Eligibility { get; init; }

    /// <summary>Why it is shown.</summary>
    public required IReadOnlyList<Reason> Reasons { get; init; }

    /// <summary>The window that it is, or null.</summary>
    public Service? Window { get; init; }
}

/// <summary>The answer.</summary>
/// <param name="Services">Windows; the first one can be used at that instant.</param>
/// <param name="Schemes">Schemes.</param>
/// <param name="DirectoryVersion">The snapshot that it was made from.</param>
public sealed record RecommendationResult(IReadOnlyList<RecommendedService> Services, IReadOnlyList<RecommendedScheme> Schemes, string DirectoryVersion)
{
    /// <summary>At most five cards at once: one to reach now, two windows, two schemes (DESIGN section 6). <c>memory</c> is never among them.</summary>
    public (IReadOnlyList<RecommendedService> Services, IReadOnlyList<RecommendedScheme> Schemes) FirstCards()
    {
        var services = Services.Where(s => s.Service.Provenance.Confidence != Confidence.Memory || s.Service.Provenance.VerifiedOn is not null).Take(3).ToList();
        var shown = services.Select(s => s.WindowId).ToHashSet(StringComparer.Ordinal);
        var schemes = Schemes.Where(s => s.Scheme.Provenance is not { VerifiedOn: null, Confidence: Confidence.Memory }
            && (s.Scheme.WindowId is not { } window || !shown.Contains(window)));
        return (services, [.. schemes.Take(2)]);
    }
}

/// <summary>Why a window is shown, or which rule kept it out.</summary>
/// <param name="Shown">Whether it is in the answer.</param>
/// <param name="RuleId">The rule that decided, for example <c>other-ward</c>.</param>
/// <param name="Reasons">Reasons when shown.</param>
public sealed record Explanation(bool Shown, string RuleId, IReadOnlyList<Reason> Reasons);
