namespace Tsunagu.BotCore.Tests.Dialogs;

/// <summary>A bot as one writes it with Bot Builder: it must compile with its names and parameters, and run.</summary>
public sealed class TypicalBotTests
{
    [Fact]
    public async Task A_talk_with_help_cancel_and_a_summary()
    {
        var storage = new MemoryStorage();
        var log = new List<string>();

        Assert.Equal("Welcome", await TurnAsync(storage, new Activity(ActivityTypes.ConversationUpdate) { MembersAdded = [new ChannelAccount(id: "person"), new ChannelAccount(id: "bot")] }));
        Assert.Equal("Your name? ", await SayAsync("hi"));
        Assert.Equal("Just answer.", await SayAsync("help"));
        Assert.Equal("Your ward? (1) north or (2) south", await SayAsync("Ai"));
        Assert.Equal("Please choose. (1) north or (2) south", await SayAsync("east"));
        Assert.Equal("Is it right? (1) Yes or (2) No", await SayAsync("2"));
        Assert.Equal("Saved: Ai, south.", await SayAsync("yes"));
        Assert.Equal("Your name? ", await SayAsync("hi"));
        Assert.Equal("Cancelled.", await SayAsync("cancel"));
        Assert.Equal("Your name? ", await SayAsync("hi"));
        Assert.Equal(["north", "south"], log.Distinct());

        Task<string> SayAsync(string text) => TurnAsync(storage, MessageFactory.Text(text));

        async Task<string> TurnAsync(IStorage kept, Activity activity)
        {
            activity.ChannelId = Channels.Test;
            activity.Conversation = new ConversationAccount("talk");
            activity.From = new ChannelAccount("person");
            activity.Recipient = new ChannelAccount("bot");
            var conversationState = new ConversationState(kept);
            var adapter = new CollectingAdapter();
            await adapter.ProcessAsync(activity, new ProfileBot(conversationState, new ProfileDialog(log)).OnTurnAsync);
            return string.Join(" | ", adapter.Texts);
        }
    }

    private sealed class ProfileBot(ConversationState conversationState, Dialog dialog) : ActivityHandler
    {
        public override async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
        {
            await base.OnTurnAsync(turnContext, cancellationToken);
            await conversationState.SaveChangesAsync(turnContext, false, cancellationToken);
        }

        protected override async Task OnMembersAddedAsync(IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken)
        {
            foreach (var member in membersAdded)
            {
                if (member.Id != turnContext.Activity.Recipient!.Id)
                    await turnContext.SendActivityAsync(MessageFactory.Text("Welcome"), cancellationToken);
            }
        }

        protected override async Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) =>
            await dialog.RunAsync(turnContext, conversationState.CreateProperty<DialogState>(nameof(DialogState)), cancellationToken);
    }

    private abstract class CancelAndHelpDialog(string id) : ComponentDialog(id)
    {
        protected override async Task<DialogTurnResult> OnContinueDialogAsync(DialogContext innerDc, CancellationToken cancellationToken = default) =>
            await InterruptAsync(innerDc, cancellationToken) ?? await base.OnContinueDialogAsync(innerDc, cancellationToken);

        private static async Task<DialogTurnResult?> InterruptAsync(DialogContext innerDc, CancellationToken cancellationToken)
        {
            switch (innerDc.Context.Activity.Text)
            {
                case "help":
                    await innerDc.Context.SendActivityAsync(MessageFactory.Text("Just answer.", null, InputHints.ExpectingInput), cancellationToken);
                    return new DialogTurnResult(DialogTurnStatus.Waiting);
                case "cancel":
                    await innerDc.Context.SendActivityAsync("Cancelled.", cancellationToken: cancellationToken);
                    return await innerDc.CancelAllDialogsAsync(cancellationToken);
                default:
                    return null;
            }
        }
    }

    private sealed class ProfileDialog : CancelAndHelpDialog
    {
        private readonly List<string> _wards;

        internal ProfileDialog(List<string> wards)
            : base(nameof(ProfileDialog))
        {
            _wards = wards;
            AddDialog(new TextPrompt(nameof(TextPrompt)));
            AddDialog(new ChoicePrompt(nameof(ChoicePrompt), WardValidatorAsync) { Style = ListStyle.Inline });
            AddDialog(new ConfirmPrompt(nameof(ConfirmPrompt)));
            AddDialog(new WaterfallDialog(nameof(WaterfallDialog), new WaterfallStep[] { NameStepAsync, WardStepAsync, ConfirmStepAsync, FinalStepAsync }));
            InitialDialogId = nameof(WaterfallDialog);
        }

        private static Task<DialogTurnResult> NameStepAsync(WaterfallStepContext stepContext, CancellationToken cancellationToken) =>
            stepContext.PromptAsync(nameof(TextPrompt), new PromptOptions { Prompt = MessageFactory.Text("Your name? ") }, cancellationToken);

        private async Task<DialogTurnResult> WardStepAsync(WaterfallStepContext stepContext, CancellationToken cancellationToken)
        {
            stepContext.Values["name"] = (string)stepContext.Result!;
            var wards = ChoiceFactory.ToChoices(new List<string> { "north", "south" });
            _wards.AddRange(wards.Select(c => c.Value!));
            return await stepContext.PromptAsync(nameof(ChoicePrompt), new PromptOptions { Prompt = MessageFactory.Text("Your ward?"), RetryPrompt = MessageFactory.Text("Please choose."), Choices = wards }, cancellationToken);
        }

        private static Task<bool> WardValidatorAsync(PromptValidatorContext<FoundChoice> promptContext, CancellationToken cancellationToken) =>
            Task.FromResult(promptContext.Recognized.Succeeded);

        private async Task<DialogTurnResult> ConfirmStepAsync(WaterfallStepContext stepContext, CancellationToken cancellationToken)
        {
            stepContext.Values["ward"] = ((FoundChoice)stepContext.Result!).Value;
            return await stepContext.PromptAsync(nameof(ConfirmPrompt), new PromptOptions { Prompt = MessageFactory.Text("Is it right?") }, cancellationToken);
        }

        private async Task<DialogTurnResult> FinalStepAsync(WaterfallStepContext stepContext, CancellationToken cancellationToken)
        {
            if ((bool)stepContext.Result!)
                await stepContext.Context.SendActivityAsync($"Saved: {stepContext.Values["name"]}, {stepContext.Values["ward"]}.", cancellationToken: cancellationToken);
            return await stepContext.EndDialogAsync(null, cancellationToken);
        }
    }
}
