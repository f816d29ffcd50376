namespace Tsunagu.BotCore;

/// <summary>
/// Lets each activity reach the bot once. Channels deliver some activities twice, and a dialog that gets its answer twice goes on by two questions
/// (Bot Builder does). The ids lie in the same state as the dialogs, so they are saved together or not at all: a turn that failed can be run again.
/// </summary>
public sealed class OncePerActivityMiddleware : IMiddleware
{
    private const string PropertyName = "seenActivities";

    private readonly IStatePropertyAccessor<List<string>> _seen;
    private readonly Func<Activity, string?> _idOf;
    private readonly int _remember;

    /// <summary>Creates the middleware.</summary>
    /// <param name="state">The state that the dialogs are in; the bot saves it.</param>
    /// <param name="idOf">What makes two activities the same; null = <see cref="Activity.Id"/>. An activity without an id always passes.</param>
    /// <param name="remember">How many ids are kept; the oldest is forgotten first.</param>
    public OncePerActivityMiddleware(BotState state, Func<Activity, string?>? idOf = null, int remember = 32)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentOutOfRangeException.ThrowIfLessThan(remember, 1);
        _seen = state.CreateProperty<List<string>>(PropertyName);
        _idOf = idOf ?? (static activity => activity.Id);
        _remember = remember;
    }

    /// <inheritdoc/>
    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(next);
        if (_idOf(turnContext.Activity) is { Length: > 0 } id)
        {
            var seen = await _seen.GetAsync(turnContext, static () => [], cancellationToken).ConfigureAwait(false);
            if (seen.Contains(id))
                return;
            if (seen.Count >= _remember)
                seen.RemoveRange(0, seen.Count - _remember + 1);
            seen.Add(id);
        }

        await next(cancellationToken).ConfigureAwait(false);
    }
}
