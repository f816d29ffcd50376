using System.Globalization;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.WebChat;

/// <summary>
/// The next openings of windows as a calendar file (RFC 5545). Calendars are often shared and shown on locked screens, so an entry's title says only
/// that there is a call to make; the window's name stands inside the entry.
/// </summary>
internal static class CalendarFile
{
    public const string ContentType = "text/calendar; charset=utf-8";

    /// <summary>The file.</summary>
    /// <param name="words">Words of the entries.</param>
    /// <param name="sheets">The windows; those whose hours are not known give no entry.</param>
    /// <param name="now">When the file is made.</param>
    /// <param name="site">Where this site is: each entry leads back to its window, as it stands then.</param>
    public static string Write(PageWords words, IEnumerable<WindowSheet> sheets, DateTimeOffset now, Uri site)
    {
        var calendar = new Ical.Net.Calendar { ProductId = "-//Tsunagu//Calendar//JA", Method = "PUBLISH" };
        foreach (var sheet in sheets)
        {
            foreach (var opening in sheet.Openings)
            {
                calendar.Events.Add(new CalendarEvent
                {
                    Uid = string.Create(CultureInfo.InvariantCulture, $"{sheet.Card.Id}-{opening.From.ToUnixTimeSeconds()}@tsunagu"),
                    DtStamp = At(now),
                    Start = At(opening.From),
                    End = At(opening.To),
                    Summary = words["results.calendar.title"],
                    Description = Description(words, sheet, opening),
                    Url = new Uri(site, WindowLinks.Link(ResultsEndpoints.Path, words, [sheet.Card.Id])),
                    Transparency = "TRANSPARENT",
                    Alarms = { new Alarm { Action = Ical.Net.AlarmAction.Display, Description = words["results.calendar.title"], Trigger = new Trigger(Duration.Zero) } },
                });
            }
        }

        return new CalendarSerializer().SerializeToString(calendar) ?? "";
    }

    private static string Description(PageWords words, WindowSheet sheet, WindowOpening opening)
    {
        var calls = sheet.Card.Actions.Where(a => a.Type == ActionTypes.Call).Select(a => a.Title ?? "");
        return string.Join('\n', [sheet.Card.Title, opening.Words, .. calls, words["results.check"]]);
    }

    private static CalDateTime At(DateTimeOffset instant) => new(instant.UtcDateTime, "UTC");
}
