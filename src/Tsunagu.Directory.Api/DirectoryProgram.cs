using Tsunagu.Directory.Api.Desk;
using Tsunagu.Directory.Api.Pages;
using Tsunagu.Directory.Api.Storage;

namespace Tsunagu.Directory.Api;

/// <summary>The service on its own: reads the settings, builds the parts and serves. Inside the bot's host none of this runs.</summary>
public static class DirectoryProgram
{
    private const string DefaultUrl = "http://127.0.0.1:5090";

    /// <summary>Runs until it is stopped.</summary>
    /// <param name="args">Settings as <c>--key=value</c>.</param>
    /// <returns>0 after a normal end; 1 when a setting or the data is wrong, after one line (or one per problem) on the error output.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = Build(args, TimeProvider.System);
            await app.RunAsync();
            return 0;
        }
        catch (Exception e) when (e is SeedException or IOException or FormatException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    /// <summary>Builds the application without starting it.</summary>
    /// <param name="args">Settings as <c>--key=value</c>.</param>
    /// <param name="clock">Tells the time.</param>
    internal static WebApplication Build(string[] args, TimeProvider clock)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory, ApplicationName = typeof(DirectoryProgram).Assembly.GetName().Name });
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
            builder.WebHost.UseUrls(DefaultUrl);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddSingleton(clock);
        var settings = builder.Configuration;
        var storage = DirectoryStorage.From(settings["Storage:Provider"], Path.GetFullPath(settings["Storage:Path"] is { Length: > 0 } folder ? folder : "data"), settings["ConnectionStrings:Postgres"]);
        var seed = settings["Directory:Path"] is { Length: > 0 } path ? Path.GetFullPath(path) : Path.Combine(AppContext.BaseDirectory, "seed");
        var keys = new DeskOptions();
        foreach (var key in settings.GetSection("Directory:Keys").GetChildren().Where(k => k["Key"] is not null || k["Role"] is not null))
            keys.Add(key["Key"], key["Role"]);
        builder.Services.AddSingleton(keys).AddSingleton(new DirectoryPageOptions { Operator = settings["Site:Operator"]?.Trim() ?? "" });
        builder.Services.AddStoredDirectory(storage, seed).AddDirectoryApi();
        var app = builder.Build();
        app.Services.GetRequiredService<IServiceDirectory>(); // opened before the first request: what is wrong stops the start
        app.MapDirectoryApi();
        return app;
    }
}
