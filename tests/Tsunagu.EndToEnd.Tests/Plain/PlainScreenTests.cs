using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tsunagu.EndToEnd.Tests.Plain;

/// <summary>The pages without script, paper and the directory's pages, as pictures that a person looked at.</summary>
[Collection(WebCollection.Name)]
public sealed class PlainScreenTests(WebFixture web)
{
    [Fact]
    public async Task A_journey_without_script()
    {
        await using var visitor = await ComeAsync(script: false);
        var page = await visitor.NewTabAsync();
        await page.GotoAsync("/handbook");
        await SeenAsync(page, "plain-first-question");
        await page.ClickAsync("button[value=answer]");
        await Expect(page.Locator(".error-summary")).ToBeVisibleAsync();
        await SeenAsync(page, "plain-error");
        foreach (var (question, answer) in (KeyValuePair<string, string>[])[new("for-whom", "self"), new("age", "40-64"), new("ward", "kamigyo")])
        {
            await Expect(page.Locator($"form[data-question={question}]")).ToBeVisibleAsync();
            await page.Locator($"input[name=choice][value='{answer}']").CheckAsync();
            await page.ClickAsync("button[value=answer]");
        }

        await Expect(page.Locator("form[data-question=groups]")).ToBeVisibleAsync();
        await SeenAsync(page, "plain-several");
        await page.ClickAsync("button[data-command=now]");
        await Expect(page.Locator("article.card.line").First).ToBeVisibleAsync();
        await SeenAsync(page, "plain-help-now");
    }

    [Theory]
    [InlineData("/results?w=nat-yorisoi,ward-kamigyo-health-welfare", 390, "plain-results")]
    [InlineData("/windows", 390, "windows-390")]
    [InlineData("/windows", 1280, "windows-1280")]
    [InlineData("/windows/ward-kamigyo-health-welfare", 390, "window")]
    [InlineData("/schemes/seikatsu-hogo", 390, "scheme")]
    [InlineData("/no-such-page", 390, "not-found")]
    public async Task A_page(string path, int width, string name)
    {
        await using var visitor = await ComeAsync(width);
        if (name == "not-found")
            visitor.Expected.Add("404");
        var page = await visitor.NewTabAsync();
        await page.GotoAsync(path);
        await SeenAsync(page, name);
    }

    [Theory]
    [InlineData("/results?w=nat-yorisoi,ward-kamigyo-health-welfare", "paper-results")]
    [InlineData("/windows/ward-kamigyo-health-welfare/sheet", "paper-sheet")]
    public async Task On_paper_without_colour(string path, string name)
    {
        await using var visitor = await ComeAsync(794, 1123); // A4 at 96 dpi
        var page = await visitor.NewTabAsync();
        await page.GotoAsync(path);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await page.EvaluateAsync("document.documentElement.style.filter = 'grayscale(1)'");
        await SeenAsync(page, name);
    }

    [Theory]
    [InlineData("/", "contrast-home")]
    [InlineData("/results?w=nat-yorisoi,ward-kamigyo-health-welfare", "contrast-results")]
    public async Task In_the_systems_high_contrast(string path, string name)
    {
        await using var visitor = await Visitor.ComeAsync(web, new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = 390, Height = 844 },
            ForcedColors = ForcedColors.Active,
            ColorScheme = ColorScheme.Dark,
            Locale = "ja-JP",
        });
        var page = await visitor.NewTabAsync();
        await page.GotoAsync(path);
        await SeenAsync(page, name);
    }

    private static async Task SeenAsync(IPage page, string name) =>
        await Picture.LooksAsReviewedAsync(await page.ScreenshotAsync(), name);

    private Task<Visitor> ComeAsync(int width = 390, int height = 844, bool script = true) => Visitor.ComeAsync(web, new BrowserNewContextOptions
    {
        ViewportSize = new ViewportSize { Width = width, Height = height },
        JavaScriptEnabled = script,
        Locale = "ja-JP",
    });
}
