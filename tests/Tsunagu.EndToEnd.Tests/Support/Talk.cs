using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tsunagu.EndToEnd.Tests;

/// <summary>The chat as a person sees it.</summary>
/// <param name="page">The page that holds it.</param>
/// <param name="frame">The frame that holds it, in the widget; null on our own pages.</param>
internal sealed class Talk(IPage page, IFrameLocator? frame = null)
{
    /// <summary>One choice for each question on a short way to results.</summary>
    private static readonly string[] Choices = ["わたしのこと", "30〜39歳", "左京区", "お金・食べもの", "生活費が足りない", "電話", "いま"];

    public IPage Page => page;

    public ILocator Options => Find(".option");

    public ILocator Commands => Find(".command");

    public ILocator Boxes => Find("fieldset.choices:not([disabled]) label");

    public ILocator Submit => Find("fieldset.choices .submit");

    public ILocator Now => Find(".talk-bar .now");

    /// <summary>The question that stands: the last one.</summary>
    public ILocator Question => Find(".says .ask").Last;

    public ILocator Box => Find("[data-id='webchat-sendbox-input']");

    public ILocator Results => Find("article.card.service");

    public ILocator Find(string selector) => (frame is null ? page.Locator("#chat") : frame.Locator("#chat")).Locator(selector);

    public Task WaitForQuestionAsync() => Expect(Options.Or(Boxes).First).ToBeVisibleAsync();

    /// <summary>Until Web Chat has stopped saying that it connects, which moves the talk, and has scrolled to where one reads: before a picture.</summary>
    public async Task WaitUntilStillAsync()
    {
        await Expect(Find(".webchat__connectivityStatus")).ToHaveCountAsync(0);
        await Find(".webchat__basic-transcript__scrollable").EvaluateAsync("""
            e => new Promise(still => { let before; const look = setInterval(() => { if (before === e.scrollTop) { clearInterval(look); still(); } before = e.scrollTop; }, 300); })
            """);
    }

    /// <summary>Presses an answer and waits until the next question, or the results, stand there.</summary>
    public async Task AnswerAsync(string text, Func<ILocator, Task>? press = null)
    {
        var before = await Find(".says .ask").CountAsync();
        await (press ?? Click)(Options.GetByText(text, new LocatorGetByTextOptions { Exact = true }));
        await WaitForMoreAsync(before);
    }

    public async Task TickAsync(string[] texts, Func<ILocator, Task>? press = null)
    {
        var before = await Find(".says .ask").CountAsync();
        foreach (var text in texts)
            await (press ?? Click)(Boxes.GetByText(text, new LocatorGetByTextOptions { Exact = true }));
        await (press ?? Click)(Submit);
        await WaitForMoreAsync(before);
    }

    /// <summary>Answers until windows are shown; at most as many questions as the handbook ever asks.</summary>
    public async Task GoToResultsAsync(Func<ILocator, Task>? press = null)
    {
        for (var step = 0; step < 14 && await Results.CountAsync() == 0; step++)
        {
            await WaitForQuestionAsync();
            if (await Boxes.CountAsync() > 0)
            {
                var texts = await Boxes.AllInnerTextsAsync();
                await TickAsync([Pick(texts)], press);
            }
            else
            {
                await AnswerAsync(Pick(await Options.AllInnerTextsAsync()), press);
            }
        }

        await Expect(Results.First).ToBeVisibleAsync();
    }

    public async Task SayAsync(string words)
    {
        await Box.FillAsync(words);
        await Box.PressAsync("Enter");
    }

    /// <summary>The record of the talk in the browser: of the tab (session) or of all tabs (local).</summary>
    public async Task<JsonElement?> StoredAsync(string storage)
    {
        var text = await page.EvaluateAsync<string?>($"{storage}Storage.getItem('talk')");
        return text is null ? null : JsonDocument.Parse(text).RootElement;
    }

    private async Task WaitForMoreAsync(int before)
    {
        await Expect(Find(".says .ask").Nth(before)).ToBeVisibleAsync();
        await WaitForQuestionAsync();
    }

    private static string Pick(IReadOnlyList<string> texts) => Choices.FirstOrDefault(c => texts.Any(t => t.Trim() == c)) ?? texts[0].Trim();

    private static Task Click(ILocator what) => what.ClickAsync();
}
