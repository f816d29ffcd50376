using Microsoft.Playwright;

namespace Tsunagu.EndToEnd.Tests;

/// <summary>One browser and one host for all tests of the web, and the site of somebody else on another port.</summary>
public sealed class WebFixture : IAsyncLifetime
{
    private IPlaywright? _playwright;

    internal IBrowser Browser { get; private set; } = null!;

    internal HostProcess Host { get; private set; } = null!;

    /// <summary>A site whose pages may hold the chat.</summary>
    internal OtherSite City { get; private set; } = null!;

    /// <summary>A site that nobody allowed.</summary>
    internal OtherSite Stranger { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        // A machine that is busy with other things is no fault of the page.
        Assertions.SetDefaultExpectTimeout(20000);
        City = await OtherSite.StartAsync();
        Stranger = await OtherSite.StartAsync();
        // 14:00 on a working Thursday in Kyoto.
        Host = await HostProcess.StartAsync("Clock:Utc=2026-11-26T05:00:00Z", "RateLimits:Enabled=false", $"DirectLine:AllowedOrigins={City.Url}");
        City.ScriptUrl = Stranger.ScriptUrl = Host.Url + "/widget.js";
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = FindChromium(),
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--font-render-hinting=none",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
            await Browser.CloseAsync();
        _playwright?.Dispose();
        foreach (var part in new IAsyncDisposable?[] { Host, City, Stranger })
        {
            if (part is not null)
                await part.DisposeAsync();
        }
    }

    internal static string FindChromium()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var names = new[] { "chromium", "chromium-browser", "google-chrome" };
        var found = Environment.GetEnvironmentVariable("TSUNAGU_CHROMIUM") is { Length: > 0 } given
            ? given
            : names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        return found ?? throw new InvalidOperationException("Chromium is missing: apt-get install chromium, or set TSUNAGU_CHROMIUM to the path of a Chromium or Chrome.");
    }
}

/// <summary>Tests that share the browser and the host; they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class WebCollection : ICollectionFixture<WebFixture>
{
    public const string Name = "web";
}
