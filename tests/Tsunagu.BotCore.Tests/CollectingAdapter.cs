namespace Tsunagu.BotCore.Tests;

/// <summary>An adapter that keeps what is sent.</summary>
internal sealed class CollectingAdapter : BotAdapter
{
    internal List<Activity> Sent { get; } = [];

    internal List<Activity> Updated { get; } = [];

    internal List<string?> Deleted { get; } = [];

    internal IEnumerable<string?> Texts => Sent.Select(a => a.Text);

    internal async Task ProcessAsync(Activity activity, BotCallbackHandler bot)
    {
        using var context = new TurnContext(this, activity);
        await RunPipelineAsync(context, bot, CancellationToken.None);
    }

    public override Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        Sent.AddRange(activities);
        return Task.FromResult(activities.Select((_, i) => new ResourceResponse($"sent-{Sent.Count - activities.Length + i}")).ToArray());
    }

    public override Task<ResourceResponse?> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken)
    {
        Updated.Add(activity);
        return Task.FromResult<ResourceResponse?>(new ResourceResponse(activity.Id));
    }

    public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken)
    {
        Deleted.Add(reference.ActivityId);
        return Task.CompletedTask;
    }
}
