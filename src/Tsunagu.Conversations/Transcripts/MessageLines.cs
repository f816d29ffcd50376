using Tsunagu.BotCore;

namespace Tsunagu.Conversations.Transcripts;

/// <summary>A message of the bot as the line of ids by which transcripts name it.</summary>
public static class MessageLines
{
    /// <summary>
    /// The line, such as <c>ask age</c>, <c>retry age retry.1</c>, <c>recommend [nat-yorisoi open, pref-x closed] [seikatsu-hogo]</c>,
    /// <c>crisis suicide-risk/self/high [pref-inochi-denwa]</c>, <c>note stale</c>, <c>safety help-now [nat-110, …]</c>.
    /// </summary>
    /// <param name="activity">A message of the bot.</param>
    public static string Of(Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        if (activity.GetMessageData() is not { } data)
            return "activity " + activity.Type;
        var id = data.FactOf(MessageData.IdFact);
        var line = data switch
        {
            { Kind: MessageKinds.Recommendation } => $"recommend {Cards(data, MessageCard.Service, withState: true)} {Cards(data, MessageCard.Scheme, withState: false)}"
                + (id == "result" ? "" : " " + id),
            { Question: { } question } when data.FactOf("crisis") is { } crisis => $"crisis {crisis} {Lines(data)} ask {question.Id}",
            { Kind: MessageKinds.Retry, Question: { } question } => $"retry {question.Id} {id}",
            { Question: { } question } => (id == "ask-" + question.Id ? $"ask {question.Id}" : $"ask {question.Id} {id}") + Chosen(question),
            { Kind: MessageKinds.Greeting } => "greeting",
            _ => $"{data.Kind} {id}" + (data.Cards.Count > 0 ? " " + Lines(data) : ""),
        };
        return line;
    }

    private static string Chosen(MessageQuestion question) => question.Chosen.Count > 0 ? $" ({string.Join(", ", question.Chosen)})" : "";

    private static string Lines(MessageData data) => $"[{string.Join(", ", data.Cards.Select(c => c.Id))}]";

    private static string Cards(MessageData data, string kind, bool withState) =>
        $"[{string.Join(", ", data.Cards.Where(c => c.Kind == kind).Select(c => withState ? $"{c.Id} {c.StateKind}" : c.Id))}]";
}
