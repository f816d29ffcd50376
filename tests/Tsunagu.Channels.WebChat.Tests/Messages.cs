using System.Text.Json;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.WebChat.Tests;

/// <summary>Neutral prompts as dialogs send them, with toy words.</summary>
internal static class Messages
{
    public static Activity Question(int number) => Bot($"question {number}", new MessageData
    {
        Kind = MessageKinds.Question,
        Locale = "en",
        Talk = "t1",
        Turn = number + 1,
        HandbookVersion = "1.0.0+abcdef01",
        Question = new MessageQuestion
        {
            Id = "for-whom",
            Kind = MessageQuestion.Single,
            Step = 1,
            Steps = 6,
            Options = [Option("self", 1, "For myself, I think", "Myself"), Option("other", 2, "For somebody else")],
        },
        Commands = [Command("back", "Back"), Command("skip", "I would rather not say"), Command("help-now", "Help now")],
    });

    public static Activity Several(params string[] chosen) => Bot("several", new MessageData
    {
        Kind = MessageKinds.Question,
        Locale = "en",
        Talk = "t1",
        Turn = 2,
        HandbookVersion = "1.0.0+abcdef01",
        Question = new MessageQuestion
        {
            Id = "groups",
            Kind = MessageQuestion.Multi,
            Heading = "What is it about?",
            Options = [Option("money", 1, "Money"), Option("home", 2, "Home")],
            Submit = Option("submit", 0, "That is all"),
            Chosen = chosen,
        },
        Commands = [Command("back", "Back")],
    });

    public static Activity Cards(params CardAction[] actions) => Bot("windows", new MessageData
    {
        Kind = MessageKinds.Recommendation,
        Locale = "en",
        Talk = "t1",
        Turn = 3,
        HandbookVersion = "1.0.0+abcdef01",
        Cards =
        [
            new MessageCard
            {
                Kind = MessageCard.Service, Id = "nat-toy", Title = "A toy window", State = "Open until 17:00", StateKind = MessageCard.StateOpen,
                Badge = "Check first", Reason = "Because you said so", Facts = [new MessageFact("Cost", "none")], Actions = actions,
            },
        ],
        Data = new Dictionary<string, JsonElement>(StringComparer.Ordinal)
        {
            ["services"] = JsonDocument.Parse("""[{"window":"nat-toy","open":{"state":"open"}}]""").RootElement,
            ["kind"] = JsonDocument.Parse("\"forged\"").RootElement,
        },
    });

    private static Activity Bot(string text, MessageData data) => new(ActivityTypes.Message)
    {
        From = new ChannelAccount("tsunagu", role: RoleTypes.Bot),
        Text = text,
        ChannelData = data,
    };

    private static MessageOption Option(string id, int number, string text, string? label = null) =>
        new() { Id = id, Number = number, Text = text, Label = label, Value = $"t=t1;n=1;q=q;o={id}" };

    private static MessageOption Command(string id, string text) => new() { Id = id, Text = text, Value = $"t=t1;n=1;c={id}" };
}
