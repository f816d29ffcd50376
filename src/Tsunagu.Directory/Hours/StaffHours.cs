using System.Globalization;

namespace Tsunagu.Directory;

/// <summary>
/// Hours that are a promise ("a person answers here until 17:00"), so nothing in them may be left open: read in the syntax of
/// <see cref="OpeningHours"/>, but refused where they overlap, end nowhere, or say nothing of public holidays.
/// </summary>
public static class StaffHours
{
    // A year and a month: every rule that comes back each year is met.
    private const int DaysLookedAt = 400;

    /// <summary>Reads the hours.</summary>
    /// <param name="text">Opening hours, such as <c>Mo-Fr 09:00-17:00; PH off</c>.</param>
    /// <param name="closed">Days, both ends included, on which nobody is there whatever the hours say.</param>
    /// <param name="from">The first day for which they are held against each other.</param>
    /// <param name="hours">The hours with the closed days; null when they are refused.</param>
    /// <param name="error">What is wrong and how to mend it, in one line; null when they are read.</param>
    public static bool TryRead(string text, IReadOnlyList<(DateOnly First, DateOnly Last)> closed, DateOnly from, out OpeningHours hours, out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(closed);
        if (!OpeningHours.TryParse(text, out hours, out error))
        {
            error += ": write them as \"Mo-Fr 09:00-17:00; PH off\"";
            return false;
        }

        error = Fault(hours, from);
        if (error is not null)
            return false;
        hours = OpeningHours.Parse(string.Join("; ", [text.TrimEnd(' ', ';'), .. closed.Select(Off)]));
        return true;
    }

    private static string? Fault(OpeningHours hours, DateOnly from)
    {
        if (!hours.AsksHolidays)
            return $"\"{hours.Text}\" does not say what holds on public holidays: add \"; PH off\", or their hours";
        var any = false;
        foreach (var holiday in new[] { false, true })
        {
            var end = 0;
            for (var day = from; day < from.AddDays(DaysLookedAt); day = day.AddDays(1))
            {
                end -= 1440;
                foreach (var span in hours.AllSpansOf(day, holiday).OrderBy(s => s.Start))
                {
                    if (span.Unsure)
                        return $"\"{hours.Text}\" leaves open when staff go home: write each end as a time, such as 09:00-17:00";
                    if (span.Start < end)
                        return string.Create(CultureInfo.InvariantCulture, $"\"{hours.Text}\" overlaps at {span.Start / 60}:{span.Start % 60:00} on {day:yyyy-MM-dd}: write each hour once");
                    (any, end) = (true, span.End);
                }
            }
        }

        return any ? null : $"\"{hours.Text}\" never opens: write when staff are there";
    }

    private static string Off((DateOnly First, DateOnly Last) days)
    {
        var (first, last) = days;
        return string.Create(CultureInfo.InvariantCulture, $"{first:yyyy MMM dd}-{last:yyyy MMM dd} off");
    }
}
