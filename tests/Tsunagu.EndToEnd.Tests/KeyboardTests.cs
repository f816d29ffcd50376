using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tsunagu.EndToEnd.Tests;

/// <summary>Without a mouse, and with a Japanese input method.</summary>
[Collection(WebCollection.Name)]
public sealed class KeyboardTests(WebFixture web)
{
    private const int MostTabs = 60;

    [Fact]
    public async Task A_talk_by_keyboard_alone_ends_with_windows()
    {
        await using var visitor = await Visitor.DesktopAsync(web);
        var page = await visitor.NewTabAsync();
        await page.GotoAsync("/");
        await TabToAsync(page.Locator("#start"));
        await page.Keyboard.PressAsync("Enter");
        var talk = new Talk(page);
        await talk.WaitForQuestionAsync();
        await talk.GoToResultsAsync(PressAsync);
        // Messages before the last one are reached as Web Chat says: out of the message, up, and in.
        var call = talk.Results.First.Locator("a.call").First;
        await page.Keyboard.PressAsync("Escape");
        for (var i = 0; i < 5 && !await HasFocusAsync(call); i++)
        {
            await page.Keyboard.PressAsync("ArrowUp");
            await page.Keyboard.PressAsync("Enter");
        }

        Assert.True(await HasFocusAsync(call));
    }

    [Fact]
    public async Task The_focus_is_always_seen()
    {
        await using var visitor = await Visitor.DesktopAsync(web);
        var talk = await visitor.OpenTalkAsync();
        await talk.Now.FocusAsync();
        await talk.Page.Keyboard.PressAsync("Tab");
        await talk.Page.Keyboard.PressAsync("Shift+Tab");
        Assert.Equal("4px", await talk.Now.EvaluateAsync<string>("e => getComputedStyle(e).outlineWidth"));
    }

    [Fact]
    public async Task The_Enter_that_confirms_kanji_does_not_send()
    {
        await using var visitor = await Visitor.DesktopAsync(web);
        var talk = await visitor.OpenTalkAsync();
        List<string> posts = [];
        talk.Page.Request += (_, request) =>
        {
            if (request.Method == "POST" && request.Url.EndsWith("/activities", StringComparison.Ordinal))
                posts.Add(request.Url);
        };
        await talk.Box.FocusAsync();
        var devtools = await visitor.Context.NewCDPSessionAsync(talk.Page);
        await ComposeAsync(devtools, "わたし");
        // An input method keeps the key: the page is told 229 and that a composition is going on.
        await devtools.SendAsync("Input.dispatchKeyEvent", Key("rawKeyDown", 229));
        await talk.Box.EvaluateAsync("e => e.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true, cancelable: true }))");
        await devtools.SendAsync("Input.insertText", new Dictionary<string, object> { ["text"] = "私のこと" });
        await Expect(talk.Box).ToHaveValueAsync("私のこと");
        Assert.Empty(posts);
        await talk.Page.RunAndWaitForRequestAsync(() => talk.Box.PressAsync("Enter"), r => r.Method == "POST" && r.Url.EndsWith("/activities", StringComparison.Ordinal));
        await Expect(talk.Box).ToHaveValueAsync("");
        Assert.Single(posts);
    }

    private static Task ComposeAsync(ICDPSession devtools, string text) => devtools.SendAsync("Input.imeSetComposition", new Dictionary<string, object>
    {
        ["text"] = text,
        ["selectionStart"] = text.Length,
        ["selectionEnd"] = text.Length,
    });

    private static Dictionary<string, object> Key(string type, int code) => new() { ["type"] = type, ["key"] = "Process", ["windowsVirtualKeyCode"] = code };

    private static async Task PressAsync(ILocator what)
    {
        await TabToAsync(what);
        var isBox = await what.EvaluateAsync<bool>("e => !!e.closest('label')");
        await what.Page.Keyboard.PressAsync(isBox ? "Space" : "Enter");
    }

    /// <summary>Presses Tab, or Shift and Tab where that is nearer, until the focus is there: nothing may be out of reach.</summary>
    private static async Task TabToAsync(ILocator what)
    {
        await Expect(what).ToBeVisibleAsync();
        for (var i = 0; i < MostTabs; i++)
        {
            if (await HasFocusAsync(what))
                return;
            await what.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail("The keyboard does not reach " + await what.InnerTextAsync());
    }

    private static Task<bool> HasFocusAsync(ILocator what) =>
        what.EvaluateAsync<bool>("e => { const f = e.getRootNode().activeElement; return f === e || f === e.closest('label')?.control || f === e.closest('button'); }");
}
