namespace Tsunagu.BotCore;

/// <summary>Sees, changes or stops activities on their way out of a turn.</summary>
/// <param name="turnContext">The turn.</param>
/// <param name="activities">What is about to be sent; the list may be changed.</param>
/// <param name="next">Sends them on; not calling it sends nothing.</param>
public delegate Task<ResourceResponse[]> SendActivitiesHandler(ITurnContext turnContext, List<Activity> activities, Func<Task<ResourceResponse[]>> next);

/// <summary>Sees, changes or stops an update of a sent activity.</summary>
/// <param name="turnContext">The turn.</param>
/// <param name="activity">The new form of the activity.</param>
/// <param name="next">Goes on.</param>
public delegate Task<ResourceResponse?> UpdateActivityHandler(ITurnContext turnContext, Activity activity, Func<Task<ResourceResponse?>> next);

/// <summary>Sees or stops the deletion of a sent activity.</summary>
/// <param name="turnContext">The turn.</param>
/// <param name="reference">Which activity.</param>
/// <param name="next">Goes on.</param>
public delegate Task DeleteActivityHandler(ITurnContext turnContext, ConversationReference reference, Func<Task> next);

/// <summary>One turn: an activity that came in, and the way to answer it.</summary>
public interface ITurnContext
{
    /// <summary>The adapter that brought the activity.</summary>
    BotAdapter Adapter { get; }

    /// <summary>Things that live as long as this turn.</summary>
    TurnContextStateCollection TurnState { get; }

    /// <summary>The activity that came in.</summary>
    Activity Activity { get; }

    /// <summary>True once something was sent in this turn.</summary>
    bool Responded { get; }

    /// <summary>Sends words.</summary>
    /// <param name="textReplyToSend">The words; empty is refused.</param>
    /// <param name="speak">The words to be spoken (SSML).</param>
    /// <param name="inputHint">One of <see cref="InputHints"/>.</param>
    /// <param name="cancellationToken">Stops the sending.</param>
    /// <returns>The channel's id of it.</returns>
    Task<ResourceResponse?> SendActivityAsync(string textReplyToSend, string? speak = null, string? inputHint = InputHints.AcceptingInput, CancellationToken cancellationToken = default);

    /// <summary>Sends an activity.</summary>
    /// <param name="activity">The activity; it is not changed.</param>
    /// <param name="cancellationToken">Stops the sending.</param>
    /// <returns>The channel's id of it.</returns>
    Task<ResourceResponse?> SendActivityAsync(IActivity activity, CancellationToken cancellationToken = default);

    /// <summary>Sends activities in order.</summary>
    /// <param name="activities">At least one; they are not changed.</param>
    /// <param name="cancellationToken">Stops the sending.</param>
    /// <returns>The channel's ids of them.</returns>
    Task<ResourceResponse[]> SendActivitiesAsync(IActivity[] activities, CancellationToken cancellationToken = default);

    /// <summary>Puts a new form in the place of a sent activity.</summary>
    /// <param name="activity">The new form, with the id of the old one.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<ResourceResponse?> UpdateActivityAsync(IActivity activity, CancellationToken cancellationToken = default);

    /// <summary>Takes back a sent activity.</summary>
    /// <param name="activityId">Its id.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task DeleteActivityAsync(string activityId, CancellationToken cancellationToken = default);

    /// <summary>Takes back a sent activity.</summary>
    /// <param name="conversationReference">Where it is; its <see cref="ConversationReference.ActivityId"/> says which.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task DeleteActivityAsync(ConversationReference conversationReference, CancellationToken cancellationToken = default);

    /// <summary>Adds a handler around sending; the first added is the outermost.</summary>
    /// <param name="handler">The handler.</param>
    /// <returns>This turn.</returns>
    ITurnContext OnSendActivities(SendActivitiesHandler handler);

    /// <summary>Adds a handler around updating.</summary>
    /// <param name="handler">The handler.</param>
    /// <returns>This turn.</returns>
    ITurnContext OnUpdateActivity(UpdateActivityHandler handler);

    /// <summary>Adds a handler around deleting.</summary>
    /// <param name="handler">The handler.</param>
    /// <returns>This turn.</returns>
    ITurnContext OnDeleteActivity(DeleteActivityHandler handler);
}

/// <summary>One turn whose activity is known to be of a kind.</summary>
/// <typeparam name="T">The kind.</typeparam>
public interface ITurnContext<out T> : ITurnContext
    where T : IActivity
{
    /// <summary>The activity that came in.</summary>
    new T Activity { get; }
}
