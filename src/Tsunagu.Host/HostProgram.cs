using Tsunagu.BotCore;
using Tsunagu.Channels.WebChat;
using Tsunagu.Conversations;
using Tsunagu.Directory;
using Tsunagu.Directory.Api;
using Tsunagu.Handbooks.Content;
using Tsunagu.Host.Dev;
using Tsunagu.Host.Staff;
using Tsunagu.TextAnalytics;

namespace Tsunagu.Host;

/// <summary>Reads the settings, builds the parts and runs the web server.</summary>
public static class HostProgram
{
    internal const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>Runs until it is stopped.</summary>
    /// <param name="args">Settings as <c>--key=value</c>.</param>
    /// <returns>0 after a normal end; 1 when a setting, the content or the directory is wrong, after one line (or one per problem) on the error output.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = await BuildAsync(args);
            await app.RunAsync();
            return 0;
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"urls: {e.Message.TrimEnd('.')}. Stop the other program, or set another address with --urls or ASPNETCORE_URLS.");
            return 1;
        }
        catch (Exception e) when (e is SettingsException or ContentException or SeedException or StoreStartException or IOException)
        {
            // An address in use, a wrong setting: what to mend, not where in the code it was noticed.
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static async Task<WebApplication> BuildAsync(string[] args)
    {
        var root = SiteRoot.Find(System.IO.Directory.GetCurrentDirectory(), AppContext.BaseDirectory);
        var environment = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(HostProgram).Assembly.GetName().Name,
            ContentRootPath = root.Path,
            EnvironmentName = environment ?? (root.IsCheckout ? Environments.Development : Environments.Production),
        });
        if (string.IsNullOrEmpty(builder.Configuration["urls"]) && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls(DefaultUrl);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        // Addresses of requests hold tokens and ids of conversations: they are logged at no level.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning).AddFilter("Microsoft.AspNetCore.Routing", LogLevel.Warning);

        var settings = SiteSettings.Read(builder.Configuration, root, builder.Environment.IsDevelopment());
        // The simulator moves the clock too.
        var shifted = settings.Clock is { } at ? new ShiftedClock(at) : settings.Line.Simulated ? new ShiftedClock(TimeProvider.System.GetUtcNow()) : null;
        var clock = shifted ?? TimeProvider.System;
        var services = builder.Services;
        services.AddSingleton(settings).AddSingleton(clock);
        services.AddSingleton(provider => BotComposition.Create(settings, clock, provider.GetRequiredService<IServiceDirectory>(),
            settings.Analyser is { } options ? new AzureTextAnalyser(options, clock, provider.GetRequiredService<ILogger<AzureTextAnalyser>>()) : null));
        services.AddDirectory(builder.Configuration, root, settings);
        await builder.AddEngineAsync(EngineSettings.Read(builder.Configuration, root), clock);
        services.AddWebChat(settings.WebChat);
        services.AddPages();
        services.AddPlain();
        services.AddMail(settings.Mail);
        services.AddStaff(settings.Handoff, settings.Summary);
        services.AddLineChannel(settings.Line, shifted);

        var app = builder.Build();
        // Built before the first request: what is wrong stops the start.
        app.Services.GetRequiredService<IConversations>();
        if (settings.Analyser is { } analyser)
            app.Logger.LogInformation("Typed words leave this machine: Azure AI Language at {Host} looks at them as well.", analyser.Endpoint.Host);
        app.UseSecurityHeaders();
        app.UseErrorPages();
        app.MapEngine();
        app.MapDirectLine();
        app.MapWebChatPages();
        app.MapPlainPages();
        app.MapDevPages();
        app.MapAfterHours();
        app.MapDirectoryApi();
        app.MapLineChannel(settings.Line);
        return app;
    }
}
