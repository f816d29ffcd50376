using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tsunagu.EndToEnd.Tests;

/// <summary>The one line on somebody else's page.</summary>
[Collection(WebCollection.Name)]
public sealed class WidgetTests(WebFixture web)
{
    private const string Frame = "dialog iframe";

    [Fact]
    public async Task On_an_allowed_site_the_button_opens_a_talk_and_nothing_is_loaded_before()
    {
        await using var visitor = await Visitor.PhoneAsync(web, web.City.Url);
        var page = await visitor.NewTabAsync();
        await page.GotoAsync(web.City.Url);
        await Expect(page.Locator("button.open")).ToBeVisibleAsync();
        Assert.Equal([web.City.Url + "/", web.Host.Url + "/widget.js"], visitor.Requests.Where(r => r.StartsWith("http", StringComparison.Ordinal)));
        await page.Locator("button.open").TapAsync();
        var talk = new Talk(page, page.FrameLocator(Frame));
        await talk.WaitForQuestionAsync();
        await talk.GoToResultsAsync(what => what.TapAsync());
        await Expect(talk.Results.First.Locator(".state.open")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
    }

    [Fact]
    public async Task On_a_site_that_was_not_allowed_no_talk_is_shown()
    {
        await using var visitor = await Visitor.PhoneAsync(web, web.Stranger.Url);
        visitor.Expected.Add("frame-ancestors");
        visitor.Expected.Add("Framing");
        visitor.Expected.Add("chrome-error://");
        var page = await visitor.NewTabAsync();
        await page.Clock.InstallAsync();
        await page.GotoAsync(web.Stranger.Url);
        await page.Locator("button.open").TapAsync();
        await page.WaitForTimeoutAsync(500);
        Assert.DoesNotContain(visitor.Requests, r => r.Contains("directline", StringComparison.Ordinal) || r.Contains("webchat.js", StringComparison.Ordinal));
        await page.Clock.FastForwardAsync("00:15");
        await Expect(page.Locator("dialog p").First).ToContainTextAsync("119");
    }

    [Fact]
    public async Task The_keyboard_opens_it_stays_in_it_and_comes_back_to_the_button()
    {
        await using var visitor = await Visitor.DesktopAsync(web, web.City.Url);
        var page = await visitor.NewTabAsync();
        await page.GotoAsync(web.City.Url);
        await page.Locator("#before").FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        var talk = new Talk(page, page.FrameLocator(Frame));
        await talk.WaitForQuestionAsync();
        for (var i = 0; i < 40; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.NotEqual("before", await page.EvaluateAsync<string>("document.activeElement.id"));
        }

        await talk.Box.FocusAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("dialog")).ToBeHiddenAsync();
        Assert.Equal("open", await page.EvaluateAsync<string>("document.activeElement.shadowRoot.activeElement.className"));
        await page.Keyboard.PressAsync("Enter");
        await Expect(talk.Options.First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_reload_of_the_page_keeps_the_talk_for_when_it_is_opened_again()
    {
        await using var visitor = await Visitor.PhoneAsync(web, web.City.Url);
        var talk = await visitor.OpenWidgetTalkAsync(web.City.Url);
        await talk.AnswerAsync("わたしのこと");
        await talk.Page.ReloadAsync();
        await Visitor.OpenWidgetTalkAsync(talk.Page);
        await Expect(talk.Find(".talk-body")).ToContainTextAsync("わたしのこと");
    }

    [Fact]
    public async Task On_an_organisations_own_page_its_phone_stands_above_the_talk_in_its_language()
    {
        await using var visitor = await Visitor.PhoneAsync(web, web.City.Url);
        var talk = await visitor.OpenWidgetTalkAsync(web.City.Url + "/?organization=nat-houterasu");
        var note = talk.Find("#organization");
        await Expect(note).ToContainTextAsync("法テラス");
        await Expect(note.Locator("a.call")).ToHaveAttributeAsync("href", "tel:0570-078374");
        await talk.WaitUntilStillAsync();
        await Picture.LooksAsReviewedAsync(await talk.Page.ScreenshotAsync(), "widget-organization");
        await talk.Find(".talk-bar select").SelectOptionAsync("en");
        await Expect(note).ToContainTextAsync("Houterasu");
        await Expect(note).ToHaveAttributeAsync("lang", "en");
        await talk.GoToResultsAsync(what => what.TapAsync());
    }

    [Fact]
    public async Task An_id_that_the_directory_does_not_know_is_told_to_the_pages_owner_and_the_talk_is_there()
    {
        await using var visitor = await Visitor.PhoneAsync(web, web.City.Url);
        visitor.Expected.Add("data-organization=\"no-such-id\" is no id of the directory");
        var talk = await visitor.OpenWidgetTalkAsync(web.City.Url + "/?organization=no-such-id");
        await Expect(talk.Find("#organization")).ToHaveCountAsync(0);
        await talk.AnswerAsync("わたしのこと");
    }

    [Theory]
    [InlineData(320, 640, 1)]
    [InlineData(320, 256, 1)] // 1280 x 1024 at 400 %
    public async Task Nothing_has_to_be_scrolled_sideways(int width, int height, int scale)
    {
        await using var visitor = await Visitor.ComeAsync(web, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height }, DeviceScaleFactor = scale, Locale = "ja-JP" });
        var talk = await visitor.OpenTalkAsync();
        await NotSideways(talk.Page);
        await talk.GoToResultsAsync();
        await NotSideways(talk.Page);
        foreach (var path in new[] { "/", "/?lang=ja-simple", "/about", "/privacy", "/accessibility?lang=en", "/history", "/calendar", "/nothing-here" })
        {
            visitor.Expected.Add("404");
            await talk.Page.EvaluateAsync("sessionStorage.clear()");
            await talk.Page.GotoAsync(path);
            await NotSideways(talk.Page);
        }

        static async Task NotSideways(IPage page) => Assert.Equal("", await page.EvaluateAsync<string>("""
            [...document.querySelectorAll('body *')].filter(e => e.checkVisibility() && !e.closest('.visually-hidden, .skip, .webchat__keyboard-help:not(.webchat__keyboard-help--shown)')
              && (e.scrollWidth > e.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX) || e.getBoundingClientRect().right > innerWidth + 1))
              .map(e => e.outerHTML.slice(0, 120)).slice(0, 3).join('\n')
            """));
    }

    [Fact]
    public async Task What_is_pressed_is_at_least_24_pixels_high_and_wide()
    {
        await using var visitor = await Visitor.PhoneAsync(web);
        var talk = await visitor.OpenTalkAsync();
        await talk.GoToResultsAsync();
        var small = await talk.Page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll('button, a[href], input, select, textarea')].filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.closest('.skip'))
              .map(e => [e, (e.closest('label') ?? e).getBoundingClientRect()]).filter(([e, r]) => r.width > 1 && (r.width < 24 || r.height < 24)).map(([e]) => e.outerHTML.slice(0, 120))
            """);
        Assert.Empty(small);
    }
}
