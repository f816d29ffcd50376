using Tsunagu.Channels.Line;
using Tsunagu.Handbooks;

namespace Tsunagu.Host;

/// <summary>Puts LINE together with the rest: its settings, its words from the content, its end points.</summary>
public static partial class LineComposition
{
    // Beside "line.…": a part of the greeting that LINE says in its own form.
    private static readonly string[] SharedKeys = ["greeting.prototype"];

    /// <summary>Adds LINE, or nothing when it is switched off.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="settings">LINE's settings.</param>
    /// <param name="clock">The clock that the simulator may move; null = it cannot.</param>
    public static IServiceCollection AddLineChannel(this IServiceCollection services, LineSettings settings, ShiftedClock? clock)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Options is not { } options)
            return services;
        services.AddLine(provider => options with
        {
            KeptFor = provider.GetRequiredService<EngineSettings>().LineLifetime,
            Words = WordsOf(provider.GetRequiredService<BotComposition>().Content.Texts),
        });
        return settings.Simulated ? services.AddLineSimulator(new LineSimulatorClock(clock is null ? null : clock.MoveTo)) : services;
    }

    /// <summary>Maps the webhook and, in Development without secrets, the simulator.</summary>
    /// <param name="app">The host's pipeline.</param>
    /// <param name="settings">LINE's settings.</param>
    public static WebApplication MapLineChannel(this WebApplication app, LineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Options is null)
        {
            SwitchedOff(app.Logger);
            return app;
        }

        app.MapLine();
        return settings.Simulated ? app.MapLineSimulator() : app;
    }

    /// <summary>LINE's own words in every language; what a language lacks comes from its fallbacks.</summary>
    /// <param name="texts">The content's texts.</param>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> WordsOf(HandbookTexts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var keys = texts.Keys(Locale.Japanese).Where(k => k.StartsWith("line.", StringComparison.Ordinal) || k.StartsWith("menu.", StringComparison.Ordinal)).Concat(SharedKeys).ToList();
        return Locale.All.ToDictionary(
            locale => locale.Tag,
            locale => (IReadOnlyDictionary<string, string>)keys.ToDictionary(key => key, key => texts.Message(locale, key), StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    [LoggerMessage(1, LogLevel.Information, "LINE is switched off: Line:ChannelSecret and Line:ChannelAccessToken are empty.")]
    private static partial void SwitchedOff(ILogger logger);
}
