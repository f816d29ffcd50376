namespace Tsunagu.Host;

/// <summary>Tells the log of errors of turns: the kind and the place only, because a message could repeat what a person typed.</summary>
internal static partial class BotErrors
{
    public static Action<Exception> Log(IServiceProvider services)
    {
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Tsunagu.Conversations");
        return error => TurnFailed(logger, error.GetType().Name, error.TargetSite?.DeclaringType?.FullName ?? "?", error.TargetSite?.Name ?? "?");
    }

    [LoggerMessage(1, LogLevel.Error, "A turn failed: {Kind} in {Type}.{Method}. The person was given a line to call.")]
    private static partial void TurnFailed(ILogger logger, string kind, string type, string method);
}
