using System.Text.Json;

namespace Tsunagu.Channels.WebChat.Tests;

public class DirectLineTests
{
    private const string Hello = """{"type":"message","from":{"id":"p"},"text":"hello","channelData":{"clientActivityID":"c1"}}""";

    [Fact]
    public async Task The_first_question_is_there_when_the_conversation_has_started()
    {
        await using var site = await Site.StartAsync();
        var (id, token) = await site.BeginAsync();
        var page = await site.GetAsync($"/conversations/{id}/activities", token);
        Assert.Equal("question 0", page.Activities.Single().GetProperty("text").GetString());
        Assert.Equal("1", page.Text("watermark"));
        Assert.Equal("en", site.Conversations.Locale);
        Assert.Equal("conversationUpdate", site.Conversations.Received.Single().Activity.Type);
    }

    [Fact]
    public async Task What_cannot_be_kept_is_not_acknowledged_and_lines_to_call_come_along()
    {
        await using var site = await Site.StartAsync();
        var (id, token) = await site.BeginAsync();
        site.Conversations.Down = true;
        foreach (var answer in new[] { await site.PostAsync($"/conversations/{id}/activities", token, Hello), await site.PostAsync("/conversations", token) })
        {
            Assert.Equal(503, answer.Status);
            Assert.Equal("question 0", answer.Activities.Single().GetProperty("text").GetString());
        }

        Assert.Equal(503, (await site.GetAsync($"/conversations/{id}/activities", token)).Status);
        site.Conversations.Down = false;
        Assert.Equal(200, (await site.PostAsync($"/conversations/{id}/activities", token, Hello)).Status);
    }

    [Fact]
    public async Task A_watermark_gives_only_what_came_after_it()
    {
        await using var site = await Site.StartAsync();
        var (id, token) = await site.BeginAsync();
        await site.PostAsync($"/conversations/{id}/activities", token, Hello);
        var page = await site.GetAsync($"/conversations/{id}/activities?watermark=2", token);
        Assert.Equal("question 1", page.Activities.Single().GetProperty("text").GetString());
    }

    [Fact]
    public async Task The_same_activity_sent_twice_advances_once_and_has_one_id()
    {
        await using var site = await Site.StartAsync();
        var (id, token) = await site.BeginAsync();
        var first = await site.PostAsync($"/conversations/{id}/activities", token, Hello);
        var second = await site.PostAsync($"/conversations/{id}/activities", token, Hello);
        Assert.Equal(200, first.Status);
        Assert.Equal(first.Text("id"), second.Text("id"));
        Assert.Equal(2, site.Conversations.Received.Count);
    }

    [Fact]
    public async Task Starting_the_same_conversation_again_greets_once()
    {
        await using var site = await Site.StartAsync();
        var (id, token) = await site.BeginAsync();
        var again = await site.PostAsync("/conversations", token);
        Assert.Equal(200, again.Status);
        Assert.Equal(id, again.Text("conversationId"));
        Assert.Single(site.Conversations.Received);
    }

    [Fact]
    public async Task A_client_cannot_pretend_to_be_the_bot_or_another_channel()
    {
        await using var site = await Site.StartAsync();
        var (id, token) = await site.BeginAsync();
        await site.PostAsync($"/conversations/{id}/activities", token,
            """{"type":"message","id":"x1","from":{"id":"tsunagu","role":"bot"},"channelId":"line","serviceUrl":"https://evil.example","conversation":{"id":"other"},"text":"a"}""");
        var taken = site.Conversations.Received[^1];
        Assert.Equal("user", taken.Activity.From!.Role);
        Assert.Equal("webchat", taken.Activity.ChannelId);
        Assert.Equal(id, taken.Activity.Conversation!.Id);
        Assert.Null(taken.Activity.ServiceUrl);
        Assert.Equal("client:x1", taken.EventId);
    }

    [Fact]
    public async Task A_typing_sign_changes_nothing()
    {
        await using var site = await Site.StartAsync();
        var (id, token) = await site.BeginAsync();
        Assert.Equal(200, (await site.PostAsync($"/conversations/{id}/activities", token, """{"type":"typing"}""")).Status);
        Assert.Single(site.Conversations.Received);
    }

    [Fact]
    public async Task Reconnecting_gives_a_stream_that_goes_on_after_the_watermark()
    {
        await using var site = await Site.StartAsync();
        var (id, token) = await site.BeginAsync();
        var answer = await site.GetAsync($"/conversations/{id}?watermark=1", token);
        Assert.Equal(200, answer.Status);
        Assert.StartsWith($"ws://localhost/v3/directline/conversations/{id}/stream?watermark=1&t=", answer.Text("streamUrl"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{\"text\":\"no type\"}")]
    [InlineData("{\"type\":\"message\",\"type\":\"event\"}")]
    [InlineData("{\"type\":\"invoke\"}")]
    [InlineData("{\"type\":\"message\",\"text\":{}}")]
    public async Task What_is_no_activity_is_refused_and_changes_nothing(string json)
    {
        await using var site = await Site.StartAsync();
        var (id, token) = await site.BeginAsync();
        (await site.PostAsync($"/conversations/{id}/activities", token, json)).IsProblem(400, "BadArgument");
        Assert.Single(site.Conversations.Received);
    }

    [Fact]
    public async Task An_error_does_not_repeat_what_was_sent()
    {
        await using var site = await Site.StartAsync();
        var (id, token) = await site.BeginAsync();
        var answer = await site.PostAsync($"/conversations/{id}/activities", token, """{"type":"message","text":geheim}""");
        Assert.DoesNotContain("geheim", answer.Json.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_id_beyond_all_measure_is_refused()
    {
        await using var site = await Site.StartAsync();
        var (id, token) = await site.BeginAsync();
        var json = JsonSerializer.Serialize(new { type = "message", text = "a", channelData = new { clientActivityID = new string('x', 129) } });
        (await site.PostAsync($"/conversations/{id}/activities", token, json)).IsProblem(400, "BadArgument");
    }

    [Fact]
    public async Task More_than_64_kilobytes_are_refused_and_change_nothing()
    {
        await using var site = await Site.StartAsync();
        var (id, token) = await site.BeginAsync();
        var json = JsonSerializer.Serialize(new { type = "message", text = new string('x', 64 * 1024) });
        (await site.PostAsync($"/conversations/{id}/activities", token, json)).IsProblem(413, "MessageSizeTooBig");
        (await site.PostAsync("/conversations", token, json)).IsProblem(413, "MessageSizeTooBig");
        Assert.Single(site.Conversations.Received);
    }

    [Fact]
    public async Task Only_JSON_is_taken()
    {
        await using var site = await Site.StartAsync();
        var (id, token) = await site.BeginAsync();
        (await site.SendAsync(HttpMethod.Post, $"/conversations/{id}/activities", token, Hello, contentType: "text/plain")).IsProblem(415, "UnsupportedMediaType");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    public async Task A_watermark_that_is_no_number_is_refused(string watermark)
    {
        await using var site = await Site.StartAsync();
        var (id, token) = await site.BeginAsync();
        (await site.GetAsync($"/conversations/{id}/activities?watermark={watermark}", token)).IsProblem(400, "BadArgument");
        (await site.GetAsync($"/conversations/{id}?watermark={watermark}", token)).IsProblem(400, "BadArgument");
    }

    [Fact]
    public async Task A_conversation_that_was_never_begun_is_unknown()
    {
        await using var site = await Site.StartAsync();
        (await site.GetAsync("/conversations/nobody/activities", Site.Secret)).IsProblem(404, "ConversationNotFound");
        (await site.GetAsync("/conversations/nobody", Site.Secret)).IsProblem(404, "ConversationNotFound");
        (await site.GetAsync("/conversations/nobody/stream", Site.Secret)).IsProblem(404, "ConversationNotFound");
        (await site.PostAsync("/conversations/nobody/activities", Site.Secret, Hello)).IsProblem(404, "ConversationNotFound");
        (await site.PostAsync("/conversations/nobody/activities", Site.Secret, """{"type":"typing"}""")).IsProblem(404, "ConversationNotFound");
    }

    [Fact]
    public async Task An_engine_that_has_no_room_says_when_to_come_back()
    {
        await using var site = await Site.StartAsync();
        var (id, token) = await site.BeginAsync();
        site.Conversations.Busy = true;
        var busy = await site.PostAsync($"/conversations/{id}/activities", token, Hello);
        busy.IsProblem(429, "TooManyRequests");
        Assert.NotNull(busy.Response.Headers.RetryAfter);
        site.Conversations.Full = true;
        (await site.PostAsync("/conversations", Site.Secret)).IsProblem(503, "ServiceUnavailable");
    }

    [Fact]
    public async Task A_flood_of_messages_is_slowed_down_and_changes_nothing()
    {
        await using var site = await Site.StartAsync(o => o with { RateLimits = true });
        var (id, token) = await site.BeginAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => site.PostAsync($"/conversations/{id}/activities", token, Hello)));
        var refused = answers.First(a => a.Status != 200);
        refused.IsProblem(429, "TooManyRequests");
        Assert.Equal(2, site.Conversations.Received.Count);
    }

    [Fact]
    public async Task The_stream_wants_a_WebSocket()
    {
        await using var site = await Site.StartAsync();
        var (id, token) = await site.BeginAsync();
        (await site.GetAsync($"/conversations/{id}/stream?t={token}")).IsProblem(400, "BadArgument");
    }
}
