using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tsunagu.EndToEnd.Tests.Line;

/// <summary>The simulator's page in a real browser: what the app does can be done in it, and everybody can use it.</summary>
[Collection(WebCollection.Name)]
public sealed class SimulatorPageTests(WebFixture web)
{
    [Theory]
    [InlineData(390, 844)]
    [InlineData(1280, 800)]
    public async Task A_talk_is_tapped_from_the_greeting_to_the_cards(int width, int height)
    {
        await using var visitor = await Visitor.ComeAsync(web, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height }, Locale = "ja-JP" });
        var app = await App.OpenAsync(visitor);
        await Expect(app.Said).ToHaveCountAsync(3);
        await AccessibilityTests.IsCleanAsync(app.Page);
        for (var turn = 0; turn < 40 && await app.Page.Locator(".carousel").CountAsync() == 0; turn++)
        {
            var end = app.Quick("選びおわった");
            await app.TapAsync(await end.CountAsync() > 0 ? end : app.Page.Locator("#quick button").First);
        }

        var card = app.Page.Locator(".carousel .flex").First;
        await Expect(card.GetByText("電話する").First).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("^tel:"));
        await AccessibilityTests.IsCleanAsync(app.Page);
        await app.TapAsync(app.Quick("文字で見る"));
        await Expect(app.Said.Filter(new LocatorFilterOptions { HasText = "■" }).First).ToBeAttachedAsync();
        await Expect(app.Page.Locator(".line.me .read").First).ToHaveTextAsync("既読");
        await Expect(app.Page.Locator("#counts")).ToContainTextAsync("プッシュ 0 通、断られた呼び出し 0 件");
        Assert.Equal(width, await app.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task What_people_and_LINE_do_can_be_tried()
    {
        await using var visitor = await Visitor.PhoneAsync(web);
        var app = await App.OpenAsync(visitor);

        // Typed words, and words taken back.
        await app.Page.Locator("#text").FillAsync("家族のこと");
        await app.AfterAsync(() => app.Page.Locator("#text").PressAsync("Enter"));
        await app.DoAsync("さいごの送信を取り消す");
        await Expect(app.Page.GetByText("メッセージの送信を取り消しました")).ToBeVisibleAsync();

        // A shared place is asked about.
        await app.Page.Locator("#plus").ClickAsync();
        await app.AfterAsync(() => app.Page.GetByText("場所(伏見)").ClickAsync());
        await Expect(app.Said.Last).ToContainTextAsync("伏見区");

        // Delivered again: nothing more comes.
        var before = await app.Said.CountAsync();
        await app.DoAsync("さいごのイベントを再送");
        await Expect(app.Page.Locator("#log li").First).ToContainTextAsync("再送: webhook 200");
        Assert.Equal(before, await app.Said.CountAsync());

        // Another language brings its menu.
        await app.OpenMenuAsync();
        await app.AfterAsync(() => app.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "ことば・Language" }).ClickAsync());
        await app.TapAsync(app.Quick("English"));
        await Expect(app.Page.Locator("#menu img")).ToHaveAttributeAsync("src", "/dev/line/tsunagu-en.png");
        await Expect(app.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Talk now" })).ToBeVisibleAsync();

        // Who blocks sees nothing more, and is greeted anew when coming back.
        await app.DoAsync("ブロック");
        await Expect(app.Page.GetByText("ブロックしました")).ToBeVisibleAsync();
        await app.AfterAsync(() => app.DoAsync("ブロック解除"));
        await Expect(app.Page.Locator("#quick button").First).ToHaveTextAsync("わたしのこと");
    }

    /// <summary>The app in the simulator.</summary>
    private sealed class App(IPage page)
    {
        public IPage Page => page;

        public ILocator Said => page.Locator(".line.bot");

        public static async Task<App> OpenAsync(Visitor visitor)
        {
            var app = new App(await visitor.NewTabAsync());
            await app.Page.GotoAsync("/dev/line");
            await Expect(app.Page.Locator("#quick button").First).ToBeVisibleAsync();
            return app;
        }

        public ILocator Quick(string words) => page.Locator("#quick button", new PageLocatorOptions { HasText = words });

        public Task TapAsync(ILocator button) => AfterAsync(() => button.ClickAsync());

        public Task DoAsync(string words) => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = words, Exact = true }).ClickAsync();

        public async Task OpenMenuAsync()
        {
            if (await page.Locator("#menu").IsHiddenAsync())
                await page.Locator("#menu-toggle").ClickAsync();
        }

        /// <summary>Waits for an answer with buttons to what is done.</summary>
        public async Task AfterAsync(Func<Task> deed)
        {
            var before = await Said.CountAsync();
            await deed();
            await Expect(Said.Nth(before)).ToBeAttachedAsync();
            await Expect(page.Locator("#quick button").First).ToBeVisibleAsync();
        }
    }
}
