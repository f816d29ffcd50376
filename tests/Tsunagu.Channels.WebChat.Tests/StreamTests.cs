using System.Net.WebSockets;
using System.Text.Json;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.WebChat.Tests;

public class StreamTests
{
    [Fact]
    public async Task What_was_said_comes_first_then_what_is_said()
    {
        await using var site = await Site.StartAsync();
        var (id, token) = await site.BeginAsync();
        using var socket = await OpenAsync(site, id, token, watermark: "-");
        Assert.Equal(["question 0"], await ReadAsync(socket));
        await site.PostAsync($"/conversations/{id}/activities", token, """{"type":"message","text":"hello"}""");
        Assert.Equal(["hello", "question 1"], await ReadAsync(socket));
    }

    [Fact]
    public async Task After_a_broken_connection_nothing_is_lost_and_nothing_twice()
    {
        await using var site = await Site.StartAsync();
        var (id, token) = await site.BeginAsync();
        using (var socket = await OpenAsync(site, id, token, watermark: "0"))
            Assert.Equal(["question 0"], await ReadAsync(socket));
        await site.PostAsync($"/conversations/{id}/activities", token, """{"type":"message","text":"hello"}""");
        using var again = await OpenAsync(site, id, token, watermark: "1");
        Assert.Equal(["hello", "question 1"], await ReadAsync(again));
    }

    [Fact]
    public async Task The_stream_of_an_erased_conversation_ends()
    {
        await using var site = await Site.StartAsync();
        var (id, token) = await site.BeginAsync();
        using var socket = await OpenAsync(site, id, token, watermark: "1");
        await site.PostAsync($"/conversations/{id}/activities", token, """{"type":"message","text":"hello"}""");
        await ReadAsync(socket);
        await site.Conversations.EraseAsync(new ConversationKey(BotCore.Channels.Webchat, id));
        var end = await socket.ReceiveAsync(new byte[10], TestContext.Current.CancellationToken);
        Assert.Equal(WebSocketMessageType.Close, end.MessageType);
    }

    private static Task<WebSocket> OpenAsync(Site site, string id, string token, string watermark) =>
        site.Server.CreateWebSocketClient().ConnectAsync(new Uri($"ws://localhost/v3/directline/conversations/{id}/stream?watermark={watermark}&t={token}"), TestContext.Current.CancellationToken);

    private static async Task<string?[]> ReadAsync(WebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var read = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
        Assert.True(read.EndOfMessage);
        using var json = JsonDocument.Parse(buffer.AsMemory(0, read.Count));
        return [.. json.RootElement.GetProperty("activities").EnumerateArray().Select(a => a.GetProperty("text").GetString())];
    }
}
