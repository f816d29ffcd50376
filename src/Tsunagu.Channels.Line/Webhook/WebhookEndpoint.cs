using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tsunagu.Channels.Line;

/// <summary>
/// <c>POST /line/webhook</c>: the signature over the raw bytes first, then the events. An answer comes well inside LINE's two seconds, whatever happens
/// behind: 2xx for what stands on the disk, 503 for what does not, so that LINE delivers it again (ADR 0018). Sending never holds it up.
/// </summary>
internal sealed partial class WebhookEndpoint(LineOptions options, LineEventHandler handler, LineMeter meter, TimeProvider clock, ILogger<WebhookEndpoint> logger)
{
    public const string Path = "/line/webhook";

    public async Task<IResult> ReceiveAsync(HttpContext context)
    {
        var (body, tooLarge) = await ReadAsync(context.Request);
        if (tooLarge)
            return Problem(413, "The body is too large.", $"Send at most {options.MaxBodyBytes} bytes.");
        // One header of that name; two would be a riddle which of them was meant.
        var header = context.Request.Headers[Signature.Header];
        if (header.Count != 1 || !Signature.IsValid(body.Span, header[0], options.ChannelSecret, options.PreviousChannelSecret))
            return Problem(401, "The signature is missing or wrong.", "Sign the very bytes of the body with the channel's secret; if the secret was changed, set Line:PreviousChannelSecret to the old one for a while.");

        IReadOnlyList<LineEvent> events;
        try
        {
            events = WebhookReader.Read(body, out var odd);
            if (odd > 0)
            {
                meter.Event("odd", "ignored");
                OddEvents(logger, odd);
            }
        }
        catch (JsonException)
        {
            return Problem(400, "The body is no JSON object.", "Send LINE's webhook form: {\"destination\", \"events\"}.");
        }

        if (events.Count == 0)
            return Results.Ok();
        if (!handler.TryHandle(events, out var work))
            return Problem(503, "Too many events at once.", "Deliver this webhook again later.");
        // What is not decided by then goes on behind; delivered again it has no second effect.
        await Task.WhenAny(work, Task.Delay(options.AcknowledgeWithin, clock, CancellationToken.None));
        return work is { IsCompletedSuccessfully: true, Result: true } ? Results.Ok() : Problem(503, "Not all events could be kept.", "Deliver this webhook again later.");
    }

    private async Task<(ReadOnlyMemory<byte> Body, bool TooLarge)> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > options.MaxBodyBytes)
            return (default, true);
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted)) > 0)
        {
            if (buffer.Length + read > options.MaxBodyBytes)
                return (default, true);
            buffer.Write(chunk, 0, read);
        }

        return (buffer.GetBuffer().AsMemory(0, (int)buffer.Length), false);
    }

    // Nothing of the request is repeated.
    private static IResult Problem(int status, string title, string detail) => Results.Problem(detail, statusCode: status, title: title);

    [LoggerMessage(1, LogLevel.Warning, "{Count} events of a LINE webhook could not be read and were left out.")]
    private static partial void OddEvents(ILogger logger, int count);
}
