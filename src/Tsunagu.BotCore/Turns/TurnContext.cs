namespace Tsunagu.BotCore;

/// <summary>One turn: an activity that came in, and the way to answer it. Made by an adapter, used by one turn, then disposed of.</summary>
public class TurnContext : ITurnContext, IDisposable
{
    private List<SendActivitiesHandler>? _onSend;
    private List<UpdateActivityHandler>? _onUpdate;
    private List<DeleteActivityHandler>? _onDelete;
    private bool _disposed;

    /// <summary>Creates a turn.</summary>
    /// <param name="adapter">Sends what the turn answers.</param>
    /// <param name="activity">What came in.</param>
    public TurnContext(BotAdapter adapter, Activity activity)
    {
        Adapter = adapter ?? throw new ArgumentNullException(nameof(adapter));
        Activity = activity ?? throw new ArgumentNullException(nameof(activity));
    }

    /// <inheritdoc/>
    public BotAdapter Adapter { get; }

    /// <inheritdoc/>
    public TurnContextStateCollection TurnState { get; } = new();

    /// <inheritdoc/>
    public Activity Activity { get; }

    /// <inheritdoc/>
    public bool Responded { get; private set; }

    /// <inheritdoc/>
    public Task<ResourceResponse?> SendActivityAsync(string textReplyToSend, string? speak = null, string? inputHint = InputHints.AcceptingInput, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(textReplyToSend))
            throw new ArgumentException("There are no words to send; pass text, or an activity without text.", nameof(textReplyToSend));
        return SendActivityAsync(MessageFactory.Text(textReplyToSend, speak, inputHint), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ResourceResponse?> SendActivityAsync(IActivity activity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var responses = await SendActivitiesAsync([activity], cancellationToken).ConfigureAwait(false);
        return responses.Length > 0 ? responses[0] : null;
    }

    /// <inheritdoc/>
    public Task<ResourceResponse[]> SendActivitiesAsync(IActivity[] activities, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentNullException.ThrowIfNull(activities);
        if (activities.Length == 0)
            throw new ArgumentException("There is nothing to send; pass at least one activity.", nameof(activities));

        var reference = Activity.GetConversationReference();
        var outgoing = new List<Activity>(activities.Length);
        foreach (var item in activities)
        {
            // A copy: prompts are kept between turns and may be shared between conversations, and must not carry one talk's address into another.
            var activity = (item as Activity ?? throw new ArgumentException($"'{item?.GetType().Name ?? "null"}' cannot be sent; pass an {nameof(Activity)}.", nameof(activities))).Clone();
            if (string.IsNullOrEmpty(activity.Type))
                activity.Type = ActivityTypes.Message;
            outgoing.Add(activity.ApplyConversationReference(reference));
        }

        return SendFromAsync(0, outgoing, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ResourceResponse?> UpdateActivityAsync(IActivity activity, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var copy = (activity as Activity ?? throw new ArgumentException($"Only an {nameof(Activity)} can be updated.", nameof(activity)))
            .Clone().ApplyConversationReference(Activity.GetConversationReference());
        return UpdateFromAsync(0, copy, cancellationToken);
    }

    /// <inheritdoc/>
    public Task DeleteActivityAsync(string activityId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(activityId);
        var reference = Activity.GetConversationReference();
        reference.ActivityId = activityId;
        return DeleteActivityAsync(reference, cancellationToken);
    }

    /// <inheritdoc/>
    public Task DeleteActivityAsync(ConversationReference conversationReference, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentNullException.ThrowIfNull(conversationReference);
        return DeleteFromAsync(0, conversationReference, cancellationToken);
    }

    /// <inheritdoc/>
    public ITurnContext OnSendActivities(SendActivitiesHandler handler)
    {
        (_onSend ??= []).Add(handler ?? throw new ArgumentNullException(nameof(handler)));
        return this;
    }

    /// <inheritdoc/>
    public ITurnContext OnUpdateActivity(UpdateActivityHandler handler)
    {
        (_onUpdate ??= []).Add(handler ?? throw new ArgumentNullException(nameof(handler)));
        return this;
    }

    /// <inheritdoc/>
    public ITurnContext OnDeleteActivity(DeleteActivityHandler handler)
    {
        (_onDelete ??= []).Add(handler ?? throw new ArgumentNullException(nameof(handler)));
        return this;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the turn: its state is disposed of and nothing can be sent any more.</summary>
    /// <param name="disposing">True if called from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
            TurnState.Dispose();
        _disposed = true;
    }

    private async Task<ResourceResponse[]> SendFromAsync(int handler, List<Activity> activities, CancellationToken cancellationToken)
    {
        if (_onSend is not null && handler < _onSend.Count)
            return await _onSend[handler](this, activities, () => SendFromAsync(handler + 1, activities, cancellationToken)).ConfigureAwait(false);
        if (activities.Count == 0)
            return [];
        var responses = await Adapter.SendActivitiesAsync(this, activities.ToArray(), cancellationToken).ConfigureAwait(false);
        Responded = true;
        return responses;
    }

    private Task<ResourceResponse?> UpdateFromAsync(int handler, Activity activity, CancellationToken cancellationToken) =>
        _onUpdate is not null && handler < _onUpdate.Count
            ? _onUpdate[handler](this, activity, () => UpdateFromAsync(handler + 1, activity, cancellationToken))
            : Adapter.UpdateActivityAsync(this, activity, cancellationToken);

    private Task DeleteFromAsync(int handler, ConversationReference reference, CancellationToken cancellationToken) =>
        _onDelete is not null && handler < _onDelete.Count
            ? _onDelete[handler](this, reference, () => DeleteFromAsync(handler + 1, reference, cancellationToken))
            : Adapter.DeleteActivityAsync(this, reference, cancellationToken);
}
