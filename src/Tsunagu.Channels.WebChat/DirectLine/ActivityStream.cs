using System.Buffers;
using System.Net.WebSockets;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.WebChat;

/// <summary>One WebSocket of a conversation: frames of activities go out; what comes in is not looked at.</summary>
internal static class ActivityStream
{
    /// <summary>How long a client may take to answer that the conversation has ended.</summary>
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(WebSocket socket, IAsyncEnumerable<HistoryPage> pages, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var closing = WaitForCloseAsync(socket, stop);
        try
        {
            await foreach (var page in pages.WithCancellation(stop.Token))
            {
                if (page.Activities.Count == 0)
                    continue;
                var frame = new ArrayBufferWriter<byte>();
                ActivitySet.Write(frame, page);
                await socket.SendAsync(frame.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, stop.Token);
            }

            // The conversation is gone: the client asks for it again and learns that.
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "ended", stop.Token);
                // Breaking off the reading now would break the connection, and the last words could be lost on the way.
                await Task.WhenAny(closing, Task.Delay(CloseLimit, stop.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The client went away; it reads on from its watermark when it comes back.
        }
        finally
        {
            await stop.CancelAsync();
            await closing;
        }
    }

    private static async Task WaitForCloseAsync(WebSocket socket, CancellationTokenSource stop)
    {
        var buffer = new byte[1024];
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), stop.Token);
                if (received.MessageType != WebSocketMessageType.Close)
                    continue;
                if (socket.State == WebSocketState.CloseReceived)
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, stop.Token);
                break;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // Gone without a word.
        }

        await stop.CancelAsync();
    }
}
