using System.Collections.Frozen;

namespace Tsunagu.Directory;

/// <summary>
/// Japan's public holidays (国民の祝日, with substitute and citizens' holidays) for the whole years that a data file covers.
/// The dates are never computed: the Cabinet Office announces each next year in February.
/// </summary>
public sealed class HolidayCalendar
{
    private readonly FrozenDictionary<DateOnly, string> _names;

    /// <summary>A calendar of these days; it covers every year from the first to the last day's year.</summary>
    /// <param name="days">Date and Japanese name. At least one.</param>
    /// <exception cref="ArgumentException">No day is given, or a year in between has none.</exception>
    public HolidayCalendar(IEnumerable<KeyValuePair<DateOnly, string>> days)
    {
        _names = days.ToFrozenDictionary(d => d.Key, d => d.Value);
        if (_names.Count == 0)
            throw new ArgumentException("A holiday calendar needs at least one day.", nameof(days));
        FirstYear = _names.Keys.Min(d => d.Year);
        LastYear = _names.Keys.Max(d => d.Year);
        for (var year = FirstYear; year <= LastYear; year++)
        {
            if (!_names.Keys.Any(d => d.Year == year))
                throw new ArgumentException($"The holiday calendar has no day in {year}; add that year's rows.", nameof(days));
        }
    }

    /// <summary>First year whose holidays are known.</summary>
    public int FirstYear { get; }

    /// <summary>Last year whose holidays are known.</summary>
    public int LastYear { get; }

    /// <summary>Every holiday with its Japanese name.</summary>
    public IReadOnlyDictionary<DateOnly, string> Days => _names;

    /// <summary>Whether the holidays of this day's year are known at all.</summary>
    public bool Covers(DateOnly day) => day.Year >= FirstYear && day.Year <= LastYear;

    /// <summary>True or false for a covered day; null where the year is not covered.</summary>
    public bool? IsHoliday(DateOnly day) => Covers(day) ? _names.ContainsKey(day) : null;

    /// <summary>The holiday's name, or null.</summary>
    public string? NameOf(DateOnly day) => _names.GetValueOrDefault(day);

    /// <summary>The alarm before the list runs out: fewer than 60 days are left that it covers.</summary>
    public bool NeedsRenewal(DateTimeOffset now) => JapanTime.Day(now).AddDays(60).Year > LastYear;
}
