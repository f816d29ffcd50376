namespace Tsunagu.BotCore;

/// <summary>A bot that answers each kind of activity in a method of its own; what is not overridden does nothing.</summary>
public class ActivityHandler : IBot
{
    /// <summary>Chooses the method by the activity's kind. Bots override it to save state after <c>base</c>.</summary>
    /// <param name="turnContext">The turn.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ArgumentException">The activity has no type.</exception>
    public virtual Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        if (string.IsNullOrEmpty(turnContext.Activity.Type))
            throw new ArgumentException("The activity has no type; set one of ActivityTypes before the turn.", nameof(turnContext));
        return turnContext.Activity.Type switch
        {
            ActivityTypes.Message => OnMessageActivityAsync(new DelegatingTurnContext<IMessageActivity>(turnContext), cancellationToken),
            ActivityTypes.ConversationUpdate => OnConversationUpdateActivityAsync(new DelegatingTurnContext<IConversationUpdateActivity>(turnContext), cancellationToken),
            ActivityTypes.Event => OnEventActivityAsync(new DelegatingTurnContext<IEventActivity>(turnContext), cancellationToken),
            ActivityTypes.Typing => OnTypingActivityAsync(new DelegatingTurnContext<ITypingActivity>(turnContext), cancellationToken),
            ActivityTypes.EndOfConversation => OnEndOfConversationActivityAsync(new DelegatingTurnContext<IEndOfConversationActivity>(turnContext), cancellationToken),
            ActivityTypes.InstallationUpdate => OnInstallationUpdateActivityAsync(new DelegatingTurnContext<IInstallationUpdateActivity>(turnContext), cancellationToken),
            _ => OnUnrecognizedActivityTypeAsync(turnContext, cancellationToken),
        };
    }

    /// <summary>Something was said.</summary>
    /// <param name="turnContext">The turn.</param>
    /// <param name="cancellationToken">Stops it.</param>
    protected virtual Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Members changed: calls the methods for those who joined and left, the bot itself left out.</summary>
    /// <param name="turnContext">The turn.</param>
    /// <param name="cancellationToken">Stops it.</param>
    protected virtual Task OnConversationUpdateActivityAsync(ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        var activity = turnContext.Activity;
        var bot = activity.Recipient?.Id;
        if (activity.MembersAdded is { Count: > 0 } added)
            return HasOthers(added, bot) ? OnMembersAddedAsync(added, turnContext, cancellationToken) : Task.CompletedTask;
        if (activity.MembersRemoved is { Count: > 0 } removed)
            return HasOthers(removed, bot) ? OnMembersRemovedAsync(removed, turnContext, cancellationToken) : Task.CompletedTask;
        return Task.CompletedTask;
    }

    /// <summary>Somebody besides the bot joined.</summary>
    /// <param name="membersAdded">All who joined, the bot perhaps among them.</param>
    /// <param name="turnContext">The turn.</param>
    /// <param name="cancellationToken">Stops it.</param>
    protected virtual Task OnMembersAddedAsync(IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Somebody besides the bot left.</summary>
    /// <param name="membersRemoved">All who left, the bot perhaps among them.</param>
    /// <param name="turnContext">The turn.</param>
    /// <param name="cancellationToken">Stops it.</param>
    protected virtual Task OnMembersRemovedAsync(IList<ChannelAccount> membersRemoved, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>An event came; calls <see cref="OnEventAsync"/>.</summary>
    /// <param name="turnContext">The turn.</param>
    /// <param name="cancellationToken">Stops it.</param>
    protected virtual Task OnEventActivityAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) => OnEventAsync(turnContext, cancellationToken);

    /// <summary>An event came.</summary>
    /// <param name="turnContext">The turn.</param>
    /// <param name="cancellationToken">Stops it.</param>
    protected virtual Task OnEventAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The other side is writing.</summary>
    /// <param name="turnContext">The turn.</param>
    /// <param name="cancellationToken">Stops it.</param>
    protected virtual Task OnTypingActivityAsync(ITurnContext<ITypingActivity> turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The other side ended the conversation.</summary>
    /// <param name="turnContext">The turn.</param>
    /// <param name="cancellationToken">Stops it.</param>
    protected virtual Task OnEndOfConversationActivityAsync(ITurnContext<IEndOfConversationActivity> turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The bot was added to or removed from the channel.</summary>
    /// <param name="turnContext">The turn.</param>
    /// <param name="cancellationToken">Stops it.</param>
    protected virtual Task OnInstallationUpdateActivityAsync(ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The kind is none of the above.</summary>
    /// <param name="turnContext">The turn.</param>
    /// <param name="cancellationToken">Stops it.</param>
    protected virtual Task OnUnrecognizedActivityTypeAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    private static bool HasOthers(IList<ChannelAccount> members, string? bot)
    {
        foreach (var member in members)
        {
            if (!string.Equals(member.Id, bot, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
