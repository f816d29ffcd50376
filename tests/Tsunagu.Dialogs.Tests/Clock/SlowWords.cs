using System.Globalization;
using Tsunagu.Dialogs.Tests.Fixtures;
using Tsunagu.Directory;
using Tsunagu.Directory.Tests;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs.Tests.Clock;

/// <summary>
/// What has to be said about the hour, worked out a second time: from the slow calculator's marks and the list of holidays, none of the product's
/// hours, calendar or wording code. Only the texts are the same.
/// </summary>
internal sealed class SlowWords(Locale locale, DateTimeOffset now)
{
    private static readonly Dictionary<string, SlowYear> Known = new(StringComparer.Ordinal);

    public static bool IsHoliday(DateOnly day) => Real.Parts.Directory.Current.Holidays.Days.ContainsKey(day);

    /// <summary>The hours of a text through the whole year.</summary>
    public static SlowYear Of(OpeningHours hours)
    {
        if (!Known.TryGetValue(hours.Text, out var year))
            Known[hours.Text] = year = new SlowYear(SlowHours.Read(hours.Text, IsHoliday));
        return year;
    }

    public string Say(string key, params (string Name, string Value)[] args) =>
        Real.Parts.Texts.Message(locale, key, args.ToDictionary(a => a.Name, a => a.Value, StringComparer.Ordinal));

    /// <summary>Saturday 22:40.</summary>
    public string Now => Say(IsHoliday(Today) ? "time.now-holiday" : "time.now", ("weekday", Weekday(now)), ("time", Clock(now)));

    /// <summary>The greeting's words about the hour.</summary>
    public string Greeting()
    {
        var office = now.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsHoliday(Today) && now.TimeOfDay >= TimeSpan.FromHours(9)
            && now.TimeOfDay < TimeSpan.FromHours(17) && !new[] { "12-29", "12-30", "12-31", "01-01", "01-02", "01-03" }.Contains(now.ToString("MM-dd", CultureInfo.InvariantCulture));
        return string.Join('\n', new[]
        {
            office ? null : Say("after-hours.night", ("now", Now)),
            IsHoliday(Today.AddDays(1)) ? Say("after-hours.holiday-tomorrow") : null,
        }.OfType<string>());
    }

    /// <summary>The state on a window's card.</summary>
    public string State(Service service)
    {
        var phone = service.Phones.Count > 0 || service.Hours is not null;
        if (IsReachable(service, now) && !(service.Hours is { } own && Of(own).IsOpen(now)))
            return Say("open.chat", ("state", State(service.ChatHours!, seen: true)));
        if (service.Hours is null && service is { ChatHours: { } chat, ChatUrl: not null } && !Of(chat).IsOpen(now))
            return Say("open.chat", ("state", State(chat, service.HoursSeen)));
        return phone && service.Hours is { } hours ? State(hours, service.HoursSeen) : Say("open.unknown");
    }

    /// <summary>By phone or chat, by hours that were seen.</summary>
    public static bool IsReachable(Service service, DateTimeOffset at) => service.HoursSeen
        && ((service.Phones.Count > 0 && service.Hours is { } hours && Of(hours).IsOpen(at)) || (service is { ChatUrl: not null, ChatHours: { } chat } && Of(chat).IsOpen(at)));

    /// <summary>When it opens, for who cannot reach it now.</summary>
    public DateTimeOffset? Opens(Service service)
    {
        if (IsReachable(service, now) || (service.Hours ?? (service.ChatUrl is null ? null : service.ChatHours)) is not { } hours)
            return null;
        return Of(hours).IsOpen(now) ? null : Of(hours).NextChange(now);
    }

    /// <summary>When the window that is shown as open closes; null when never.</summary>
    public DateTimeOffset? Closes(Service service) => Of(service.Hours is { } hours && Of(hours).IsOpen(now) ? hours : service.ChatHours!).NextChange(now);

    public static string Clock(DateTimeOffset instant) => $"{instant.Hour}:{instant.Minute:00}";

    public string When(DateTimeOffset instant)
    {
        var day = DateOnly.FromDateTime(instant.DateTime);
        if (day == Today)
            return Say("time.today", ("time", Clock(instant)));
        return day == Today.AddDays(1)
            ? Say("time.tomorrow", ("time", Clock(instant)))
            : Say("time.day", ("time", Clock(instant)), ("weekday", Weekday(instant)), ("month", Say($"month.{instant.Month}")), ("day", $"{instant.Day}"));
    }

    private DateOnly Today => DateOnly.FromDateTime(now.DateTime);

    private string Weekday(DateTimeOffset instant) => Say($"weekday.{(int)instant.DayOfWeek}");

    private string State(OpeningHours hours, bool seen)
    {
        var year = Of(hours);
        var change = year.NextChange(now);
        if (year.IsOpen(now) && !seen)
            return Say("open.assumed");
        if (!year.IsOpen(now) && !seen)
            return Say("open.opens-assumed", ("time", When(change!.Value)));
        if (!year.IsOpen(now) && year.IsClosedForHoliday(Today))
            return Say("open.holiday", ("time", When(change!.Value)));
        var state = !year.IsOpen(now) ? Say("open.opens", ("time", When(change!.Value)))
            : change is not { } until ? Say("open.always")
            : Say(until <= now.AddMinutes(60) ? "open.until-soon" : "open.until", ("time", DateOnly.FromDateTime(until.DateTime) == Today ? Clock(until) : When(until)));
        return year.IsClosedForHoliday(Today.AddDays(1)) ? Say("open.holiday-tomorrow", ("state", state)) : state;
    }
}

/// <summary>The slow calculator's marks for every quarter of an hour of a year and the weeks after it, so that a year of questions takes seconds.</summary>
internal sealed class SlowYear
{
    public static readonly DateTimeOffset First = new(2026, 4, 1, 0, 0, 0, TimeSpan.FromHours(9));

    /// <summary>A year has no 29 February here: 8,760 hours.</summary>
    public const int Hours = 365 * 24;

    // Longest time for which anything is closed, and more.
    private const int WeeksAfter = 6;
    private const int Steps = (365 + WeeksAfter * 7) * 24 * 60 / SlowHours.Step;

    private readonly SlowHours _hours;
    private readonly bool[] _open = new bool[Steps];
    private readonly int[] _changes = new int[Steps];
    private readonly Dictionary<DateOnly, bool> _holidays = [];

    public SlowYear(SlowHours hours)
    {
        _hours = hours;
        for (var step = Steps - 1; step >= 0; step--)
        {
            _open[step] = hours.IsOpen(First.AddMinutes(step * SlowHours.Step));
            _changes[step] = step == Steps - 1 ? -1 : _open[step] != _open[step + 1] ? step + 1 : _changes[step + 1];
        }
    }

    public bool IsOpen(DateTimeOffset instant) => _open[StepOf(instant)];

    public DateTimeOffset? NextChange(DateTimeOffset instant) =>
        _changes[StepOf(instant)] is var step and >= 0 ? First.AddMinutes(step * SlowHours.Step) : null;

    public bool IsClosedForHoliday(DateOnly day)
    {
        if (!_holidays.TryGetValue(day, out var closed))
            _holidays[day] = closed = _hours.IsClosedForHoliday(day);
        return closed;
    }

    private static int StepOf(DateTimeOffset instant) => (int)((instant - First).TotalMinutes / SlowHours.Step);
}
