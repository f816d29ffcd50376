using System.Globalization;

namespace Tsunagu.Channels.WebChat;

/// <summary>A month of a calendar: where leaving leads when the site names no other place. It has no name, no links, no script.</summary>
internal static class CalendarPage
{
    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);

    public static PageContent Of(PageWords words, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.ToOffset(Japan).Date);
        var first = new DateOnly(today.Year, today.Month, 1);
        var month = words["month." + Number(today.Month)];
        return new PageContent
        {
            Title = words["page.title.calendar"],
            Framing = false,
            Main = Html.Of($"""
                <h1>{words.Say("calendar.month", ("year", Number(today.Year)), ("month", month))}</h1>
                <table class="calendar"><thead><tr>{Html.Join(Enumerable.Range(0, 7).Select(d => Html.Of($"""<th scope="col">{words["weekday." + Number(d)]}</th>""")))}</tr></thead>
                <tbody>{Html.Join(Weeks(first).Select(week => Html.Of($"<tr>{Html.Join(week.Select(day => Day(day, today)))}</tr>")))}</tbody></table>
                """),
        };
    }

    private static IEnumerable<IEnumerable<DateOnly?>> Weeks(DateOnly first)
    {
        var days = Enumerable.Repeat<DateOnly?>(null, (int)first.DayOfWeek)
            .Concat(Enumerable.Range(0, DateTime.DaysInMonth(first.Year, first.Month)).Select(d => (DateOnly?)first.AddDays(d)));
        return days.Chunk(7).Select(week => week.Concat(Enumerable.Repeat<DateOnly?>(null, 7 - week.Length)));
    }

    private static Html Day(DateOnly? day, DateOnly today) => day is { } date
        ? Html.Of($"""<td{Html.When(date == today, () => Html.Of($""" aria-current="date" """))}>{date.Day}</td>""")
        : Html.Of($"<td></td>");

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
