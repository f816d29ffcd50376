namespace Tsunagu.BotCore.Tests;

/// <summary>A bot of one root dialog over a storage; each turn uses a new adapter and new state objects, as after a restart.</summary>
internal sealed class TestBot(Dialog root, IStorage? storage = null)
{
    private int _number;

    internal IStorage Storage { get; } = storage ?? new MemoryStorage();

    /// <summary>What was sent in the last turn.</summary>
    internal IReadOnlyList<Activity> Sent { get; private set; } = [];

    internal DialogTurnResult? Result { get; private set; }

    internal Task<string> SayAsync(string? text, string conversation = "talk") => RunAsync(Message(text, conversation));

    /// <summary>Runs a turn and gives the texts that were sent, joined.</summary>
    internal async Task<string> RunAsync(Activity activity, params Func<ConversationState, IMiddleware>[] middleware)
    {
        var state = new ConversationState(Storage);
        var adapter = new CollectingAdapter();
        foreach (var make in middleware)
            adapter.Use(make(state));
        Result = null;
        try
        {
            await adapter.ProcessAsync(activity, async (context, ct) =>
            {
                Result = await root.RunTurnAsync(context, state.CreateProperty<DialogState>("DialogState"), ct);
                await state.SaveChangesAsync(context, cancellationToken: ct);
            });
        }
        finally
        {
            Sent = adapter.Sent;
        }

        return string.Join(" | ", adapter.Texts);
    }

    internal Activity Message(string? text, string conversation = "talk") => new(ActivityTypes.Message)
    {
        Id = $"in-{_number++}",
        Text = text,
        ChannelId = Channels.Test,
        From = new ChannelAccount("person"),
        Recipient = new ChannelAccount("bot"),
        Conversation = new ConversationAccount(conversation),
    };

    /// <summary>A waterfall that asks for two words and tells them.</summary>
    internal static ComponentDialog TwoQuestions()
    {
        var component = new ComponentDialog("main");
        component.AddDialog(new WaterfallDialog("ask", [
            (step, ct) => step.PromptAsync("text", Asking("first?"), ct),
            (step, ct) =>
            {
                step.Values["first"] = step.Result;
                return step.PromptAsync("text", Asking("second?"), ct);
            },
            (step, ct) => step.EndDialogAsync($"{step.Values["first"]}, {step.Result}", ct),
        ]));
        component.AddDialog(new TextPrompt("text"));
        return component;
    }

    internal static PromptOptions Asking(string text, params string[] choices) =>
        new() { Prompt = MessageFactory.Text(text), Choices = choices.Length == 0 ? null : ChoiceFactory.ToChoices(choices) };
}
