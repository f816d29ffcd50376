namespace Tsunagu.Conversations;

/// <summary>
/// Keeps daily counts for all machines, and who of them sends a day's report. Days are those of reports, not of the calendar: whoever counts
/// says which. Every method throws <see cref="BotCore.ConversationsUnavailableException"/> when the database cannot be reached or cannot write.
/// </summary>
public interface ICountStore
{
    /// <summary>Adds to the counts.</summary>
    /// <param name="counts">What to add; each day, kind and key once.</param>
    /// <param name="ct">Ends the waiting.</param>
    Task AddAsync(IReadOnlyList<DayCount> counts, CancellationToken ct = default);

    /// <summary>The counts of a day, in no order.</summary>
    /// <param name="day">Which day.</param>
    /// <param name="ct">Ends the call.</param>
    Task<IReadOnlyList<DayCount>> CountsAsync(DateOnly day, CancellationToken ct = default);

    /// <summary>Takes a report to send it. One that was taken and not finished may be taken again when its lease is over.</summary>
    /// <param name="report">Name of the report.</param>
    /// <param name="day">Its day.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="leaseUntil">Until then it is the taker's alone.</param>
    /// <param name="ct">Ends the waiting.</param>
    /// <returns>False when another has it, or it was sent.</returns>
    Task<bool> TakeReportAsync(string report, DateOnly day, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken ct = default);

    /// <summary>Notes that a report was sent.</summary>
    /// <param name="report">Name of the report.</param>
    /// <param name="day">Its day.</param>
    /// <param name="ct">Ends the waiting.</param>
    Task FinishReportAsync(string report, DateOnly day, CancellationToken ct = default);

    /// <summary>Forgets counts and reports of the days before one.</summary>
    /// <param name="day">The first day that stays.</param>
    /// <param name="ct">Ends the waiting.</param>
    Task ForgetCountsAsync(DateOnly day, CancellationToken ct = default);
}

/// <summary>How often something was counted for a day: ids of the content or the directory, none of a person.</summary>
/// <param name="Day">The report's day.</param>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Key">Which.</param>
/// <param name="Count">How often.</param>
public sealed record DayCount(DateOnly Day, string Kind, string Key, long Count);
