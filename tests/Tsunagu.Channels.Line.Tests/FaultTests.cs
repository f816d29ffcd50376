using System.Text;
using System.Text.Json.Nodes;

namespace Tsunagu.Channels.Line.Tests;

/// <summary>What happens when LINE is slow, busy, broken, or says one thing and does another.</summary>
public class FaultTests
{
    private const string Reply = "/v2/bot/message/reply";
    private const string Push = "/v2/bot/message/push";

    public static TheoryData<string, string[]> Survived => new()
    {
        { "too many", [nameof(Fault.TooMany), nameof(Fault.TooMany)] },
        { "500", [nameof(Fault.ServerError)] },
        { "accepted but 500", [nameof(Fault.AcceptedButServerError)] },
        { "hang", [nameof(Fault.Hang)] },
        { "accepted but hang", [nameof(Fault.AcceptedButHang)] },
        { "reset", [nameof(Fault.Reset)] },
        { "one after the other", [nameof(Fault.Reset), nameof(Fault.TooMany), nameof(Fault.AcceptedButServerError)] },
    };

    [Theory]
    [MemberData(nameof(Survived))]
    public async Task The_answer_arrives_exactly_once_by_the_free_token(string name, string[] faults)
    {
        Assert.NotEmpty(name);
        await using var site = await LineSite.StartAsync();
        site.Line.Fail([.. faults.Select(Enum.Parse<Fault>)]);
        Assert.Equal(3, (await site.SayAsync(Fixtures.With("follow", Fixtures.User))).Count);
        Assert.Empty(site.Line.CallsTo(Push));
        Assert.All(site.Line.CallsTo(Reply), c => Assert.Null(c.RetryKey));
    }

    [Fact]
    public async Task When_every_reply_fails_the_answer_is_pushed_once_with_the_same_retry_key()
    {
        await using var site = await LineSite.StartAsync(o => o with { Retries = 2 });
        site.Line.Fail(Fault.ServerError, Fault.ServerError, Fault.ServerError, Fault.AcceptedButServerError);
        Assert.Equal(3, (await site.SayAsync(Fixtures.With("follow", Fixtures.User))).Count);
        var pushes = site.Line.CallsTo(Push).ToList();
        Assert.Equal(2, pushes.Count);
        Assert.Single(pushes.Select(p => p.RetryKey).Distinct());
        Assert.True(Guid.TryParseExact(pushes[0].RetryKey, "D", out _));
    }

    [Fact]
    public async Task Without_leave_to_push_nothing_is_pushed()
    {
        await using var site = await LineSite.StartAsync(o => o with { Push = false, Retries = 1 });
        site.Line.Fail(Fault.ServerError, Fault.ServerError);
        Assert.Empty(await site.SayAsync(Fixtures.With("follow", Fixtures.User)));
        Assert.Empty(site.Line.CallsTo(Push));
    }

    [Fact]
    public async Task A_spent_quota_fails_nothing()
    {
        await using var site = await LineSite.StartAsync(o => o with { Retries = 1 });
        site.Platform.Quota = 0;
        site.Line.Fail(Fault.ServerError, Fault.ServerError);
        Assert.Empty(await site.SayAsync(Fixtures.With("follow", Fixtures.User)));
        // Replies go on as before.
        Assert.NotEmpty(await site.SayAsync(Fixtures.Text("こんにちは")));
    }

    [Fact]
    public async Task A_token_that_is_gone_leads_to_a_push()
    {
        await using var site = await LineSite.StartAsync();
        var e = Fixtures.With("follow", Fixtures.User, x => x["replyToken"] = "a token that LINE no longer knows");
        var body = Fixtures.Body(e);
        Assert.Equal(200, await site.PostAsync(body, Signature.Sign(site.Secret, body)));
        await site.SettleAsync();
        Assert.Equal(3, site.Platform.ChatOf(Fixtures.User).Count);
        Assert.Equal(1, site.Platform.Pushes);
    }

    [Fact]
    public async Task A_card_that_LINE_refuses_reaches_the_person_as_words()
    {
        await using var site = await LineSite.StartAsync();
        var sender = (LineSender)site.Services.GetService(typeof(LineSender))!;
        var sent = await sender.SendAsync(new LineReply
        {
            EventId = "e",
            Conversation = new UserIds(site.Options).KeyOf(Fixtures.User),
            ReplyToken = site.Platform.IssueReplyToken(Fixtures.User),
            TokenUntil = DateTimeOffset.MaxValue,
            Messages = [new JsonObject { ["type"] = "flex", ["altText"] = "", ["contents"] = new JsonObject() }],
            Plain = [LineText.Message("the same in words")],
        }, CancellationToken.None);
        Assert.True(sent);
        Assert.Contains("the same in words", Assert.Single(site.Platform.ChatOf(Fixtures.User)).Message.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("messages[0].altText", site.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_person_holds_up_nobody_else()
    {
        await using var site = await LineSite.StartAsync(o => o with { AttemptTimeout = TimeSpan.FromSeconds(30) });
        site.Line.Fail(Fault.Hang);
        await site.DeliverAsync(Fixtures.With("follow", "U" + new string('1', 32)));
        await site.DeliverAsync(Fixtures.With("follow", "U" + new string('2', 32)));
        await site.UntilChatAsync("1", "2");
    }

    [Fact]
    public async Task Every_call_bears_the_token_and_asks_for_no_profile()
    {
        await using var site = await LineSite.StartAsync();
        await site.SayAsync(Fixtures.With("follow", Fixtures.User));
        Assert.All(site.Line.Calls, c => Assert.Equal("Bearer test token", c.Authorization));
        Assert.DoesNotContain(site.Line.Calls, c => c.Path.Contains("profile", StringComparison.Ordinal));
        Assert.All(site.Line.Calls, c => Assert.DoesNotContain("\\u30", Encoding.UTF8.GetString(c.Body), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_quota_can_be_read()
    {
        await using var site = await LineSite.StartAsync();
        var client = (LineClient)site.Services.GetService(typeof(LineClient))!;
        Assert.Equal(new LineQuota(200, 0), await client.GetQuotaAsync());
        site.Line.Fail(Fault.ServerError, Fault.ServerError, Fault.ServerError, Fault.ServerError);
        Assert.Null(await client.GetQuotaAsync());
    }
}

internal static class Chats
{
    /// <summary>Waits until one of two people, whose call did not hang, has the answer.</summary>
    public static async Task UntilChatAsync(this LineSite site, string one, string other)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(25));
        while (site.Platform.ChatOf("U" + new string(one[0], 32)).Count + site.Platform.ChatOf("U" + new string(other[0], 32)).Count == 0)
            await Task.Delay(5, limit.Token);
    }
}
