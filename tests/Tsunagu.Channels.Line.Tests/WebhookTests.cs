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

    // Which kinds are answered; the others are taken and lead to nothing.
    private static readonly string[] Answered =
    [
        "follow", "follow-unblocked", "group-message", "join", "message-audio", "message-file", "message-image", "message-location", "message-sticker", "message-text",
        "message-unknown", "message-video", "postback", "postback-datetime", "room-message",
    ];

    [Theory]
    [MemberData(nameof(AllBodies))]
    public async Task Each_kind_of_event_is_answered_once_or_led_past(string name)
    {
        if (JsonNode.Parse(Fixtures.Read(name))!["events"]!.AsArray() is not [JsonObject e])
            return; // the empty one and the batch have tests of their own
        await using var site = await LineSite.StartAsync();
        Assert.Equal(200, await site.DeliverAsync(e));
        e["deliveryContext"] = new JsonObject { ["isRedelivery"] = true };
        Assert.Equal(200, await site.DeliverAsync(e));
        await site.SettleAsync();
        Assert.Equal(Answered.Contains(name) ? 1 : 0, site.Platform.Replies);
        Assert.Equal((0, 0), (site.Platform.Pushes, site.Platform.Refusals.Count));
    }

    [Fact]
    public void All_kinds_that_are_answered_have_a_body() => Assert.Empty(Answered.Except(Fixtures.Names));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public async Task A_wrong_or_missing_signature_is_401_and_has_no_effect(string? signature)
    {
        await using var site = await LineSite.StartAsync();
        Assert.Equal(401, await site.PostAsync(Fixtures.Body(Fixtures.Event("follow")), signature));
        await site.SettleAsync();
        Assert.DoesNotContain(site.Line.Calls, c => c.Method != "GET");
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
    public async Task What_is_not_kept_in_time_is_not_acknowledged_shows_the_loading_sign_and_is_answered_once()
    {
        var gate = new TaskCompletionSource();
        await using var site = await LineSite.StartAsync(
            o => o with { AcknowledgeWithin = TimeSpan.FromMilliseconds(100), LoadingAfter = TimeSpan.FromMilliseconds(10) },
            inner => new SlowConversations(inner, gate.Task), time: TimeProvider.System);
        var e = Fixtures.With("follow", Fixtures.User);
        Assert.Equal(503, await site.DeliverAsync(e));
        await site.UntilAsync(() => site.Line.CallsTo("/v2/bot/chat/loading/start").Any());
        Assert.Empty(site.Platform.ChatOf(Fixtures.User));
        e["deliveryContext"] = new JsonObject { ["isRedelivery"] = true };
        var again = site.DeliverAsync(e);
        gate.SetResult();
        await again;
        Assert.Equal(200, await site.DeliverAsync(e));
        await site.UntilAsync(() => site.Platform.ChatOf(Fixtures.User).Count == 3);
        Assert.Equal(1, site.Platform.Replies);
    }

    [Fact]
    public async Task A_loading_sign_that_hangs_holds_up_nothing()
    {
        var asked = new TaskCompletionSource();
        await using var site = await LineSite.StartAsync(
            o => o with { AcknowledgeWithin = TimeSpan.FromMinutes(5), AttemptTimeout = TimeSpan.FromMinutes(5), LoadingAfter = TimeSpan.Zero },
            inner => new SlowConversations(inner, asked.Task), time: TimeProvider.System);
        site.Line.Fail(Fault.Hang);
        var delivered = site.DeliverAsync(Fixtures.With("follow", Fixtures.User));
        await site.UntilAsync(() => !site.Line.Calls.IsEmpty);
        asked.SetResult();
        Assert.Equal(200, await delivered.WaitAsync(TimeSpan.FromMinutes(1)));
        await site.SettleAsync();
        Assert.Equal(3, site.Platform.ChatOf(Fixtures.User).Count);
    }

    [Fact]
    public async Task When_the_engine_fails_the_person_gets_the_emergency_numbers_and_LINE_delivers_again()
    {
        await using var site = await LineSite.StartAsync(wrap: _ => new BrokenConversations());
        Assert.Equal(503, await site.DeliverAsync(Fixtures.Text("こんばんは", Fixtures.User)));
        await site.SettleAsync();
        Assert.Contains("119", Assert.Single(site.Platform.ChatOf(Fixtures.User)).Message.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(ReceiveStatus.Unkept), "話せる窓口")]
    [InlineData(nameof(ReceiveStatus.Busy), "混み合って")]
    public async Task What_is_not_kept_is_said_at_once_by_the_free_token_and_has_its_effect_when_it_comes_again(string status, string said)
    {
        FailingConversations? engine = null;
        await using var site = await LineSite.StartAsync(wrap: inner => engine = new FailingConversations(inner, Enum.Parse<ReceiveStatus>(status)), time: TimeProvider.System);
        var e = Fixtures.With("follow", Fixtures.User);
        Assert.Equal(503, await site.DeliverAsync(e));
        await site.SettleAsync();
        Assert.Contains(said, Assert.Single(site.Platform.ChatOf(Fixtures.User)).Message.GetProperty("text").GetString(), StringComparison.Ordinal);
        // Somebody who waits for a number to call does not wait for a disk that is full: once is enough. Being busy may be over in a moment.
        Assert.Equal(status == nameof(ReceiveStatus.Unkept) ? 1 : 3, engine!.Calls);
        engine.Works = true;
        e["deliveryContext"] = new JsonObject { ["isRedelivery"] = true };
        Assert.Equal(200, await site.DeliverAsync(e));
        await site.SettleAsync();
        Assert.Equal(4, site.Platform.ChatOf(Fixtures.User).Count);
        // The token was used for the words before.
        Assert.Equal(1, site.Platform.Pushes);
        Assert.NotNull(await site.Conversations.ReadAsync(new UserIds(site.Options).KeyOf(Fixtures.User), 0));
    }

    [Fact]
    public async Task A_typed_number_that_comes_late_does_not_answer_the_question_that_stands_there_by_then()
    {
        FailingConversations? engine = null;
        await using var site = await LineSite.StartAsync(wrap: inner => engine = new FailingConversations(inner, ReceiveStatus.Unkept) { Works = true }, time: TimeProvider.System);
        var first = await site.SayAsync(Fixtures.With("follow", Fixtures.User));
        engine!.Works = false;
        var number = Fixtures.Text(" 2 ", Fixtures.User);
        Assert.Equal(503, await site.DeliverAsync(number));
        engine.Works = true;
        await site.SettleAsync();
        var second = await site.SayAsync(Fixtures.Tap(first.Data("わたしのこと"), Fixtures.User));
        number["deliveryContext"] = new JsonObject { ["isRedelivery"] = true };
        var late = await site.SayAsync(number);
        Assert.Equal(second.Buttons().Select(b => b["data"]!.GetValue<string>()), late.Buttons().Select(b => b["data"]!.GetValue<string>()));
    }

    [Fact]
    public async Task One_event_that_is_not_kept_spoils_no_other_of_its_batch_and_none_is_doubled()
    {
        FailingConversations? engine = null;
        await using var site = await LineSite.StartAsync(wrap: inner => engine = new FailingConversations(inner, ReceiveStatus.Unkept), time: TimeProvider.System);
        var (good, bad) = ("U" + new string('a', 32), Fixtures.User);
        engine!.Only = new UserIds(site.Options).KeyOf(bad);
        JsonObject[] batch = [Fixtures.With("follow", good), Fixtures.With("follow", bad)];
        Assert.Equal(503, await site.DeliverAsync(batch));
        engine.Works = true;
        foreach (var e in batch)
            e["deliveryContext"] = new JsonObject { ["isRedelivery"] = true };
        Assert.Equal(200, await site.DeliverAsync(batch));
        await site.SettleAsync();
        Assert.Equal(3, site.Platform.ChatOf(good).Count);
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

    private sealed class FailingConversations(IConversations inner, ReceiveStatus status) : Passing(inner)
    {
        private int _calls;

        public bool Works { get; set; }

        public ConversationKey? Only { get; set; }

        public int Calls => _calls;

        public override Task<ReceiveResult> ReceiveAsync(ConversationKey key, IncomingEvent e, CancellationToken ct = default)
        {
            if (Works || (Only is { } only && only != key))
                return base.ReceiveAsync(key, e, ct);
            Interlocked.Increment(ref _calls);
            return Task.FromResult(new ReceiveResult(status, "", status == ReceiveStatus.Unkept ? [new Activity(ActivityTypes.Message) { Text = "いま話せる窓口です" }] : []));
        }
    }

    private sealed class BrokenConversations() : Passing(null!)
    {
        public override Task<ReceiveResult> ReceiveAsync(ConversationKey key, IncomingEvent e, CancellationToken ct = default) =>
            throw new InvalidOperationException("broken on purpose");
    }
}
