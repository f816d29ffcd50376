using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tsunagu.EndToEnd.Tests;

/// <summary>Leaving at once, as GOV.UK's "exit this page" does.</summary>
[Collection(WebCollection.Name)]
public sealed class QuickExitTests(WebFixture web)
{
    public static TheoryData<string> Pages => ["/", "/about", "/privacy", "/accessibility", "/history", "/handbook", "/results?w=nat-yorisoi", "/windows", "/windows/nat-yorisoi?lang=en", "/windows/overview", "/schemes/seikatsu-hogo", "/no-such-page"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_page_can_be_left_by_its_button_and_by_Shift_three_times(string path)
    {
        await using var visitor = await Visitor.DesktopAsync(web);
        visitor.Expected.Add("404");
        var page = await visitor.NewTabAsync();
        await page.GotoAsync(path);
        await page.Locator("form.exit button").First.ClickAsync();
        await Expect(page).ToHaveURLAsync(web.Host.Url + "/calendar");
        await page.GotoAsync(path);
        for (var i = 0; i < 3; i++)
            await page.Keyboard.PressAsync("Shift");
        await Expect(page).ToHaveURLAsync(web.Host.Url + "/calendar");
    }

    [Fact]
    public async Task Leaving_the_chat_leaves_no_talk_behind()
    {
        await using var visitor = await Visitor.PhoneAsync(web);
        var talk = await visitor.OpenTalkAsync();
        await talk.AnswerAsync("わたしのこと");
        var stored = (await talk.StoredAsync("session"))!.Value;
        await talk.Find(".talk-bar form.exit button").TapAsync();
        await Expect(talk.Page).ToHaveURLAsync(web.Host.Url + "/calendar");
        await Expect(talk.Page).ToHaveTitleAsync("カレンダー");
        Assert.Null(await talk.StoredAsync("session"));
        Assert.Null(await talk.StoredAsync("local"));
        Assert.Equal(404, await Server.ReadAsync(web.Host.Url, stored));
        // The page with the talk was replaced: going back does not find it.
        await talk.Page.GoBackAsync();
        Assert.DoesNotContain("わたしのこと", await talk.Page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shift_three_times_leaves_from_within_the_chat_too()
    {
        await using var visitor = await Visitor.DesktopAsync(web);
        var talk = await visitor.OpenTalkAsync();
        await talk.Box.FocusAsync();
        for (var i = 0; i < 3; i++)
            await talk.Page.Keyboard.PressAsync("Shift");
        await Expect(talk.Page).ToHaveURLAsync(web.Host.Url + "/calendar");
    }

    [Fact]
    public async Task In_the_widget_the_page_around_the_chat_is_left()
    {
        await using var visitor = await Visitor.PhoneAsync(web, web.City.Url);
        var talk = await visitor.OpenWidgetTalkAsync(web.City.Url);
        await talk.Find(".talk-bar form.exit button").TapAsync();
        await Expect(talk.Page).ToHaveURLAsync(web.Host.Url + "/calendar");
    }

    [Fact]
    public async Task In_the_widget_the_page_is_left_though_the_frame_was_faster()
    {
        await using var visitor = await Visitor.PhoneAsync(web, web.City.Url);
        var page = (await visitor.OpenWidgetTalkAsync(web.City.Url)).Page;
        // What the page hears when the frame that spoke shows something else by then.
        await page.EvaluateAsync(
            "origin => dispatchEvent(new MessageEvent('message', { origin, data: { tsunagu: 'exit', url: origin + '/calendar' } }))", web.Host.Url);
        await Expect(page).ToHaveURLAsync(web.Host.Url + "/calendar");
    }

    [Fact]
    public async Task Without_script_the_button_posts_and_the_browser_clears_what_it_kept()
    {
        await using var visitor = await Visitor.ComeAsync(web, new BrowserNewContextOptions { JavaScriptEnabled = false });
        var page = await visitor.NewTabAsync();
        await page.GotoAsync("/about");
        var response = await page.RunAndWaitForResponseAsync(() => page.Locator("header form.exit button").ClickAsync(), r => r.Url.EndsWith("/exit", StringComparison.Ordinal));
        Assert.Equal(303, response.Status);
        Assert.Contains("\"storage\"", (await response.AllHeadersAsync())["clear-site-data"], StringComparison.Ordinal);
        await Expect(page).ToHaveURLAsync(web.Host.Url + "/calendar");
    }

    [Fact]
    public async Task Leaving_leads_where_the_setting_says()
    {
        await using var host = await HostProcess.StartAsync($"Site:ExitUrl={web.City.Url}/");
        await using var visitor = await Visitor.PhoneAsync(web, host.Url, web.City.Url);
        var page = await visitor.NewTabAsync();
        await page.GotoAsync(host.Url + "/about");
        await page.Locator("header form.exit button").TapAsync();
        await Expect(page).ToHaveURLAsync(web.City.Url + "/");
        await using var plain = await Visitor.ComeAsync(web, new BrowserNewContextOptions { JavaScriptEnabled = false }, host.Url, web.City.Url);
        var quiet = await plain.NewTabAsync();
        await quiet.GotoAsync(host.Url + "/about");
        await quiet.Locator("header form.exit button").ClickAsync();
        await Expect(quiet).ToHaveURLAsync(web.City.Url + "/");
    }
}
