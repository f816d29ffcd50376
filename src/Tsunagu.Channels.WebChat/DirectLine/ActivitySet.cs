using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.WebChat;

/// <summary>Direct Line's answers as JSON.</summary>
internal static class ActivitySet
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = ActivityJson.Options.Encoder, MaxDepth = ActivityJson.MaxDepth };

    public static void Write(IBufferWriter<byte> output, HistoryPage page)
    {
        using var json = new Utf8JsonWriter(output, Writing);
        json.WriteStartObject();
        json.WriteStartArray("activities");
        foreach (var activity in page.Activities)
            ActivityJson.Serialize(json, WebMessageMapper.ToWire(activity));
        json.WriteEndArray();
        json.WriteString("watermark", page.Watermark.ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    public static IResult Result(HistoryPage page) => Json(200, output => Write(output, page));

    public static IResult Id(string id) => Json(200, output =>
    {
        using var json = new Utf8JsonWriter(output, Writing);
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteEndObject();
    });

    public static IResult Conversation(int status, string id, string token, int seconds, string? streamUrl, string? ticket = null) => Json(status, output =>
    {
        using var json = new Utf8JsonWriter(output, Writing);
        json.WriteStartObject();
        json.WriteString("conversationId", id);
        json.WriteString("token", token);
        json.WriteNumber("expires_in", seconds);
        if (streamUrl is not null)
            json.WriteString("streamUrl", streamUrl);
        // Ours: gets a new token after this one ended, within a day.
        if (ticket is not null)
            json.WriteString("ticket", ticket);
        json.WriteEndObject();
    });

    private static JsonResult Json(int status, Action<IBufferWriter<byte>> write) => new(status, write);

    internal sealed class JsonResult(int status, Action<IBufferWriter<byte>> write) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            httpContext.Response.ContentType = "application/json; charset=utf-8";
            httpContext.Response.Headers.CacheControl = "no-store";
            write(httpContext.Response.BodyWriter);
            await httpContext.Response.BodyWriter.FlushAsync(httpContext.RequestAborted);
        }
    }
}
