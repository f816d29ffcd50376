using Tsunagu.BotCore;
using Tsunagu.Dialogs;

namespace Tsunagu.Host;

/// <summary>Turns for pages that keep nothing on the server: the engine's own runner without the engine's store.</summary>
/// <param name="runner">Runs turns.</param>
/// <param name="onError">Is told of a turn that failed; must not log what the person typed.</param>
public sealed class StatelessTurns(ITurnRunner runner, Action<Exception>? onError = null) : IStatelessTurns
{
    /// <inheritdoc/>
    public Task<StatelessTurn> BeginAsync(string? locale, CancellationToken ct = default) =>
        RunAsync(runner.Begin(locale), new Activity(ActivityTypes.Event) { Name = HandbookBot.StartEvent, Locale = locale }, ct);

    /// <inheritdoc/>
    public async Task<StatelessTurn> RunAsync(ReadOnlyMemory<byte> state, Activity activity, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        try
        {
            var outcome = await runner.RunAsync(state, activity, ct);
            return new StatelessTurn(outcome.State, outcome.Outgoing, outcome.Erase);
        }
        catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            onError?.Invoke(error);
            return new StatelessTurn(state.ToArray(), runner.Emergency(state, activity), Erased: false);
        }
    }
}
