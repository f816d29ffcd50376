using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Tsunagu.Channels.WebChat;

/// <summary>Adds the pages without script to a host that has the web channel; they need an <c>IStatelessTurns</c>, an <see cref="IWindowSheets"/> and the host's <see cref="IDataProtectionProvider"/> among the services.</summary>
public static class PlainExtensions
{
    /// <summary>Adds what the pages need.</summary>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddPlainPages(this IServiceCollection services) =>
        services.AddSingleton<FormState>().AddSingleton<PlainEndpoints>().AddSingleton<ResultsEndpoints>();

    /// <summary>Maps <c>/handbook</c> and <c>/results</c>.</summary>
    /// <param name="app">The host's pipeline.</param>
    public static WebApplication MapPlainPages(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var plain = app.Services.GetRequiredService<PlainEndpoints>();
        var results = app.Services.GetRequiredService<ResultsEndpoints>();
        string[] read = [HttpMethods.Get, HttpMethods.Head];
        app.MapMethods(PlainEndpoints.Path, read, plain.BeginAsync);
        app.MapPost(PlainEndpoints.Path, plain.StepAsync).DisableAntiforgery();
        app.MapMethods(ResultsEndpoints.Path, read, results.ShowAsync);
        app.MapMethods(ResultsEndpoints.FilePath, read, results.SaveAsync);
        app.MapMethods(ResultsEndpoints.CalendarPath, read, results.CalendarAsync);
        return app;
    }
}
