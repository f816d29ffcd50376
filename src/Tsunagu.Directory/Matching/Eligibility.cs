namespace Tsunagu.Directory;

/// <summary>The rules that keep a window out; the first that applies is named.</summary>
internal static class Eligibility
{
    /// <summary>Oldest age of a child when a children's window names none.</summary>
    private const int LastYearOfChildhood = 18;

    /// <summary>The id of the rule against this window, or null when it may be shown.</summary>
    internal static string? RuleAgainst(Wish wish, Service service) =>
        !wish.Snapshot.Index.Reaches(service, wish.Request.Ward) && service.Withheld is null ? "other-ward" : RuleAgainstWhatReaches(wish, service);

    /// <summary>The same for a window that the index found for the ward.</summary>
    internal static string? RuleAgainstWhatReaches(Wish wish, Service service) => RuleAgainstTheRecord(service, wish.Today) ?? RuleAgainstThePerson(wish, service);

    /// <summary>Only the rules that look at the record and the day, whoever asks.</summary>
    internal static string? RuleAgainstTheRecord(Service service, DateOnly today)
    {
        if (service.Withheld is { } withheld)
            return withheld;
        if (IsPastReview(service, today) && !service.IsCrisisLine)
            return "past-review";
        return service.ValidTo < today ? "campaign-over" : null;
    }

    /// <summary>Only the rules that look at the person, not at the day: for whoever looks at many days at once.</summary>
    internal static string? RuleAgainstThePerson(Wish wish, Service service)
    {
        if (wish.Request.About == "third" && service.ForWhom is (Audience.ChildrenOnly or Audience.PersonOnly))
            return "only-for-the-person";
        if (!FitsAge(wish, service))
            return "other-age";
        // 110 and 119 are for danger; a person who only asks where to turn is not sent there.
        if (service.IsEmergencyNumber && !wish.Danger)
            return "emergency-without-danger";
        return service.IsSuicideLine && !wish.Distress ? "suicide-line-without-distress" : null;
    }

    internal static bool IsPastReview(Service service, DateOnly today) => today > service.Provenance.ReviewBy;

    private static bool FitsAge(Wish wish, Service service)
    {
        if (!wish.HasAge)
            return true;
        var (min, max) = (service.MinAge ?? 0, service.MaxAge ?? int.MaxValue);
        if (service.ForWhom is Audience.Children or Audience.ChildrenOnly)
        {
            // The ages are the child's. A grown-up is let in who asks about a child, not one who looks for work.
            if (service.ForWhom == Audience.Children && wish.AgeFrom > LastYearOfChildhood && wish.AboutChild)
                return true;
            max = Math.Min(max, LastYearOfChildhood);
        }
        return wish.AgeTo >= min && wish.AgeFrom <= max;
    }
}
