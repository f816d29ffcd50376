using System.Collections.Immutable;

namespace Tsunagu.Directory;

/// <summary>
/// Opening hours in OSM opening_hours syntax, with two- or three-letter days (<c>Mo</c>, <c>Mon</c>), <c>PH</c> for Japanese public holidays and
/// one addition of ours: <c>day 10</c> is that day of every month (the lifeline's free calls on the 10th). Times are Asia/Tokyo.
/// </summary>
/// <remarks>
/// A later rule replaces the whole day of an earlier one, a comma adds to it, <c>||</c> fills what is left, and <c>12:00-13:00 off</c> takes
/// only that time away. A span past midnight belongs to the evening it began on, so a holiday rule never cuts the night before. Hours that
/// name <c>PH</c> are unknown on days whose holidays are not announced yet, and no end or opening is claimed across that border.
/// Sunrise and sunset, an open end (<c>17:00+</c>) and a rule that is only a comment are unknown too. The text is kept as it was written.
/// </remarks>
public sealed class OpeningHours
{
    private const int Day = 1440;

    /// <summary>
    /// Longest look ahead in days, for the next opening and for the end: a little over a year, for campaigns that come back yearly. Open
    /// without a gap for so long counts as always open.
    /// </summary>
    private const int LookAhead = 400;

    /// <summary>The same where dates stand: a year that is written, 29 February, or a date that must fall on a weekday may be far.</summary>
    private const int LookAheadWithDates = 12 * 366;

    private readonly ImmutableArray<OpeningRule> _rules;
    private readonly bool _asksHolidays;
    private readonly bool _neverOpens;
    private readonly int _lookAhead;

    internal OpeningHours(string text, ImmutableArray<OpeningRule> rules)
    {
        Text = text;
        _rules = rules;
        _asksHolidays = rules.Any(r => r.PublicHoliday);
        _neverOpens = rules.All(r => r.Off);
        _lookAhead = rules.Any(r => !r.Dates.IsEmpty || !r.Years.IsEmpty || !r.Weeks.IsEmpty) ? LookAheadWithDates : LookAhead;
        IsAlways = rules is
        [
        {
            Years.IsEmpty: true, Dates.IsEmpty: true, Weeks.IsEmpty: true, MonthDays.IsEmpty: true, Weekdays.IsEmpty: true, PublicHoliday: false,
            Off: false, Spans: [{ Start: 0, End: Day, Unsure: false }],
        },
        ];
    }

    /// <summary>The text as it was written.</summary>
    public string Text { get; }

    /// <summary>Plainly 24/7.</summary>
    public bool IsAlways { get; }

    /// <summary>A rule of it looks at public holidays.</summary>
    internal bool AsksHolidays => _asksHolidays;

    /// <summary>Reads a text; on failure <paramref name="error"/> says what was not understood and where.</summary>
    public static bool TryParse(string text, out OpeningHours hours, out string? error)
    {
        var parser = new OpeningHoursParser(text);
        if (parser.TryRead(out var rules, out error))
        {
            hours = new OpeningHours(text, rules);
            return true;
        }
        hours = null!;
        return false;
    }

    /// <summary>Reads a text that is known to be right, such as one in a test.</summary>
    /// <exception cref="FormatException">The text is not understood.</exception>
    public static OpeningHours Parse(string text) =>
        TryParse(text, out var hours, out var error) ? hours : throw new FormatException(error);

    /// <summary>The spans that begin on this day, in order, when it is (or is not) a public holiday.</summary>
    public ImmutableArray<TimeSpanOfDay> SpansOf(DateOnly day, bool holiday)
    {
        var spans = AllSpansOf(day, holiday);
        return spans.Any(s => s.Unsure) ? [.. spans.Where(s => !s.Unsure)] : spans;
    }

    internal ImmutableArray<TimeSpanOfDay> AllSpansOf(DateOnly day, bool holiday)
    {
        ImmutableArray<TimeSpanOfDay> spans = [];
        foreach (var rule in _rules)
        {
            if (rule.Matches(day, holiday))
                spans = rule.Apply(spans);
        }
        return spans;
    }

    /// <summary>
    /// Closed all day because it is a public holiday: nothing is open on that day, not even what is left of the night before, and on an
    /// ordinary day of the same date something would be. What nobody can say is never told as closed.
    /// </summary>
    /// <param name="day">The day in Kyoto.</param>
    /// <param name="holidays">Which days are public holidays.</param>
    public bool IsClosedForHoliday(DateOnly day, HolidayCalendar holidays) =>
        _asksHolidays && holidays.IsHoliday(day) == true
        && AllSpansOf(day, holiday: true).All(s => s.Start >= Day) && SpansOf(day, holiday: false).Any(s => s.Start < Day)
        && AllSpansOf(day.AddDays(-1), holidays.IsHoliday(day.AddDays(-1)) == true).All(s => s.End <= Day);

    /// <summary>The state at an instant.</summary>
    /// <param name="instant">Any offset.</param>
    /// <param name="holidays">Which days are public holidays, and up to which year that is known.</param>
    /// <param name="validFrom">First day on which the hours hold, or null.</param>
    /// <param name="validTo">Last day on which they hold, or null.</param>
    public OpenState At(DateTimeOffset instant, HolidayCalendar holidays, DateOnly? validFrom = null, DateOnly? validTo = null)
    {
        if (IsAlways && validFrom is null && validTo is null)
            return new OpenState(OpenKind.Open, AlwaysOpen: true);
        var today = JapanTime.Day(instant);
        var week = new DayReader(this, holidays, validFrom, validTo);
        var now = (int)(JapanTime.Local(instant).TimeOfDay.Ticks / TimeSpan.TicksPerMinute);
        return week.Certainty(today, now) switch
        {
            OpenKind.Unknown => OpenState.Unknown,
            OpenKind.Open => OpenUntil(week, today, now),
            _ => ClosedUntil(week, today, now),
        };
    }

    private OpenState OpenUntil(DayReader week, DateOnly today, int now)
    {
        var end = now;
        ImmutableArray<TimeSpanOfDay> before = [];
        for (var offset = -1; offset <= _lookAhead; offset++)
        {
            if (offset > 0 && offset * Day > end)
                break;
            var day = today.AddDays(offset);
            if (!week.TrySpans(day, out var spans))
            {
                // A day whose holidays are not known can only lengthen the span if it touches it; then no end is claimed.
                if (week.AnyStartsBy(day, end - offset * Day))
                    return new OpenState(OpenKind.Open);
                before = [];
                continue;
            }
            // What an "off" leaves of the night before may begin after midnight, and go on where this day's span ends.
            for (var reached = -1; reached != end;)
            {
                reached = end;
                end = Extend(spans, offset * Day, Extend(before, (offset - 1) * Day, end));
            }
            before = spans;
        }
        if (end > _lookAhead * Day)
            return new OpenState(OpenKind.Open, AlwaysOpen: true);
        var last = today.AddDays(end / Day);
        // What follows without a gap may go on being open: then no end is known.
        return week.IsUnsure(last, end % Day)
            ? new OpenState(OpenKind.Open)
            : new OpenState(OpenKind.Open, Until: JapanTime.At(today, end));
    }

    private static int Extend(ImmutableArray<TimeSpanOfDay> spans, int midnight, int end)
    {
        var moved = true;
        while (moved)
        {
            moved = false;
            foreach (var span in spans)
            {
                if (!span.Unsure && midnight + span.Start <= end && midnight + span.End > end)
                {
                    end = midnight + span.End;
                    moved = true;
                }
            }
        }
        return end;
    }

    private OpenState ClosedUntil(DayReader week, DateOnly today, int now)
    {
        if (_neverOpens)
            return new OpenState(OpenKind.Closed);
        var first = int.MaxValue;
        var unsure = int.MaxValue;
        // From yesterday: what an "off" leaves of a night may begin after midnight.
        for (var offset = -1; offset <= _lookAhead && offset * Day < first; offset++)
        {
            var day = today.AddDays(offset);
            if (!week.TrySpans(day, out var spans))
            {
                if (week.AnyStartsAfter(day, now - offset * Day))
                    return new OpenState(OpenKind.Closed);
                continue;
            }
            foreach (var span in spans)
            {
                var start = offset * Day + span.Start;
                if (start > now && span.Unsure)
                    unsure = Math.Min(unsure, start);
                else if (start > now)
                    first = Math.Min(first, start);
            }
        }
        return first == int.MaxValue || unsure < first ? new OpenState(OpenKind.Closed) : new OpenState(OpenKind.Closed, Opens: JapanTime.At(today, first));
    }

    /// <summary>Days as the hours see them: with validity and with what is known of holidays.</summary>
    private readonly struct DayReader(OpeningHours hours, HolidayCalendar holidays, DateOnly? from, DateOnly? to)
    {
        /// <summary>False where the day's holidays are not known and could change its spans.</summary>
        internal bool TrySpans(DateOnly day, out ImmutableArray<TimeSpanOfDay> spans)
        {
            if (from > day || to < day)
            {
                spans = [];
                return true;
            }
            var holiday = hours._asksHolidays ? holidays.IsHoliday(day) : false;
            spans = hours.AllSpansOf(day, holiday ?? false);
            return holiday is not null || spans.AsSpan().SequenceEqual(hours.AllSpansOf(day, true).AsSpan());
        }

        internal bool AnyStartsBy(DateOnly day, int minute)
        {
            foreach (var span in hours.AllSpansOf(day, false).Concat(hours.AllSpansOf(day, true)))
            {
                if (span.Start <= minute)
                    return true;
            }
            return false;
        }

        internal bool AnyStartsAfter(DateOnly day, int minute)
        {
            foreach (var span in hours.AllSpansOf(day, false).Concat(hours.AllSpansOf(day, true)))
            {
                if (span.Start > minute)
                    return true;
            }
            return false;
        }

        internal OpenKind Certainty(DateOnly today, int now)
        {
            var yesterday = Covers(today.AddDays(-1), now + Day);
            var here = Covers(today, now);
            if (yesterday == OpenKind.Open || here == OpenKind.Open)
                return OpenKind.Open;
            return yesterday == OpenKind.Unknown || here == OpenKind.Unknown ? OpenKind.Unknown : OpenKind.Closed;
        }

        /// <summary>A span at this minute says itself that nobody can say.</summary>
        internal bool IsUnsure(DateOnly today, int now)
        {
            _ = TrySpans(today.AddDays(-1), out var yesterday);
            _ = TrySpans(today, out var here);
            return Contains(yesterday, now + Day, unsure: true) || Contains(here, now, unsure: true);
        }

        private OpenKind Covers(DateOnly day, int minute)
        {
            if (from > day || to < day)
                return OpenKind.Closed;
            // The contract: after the last day whose holidays are known, hours that ask for holidays are unknown all day long.
            if (hours._asksHolidays && !holidays.Covers(day))
                return minute < Day || MayCover(hours.AllSpansOf(day, true), minute) || MayCover(hours.AllSpansOf(day, false), minute) ? OpenKind.Unknown : OpenKind.Closed;
            _ = TrySpans(day, out var spans);
            if (Contains(spans, minute, unsure: false))
                return OpenKind.Open;
            return Contains(spans, minute, unsure: true) ? OpenKind.Unknown : OpenKind.Closed;
        }

        private static bool MayCover(ImmutableArray<TimeSpanOfDay> spans, int minute) => Contains(spans, minute, unsure: false) || Contains(spans, minute, unsure: true);

        private static bool Contains(ImmutableArray<TimeSpanOfDay> spans, int minute, bool unsure)
        {
            foreach (var span in spans)
            {
                if (span.Unsure == unsure && minute >= span.Start && minute < span.End)
                    return true;
            }
            return false;
        }
    }
}
