using System.Globalization;
using Microsoft.Playwright;

namespace Tsunagu.EndToEnd.Tests;

/// <summary>
/// A person with a browser of their own: its tabs share storage. Notes what no page may do, and fails the test at the end for it:
/// errors in the console, exceptions, requests to anybody else.
/// </summary>
internal sealed class Visitor : IAsyncDisposable
{
    /// <summary>How many times slower every page is made to run, to find tests and pages that only work on a fast machine (<c>TSUNAGU_SLOW=6</c>).</summary>
    private static readonly int? Slowness = int.TryParse(Environment.GetEnvironmentVariable("TSUNAGU_SLOW"), CultureInfo.InvariantCulture, out var rate) ? rate : null;

    private readonly List<string> _faults = [];
    private readonly string[] _allowed;

    private Visitor(IBrowserContext context, string[] allowed)
    {
        Context = context;
        _allowed = allowed;
    }

    public IBrowserContext Context { get; }

    /// <summary>Addresses that were asked for, in order.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>What a fault may say without failing the test, such as a refusal that is the point of it.</summary>
    public List<string> Expected { get; } = [];

    public static Task<Visitor> PhoneAsync(WebFixture web, params string[] alsoAllowed) => ComeAsync(web, new BrowserNewContextOptions
    {
        ViewportSize = new ViewportSize { Width = 390, Height = 844 },
        DeviceScaleFactor = 2,
        HasTouch = true,
        IsMobile = true,
        Locale = "ja-JP",
    }, alsoAllowed);

    public static Task<Visitor> DesktopAsync(WebFixture web, params string[] alsoAllowed) => ComeAsync(web, new BrowserNewContextOptions
    {
        ViewportSize = new ViewportSize { Width = 1280, Height = 900 },
        Locale = "ja-JP",
    }, alsoAllowed);

    public static async Task<Visitor> ComeAsync(WebFixture web, BrowserNewContextOptions options, params string[] alsoAllowed)
    {
        options.BaseURL ??= web.Host.Url;
        // Animations that are waited for prove nothing; that they may be switched off is a test of its own.
        options.ReducedMotion ??= ReducedMotion.Reduce;
        var context = await web.Browser.NewContextAsync(options);
        context.SetDefaultTimeout(20000);
        var visitor = new Visitor(context, [web.Host.Url, web.Host.Url.Replace("http:", "ws:", StringComparison.Ordinal), "data:", "blob:", "about:", .. alsoAllowed]);
        context.Page += (_, page) => visitor.Watch(page);
        return visitor;
    }

    public async Task<IPage> NewTabAsync()
    {
        var page = await Context.NewPageAsync();
        if (Slowness is { } rate)
            await (await Context.NewCDPSessionAsync(page)).SendAsync("Emulation.setCPUThrottlingRate", new Dictionary<string, object> { ["rate"] = rate });
        return page;
    }

    /// <summary>Opens the chat on the first page and waits for the first question.</summary>
    public async Task<Talk> OpenTalkAsync(string path = "/")
    {
        var page = await NewTabAsync();
        await page.GotoAsync(path);
        await page.Locator("#start").ClickAsync();
        var talk = new Talk(page);
        await talk.WaitForQuestionAsync();
        return talk;
    }

    /// <summary>Opens the chat in the widget of another site and waits for the first question.</summary>
    public async Task<Talk> OpenWidgetTalkAsync(string site)
    {
        var page = await NewTabAsync();
        await page.GotoAsync(site);
        return await OpenWidgetTalkAsync(page);
    }

    /// <summary>The same on a page that is there already.</summary>
    public static async Task<Talk> OpenWidgetTalkAsync(IPage page)
    {
        await page.Locator("button.open").ClickAsync();
        var talk = new Talk(page, page.FrameLocator("dialog iframe"));
        await talk.WaitForQuestionAsync();
        return talk;
    }

    public async ValueTask DisposeAsync()
    {
        await Context.CloseAsync();
        Assert.DoesNotContain(_faults, fault => !Expected.Exists(e => fault.Contains(e, StringComparison.Ordinal)));
    }

    private void Watch(IPage page)
    {
        page.PageError += (_, error) => _faults.Add("exception: " + error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _faults.Add($"console: {message.Text} ({message.Location})");
        };
        page.Request += (_, request) =>
        {
            Requests.Add(request.Url);
            if (!Array.Exists(_allowed, allowed => request.Url.StartsWith(allowed, StringComparison.Ordinal)))
                _faults.Add("request to somebody else: " + request.Url);
        };
    }
}
