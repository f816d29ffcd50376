using Microsoft.AspNetCore.Http;

namespace Tsunagu.Channels.WebChat;

/// <summary>
/// Leaving at once, as GOV.UK's "exit this page" does: to <c>Site:ExitUrl</c>, else to a plain calendar of our own.
/// The script erases the talk, here and on the server, and replaces the page; without script this answers a form.
/// </summary>
internal static class SiteExit
{
    public const string Path = "/exit";

    /// <summary>A harmless page for sites that set no other.</summary>
    public const string NeutralPath = "/calendar";

    public static string UrlOf(WebChatOptions options) => options.ExitUrl.Length > 0 ? options.ExitUrl : NeutralPath;

    /// <summary>The origin that a form may be sent on to; empty when it is our own.</summary>
    public static string OriginOf(WebChatOptions options) =>
        Uri.TryCreate(options.ExitUrl, UriKind.Absolute, out var uri) ? uri.GetLeftPart(UriPartial.Authority) : "";

    public static IResult Leave(WebChatOptions options) => new Left(UrlOf(options));

    private sealed class Left(string url) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = StatusCodes.Status303SeeOther;
            response.Headers.Location = url;
            response.Headers.CacheControl = "no-store";
            // A page with script has cleared its storage itself, and keeps one mark there: that it was left (kept.js). Taking the mark away would let
            // "back" show the page again.
            var byScript = httpContext.Request.Headers["Sec-Fetch-Mode"].ToString() is { Length: > 0 } and not "navigate";
            response.Headers["Clear-Site-Data"] = byScript ? "\"cache\", \"cookies\"" : "\"cache\", \"cookies\", \"storage\"";
            return Task.CompletedTask;
        }
    }
}
