using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.Line.Tests;

/// <summary>「開いたらお知らせ」 over the real webhook: offered on the card, one push at the opening, the quota watched.</summary>
public sealed class ReminderTests
{
    private const string Window = "city-jukyo-kakuho";

    private static readonly DateTimeOffset Night = new(2026, 11, 24, 13, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan UntilOpening = TimeSpan.FromHours(11);

    [Fact]
    public async Task A_closed_card_has_the_button_and_the_push_at_opening_tells_nothing_but_the_time()
    {
        await using var site = await LineSite.StartAsync(now: Night);
        var user = await PlanAsync(site);
        var before = site.Platform.ChatOf(user).Count;
        var pushes = site.Platform.Pushes;
        await PassAsync(site, UntilOpening - TimeSpan.FromMinutes(1));
        Assert.Equal(before, site.Platform.ChatOf(user).Count);
        await ComesAsync(site, user, before);
        Assert.Equal(pushes + 1, site.Platform.Pushes);
        var came = site.Platform.ChatOf(user, before);
        Assert.All(came, m => Assert.True(m.Pushed));
        var text = string.Concat(came.Select(m => m.Message.GetRawText()));
        Assert.DoesNotContain("住居", text, StringComparison.Ordinal);
        // The tap under it, the next day and after any pause, shows the window.
        var shown = await site.SayAsync(Fixtures.Tap(ButtonOf(site, user, "reminded"), user));
        Assert.Contains("075-354-9085", shown.Words() + shown.Flex() + string.Concat(shown.Select(m => m.ToJsonString())), StringComparison.Ordinal);
        // Once.
        var after = site.Platform.ChatOf(user).Count;
        await PassAsync(site, TimeSpan.FromDays(1));
        Assert.Equal(after, site.Platform.ChatOf(user).Count);
        Assert.Empty(site.Platform.Refusals);
    }

    [Theory]
    [InlineData("tap")]
    [InlineData("お知らせをやめる")]
    [InlineData("消して")]
    [InlineData("unfollow")]
    public async Task Taken_back_erased_or_left_it_does_not_come(string how)
    {
        await using var site = await LineSite.StartAsync(now: Night);
        var user = await PlanAsync(site);
        if (how == "unfollow")
            Assert.Equal(200, await site.DeliverAsync(Fixtures.With("unfollow", user)));
        else
            await site.SayAsync(how == "tap" ? Fixtures.Tap(ButtonOf(site, user, "unremind"), user) : Fixtures.Text(how, user));
        var before = site.Platform.ChatOf(user).Count;
        await PassAsync(site, UntilOpening + TimeSpan.FromHours(1));
        Assert.Equal(before, site.Platform.ChatOf(user).Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_outlives_the_talk_and_erasing_reaches_it_even_then(bool erase)
    {
        // The turn of the year: six days until the window opens, three until the talk is forgotten.
        var evening = new DateTimeOffset(2026, 12, 28, 13, 0, 0, TimeSpan.Zero);
        await using var site = await LineSite.StartAsync(now: evening);
        var user = await PlanAsync(site);
        await PassAsync(site, TimeSpan.FromDays(4));
        Assert.Null(await site.Conversations.ReadAsync(new UserIds(site.Options).KeyOf(user), 0));
        if (erase)
            await site.SayAsync(Fixtures.Text("消して", user));
        var before = site.Platform.ChatOf(user).Count;
        await PassAsync(site, new DateTimeOffset(2027, 1, 3, 23, 59, 0, TimeSpan.Zero) - site.Clock.GetUtcNow());
        Assert.Equal(before, site.Platform.ChatOf(user).Count);
        if (erase)
            await PassAsync(site, TimeSpan.FromHours(2));
        else
            await ComesAsync(site, user, before);
        Assert.Equal(erase, before == site.Platform.ChatOf(user).Count);
    }

    [Fact]
    public async Task When_few_pushes_are_left_it_is_not_offered_and_an_old_button_says_so()
    {
        await using var site = await LineSite.StartAsync(now: Night);
        site.Platform.Quota = 0;
        await site.Services.GetRequiredService<PushQuota>().ReadAsync();
        var user = "U" + Guid.NewGuid().ToString("N");
        await site.SayAsync(Fixtures.With("follow", user));
        var shown = await site.SayAsync(Fixtures.Text("人と話したい", user));
        Assert.DoesNotContain("c=remind", string.Concat(shown.Select(m => m.ToJsonString())), StringComparison.Ordinal);
        var said = await site.SayAsync(Fixtures.Tap(ButtonToken.OfMenu("remind", Window), user));
        Assert.Contains("いまは、お知らせを送れません", said.Words(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, 179, false)]
    [InlineData(200, 181, true)]
    [InlineData(0, 0, true)]
    [InlineData(null, 5000, false)]
    public void The_last_tenth_of_a_month_is_kept_for_answers(int? limit, int used, bool nearlySpent) =>
        Assert.Equal(nearlySpent, new LineQuota(limit, used).IsNearlySpent);

    [Fact]
    public async Task Without_leave_to_push_it_is_not_offered()
    {
        await using var site = await LineSite.StartAsync(o => o with { Push = false }, now: Night);
        var user = "U" + Guid.NewGuid().ToString("N");
        await site.SayAsync(Fixtures.With("follow", user));
        var shown = await site.SayAsync(Fixtures.Text("人と話したい", user));
        Assert.DoesNotContain("c=remind", string.Concat(shown.Select(m => m.ToJsonString())), StringComparison.Ordinal);
    }

    private static async Task<string> PlanAsync(LineSite site)
    {
        var user = "U" + Guid.NewGuid().ToString("N");
        await site.SayAsync(Fixtures.With("follow", user));
        await site.SayAsync(Fixtures.Text("人と話したい", user));
        var asked = await site.SayAsync(Fixtures.Tap(ButtonToken.OfMenu("remind", Window), user));
        Assert.Contains("一度だけお知らせ", asked.Words(), StringComparison.Ordinal);
        var yes = asked.Buttons().Select(b => b["data"]!.GetValue<string>()).Single(d => d.Contains(";o=day", StringComparison.Ordinal));
        Assert.Contains("一度だけお知らせします", (await site.SayAsync(Fixtures.Tap(yes, user))).Words(), StringComparison.Ordinal);
        return user;
    }

    /// <summary>The data of a button on a card that the app still shows.</summary>
    private static string ButtonOf(LineSite site, string user, string command) => site.Platform.ChatOf(user).Reverse()
        .Select(m => JsonNode.Parse(m.Message.GetRawText())!).SelectMany(Actions)
        .Select(a => a["data"]?.GetValue<string>()).First(d => d is not null && ButtonToken.TryParse(d, out var token) && token.Command == command)!;

    private static IEnumerable<JsonNode> Actions(JsonNode node) => node switch
    {
        JsonObject o when o["action"] is JsonObject action => [action],
        JsonObject o => o.Select(p => p.Value).OfType<JsonNode>().SelectMany(Actions),
        JsonArray a => a.OfType<JsonNode>().SelectMany(Actions),
        _ => [],
    };

    // In steps, so that every timer of the host runs as it would; no reminder is due on the way.
    private static async Task PassAsync(LineSite site, TimeSpan time)
    {
        for (var step = TimeSpan.FromMinutes(10); time > TimeSpan.Zero; time -= step)
        {
            site.Clock.Advance(time < step ? time : step);
            await site.SettleAsync();
        }
    }

    // From a minute before: then the clock stands, so that no attempt runs out of its time.
    private static async Task ComesAsync(LineSite site, string user, int before)
    {
        site.Clock.Advance(TimeSpan.FromSeconds(70));
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (site.Platform.ChatOf(user).Count == before)
            await Task.Delay(5, limit.Token);
    }
}
