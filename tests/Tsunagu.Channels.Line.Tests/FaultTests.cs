using System.Text;
using System.Text.Json.Nodes;
using Tsunagu.BotCore;

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
    public async Task When_a_whole_attempt_fails_the_next_one_goes_by_the_free_token_too()
    {
        await using var site = await LineSite.StartAsync(o => o with { Retries = 1 });
        site.Line.Fail(Fault.ServerError, Fault.Reset, Fault.ServerError);
        Assert.Equal(3, (await site.SayAsync(Fixtures.With("follow", Fixtures.User))).Count);
        Assert.Empty(site.Line.CallsTo(Push));
    }

    [Theory]
    [InlineData(nameof(Fault.AcceptedButServerError))]
    [InlineData(nameof(Fault.AcceptedButHang))]
    public async Task An_answer_that_LINE_took_without_saying_so_is_not_given_twice_by_the_next_attempt(string taken)
    {
        await using var site = await LineSite.StartAsync(o => o with { Retries = 1 });
        site.Line.Fail(Enum.Parse<Fault>(taken), Fault.ServerError);
        Assert.Equal(3, (await site.SayAsync(Fixtures.With("follow", Fixtures.User))).Count);
        Assert.Empty(site.Line.CallsTo(Push));
    }

    [Fact]
    public async Task When_the_token_is_gone_the_answer_is_pushed_once_with_the_same_retry_key_at_every_attempt()
    {
        await using var site = await LineSite.StartAsync(o => o with { Retries = 1 });
        var delivery = Delivery(site, tokenLives: false);
        site.Line.Fail(Fault.AcceptedButServerError, Fault.ServerError);
        Assert.Equal(SendStatus.Retry, (await SendAsync(site, delivery)).Status);
        Assert.Equal(SendStatus.Sent, (await SendAsync(site, delivery with { Attempt = 2 })).Status);
        Assert.Single(site.Platform.ChatOf(Fixtures.User));
        Assert.Empty(site.Line.CallsTo(Reply));
        var key = Assert.Single(site.Line.CallsTo(Push).Select(p => p.RetryKey).Distinct());
        Assert.True(Guid.TryParseExact(key, "D", out var id) && id.Version == 8);
    }

    [Theory]
    [InlineData(1, false, 2)] // LINE knows the token no longer: push
    [InlineData(2, false, 1)] // an attempt before, perhaps in a process that was killed, has used it
    [InlineData(2, true, 2)] // an earlier delivery may have used it for other words: twice is better than never
    public async Task A_used_token_counts_as_sent_only_where_this_very_answer_must_have_used_it(int attempt, bool redelivered, int messages)
    {
        await using var site = await LineSite.StartAsync();
        var delivery = Delivery(site, tokenLives: true, redelivered);
        Assert.Equal(SendStatus.Sent, (await SendAsync(site, delivery)).Status);
        Assert.Equal(SendStatus.Sent, (await SendAsync(site, delivery with { Attempt = attempt })).Status);
        Assert.Equal(messages, site.Platform.ChatOf(Fixtures.User).Count);
    }

    [Fact]
    public async Task LINEs_wish_to_be_left_alone_is_kept()
    {
        await using var site = await LineSite.StartAsync();
        site.Line.Fail(Fault.TooManyForLong);
        Assert.Equal(SendResult.Retry(TimeSpan.FromSeconds(30)), await SendAsync(site, Delivery(site, tokenLives: true)));
        Assert.Single(site.Line.Calls, c => c.Method != "GET");
    }

    [Fact]
    public async Task Without_leave_to_push_nothing_is_pushed_and_a_redelivery_is_answered_by_its_token()
    {
        await using var site = await LineSite.StartAsync(o => o with { Push = false });
        var e = Fixtures.With("follow", Fixtures.User, x => x["replyToken"] = "a token that LINE does not know");
        Assert.Equal(200, await DeliverAsItIsAsync(site, e));
        Assert.Empty(site.Platform.ChatOf(Fixtures.User));
        Assert.Equal(1, await site.SetAsideAsync());
        e["replyToken"] = site.Platform.IssueReplyToken(Fixtures.User);
        e["deliveryContext"] = new JsonObject { ["isRedelivery"] = true };
        Assert.Equal(200, await DeliverAsItIsAsync(site, e));
        Assert.Equal(200, await DeliverAsItIsAsync(site, e));
        Assert.Equal(3, site.Platform.ChatOf(Fixtures.User).Count);
        Assert.Empty(site.Line.CallsTo(Push));
    }

    [Fact]
    public async Task A_spent_quota_fails_nothing()
    {
        await using var site = await LineSite.StartAsync();
        site.Platform.Quota = 0;
        Assert.Equal(200, await DeliverAsItIsAsync(site, Fixtures.With("follow", Fixtures.User, x => x["replyToken"] = "gone")));
        Assert.Equal(1, await site.SetAsideAsync());
        // Replies go on as before.
        Assert.NotEmpty(await site.SayAsync(Fixtures.Text("こんにちは")));
    }

    [Fact]
    public async Task A_token_that_is_gone_leads_to_a_push()
    {
        await using var site = await LineSite.StartAsync();
        var e = Fixtures.With("follow", Fixtures.User, x => x["replyToken"] = "a token that LINE no longer knows");
        Assert.Equal(200, await DeliverAsItIsAsync(site, e));
        Assert.Equal(3, site.Platform.ChatOf(Fixtures.User).Count);
        Assert.Equal(1, site.Platform.Pushes);
    }

    [Fact]
    public async Task A_card_that_LINE_refuses_reaches_the_person_as_words()
    {
        await using var site = await LineSite.StartAsync();
        var sender = (LineSender)site.Services.GetService(typeof(LineSender))!;
        JsonObject refused = new() { ["type"] = "flex", ["altText"] = "", ["contents"] = new JsonObject() };
        var report = await sender.ReplyAsync(site.Platform.IssueReplyToken(Fixtures.User), new LineOutput([refused], [LineText.Message("the same in words")]), CancellationToken.None);
        Assert.Equal(SendOutcome.Taken, report.Outcome);
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

    private static async Task<int> DeliverAsItIsAsync(LineSite site, JsonObject e)
    {
        var body = Fixtures.Body(e);
        var status = await site.PostAsync(body, Signature.Sign(site.Secret, body));
        await site.SettleAsync();
        return status;
    }

    private static Task<SendResult> SendAsync(LineSite site, OutgoingDelivery delivery) =>
        ((IOutboxSender)site.Services.GetService(typeof(IOutboxSender))!).SendAsync(delivery, CancellationToken.None);

    private static OutgoingDelivery Delivery(LineSite site, bool tokenLives, bool redelivered = false)
    {
        var users = new UserIds(site.Options);
        var ticket = new ReplyTicket
        {
            Token = site.Platform.IssueReplyToken(Fixtures.User),
            TokenUntil = site.Clock.GetUtcNow().AddSeconds(tokenLives ? 55 : 0),
            MayBeUsed = redelivered,
            SealedUserId = users.Seal(Fixtures.User),
        };
        return new OutgoingDelivery(Guid.NewGuid(), users.KeyOf(Fixtures.User), [new Activity(ActivityTypes.Message) { Text = "hello" }], ticket.Format(), 1, site.Clock.GetUtcNow());
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
