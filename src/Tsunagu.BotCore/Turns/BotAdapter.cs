namespace Tsunagu.BotCore;

/// <summary>What a turn runs: the bot's own code, after all middleware.</summary>
/// <param name="turnContext">The turn.</param>
/// <param name="cancellationToken">Stops it.</param>
public delegate Task BotCallbackHandler(ITurnContext turnContext, CancellationToken cancellationToken);

/// <summary>Goes on to the next middleware, at last to the bot.</summary>
/// <param name="cancellationToken">Stops it.</param>
public delegate Task NextDelegate(CancellationToken cancellationToken);

/// <summary>Code around every turn, in the order of <see cref="BotAdapter.Use"/>.</summary>
public interface IMiddleware
{
    /// <summary>Runs before and after the rest of the turn; without a call of <paramref name="next"/> the turn stops here.</summary>
    /// <param name="turnContext">The turn.</param>
    /// <param name="next">The rest of the turn.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default);
}

/// <summary>A bot: what happens with an activity.</summary>
public interface IBot
{
    /// <summary>Answers one activity.</summary>
    /// <param name="turnContext">The turn.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default);
}

/// <summary>Brings activities of a channel to the bot and sends its answers. Keeps nothing between turns but its middleware.</summary>
public abstract class BotAdapter
{
    private readonly List<IMiddleware> _middleware = [];

    /// <summary>Called with an exception that left the turn; if null, the exception goes on to the caller.</summary>
    public Func<ITurnContext, Exception, Task>? OnTurnError { get; set; }

    /// <summary>Adds middleware; the first added is the outermost.</summary>
    /// <param name="middleware">The middleware.</param>
    /// <returns>This adapter.</returns>
    public BotAdapter Use(IMiddleware middleware)
    {
        _middleware.Add(middleware ?? throw new ArgumentNullException(nameof(middleware)));
        return this;
    }

    /// <summary>Sends activities in order.</summary>
    /// <param name="turnContext">The turn they belong to.</param>
    /// <param name="activities">Addressed activities.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>One answer for each.</returns>
    public abstract Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken);

    /// <summary>Puts a new form in the place of a sent activity.</summary>
    /// <param name="turnContext">The turn.</param>
    /// <param name="activity">The new form.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="NotSupportedException">The channel cannot do that.</exception>
    public abstract Task<ResourceResponse?> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken);

    /// <summary>Takes back a sent activity.</summary>
    /// <param name="turnContext">The turn.</param>
    /// <param name="reference">Which one.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="NotSupportedException">The channel cannot do that.</exception>
    public abstract Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken);

    /// <summary>Runs a turn that the bot itself begins, in a conversation that exists.</summary>
    /// <param name="botId">The bot's id; not used by the core.</param>
    /// <param name="reference">The conversation.</param>
    /// <param name="callback">The turn.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public virtual async Task ContinueConversationAsync(string botId, ConversationReference reference, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        using var context = new TurnContext(this, reference.GetContinuationActivity());
        await RunPipelineAsync(context, callback, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a turn through the middleware to the bot.</summary>
    /// <param name="turnContext">The turn.</param>
    /// <param name="callback">The bot; null = middleware only.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="Exception">Whatever the turn throws, if <see cref="OnTurnError"/> is null.</exception>
    protected async Task RunPipelineAsync(ITurnContext turnContext, BotCallbackHandler? callback, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        try
        {
            await RunFromAsync(0, turnContext, callback, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (OnTurnError is not null)
        {
            await OnTurnError(turnContext, e).ConfigureAwait(false);
        }
    }

    private Task RunFromAsync(int index, ITurnContext turnContext, BotCallbackHandler? callback, CancellationToken cancellationToken)
    {
        if (index < _middleware.Count)
            return _middleware[index].OnTurnAsync(turnContext, ct => RunFromAsync(index + 1, turnContext, callback, ct), cancellationToken);
        return callback is null ? Task.CompletedTask : callback(turnContext, cancellationToken);
    }
}
