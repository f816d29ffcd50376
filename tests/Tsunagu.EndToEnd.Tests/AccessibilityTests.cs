using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tsunagu.EndToEnd.Tests;

/// <summary>axe with the rules up to WCAG 2.2 AA on every page and in the states of the chat: nothing is found.</summary>
[Collection(WebCollection.Name)]
public sealed class AccessibilityTests(WebFixture web)
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

    /// <summary>
    /// What comes from Web Chat 4.18.1 itself: rule, part of the element, reason. Nothing is switched off; a finding of the same rule
    /// elsewhere fails.
    /// </summary>
    private static readonly (string Rule, string Target, string Reason)[] OfWebChat = [];

    public static TheoryData<string, string> Pages => new(
        from path in new[] { "/", "/about", "/privacy", "/accessibility", "/history", "/calendar", "/no-such-page", "/windows", "/windows/overview", "/windows/nat-yorisoi", "/windows/ward-kamigyo-health-welfare/sheet", "/windows/nat-yorisoi/card", "/schemes/seikatsu-hogo", "/desk" }
        from locale in new[] { "ja", "ja-simple", "en" }
        select (path, locale));

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_page_in_every_language_is_clean_in_light_and_dark(string path, string locale)
    {
        foreach (var colours in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var visitor = await Visitor.ComeAsync(web, new BrowserNewContextOptions { ColorScheme = colours, ViewportSize = new ViewportSize { Width = 390, Height = 844 } });
            visitor.Expected.Add("404");
            var page = await visitor.NewTabAsync();
            await page.GotoAsync($"{path}?lang={locale}");
            await IsCleanAsync(page);
            Assert.Equal(locale == "en" ? "en" : "ja", await page.Locator("html").GetAttributeAsync("lang"));
            Assert.Equal(1, await page.Locator("h1:visible").CountAsync());
        }
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Every_state_of_the_chat_is_clean(ColorScheme colours)
    {
        await using var visitor = await Visitor.ComeAsync(web, new BrowserNewContextOptions { ColorScheme = colours, ViewportSize = new ViewportSize { Width = 390, Height = 844 } });
        var talk = await visitor.OpenTalkAsync();
        await IsCleanAsync(talk.Page);
        await talk.AnswerAsync("わたしのこと");
        await talk.Now.ClickAsync();
        await Expect(talk.Find("article.card.line").First).ToBeVisibleAsync();
        await IsCleanAsync(talk.Page);
        await talk.AnswerAsync("30〜39歳");
        await talk.AnswerAsync("左京区");
        await Expect(talk.Boxes.First).ToBeVisibleAsync();
        await IsCleanAsync(talk.Page);
        await talk.GoToResultsAsync();
        await IsCleanAsync(talk.Page);
        var other = await visitor.OpenTalkAsync();
        await IsCleanAsync(other.Page);
        await other.SayAsync("消して");
        await Expect(other.Find(".talk-over p")).ToContainTextAsync("消しました");
        await IsCleanAsync(other.Page);
    }

    [Fact]
    public async Task The_widget_on_another_site_is_clean_closed_and_open()
    {
        await using var visitor = await Visitor.PhoneAsync(web, web.City.Url);
        var page = await visitor.NewTabAsync();
        await page.GotoAsync(web.City.Url);
        await Expect(page.Locator("button.open")).ToBeVisibleAsync();
        // The page around it is not ours: only the button and the dialog are looked at.
        await IsCleanAsync(page, new AxeRunContext { Include = [new AxeSelector("body > div")] });
        await page.Locator("button.open").TapAsync();
        await new Talk(page, page.FrameLocator("dialog iframe")).WaitForQuestionAsync();
        await IsCleanAsync(page, new AxeRunContext { Include = [new AxeSelector("body > div")] });
    }

    [Fact]
    public async Task Nothing_moves_for_whom_movement_is_too_much()
    {
        await using var visitor = await Visitor.PhoneAsync(web);
        var talk = await visitor.OpenTalkAsync();
        var moving = await talk.Page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll('#chat *')].filter(e => { const s = getComputedStyle(e); return s.animationName !== 'none' || s.transitionDuration.split(',').some(d => parseFloat(d) > 0); })
              .map(e => e.className)
            """);
        Assert.Empty(moving);
    }

    internal static async Task IsCleanAsync(IPage page, AxeRunContext? part = null)
    {
        var result = part is null ? await page.RunAxe(Rules) : await page.RunAxe(part, Rules);
        var found = result.Violations
            .SelectMany(v => v.Nodes.Select(n => (v.Id, Target: n.Target.ToString()!, n.Html, v.Help)))
            .Where(f => !Array.Exists(OfWebChat, known => known.Rule == f.Id && f.Html.Contains(known.Target, StringComparison.Ordinal)))
            .Select(f => $"{f.Id} ({f.Help}): {f.Target} {f.Html}");
        Assert.Empty(found);
    }
}
