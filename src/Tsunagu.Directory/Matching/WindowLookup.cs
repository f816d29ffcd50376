namespace Tsunagu.Directory;

/// <summary>A stretch of time in which a window answers.</summary>
/// <param name="From">When it opens.</param>
/// <param name="To">When it closes.</param>
public readonly record struct Opening(DateTimeOffset From, DateTimeOffset To);

/// <summary>Windows that somebody names by their ids, such as those of a shared link: as they stand at an instant, outside any recommendation.</summary>
public static class WindowLookup
{
    // Hours that change often still end somewhere: a look-up must.
    private const int MostSteps = 200;

    /// <summary>The window at an instant; null when there is none, or when it may not be shown: withheld, past its review, its campaign over.</summary>
    /// <param name="snapshot">The directory.</param>
    /// <param name="windowId">The window's id in the seed.</param>
    /// <param name="at">The instant.</param>
    public static RecommendedService? Find(DirectorySnapshot snapshot, string windowId, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (snapshot.IndexOf(windowId) is not { } index)
            return null;
        var service = snapshot.Services[index];
        var wish = new Wish(snapshot, new RecommendationRequest { At = at });
        if (!MayBeShown(service, wish.Today))
            return null;
        var traits = snapshot.Index.Traits[index];
        return Describing.Describe(wish, new Candidate(index, 0, traits.Trust, service.CanBeReached, traits.IdRank)) with { Reasons = [] };
    }

    /// <summary>Whether people may be shown the window on a day: not withheld, not past its review (crisis lines stay), its campaign not over.</summary>
    /// <param name="service">The window.</param>
    /// <param name="today">The day in Kyoto.</param>
    public static bool MayBeShown(Service service, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(service);
        return Eligibility.RuleAgainstTheRecord(service, today) is null;
    }

    /// <summary>The state of a window by some of its hours; unknown where there are none or nobody saw them.</summary>
    /// <param name="snapshot">The directory.</param>
    /// <param name="service">The window.</param>
    /// <param name="hours">Its <see cref="Service.Hours"/> or <see cref="Service.ChatHours"/>.</param>
    /// <param name="at">The instant.</param>
    public static OpenState StateOf(DirectorySnapshot snapshot, Service service, OpeningHours? hours, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(service);
        return hours is not null && service.HoursSeen ? hours.At(at, snapshot.Holidays, service.ValidFrom, service.ValidTo) : OpenState.Unknown;
    }

    /// <summary>Closed all of a day because it is a public holiday, by hours that were seen and hold on that day.</summary>
    /// <param name="snapshot">The directory.</param>
    /// <param name="service">The window.</param>
    /// <param name="hours">Its <see cref="Service.Hours"/> or <see cref="Service.ChatHours"/>.</param>
    /// <param name="day">The day in Kyoto.</param>
    public static bool IsClosedForHoliday(DirectorySnapshot snapshot, Service service, OpeningHours? hours, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(service);
        return hours is not null && service.HoursSeen && !(service.ValidFrom > day) && !(service.ValidTo < day) && hours.IsClosedForHoliday(day, snapshot.Holidays);
    }

    /// <summary>
    /// The next times at which a window opens, by hours that were seen; the present one is not among them. Empty when the hours are unknown,
    /// were not seen, or never end.
    /// </summary>
    /// <param name="snapshot">The directory.</param>
    /// <param name="service">The window.</param>
    /// <param name="at">From when to look.</param>
    /// <param name="most">At most so many.</param>
    public static IReadOnlyList<Opening> NextOpenings(DirectorySnapshot snapshot, Service service, DateTimeOffset at, int most)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(service);
        var hours = service.Phones.Count > 0 || service.Address is not null ? service.Hours : service.ChatHours;
        List<Opening> openings = [];
        if (hours is null || !service.HoursSeen)
            return openings;
        var time = at;
        for (var step = 0; step < MostSteps && openings.Count < most; step++)
        {
            var state = hours.At(time, snapshot.Holidays, service.ValidFrom, service.ValidTo);
            if (state is { Kind: OpenKind.Open, Until: { } until })
            {
                if (time != at)
                    openings.Add(new Opening(time, until));
                time = until;
            }
            else if (state is { Kind: OpenKind.Closed, Opens: { } opens })
            {
                time = opens;
            }
            else
            {
                break;
            }
        }

        return openings;
    }
}
