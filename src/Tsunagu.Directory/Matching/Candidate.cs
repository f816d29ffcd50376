using System.Runtime.CompilerServices;

namespace Tsunagu.Directory;

/// <summary>A window on its way into the answer.</summary>
/// <param name="Index">Its place in the snapshot.</param>
/// <param name="Score">What the rules gave it.</param>
/// <param name="Trust">3 checked by a person, 2 high, 1 medium, 0 memory.</param>
/// <param name="Reachable">There is a person to reach, not only a page to read.</param>
/// <param name="IdRank">Its place when all ids are sorted.</param>
/// <param name="LastResort">It meets none of the needs, but answers everybody around the clock.</param>
internal readonly record struct Candidate(int Index, double Score, sbyte Trust, bool Reachable, int IdRank, bool LastResort = false)
{
    /// <summary>Only remembered: after everything else.</summary>
    internal bool Remembered => Trust == 0;

    /// <summary>Remembered ones last, then score, then trust, then those that can be reached, then the id: a total order.</summary>
    internal int RankAgainst(Candidate other)
    {
        var order = Remembered.CompareTo(other.Remembered);
        if (order == 0)
            order = other.Score.CompareTo(Score);
        if (order == 0)
            order = other.Trust.CompareTo(Trust);
        if (order == 0)
            order = other.Reachable.CompareTo(Reachable);
        return order != 0 ? order : IdRank.CompareTo(other.IdRank);
    }
}

/// <summary>Whether hours fall into a wished part of an ordinary week without holidays; worked out once per text of hours.</summary>
internal static class WeekProfile
{
    private static readonly ConditionalWeakTable<OpeningHours, Parts> Known = [];

    private sealed record Parts(bool Day, bool Evening, bool Weekend);

    internal static bool OpensIn(OpeningHours? hours, string when)
    {
        if (hours is null)
            return false;
        var parts = Known.GetValue(hours, Measure);
        return when switch
        {
            "day" => parts.Day,
            "evening" => parts.Evening,
            "weekend" => parts.Weekend,
            _ => false,
        };
    }

    private static Parts Measure(OpeningHours hours)
    {
        var (day, evening, weekend) = (false, false, false);
        for (var date = new DateOnly(2026, 6, 1); date < new DateOnly(2026, 6, 29); date = date.AddDays(1)) // four plain weeks, Monday first
        {
            foreach (var span in hours.SpansOf(date, holiday: false))
            {
                if (date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
                    weekend = true;
                else
                    day |= span.Start < 17 * 60 && span.End > 9 * 60;
                evening |= span.End > 18 * 60;
            }
        }
        return new Parts(day, evening, weekend);
    }
}
