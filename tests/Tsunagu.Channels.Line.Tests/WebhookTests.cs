using System.Text;
using System.Text.Json.Nodes;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.Line.Tests;

/// <summary>The webhook over real HTTP: who may deliver, what is answered, and what never happens.</summary>
public class WebhookTests
{
    public static TheoryData<string> AllBodies => [.. Fixtures.Names];

    [Theory]
    [MemberData(nameof(AllBodies))]
    public async Task Every_kind_of_body_is_acknowledged_and_nothing_sent_is_refused(string name)
    {
        await using var site = await LineSite.StartAsync();
        var body = Encoding.UTF8.GetBytes(Fixtures.Read(name));
        Assert.Equal(200, await site.PostAsync(body, Signature.Sign(site.Secret, body)));
        await site.SettleAsync();
        // Tokens of recordings are unknown to the platform: only that may be refused.
        Assert.All(site.Platform.Refusals, r => Assert.Contains("Invalid reply token", r, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public async Task A_wrong_or_missing_signature_is_401_and_has_no_effect(string? signature)
    {
        await using var site = await LineSite.StartAsync();
        Assert.Equal(401, await site.PostAsync(Fixtures.Body(Fixtures.Event("follow")), signature));
        await site.SettleAsync();
        Assert.Empty(site.Line.Calls);
        Assert.Null(await site.Conversations.ReadAsync(new UserIds(site.Options).KeyOf(Fixtures.User), 0));
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_413_and_no_JSON_is_400()
    {
        await using var site = await LineSite.StartAsync(o => o with { MaxBodyBytes = 1000 });
        var large = Encoding.UTF8.GetBytes(new string(' ', 1001));
        Assert.Equal(413, await site.PostAsync(large, Signature.Sign(site.Secret, large)));
        var broken = Encoding.UTF8.GetBytes("[1,");
        Assert.Equal(400, await site.PostAsync(broken, Signature.Sign(site.Secret, broken)));
    }

    [Fact]
    public async Task One_odd_event_spoils_no_other()
    {
        await using var site = await LineSite.StartAsync();
        var body = (JsonObject)JsonNode.Parse(Fixtures.Read("odd-batch"))!;
        var good = Fixtures.With("follow", "U" + new string('a', 32));
        good["replyToken"] = site.Platform.IssueReplyToken("U" + new string('a', 32));
        ((JsonArray)body["events"]!).Insert(2, good);
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        Assert.Equal(200, await site.PostAsync(bytes, Signature.Sign(site.Secret, bytes)));
        await site.SettleAsync();
        Assert.Equal(3, site.Platform.ChatOf("U" + new string('a', 32)).Count);
    }

    [Fact]
    public async Task A_batch_of_many_people_answers_each()
    {
        await using var site = await LineSite.StartAsync();
        var users = Enumerable.Range(0, 20).Select(i => $"U{i:x32}").ToList();
        Assert.Equal(200, await site.DeliverAsync([.. users.Select(u => Fixtures.With("follow", u))]));
        await site.SettleAsync();
        Assert.All(users, u => Assert.Equal(3, site.Platform.ChatOf(u).Count));
    }

    [Fact]
    public async Task When_the_engine_hangs_LINE_still_hears_200_and_the_person_sees_the_loading_sign()
    {
        var gate = new TaskCompletionSource();
        await using var site = await LineSite.StartAsync(
            o => o with { AcknowledgeWithin = TimeSpan.FromMilliseconds(100), LoadingAfter = TimeSpan.FromMilliseconds(10) },
            inner => new SlowConversations(inner, gate.Task), time: TimeProvider.System);
        Assert.Equal(200, await site.DeliverAsync(Fixtures.With("follow", Fixtures.User)));
        Assert.Empty(site.Platform.ChatOf(Fixtures.User));
        gate.SetResult();
        await site.UntilAsync(() => site.Platform.ChatOf(Fixtures.User).Count == 3);
        Assert.NotEmpty(site.Line.CallsTo("/v2/bot/chat/loading/start"));
    }

    [Fact]
    public async Task When_the_engine_fails_the_person_gets_the_emergency_numbers()
    {
        await using var site = await LineSite.StartAsync(wrap: _ => new BrokenConversations());
        var messages = await site.SayAsync(Fixtures.Text("こんばんは"));
        Assert.Contains("119", messages.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_a_person_is_logged()
    {
        await using var site = await LineSite.StartAsync();
        await site.SayAsync(Fixtures.With("follow", Fixtures.User));
        site.Line.Fail(Fault.ServerError, Fault.Reset, Fault.TooMany, Fault.ServerError, Fault.ServerError);
        await site.SayAsync(Fixtures.Text("ひみつのなやみ"));
        var key = new UserIds(site.Options).KeyOf(Fixtures.User);
        Assert.NotEmpty(site.Log.Text);
        Assert.DoesNotContain(Fixtures.User, site.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ひみつ", site.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(key.ConversationId, site.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_standby_the_bot_is_silent_but_still_forgets()
    {
        await using var site = await LineSite.StartAsync();
        await site.SayAsync(Fixtures.With("follow", Fixtures.User));
        Assert.Empty(await site.SayAsync(Fixtures.With("standby-message", Fixtures.User)));
        await site.DeliverAsync(Fixtures.With("unfollow", Fixtures.User, e => e["mode"] = "standby"));
        Assert.Null(await site.Conversations.ReadAsync(new UserIds(site.Options).KeyOf(Fixtures.User), 0));
    }

    [Fact]
    public async Task In_a_group_it_says_once_that_it_works_one_to_one()
    {
        await using var site = await LineSite.StartAsync();
        await site.DeliverAsync(Fixtures.With("join", null));
        await site.DeliverAsync(Fixtures.With("group-message", null));
        await site.DeliverAsync(Fixtures.With("group-message", null));
        await site.DeliverAsync(Fixtures.With("group-message", null, e => e["message"]!["text"] = "/line"));
        await site.SettleAsync();
        Assert.Equal(2, site.Platform.Replies);
        Assert.Null(await site.Conversations.ReadAsync(new UserIds(site.Options).KeyOf(Fixtures.User), 0));
    }

    private sealed class SlowConversations(IConversations inner, Task gate) : Passing(inner)
    {
        public override async Task<ReceiveResult> ReceiveAsync(ConversationKey key, IncomingEvent e, CancellationToken ct = default)
        {
            await gate;
            return await base.ReceiveAsync(key, e, ct);
        }
    }

    private sealed class BrokenConversations() : Passing(null!)
    {
        public override Task<ReceiveResult> ReceiveAsync(ConversationKey key, IncomingEvent e, CancellationToken ct = default) =>
            throw new InvalidOperationException("broken on purpose");
    }
}
