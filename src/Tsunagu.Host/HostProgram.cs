using Tsunagu.BotCore;
using Tsunagu.Channels.WebChat;
using Tsunagu.Directory.Api;
using Tsunagu.Handbooks.Content;

namespace Tsunagu.Host;

/// <summary>Reads the settings, builds the parts and runs the web server.</summary>
public static class HostProgram
{
    private const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>Runs until it is stopped.</summary>
    /// <param name="args">Settings as <c>--key=value</c>.</param>
    /// <returns>0 after a normal end; 1 when a setting, the content or the directory is wrong, after one line (or one per problem) on the error output.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = Build(args);
            await app.RunAsync();
            return 0;
        }
        catch (Exception e) when (e is SettingsException or ContentException or SeedException or IOException)
        {
            // An address in use, a wrong setting: what to mend, not where in the code it was noticed.
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static WebApplication Build(string[] args)
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

        var settings = SiteSettings.Read(builder.Configuration, root, builder.Environment.IsDevelopment());
        // The simulator moves the clock too.
        var shifted = settings.Clock is { } at ? new ShiftedClock(at) : settings.Line.Simulated ? new ShiftedClock(TimeProvider.System.GetUtcNow()) : null;
        var clock = shifted ?? TimeProvider.System;
        var services = builder.Services;
        services.AddSingleton(settings).AddSingleton(clock);
        services.AddSingleton(provider => BotComposition.Create(settings, clock, BotErrors.Log(provider)));
        services.AddSingleton<IConversations>(provider => provider.GetRequiredService<BotComposition>().Conversations);
        services.AddWebChat(settings.WebChat);
        services.AddLineChannel(settings.Line, shifted);
        services.AddHealthChecks();

        var app = builder.Build();
        // Built before the first request: what is wrong stops the start.
        app.Services.GetRequiredService<IConversations>();
        app.MapHealthChecks("/health/live");
        app.MapHealthChecks("/health/ready");
        app.MapDirectLine();
        app.MapWebChatPages();
        app.MapLineChannel(settings.Line);
        return app;
    }
}
