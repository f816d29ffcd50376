using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.WebChat;

/// <summary>Errors of the endpoints as RFC 9457 problem details; none repeats what was sent.</summary>
internal static class Problems
{
    public static IResult MissingToken() => new Problem(401, "MissingToken", "No token or secret", "Send 'Authorization: Bearer <token>'. POST /v3/directline/tokens/generate gives one.");

    public static IResult BadToken() => new Problem(403, "BadToken", "Not a valid token", "The token was not made here or was changed. Fetch a new one from POST /v3/directline/tokens/generate.");

    public static IResult TokenExpired() => new Problem(403, "TokenExpired", "The token is too old", "Refresh a token before it ends (POST /v3/directline/tokens/refresh), or fetch a new one.");

    public static IResult WrongConversation() => new Problem(403, "BadToken", "The token belongs to another conversation", "Use the token that was given with this conversation.");

    public static IResult OtherSite() => new Problem(403, "BadToken", "The token belongs to another site", "A token works on pages of the site that fetched it. Fetch one from this page: POST /v3/directline/tokens/generate.");

    public static IResult OriginRefused() => new Problem(403, "OriginNotAllowed", "This site may not fetch tokens", "Send the secret, or add the site's origin to DirectLine:AllowedOrigins.");

    public static IResult SecretNotAToken() => new Problem(403, "BadToken", "A secret cannot be refreshed", "Send the token that shall be refreshed.");

    public static IResult Unknown() => new Problem(404, "ConversationNotFound", "There is no such conversation", "It was never begun, has expired, or was erased. Start one with POST /v3/directline/conversations.");

    public static IResult Malformed(string detail) => new Problem(400, "BadArgument", "The request cannot be read", detail);

    public static IResult TooLarge(int limit) => new Problem(413, "MessageSizeTooBig", "The request is too large", $"At most {limit} bytes are taken; nothing was changed.");

    public static IResult Unsupported() => new Problem(415, "UnsupportedMediaType", "Only JSON is taken", "Send 'Content-Type: application/json'.");

    public static IResult TooMany(int seconds = 1) => new Problem(429, "TooManyRequests", "Too many requests", "Wait as long as Retry-After says, then send the same request again; nothing was changed.", seconds);

    public static IResult Full() => new Problem(503, "ServiceUnavailable", "No more conversations can be held now", "Try again in a few minutes.", 60);

    /// <summary>The store is down. Not acknowledged; the lines to call come along as <c>activities</c>, for clients that show them.</summary>
    public static IResult Unkept(IReadOnlyList<Activity> replies) => new Problem(503, "ServiceUnavailable", "Nothing can be kept now",
        "The conversation's store cannot be reached or written; nothing was changed. Send the same request again later.", 5)
    {
        Activities = replies,
    };

    private sealed class Problem(int status, string code, string title, string detail, int? retryAfter = null) : IResult
    {
        public IReadOnlyList<Activity> Activities { get; init; } = [];

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = status;
            response.ContentType = "application/problem+json";
            if (status == 401)
                response.Headers.WWWAuthenticate = "Bearer";
            if (retryAfter is { } seconds)
                response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            await using var writer = new Utf8JsonWriter(response.BodyWriter);
            writer.WriteStartObject();
            writer.WriteString("type", "about:blank");
            writer.WriteString("title", title);
            writer.WriteNumber("status", status);
            writer.WriteString("detail", detail);
            writer.WriteString("code", code);
            // Direct Line's own form of errors, for clients that look for it.
            writer.WriteStartObject("error");
            writer.WriteString("code", code);
            writer.WriteString("message", title);
            writer.WriteEndObject();
            if (Activities.Count > 0)
            {
                writer.WriteStartArray("activities");
                foreach (var activity in Activities)
                    ActivityJson.Serialize(writer, WebMessageMapper.ToWire(activity));
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }
    }
}
