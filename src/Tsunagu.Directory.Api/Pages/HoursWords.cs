using System.Globalization;

namespace Tsunagu.Directory.Api.Pages;

/// <summary>Opening hours in words, such as 「月〜金曜 9:00〜17:00。祝日は休み。12月29日〜1月3日は休み」.</summary>
internal static class HoursWords
{
    private const int Day = 1440;

    internal static string Of(OpeningHours hours, PageTexts texts)
    {
        if (hours.IsAlways)
            return texts.Say("state.always");
        var pattern = HoursPattern.Of(hours);
        // What holds on the same days is said together.
        var lines = pattern.Rules.GroupBy(rule => Days(rule, texts), StringComparer.Ordinal)
            .OrderBy(days => days.First().Monthly).ThenBy(days => days.First().Days.Select(d => FromMonday(d.Day)).DefaultIfEmpty().Min())
            .Select(days => texts.Say("hours.line", ("days", days.Key), ("times", Spans(days.Select(rule => rule.Span), texts)))).ToList();
        if (pattern.Holidays == HolidayHours.Closed)
            lines.Add(texts.Say("hours.holidays.closed"));
        else if (pattern.Holidays == HolidayHours.Own)
            lines.Add(texts.Say("hours.holidays", ("times", Spans(pattern.HolidaySpans, texts))));
        lines.AddRange(pattern.ClosedYearly.Select(off => off.From == off.To
            ? texts.Say("hours.closed.date", ("date", Date(off.From, texts)))
            : texts.Say("hours.closed.dates", ("from", Date(off.From, texts)), ("to", Date(off.To, texts)))));
        if (!pattern.IsComplete)
            lines.Add(texts.Say("hours.more"));
        return string.Join(texts.Say("hours.then"), lines);
    }

    private static string Days(HoursRule rule, PageTexts texts)
    {
        if (rule.MonthDays.Count > 0)
            return texts.Say("hours.monthdays", ("days", string.Join(texts.Say("hours.and"), rule.MonthDays)));
        if (rule.Monthly)
        {
            return string.Join(texts.Say("comma"), rule.Days.GroupBy(d => d.Day).Select(day => texts.Say("hours.nth",
                ("n", string.Join(texts.Say("hours.and"), day.Select(d => PageTexts.Number(d.Nth)))), ("day", texts.Weekday(day.Key)))));
        }
        var days = rule.Days.Select(d => FromMonday(d.Day)).Order().ToList();
        return days.Count == 7 ? texts.Say("hours.daily") : texts.Say("hours.weekdays", ("days", string.Join(texts.Say("hours.and"), Runs(days, texts))));
    }

    /// <summary>Three days or more in a row are said by the first and the last.</summary>
    private static IEnumerable<string> Runs(List<int> days, PageTexts texts)
    {
        for (var i = 0; i < days.Count;)
        {
            var last = i;
            while (last + 1 < days.Count && days[last + 1] == days[last] + 1)
                last++;
            if (last - i >= 2)
            {
                yield return texts.Say("hours.run", ("from", Name(days[i])), ("to", Name(days[last])));
                i = last + 1;
            }
            else
            {
                yield return Name(days[i++]);
            }
        }

        string Name(int day) => texts.Weekday((DayOfWeek)((day + 1) % 7));
    }

    private static string Spans(IEnumerable<TimeSpanOfDay> spans, PageTexts texts) => string.Join(texts.Say("comma"), spans.OrderBy(s => s.Start).Select(span => span is { Start: 0, End: Day }
        ? texts.Say("hours.all-day")
        : texts.Say("hours.span", ("from", Clock(span.Start)), ("to", span.End > Day ? texts.Say("hours.next-day", ("time", Clock(span.End - Day))) : Clock(span.End)))));

    private static string Date((int Month, int Day) date, PageTexts texts) => texts.Say("hours.date", ("month", texts.Month(date.Month)), ("day", PageTexts.Number(date.Day)));

    private static string Clock(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60}:{minutes % 60:00}");

    private static int FromMonday(DayOfWeek day) => ((int)day + 6) % 7;
}
