using Tsunagu.Directory.Api.Storage;

namespace Tsunagu.Directory.Api.Desk;

/// <summary>Something for the desk to look at.</summary>
/// <param name="Why"><c>disputed overdue due unverified hours-not-seen</c>, the most urgent first.</param>
/// <param name="Kind">Kind of the record.</param>
/// <param name="Id">The record.</param>
/// <param name="ReviewBy">Its review day, or null.</param>
/// <param name="Fields">What was reported, or what is missing.</param>
public sealed record QueueItem(string Why, string Kind, string Id, DateOnly? ReviewBy, IReadOnlyList<string> Fields);

/// <summary>The queue of what is disputed (somebody reported it), overdue, due within 60 days, or not confirmed at all.</summary>
public static class ReviewQueue
{
    private const int DueWithinDays = 60;

    private static readonly string[] Order = ["disputed", "overdue", "due", "hours-not-seen", "unverified"];

    /// <summary>The queue at an instant.</summary>
    /// <param name="snapshot">The directory.</param>
    /// <param name="reports">Open reports.</param>
    /// <param name="now">The instant.</param>
    public static IReadOnlyList<QueueItem> Of(DirectorySnapshot snapshot, IEnumerable<ReportLine> reports, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(reports);
        var today = JapanTime.Day(now);
        var items = reports.GroupBy(r => (r.Kind, r.RecordId))
            .Select(g => new QueueItem("disputed", g.Key.Kind, g.Key.RecordId, null, [.. g.SelectMany(r => r.Fields).Distinct().Order(StringComparer.Ordinal)])).ToList();
        foreach (var service in snapshot.Services)
        {
            if (Age(service.Provenance, today) is { } why)
                items.Add(new QueueItem(why, RecordKinds.Window, service.Id, service.Provenance.ReviewBy, []));
            else if (service.Hours is not null && !service.HoursSeen)
                items.Add(new QueueItem("hours-not-seen", RecordKinds.Window, service.Id, service.Provenance.ReviewBy, ["hours"]));
            else if (service.Provenance.VerifiedOn is null)
                items.Add(new QueueItem("unverified", RecordKinds.Window, service.Id, service.Provenance.ReviewBy, []));
        }
        foreach (var scheme in snapshot.Schemes)
        {
            if (Age(scheme.Provenance, today) is { } why)
                items.Add(new QueueItem(why, RecordKinds.Scheme, scheme.Id, scheme.Provenance.ReviewBy, []));
        }
        return [.. items.OrderBy(i => Array.IndexOf(Order, i.Why)).ThenBy(i => i.ReviewBy).ThenBy(i => i.Id, StringComparer.Ordinal)];
    }

    private static string? Age(Provenance provenance, DateOnly today) =>
        provenance.ReviewBy < today ? "overdue" : provenance.ReviewBy <= today.AddDays(DueWithinDays) ? "due" : null;
}
