namespace Tsunagu.Directory.Api.Desk;

/// <summary>Why the directory must not go live, one line each.</summary>
/// <param name="Id">The window.</param>
/// <param name="Why"><c>not-verified unreachable past-review crisis-line-not-verified crisis-line-hours-not-seen</c>.</param>
/// <param name="Mend">What to do.</param>
public sealed record ProductionFinding(string Id, string Why, string Mend)
{
    /// <summary><c>id: why — mend</c>.</summary>
    public override string ToString() => $"{Id}: {Why} — {Mend}";
}

/// <summary>
/// The go-live gate (<c>tsunagu check --production</c>): no window that no person verified, that cannot be reached or is past its review, and no
/// crisis line without a person's check.
/// </summary>
public static class ProductionGate
{
    /// <summary>Everything that stands against going live; empty when nothing does. Withheld windows are not shown to anybody and are not looked at.</summary>
    /// <param name="snapshot">The directory.</param>
    /// <param name="now">The instant.</param>
    public static IReadOnlyList<ProductionFinding> Check(DirectorySnapshot snapshot, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var today = JapanTime.Day(now);
        var findings = new List<ProductionFinding>();
        foreach (var service in snapshot.Services.Where(s => s.Withheld is null))
        {
            if (service.Provenance.VerifiedOn is null)
                findings.Add(new ProductionFinding(service.Id, service.IsCrisisLine ? "crisis-line-not-verified" : "not-verified", "call or visit it, then set verified_on, or set withheld"));
            if (!service.CanBeReached)
                findings.Add(new ProductionFinding(service.Id, "unreachable", "add a phone, a chat or an address, or set withheld"));
            if (service.Provenance.ReviewBy < today)
                findings.Add(new ProductionFinding(service.Id, "past-review", "check it again, then set verified_on and review_by"));
        }
        foreach (var line in snapshot.CrisisLines.Where(l => !l.HoursSeen || l.Hours is null))
            findings.Add(new ProductionFinding(line.WindowId, "crisis-line-hours-not-seen", "look the hours up at the owner, then set hours and hours_seen"));
        return findings;
    }
}
