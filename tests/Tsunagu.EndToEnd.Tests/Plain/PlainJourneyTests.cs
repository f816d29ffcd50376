using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Tsunagu.EndToEnd.Tests.Plain;

/// <summary><c>/handbook</c> and what follows in a real browser: phone and desktop, with and without script, by keyboard alone, back and away.</summary>
[Collection(WebCollection.Name)]
public sealed class PlainJourneyTests(WebFixture web)
{
    private const string Next = "button[value=answer]";

    [Theory]
    [InlineData(390, 844, ColorScheme.Light)]
    [InlineData(1280, 900, ColorScheme.Light)]
    [InlineData(320, 640, ColorScheme.Dark)]
    public async Task Every_page_of_a_journey_is_accessible(int width, int height, ColorScheme scheme)
    {
        await using var visitor = await ComeAsync(width, height, scheme: scheme);
        var page = await visitor.NewTabAsync();
        await page.GotoAsync("/handbook");
        await IsCleanAsync(page);
        await page.ClickAsync(Next);
        await Assertions.Expect(page.Locator(".error-summary")).ToBeVisibleAsync();
        await IsCleanAsync(page);
        await ToResultAsync(page, IsCleanAsync);
        foreach (var command in (string[])["more", "edit"])
        {
            await page.ClickAsync($"button[data-command={command}]");
            await IsCleanAsync(page);
        }

        await page.ClickAsync("button[data-command=now]");
        await IsCleanAsync(page);
    }

    [Theory]
    [InlineData("/handbook?lang=ja-simple")]
    [InlineData("/handbook?lang=en")]
    [InlineData("/results?w=nat-yorisoi,ward-kamigyo-health-welfare")]
    [InlineData("/results?w=nat-yorisoi,ward-kamigyo-health-welfare&lang=en")]
    [InlineData("/results?w=none")]
    public async Task Other_pages_are_accessible_too(string address)
    {
        await using var visitor = await ComeAsync(320, 640);
        visitor.Expected.Add("404");
        var page = await visitor.NewTabAsync();
        await page.GotoAsync(address);
        await IsCleanAsync(page);
    }

    [Theory]
    [InlineData("/dev/handbook")]
    [InlineData("/dev/handbook?a=for-whom:self&a=age:40-64&a=ward:sakyo&a=groups:money&a=worries-money:money-02&days=38&time=02:00")]
    public async Task The_flow_is_drawn_and_explained(string address)
    {
        await using var visitor = await ComeAsync(1280, 900);
        var page = await visitor.NewTabAsync();
        await page.GotoAsync(address);
        await IsCleanAsync(page);
        await Assertions.Expect(page.Locator("svg[role=group] rect").First).ToBeVisibleAsync();
        Assert.Contains("clock: ", await page.InputValueAsync("#transcript"), StringComparison.Ordinal);
        Assert.NotEqual(0, await page.Locator("ol.shown li").CountAsync());
    }

    [Fact]
    public async Task Danger_is_answered_accessibly_and_lines_come_first()
    {
        await using var visitor = await ComeAsync();
        var page = await visitor.NewTabAsync();
        await page.GotoAsync("/handbook");
        await page.FillAsync("input[name=text]", "もう終わりにしたい");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("article.card.line").First).ToBeVisibleAsync();
        await IsCleanAsync(page);
        Assert.True(await page.EvaluateAsync<bool>("document.querySelector('article.card').compareDocumentPosition(document.querySelector('form.talk')) === Node.DOCUMENT_POSITION_FOLLOWING"));
        Assert.DoesNotContain("終わりにしたい", await page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_script_the_journey_ends_at_windows_too()
    {
        await using var visitor = await ComeAsync(script: false);
        var page = await visitor.NewTabAsync();
        await page.GotoAsync("/handbook");
        await ToResultAsync(page, static _ => Task.CompletedTask);
        Assert.NotEqual(0, await page.Locator("article.card.service").CountAsync());
        Assert.NotEqual(0, await page.Locator("a[href^='tel:']").CountAsync());
    }

    [Fact]
    public async Task The_keyboard_alone_is_enough()
    {
        await using var visitor = await ComeAsync(1280, 900);
        var page = await visitor.NewTabAsync();
        await page.GotoAsync("/handbook");
        Assert.True(await TabToAsync(page, "input[name=choice]"), "No answer can be reached with Tab.");
        await page.Keyboard.PressAsync("Space");
        Assert.True(await TabToAsync(page, Next), "The button 'next' cannot be reached with Tab.");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("form[data-question=age]")).ToBeVisibleAsync();
        Assert.True(await TabToAsync(page, "button[data-command=skip]"), "The button to leave out cannot be reached with Tab.");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("form[data-question=ward]")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_browsers_back_button_goes_on_from_the_old_page(bool script)
    {
        await using var visitor = await ComeAsync(script: script);
        var page = await visitor.NewTabAsync();
        await page.GotoAsync("/handbook");
        await ChooseAsync(page, "self");
        await ChooseAsync(page, "40-64");
        await ChooseAsync(page, "kita");
        await Assertions.Expect(page.Locator("form[data-question=groups]")).ToBeVisibleAsync();
        await page.GoBackAsync();
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator("form[data-question=age]")).ToBeVisibleAsync();
        await ChooseAsync(page, "13-18");
        await Assertions.Expect(page.Locator("form[data-question=ward]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Loading_a_page_again_shows_it_again()
    {
        await using var visitor = await ComeAsync();
        var page = await visitor.NewTabAsync();
        await page.GotoAsync("/handbook");
        await ChooseAsync(page, "self");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("form[data-question=age]")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_leaving_the_back_button_shows_nothing_of_the_talk(bool script)
    {
        await using var visitor = await ComeAsync(script: script);
        var page = await visitor.NewTabAsync();
        await page.GotoAsync("/handbook");
        await ChooseAsync(page, "self");
        await ChooseAsync(page, "40-64");
        visitor.Expected.Add("ERR_CACHE_MISS");
        await page.ClickAsync("form.exit button");
        // Committed, not loaded: clearing what the site stored may hold back the last of the page.
        await page.WaitForURLAsync("**/calendar", new PageWaitForURLOptions { WaitUntil = WaitUntilState.Commit });
        for (var i = 0; i < 2; i++)
        {
            try
            {
                await page.GoBackAsync(new PageGoBackOptions { Timeout = 5000, WaitUntil = WaitUntilState.Commit });
            }
            catch (PlaywrightException)
            {
                // The browser says that it has not kept the page: that is what leaving is for.
            }

            await Assertions.Expect(page.Locator("form[data-question=ward], form[data-question=age]")).Not.ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task Results_print_on_A4_without_the_pages_frame()
    {
        await using var visitor = await ComeAsync(1280, 900);
        var page = await visitor.NewTabAsync();
        await page.GotoAsync("/results?w=nat-yorisoi,ward-kamigyo-health-welfare");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await Assertions.Expect(page.Locator("article.card").First).ToBeVisibleAsync();
        foreach (var part in (string[])[".site-header", ".keeping", ".screen-only a"])
            await Assertions.Expect(page.Locator(part).First).Not.ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("parseFloat(getComputedStyle(document.body).fontSize) >= 18"));
    }

    private Task<Visitor> ComeAsync(int width = 390, int height = 844, bool script = true, ColorScheme scheme = ColorScheme.Light) => Visitor.ComeAsync(web, new BrowserNewContextOptions
    {
        ViewportSize = new ViewportSize { Width = width, Height = height },
        JavaScriptEnabled = script,
        ColorScheme = scheme,
    });

    /// <summary>Fails with rule and element when axe finds something against WCAG 2.2 AA, or when the page scrolls sideways.</summary>
    private static async Task IsCleanAsync(IPage page)
    {
        var found = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } });
        Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.Select(v => $"{v.Id}: {v.Help}: {string.Join(' ', v.Nodes.Select(n => n.Html))}")));
        Assert.Equal(0, await page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"));
    }

    private static async Task ToResultAsync(IPage page, Func<IPage, Task> look)
    {
        foreach (var answer in (string[])["self", "40-64", "kamigyo", "money"])
            await ChooseAsync(page, answer);
        for (var i = 0; i < 15 && await page.Locator("form[data-question=helpful]").CountAsync() == 0; i++)
        {
            await look(page);
            await ChooseAsync(page, await page.Locator("input[name=choice]").First.GetAttributeAsync("value") ?? "");
        }

        await look(page);
        await Assertions.Expect(page.Locator("form[data-question=helpful]")).ToBeVisibleAsync();
    }

    private static async Task ChooseAsync(IPage page, string id)
    {
        await page.Locator($"input[name=choice][value='{id}']").CheckAsync();
        // Listened for before it can happen: an event between the click and the waiting would be missed.
        var loaded = new TaskCompletionSource();
        void Loaded(object? sender, IPage of) => loaded.TrySetResult();
        page.Load += Loaded;
        await page.ClickAsync(Next);
        await loaded.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        page.Load -= Loaded;
    }

    private static async Task<bool> TabToAsync(IPage page, string selector)
    {
        for (var i = 0; i < 40; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("s => document.activeElement.matches(s)", selector))
                return true;
        }

        return false;
    }
}
