using System.Text;
using Microsoft.AspNetCore.Http;

namespace Tsunagu.Channels.WebChat;

/// <summary>
/// <c>/results?w=id,id</c>: windows to print, to save as a file, to pass on, to put into the calendar. The address holds ids of windows and
/// nothing else, so nothing of a person is in it or kept for it; the states are those of the moment.
/// </summary>
/// <param name="windows">The windows.</param>
/// <param name="shell">Draws what stands around the content.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="limits">How much one address may do.</param>
internal sealed class ResultsEndpoints(IWindowSheets windows, PageShell shell, TimeProvider clock, RateLimits limits)
{
    public const string Path = "/results";
    public const string FilePath = Path + "/file";
    public const string CalendarPath = Path + "/calendar";

    private const int MostWindows = 30;
    private const int LongestId = 80;

    /// <summary>The page.</summary>
    public Task ShowAsync(HttpContext context) => WithWindowsAsync(context, (words, found) =>
    {
        var link = $"{context.Request.Scheme}://{context.Request.Host}{WindowLinks.Link(Path, words, found.Sheets.Select(s => s.Card.Id))}";
        var page = ResultsPage.Of(words, found.Sheets, found.Missing, windows.Now(words.Tag), link);
        return shell.WriteAsync(context, words, page, found.Sheets.Count > 0 ? StatusCodes.Status200OK : StatusCodes.Status404NotFound);
    });

    /// <summary>The same as a file that needs nothing else.</summary>
    public Task SaveAsync(HttpContext context) => WithWindowsAsync(context, (words, found) =>
    {
        var html = SavedFile.Of(words, ResultsPage.Windows(words, found.Sheets, found.Missing, windows.Now(words.Tag), static _ => default));
        return SendAsync(context, html.ToString(), "text/html; charset=utf-8", "memo.html");
    });

    /// <summary>The next openings as a calendar file; with <c>next=1</c> only the very next one of each.</summary>
    public Task CalendarAsync(HttpContext context) => WithWindowsAsync(context, (words, found) =>
    {
        var sheets = context.Request.Query["next"] == "1" ? found.Sheets.Select(s => s with { Openings = [.. s.Openings.Take(1)] }) : found.Sheets;
        var site = new Uri($"{context.Request.Scheme}://{context.Request.Host}");
        return SendAsync(context, CalendarFile.Write(words, sheets, clock.GetUtcNow(), site), CalendarFile.ContentType, "calendar.ics");
    });

    private async Task WithWindowsAsync(HttpContext context, Func<PageWords, Found, Task> show)
    {
        if (limits.RefusePage(context) is { } refusal)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        var words = shell.WordsFor(context.Request);
        var ids = context.Request.Query["w"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Distinct(StringComparer.Ordinal).ToList();
        if (ids.Count > MostWindows || ids.Exists(id => id.Length > LongestId))
        {
            await TypedResults.Problem($"At most {MostWindows} ids of windows are taken.", statusCode: StatusCodes.Status400BadRequest, title: "Too many windows").ExecuteAsync(context);
            return;
        }

        var sheets = windows.Find(ids, words.Tag);
        await show(words, new Found(sheets, Missing: sheets.Count < ids.Count || ids.Count == 0));
    }

    private static async Task SendAsync(HttpContext context, string text, string type, string name)
    {
        var response = context.Response;
        response.ContentType = type;
        response.Headers.CacheControl = "no-store";
        // A neutral name: it stays among the downloads.
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        var bytes = Encoding.UTF8.GetBytes(text);
        response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private sealed record Found(IReadOnlyList<WindowSheet> Sheets, bool Missing);
}
