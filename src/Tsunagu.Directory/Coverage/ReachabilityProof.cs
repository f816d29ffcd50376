using System.Collections.Concurrent;
using System.Globalization;

namespace Tsunagu.Directory;

/// <summary>What is known of one request over the whole period.</summary>
/// <param name="SetId">Which open hours stand for it; requests for which the same hours stand have the same text.</param>
/// <param name="FirstGap">The first instant at which no window at all could be used; null when there is none.</param>
/// <param name="OwnGap">The first instant at which only the last resort could be used; null when the need's own windows never close.</param>
public readonly record struct Reachability(string SetId, DateTimeOffset? FirstGap, DateTimeOffset? OwnGap);

/// <summary>
/// The Law of DESIGN section 6 for a period: at every minute a window can be used that meets the wish, or the last resort can. Proved over
/// the union of the windows' open hours, once for each distinct set of them, never by trying instants for each request.
/// </summary>
/// <remarks>
/// Windows with the same open minutes are one column. Time is cut where any column opens or closes, and pieces in which the same columns are
/// open are one state; a year has a few hundred states. A set of windows leaves no gap when each state has one of its columns. <br/>
/// It is stricter than <see cref="Recommender"/>, so that a proof holds whatever the scores are: what is only remembered never counts; of
/// windows with one phone only the hours that all of them share count, because any of them may be the card that is shown; the general
/// guides that stand in once everything has dropped out do not count. The last resort counts by its own record (hours seen, within its
/// review day unless it is a crisis line, for that ward and age), never because the product would show it anyway. <br/>
/// May be used by several threads at once.
/// </remarks>
public sealed class ReachabilityProof
{
    private readonly DirectorySnapshot _snapshot;
    private readonly DateOnly _first;
    private readonly int _days;
    private readonly int[] _columnOf;
    private readonly List<OpenMinutes> _columns = [];
    private readonly List<(bool[] Open, int Minute)> _states = [];
    private readonly ConcurrentDictionary<string, Reachability> _known = new(StringComparer.Ordinal);

    /// <summary>A proof for a period.</summary>
    /// <param name="snapshot">The directory.</param>
    /// <param name="from">The period begins with this instant's day in Kyoto.</param>
    /// <param name="days">How many days; 366 covers the next twelve months.</param>
    public ReachabilityProof(DirectorySnapshot snapshot, DateTimeOffset from, int days = 366)
    {
        _snapshot = snapshot;
        _first = JapanTime.Day(from);
        _days = days;
        var measured = new Dictionary<(OpeningHours?, OpeningHours?, DateOnly?, DateOnly?, DateOnly?), int>();
        _columnOf = [.. snapshot.Services.Select(s => ColumnOf(s, measured))];
        FindStates();
    }

    /// <summary>How many different sets of open hours were looked at.</summary>
    public int Sets => _known.Count;

    /// <summary>How many different states of open and closed windows the period has.</summary>
    public int States => _states.Count;

    /// <summary>Looks at a request; its instant and its wished ways and times do not matter.</summary>
    public Reachability Check(RecommendationRequest request)
    {
        var wish = new Wish(_snapshot, request);
        var windows = Windows(wish);
        if (windows.Count == 0)
        {
            wish.FallBack();
            windows = Windows(wish);
        }
        var (single, shared) = Columns(windows);
        var last = LastResort(wish);
        var key = string.Join(',', single) + "/" + string.Join('/', shared.Select(s => string.Join('&', s))) + (last is { } column ? string.Create(CultureInfo.InvariantCulture, $"+{column}") : "");
        return _known.TryGetValue(key, out var known) ? known : _known.GetOrAdd(key, k => Judge(k, single, shared, last));
    }

    /// <summary>The first instant at which a crisis reply for this danger and this person would have no line; null when there is none.</summary>
    /// <param name="crisisClass">A wire name such as <c>suicide-risk</c>.</param>
    /// <param name="query">Who; its instant does not matter.</param>
    public DateTimeOffset? CrisisGap(string crisisClass, CrisisQuery query)
    {
        var open = new OpenMinutes(_days * 1440);
        foreach (var line in _snapshot.CrisisLines)
        {
            if (CrisisDesk.MayAnswer(line, crisisClass, query) && line is { HoursSeen: true, Hours: { } hours } && _snapshot.FindService(line.WindowId) is not null)
                open.UnionWith(OpenMinutes.Of(hours, _snapshot.Holidays, _first, _days, null, null));
        }
        for (var minute = 0; minute < open.Count; minute++)
        {
            if (!open.Contains(minute))
                return JapanTime.At(_first, minute);
        }
        return null;
    }

    private Reachability Judge(string key, SortedSet<int> single, List<int[]> shared, int? last)
    {
        int? gap = null;
        int? own = null;
        foreach (var (open, minute) in _states) // in the order of their first minutes
        {
            if (single.Any(c => open[c]) || shared.Exists(desk => desk.All(c => open[c])))
                continue;
            own ??= minute;
            if (last is not { } resort || !open[resort])
                gap ??= minute;
            if (gap is not null)
                break;
        }
        return new Reachability(key, gap is { } g ? JapanTime.At(_first, g) : null, own is { } o ? JapanTime.At(_first, o) : null);
    }

    private List<int> Windows(Wish wish)
    {
        var found = new HashSet<int>();
        var meeting = new List<int>();
        foreach (var need in wish.Needs)
            _snapshot.Index.Collect(need.Code, wish.Request.Ward, meeting);
        foreach (var window in meeting)
        {
            if (Eligibility.RuleAgainstThePerson(wish, _snapshot.Services[window]) is null)
                found.Add(window);
        }
        return [.. found];
    }

    /// <summary>Columns that stand by themselves, and those of desks with one phone, of which all must be open.</summary>
    private (SortedSet<int> Single, List<int[]> Shared) Columns(List<int> windows)
    {
        var traits = _snapshot.Index.Traits;
        var single = new SortedSet<int>();
        var desks = new Dictionary<int, SortedSet<int>>();
        foreach (var window in windows)
        {
            if (traits[window].Phone is >= 0 and var phone)
            {
                if (!desks.TryGetValue(phone, out var desk))
                    desks[phone] = desk = [];
                desk.Add(_columnOf[window]);
            }
            else
            {
                single.Add(_columnOf[window]);
            }
        }
        foreach (var desk in desks.Values.Where(d => d.Count == 1))
            single.UnionWith(desk);
        return (single, [.. desks.Values.Where(d => d.Count > 1).Select(d => d.ToArray()).OrderBy(d => d[0]).ThenBy(d => d[^1])]);
    }

    private int? LastResort(Wish wish) =>
        _snapshot.IndexOf(Recommender.LastResort) is { } index
        && _snapshot.Services[index] is { Withheld: null } service
        && _snapshot.Index.Reaches(service, wish.Request.Ward)
        && Eligibility.RuleAgainstThePerson(wish, service) is null
            ? _columnOf[index]
            : null;

    private int ColumnOf(Service service, Dictionary<(OpeningHours?, OpeningHours?, DateOnly?, DateOnly?, DateOnly?), int> measured)
    {
        var counts = service.HoursSeen && service.Provenance is not { VerifiedOn: null, Confidence: Confidence.Memory };
        var phone = counts && service.Phones.Count > 0 ? service.Hours : null;
        var chat = counts && service.ChatUrl is not null ? service.ChatHours : null;
        var until = service.IsCrisisLine ? (DateOnly?)null : service.Provenance.ReviewBy;
        if (!measured.TryGetValue((phone, chat, service.ValidFrom, service.ValidTo, until), out var column))
        {
            var open = Measure(phone, chat, service.ValidFrom, service.ValidTo, until);
            column = _columns.FindIndex(open.SameAs);
            if (column < 0)
            {
                column = _columns.Count;
                _columns.Add(open);
            }
            measured[(phone, chat, service.ValidFrom, service.ValidTo, until)] = column;
        }
        return column;
    }

    private OpenMinutes Measure(OpeningHours? phone, OpeningHours? chat, DateOnly? validFrom, DateOnly? validTo, DateOnly? reviewBy)
    {
        var open = new OpenMinutes(_days * 1440);
        foreach (var hours in new[] { phone, chat })
        {
            if (hours is not null)
                open.UnionWith(OpenMinutes.Of(hours, _snapshot.Holidays, _first, _days, validFrom, validTo));
        }
        // The day after, the record is not shown any more, not even for the night that goes on.
        foreach (var last in new[] { reviewBy, validTo })
        {
            if (last is { } day)
                open.CutFrom(Math.Clamp(day.DayNumber - _first.DayNumber + 1, 0, _days) * 1440);
        }
        return open;
    }

    private void FindStates()
    {
        var changes = new OpenMinutes(_days * 1440);
        changes.Add(0, 1);
        _columns.ForEach(c => c.MarkChanges(changes));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var minute in changes.Minutes())
        {
            var open = _columns.ConvertAll(c => c.Contains(minute));
            if (seen.Add(string.Concat(open.Select(o => o ? '1' : '0'))))
                _states.Add(([.. open], minute));
        }
    }
}
