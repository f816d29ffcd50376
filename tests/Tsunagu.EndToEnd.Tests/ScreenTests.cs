using Microsoft.Playwright;
using SkiaSharp;
using static Microsoft.Playwright.Assertions;

namespace Tsunagu.EndToEnd.Tests;

/// <summary>The states that people meet, as pictures that a person looked at.</summary>
[Collection(WebCollection.Name)]
public sealed class ScreenTests(WebFixture web)
{
    [Theory]
    [InlineData("light", 390, 844)]
    [InlineData("dark", 390, 844)]
    [InlineData("light", 1280, 800)]
    public async Task The_first_page(string colours, int width, int height)
    {
        await using var visitor = await ComeAsync(colours, width, height);
        var page = await visitor.NewTabAsync();
        await page.GotoAsync("/");
        await Picture.LooksAsReviewedAsync(await page.ScreenshotAsync(), $"home-{colours}-{width}");
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task A_talk_on_a_phone(string colours)
    {
        await using var visitor = await ComeAsync(colours, 390, 844);
        var talk = await visitor.OpenTalkAsync();
        await SeenAsync(talk, $"first-question-{colours}");
        await talk.AnswerAsync("わたしのこと");
        await talk.AnswerAsync("30〜39歳");
        await SeenAsync(talk, $"wards-{colours}");
        await talk.AnswerAsync("左京区");
        await Expect(talk.Question).ToBeInViewportAsync();
        await SeenAsync(talk, $"several-{colours}");
        await Expect(talk.Submit).ToBeVisibleAsync();
        await talk.GoToResultsAsync();
        await SeenAsync(talk, $"results-{colours}");
        // All of a card at once, with nothing over it.
        await talk.Page.SetViewportSizeAsync(390, 1600);
        await Picture.LooksAsReviewedAsync(await talk.Results.First.ScreenshotAsync(), $"card-{colours}");
    }

    [Fact]
    public async Task The_widget_on_another_site()
    {
        await using var visitor = await Visitor.DesktopAsync(web, web.City.Url);
        var talk = await visitor.OpenWidgetTalkAsync(web.City.Url);
        var page = talk.Page;
        await talk.WaitUntilStillAsync();
        await page.Mouse.MoveAsync(5, 5);
        await Picture.LooksAsReviewedAsync(await page.ScreenshotAsync(), "widget");
    }

    [Fact]
    public void A_picture_that_is_not_the_same_is_noticed()
    {
        static byte[] Paint(SKColor colour, int width = 100, SKColor? stripe = null)
        {
            using var bitmap = new SKBitmap(width, 100);
            bitmap.Erase(colour);
            if (stripe is { } painted)
                bitmap.Erase(painted, new SKRectI(0, 0, width, 10));
            return bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray();
        }

        Assert.Equal(0, Picture.Difference(Paint(SKColors.White), Paint(new SKColor(250, 250, 250))));
        Assert.Equal(0.1, Picture.Difference(Paint(SKColors.White), Paint(SKColors.White, stripe: SKColors.Blue)), 3);
        Assert.Equal(1, Picture.Difference(Paint(SKColors.White), Paint(SKColors.White, width: 90)));
    }

    private static async Task SeenAsync(Talk talk, string name)
    {
        await talk.WaitUntilStillAsync();
        await Picture.LooksAsReviewedAsync(await talk.Page.ScreenshotAsync(), name);
    }

    private Task<Visitor> ComeAsync(string colours, int width, int height) => Visitor.ComeAsync(web, new BrowserNewContextOptions
    {
        ViewportSize = new ViewportSize { Width = width, Height = height },
        ColorScheme = colours == "dark" ? ColorScheme.Dark : ColorScheme.Light,
        Locale = "ja-JP",
    });
}
