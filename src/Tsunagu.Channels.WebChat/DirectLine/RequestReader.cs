using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.WebChat;

/// <summary>Reads bodies within the limit; what cannot be read becomes a problem and changes nothing.</summary>
internal static class RequestReader
{
    /// <summary>The largest body that is read, in bytes.</summary>
    public const int MaxBody = 64 * 1024;

    public static async Task<(byte[]? Body, IResult? Problem)> ReadBodyAsync(HttpRequest request)
    {
        if (request.ContentLength > MaxBody)
            return (null, Problems.TooLarge(MaxBody));
        using var body = new MemoryStream();
        var buffer = new byte[8 * 1024];
        int read;
        try
        {
            while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
            {
                if (body.Length + read > MaxBody)
                    return (null, Problems.TooLarge(MaxBody));
                body.Write(buffer, 0, read);
            }
        }
        catch (BadHttpRequestException)
        {
            return (null, Problems.Malformed("The body ended before it was complete."));
        }

        return (body.ToArray(), null);
    }

    public static async Task<(Activity? Activity, IResult? Problem)> ReadActivityAsync(HttpRequest request)
    {
        if (!request.HasJsonContentType())
            return (null, Problems.Unsupported());
        var (body, problem) = await ReadBodyAsync(request);
        if (problem is not null)
            return (null, problem);
        try
        {
            var activity = ActivityJson.Deserialize(body);
            return string.IsNullOrEmpty(activity.Type)
                ? (null, Problems.Malformed("The activity has no 'type'. Send 'message' or 'event'."))
                : (activity, null);
        }
        catch (JsonException e)
        {
            return (null, Problems.Malformed(e.Message));
        }
    }

    /// <summary>The <c>locale</c> of the optional body that starts a conversation.</summary>
    public static async Task<(string? Locale, IResult? Problem)> ReadLocaleAsync(HttpRequest request)
    {
        var (body, problem) = await ReadBodyAsync(request);
        if (problem is not null || body!.Length == 0)
            return (null, problem);
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return (null, Problems.Malformed("The body must be empty or a JSON object."));
            var locale = json.RootElement.TryGetProperty("locale", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            return (locale is { Length: <= 35 } ? locale : null, null);
        }
        catch (JsonException)
        {
            return (null, Problems.Malformed("The body is no JSON."));
        }
    }

    /// <summary>Reads a watermark; clients also send an empty one, or "-", for the start.</summary>
    public static bool TryReadWatermark(HttpRequest request, out long watermark)
    {
        var text = request.Query["watermark"].ToString();
        watermark = 0;
        return text is "" or "-" || long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out watermark);
    }
}
