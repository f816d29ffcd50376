using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Tsunagu.BotCore;
using Tsunagu.Channels.WebChat;
using Tsunagu.Host.Dev;

namespace Tsunagu.Host.Tests.Plain;

/// <summary>The host's pages and its chat over one bot, on a real port, at a clock that stands still until it is moved.</summary>
internal sealed class PlainSite : IAsyncDisposable
{
    /// <summary>A Tuesday at ten past ten in the morning in Kyoto, no holiday.</summary>
    public static readonly DateTimeOffset Morning = new(2026, 11, 24, 10, 10, 0, TimeSpan.FromHours(9));

    /// <summary>A request with it seems to come from that address.</summary>
    public const string AddressHeader = "X-Test-Address";

    private readonly WebApplication _app;

    private PlainSite(WebApplication app, FakeTimeProvider clock)
    {
        _app = app;
        Clock = clock;
        Client = new HttpClient(new HttpClientHandler { UseCookies = true, AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public FakeTimeProvider Clock { get; }

    public HttpClient Client { get; }

    public BotComposition Bot => _app.Services.GetRequiredService<BotComposition>();

    public static async Task<PlainSite> StartAsync(DateTimeOffset? at = null, Action<IServiceCollection>? change = null, bool limits = false, string environment = "Production")
    {
        var root = SiteRoot.Find(AppContext.BaseDirectory, AppContext.BaseDirectory);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var clock = new FakeTimeProvider(at ?? Morning);
        var settings = new SiteSettings
        {
            WebChat = new WebChatOptions { RateLimits = limits },
            PublicUrl = "http://127.0.0.1/",
            HandbookPath = root.Combine("dialogs/handbook"),
            DirectoryPath = root.Combine("src/Tsunagu.Directory.Api/seed"),
        };
        builder.Services.AddSingleton<TimeProvider>(clock).AddSingleton(settings)
            .AddSingleton(_ => BotComposition.Create(settings, clock))
            .AddSingleton<IConversations>(provider => provider.GetRequiredService<BotComposition>().Conversations)
            .AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider())
            .AddWebChat(settings.WebChat).AddPages().AddPlain();
        change?.Invoke(builder.Services);
        var app = builder.Build();
        app.Use((context, next) =>
        {
            if (context.Request.Headers.TryGetValue(AddressHeader, out var address))
                context.Connection.RemoteIpAddress = IPAddress.Parse(address.ToString());
            return next(context);
        });
        app.UseSecurityHeaders();
        app.UseErrorPages();
        app.MapWebChatPages();
        app.MapPlainPages();
        app.MapDevPages();
        app.MapAfterHours();
        await app.StartAsync();
        return new PlainSite(app, clock);
    }

    public Task<PlainVisit> GetAsync(string address = "/handbook") => PlainVisit.OfAsync(Client, new HttpRequestMessage(HttpMethod.Get, address));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
