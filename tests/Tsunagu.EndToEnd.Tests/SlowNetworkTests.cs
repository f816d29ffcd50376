using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tsunagu.EndToEnd.Tests;

/// <summary>A bad connection, as under the ground or at the end of a month's data: the person is told what is waited for, and the talk goes on.</summary>
[Collection(WebCollection.Name)]
public sealed class SlowNetworkTests(WebFixture web)
{
    [Fact]
    public async Task While_the_chat_loads_slowly_the_person_is_told_and_then_asked()
    {
        await using var visitor = await Visitor.PhoneAsync(web);
        var page = await visitor.NewTabAsync();
        await page.GotoAsync("/");
        await SlowAsync(visitor, page, bytesPerSecond: 100_000);
        await page.Locator("#start").TapAsync();
        await Expect(page.Locator("#status")).ToHaveTextAsync("準備しています…");
        // The lines to call stay in reach meanwhile.
        await Expect(page.Locator("article.card.line a.call").First).ToBeVisibleAsync();
        await new Talk(page).WaitForQuestionAsync();
        await Expect(page.Locator("#status")).ToBeEmptyAsync();
    }

    [Fact]
    public async Task An_answer_on_its_slow_way_is_shown_as_sent_once_and_the_talk_goes_on()
    {
        await using var visitor = await Visitor.PhoneAsync(web);
        var talk = await visitor.OpenTalkAsync();
        var posts = 0;
        talk.Page.Request += (_, request) => posts += request.Method == "POST" && request.Url.EndsWith("/activities", StringComparison.Ordinal) ? 1 : 0;
        await SlowAsync(visitor, talk.Page, bytesPerSecond: 20_000);
        await talk.AnswerAsync("わたしのこと", async what =>
        {
            await what.ClickAsync();
            await Expect(talk.Find(".webchat__stacked-layout--from-user").Last).ToContainTextAsync("わたしのこと");
            await Expect(talk.Find(".webchat__activity-status").Last).ToContainTextAsync("送信");
        });
        await talk.AnswerAsync("30〜39歳");
        Assert.Equal(2, posts);
        await Expect(talk.Find(".webchat__activity-status--sending")).ToHaveCountAsync(0);
    }

    private static async Task SlowAsync(Visitor visitor, IPage page, int bytesPerSecond)
    {
        var devtools = await visitor.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("Network.enable");
        await devtools.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object>
        {
            ["offline"] = false,
            ["latency"] = 1500,
            ["downloadThroughput"] = bytesPerSecond,
            ["uploadThroughput"] = bytesPerSecond,
        });
    }
}
