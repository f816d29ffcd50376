using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Tsunagu.BotCore;

namespace Tsunagu.Benchmarks;

/// <summary>The floor: the same requests to a bare Kestrel that only parses the activity and answers something of the same form and size.</summary>
internal static class FloorServer
{
    private static readonly byte[] Said = System.Text.Encoding.UTF8.GetBytes(
        $$$"""{"activities":[{"type":"message","id":"a|0000001","from":{"id":"tsunagu","role":"bot"},"text":"{{{new string('x', 1500)}}}","channelData":{"talk":"abc","turn":1,"handbookVersion":"1","commands":["skip"]}}],"watermark":"1"}""");

    private static readonly byte[] Begun = """{"conversationId":"a","token":"t","expires_in":1800}"""u8.ToArray();
    private static readonly byte[] Taken = """{"id":"a|0000001"}"""u8.ToArray();

    public static async Task<int> RunAsync(Arguments args)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(args.Text("url", "http://127.0.0.1:5081"));
        await using var app = builder.Build();
        app.MapPost("/v3/directline/tokens/generate", (HttpContext c) => SendAsync(c, Begun));
        app.MapPost("/v3/directline/conversations", (HttpContext c) => SendAsync(c, Begun));
        app.MapGet("/v3/directline/conversations/{id}/activities", (HttpContext c) => SendAsync(c, Said));
        app.MapPost("/v3/directline/conversations/{id}/activities", async (HttpContext c) =>
        {
            using var body = new MemoryStream();
            await c.Request.Body.CopyToAsync(body);
            _ = ActivityJson.Deserialize(body.GetBuffer().AsSpan(0, (int)body.Length));
            await SendAsync(c, Taken);
        });
        await app.RunAsync();
        return 0;
    }

    private static Task SendAsync(HttpContext context, byte[] json)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = json.Length;
        return context.Response.Body.WriteAsync(json).AsTask();
    }
}
