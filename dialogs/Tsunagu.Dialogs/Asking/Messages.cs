using System.Text.Json;
using Tsunagu.BotCore;

namespace Tsunagu.Dialogs;

/// <summary>Makes the bot's messages: words, neutral prompt, ids.</summary>
internal static class Messages
{
    /// <summary>
    /// Name in <see cref="MessageData.Data"/> that stands there, true, from a sign of danger or of violence on: a browser then keeps
    /// nothing that another tab, and so another person of the household, could find.
    /// </summary>
    public const string TabOnlyKey = "tabOnly";

    /// <summary>A message that asks nothing.</summary>
    public static Activity Note(TurnScope turn, string kind, string id, string text, IReadOnlyList<MessageCard>? cards = null, IReadOnlyDictionary<string, JsonElement>? data = null) =>
        Build(turn, kind, id, text, null, cards ?? [], [], data);

    /// <summary>A message that asks nothing, with the words of this key.</summary>
    public static Activity Note(TurnScope turn, string key, params (string Name, string Value)[] args) =>
        Note(turn, MessageKinds.Note, key, turn.Words.Say(key, args));

    /// <summary>A message that asks nothing, with commands to tap.</summary>
    public static Activity Offer(TurnScope turn, string id, string text, params string[] commands) =>
        Build(turn, MessageKinds.Note, id, text, null, [], [.. commands.Select(c => CommandOption(turn, c))], null);

    /// <summary>The question, after the words of the lead if there is one.</summary>
    public static Activity Ask(TurnScope turn, Prompt prompt, Lead? lead)
    {
        var options = Narrow(turn, prompt);
        var question = new MessageQuestion
        {
            Id = prompt.Id,
            Kind = prompt.Multi ? MessageQuestion.Multi : MessageQuestion.Single,
            Options = [.. options.Select((o, i) => new MessageOption
            {
                Id = o.Id,
                Text = o.Text,
                Label = o.Label,
                Number = i + 1,
                Hidden = o.Hidden,
                Value = Token(turn, prompt.Id) with { OptionId = o.Id } is var token ? token.Format() : "",
            })],
            Submit = prompt.Multi ? new MessageOption
            {
                Id = "submit",
                Text = turn.Words.Say("submit"),
                Value = (Token(turn, prompt.Id) with { Submit = true }).Format(),
            }
            : null,
            Heading = prompt.Heading,
            Hint = prompt.Hint,
            Step = prompt.Step,
            Steps = prompt.Steps,
            Lead = lead?.Text,
            Picked = PickedLine(turn, prompt),
            Chosen = prompt.Chosen,
            ChosenOptions = [.. prompt.Chosen.Select(prompt.Find).OfType<PromptOption>().Select(o => new MessageOption
            {
                Id = o.Id,
                Text = o.Text,
                Label = o.Label,
                Hidden = o.Hidden,
                Value = (Token(turn, prompt.Id) with { OptionId = o.Id }).Format(),
            })],
        };
        var text = TextOf(turn, prompt, lead);
        var commands = (lead?.Commands ?? prompt.Commands).Select(c => CommandOption(turn, c)).ToList();
        var activity = Build(turn, lead?.Kind ?? prompt.Kind, lead?.Id ?? "ask-" + prompt.Id, text, question, [.. lead?.Cards ?? [], .. prompt.Cards], commands, lead?.Data);
        activity.InputHint = InputHints.ExpectingInput;
        return activity;
    }

    /// <summary>A command as a button.</summary>
    public static MessageOption CommandOption(TurnScope turn, string command, string? argument = null) => new()
    {
        Id = command,
        Text = turn.Words.Say("command." + command),
        Value = (Token(turn, null) with { Command = command, Argument = argument }).Format(),
    };

    private static ButtonToken Token(TurnScope turn, string? questionId) => new()
    {
        Talk = turn.State.Talk,
        Turn = turn.State.Turn,
        QuestionId = questionId,
        HandbookVersion = turn.Handbook.Version,
    };

    private static IReadOnlyList<PromptOption> Narrow(TurnScope turn, Prompt prompt)
    {
        // After an unclear answer only the likeliest two stand there.
        if (!turn.State.Narrowed.IsEmpty)
        {
            var likely = prompt.Options.Where(o => turn.State.Narrowed.Contains(o.Id)).ToList();
            if (likely.Count > 0)
                return likely;
        }

        return prompt.Offered;
    }

    private static string TextOf(TurnScope turn, Prompt prompt, Lead? lead)
    {
        var picked = PickedLine(turn, prompt);
        switch (lead?.Id)
        {
            case "any-more" or "own-words.more":
                return $"{picked}\n{lead.Text}";
            case "unclear":
                return lead.Text;
        }

        List<string> lines = [];
        if (lead is not null)
            lines.Add(lead.Text);
        if (prompt.IsHandbook && prompt.Steps > 1)
            lines.Add(turn.Words.Say("progress", ("step", Number(prompt.Step)), ("steps", Number(prompt.Steps))));
        lines.Add(prompt.Heading);
        if ((picked ?? prompt.Hint) is { Length: > 0 } below)
            lines.Add(below);
        return string.Join('\n', lines);
    }

    private static string? PickedLine(TurnScope turn, Prompt prompt)
    {
        var picked = prompt.Chosen.Select(prompt.Find).OfType<PromptOption>().ToList();
        if (picked.Count == 0)
            return null;
        return picked.Any(o => o.Hidden)
            ? turn.Words.Say("picked.hidden", ("count", Number(picked.Count)))
            : turn.Words.Say("picked", ("chosen", turn.Words.List(picked.Select(o => o.Text))));
    }

    private static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Activity Build(TurnScope turn, string kind, string id, string text, MessageQuestion? question,
        IReadOnlyList<MessageCard> cards, IReadOnlyList<MessageOption> commands, IReadOnlyDictionary<string, JsonElement>? data)
    {
        var facts = new Dictionary<string, JsonElement>(StringComparer.Ordinal) { [MessageData.IdFact] = JsonText.Of(id) };
        foreach (var (name, value) in data ?? facts)
            facts[name] = value;
        if (turn.Guarded)
            facts[TabOnlyKey] = JsonText.Parse("true"u8);
        return new Activity(ActivityTypes.Message)
        {
            Text = text,
            TextFormat = TextFormatTypes.Plain,
            Locale = turn.Locale.Tag,
            InputHint = InputHints.AcceptingInput,
            ChannelData = new MessageData
            {
                Kind = kind,
                Locale = turn.Locale.Tag,
                Talk = turn.State.Talk,
                Turn = turn.State.Turn,
                HandbookVersion = turn.Handbook.Version,
                Question = question,
                Cards = cards,
                Commands = commands,
                Data = facts,
            },
        };
    }
}

/// <summary>JSON elements of plain values, made without reflection.</summary>
internal static class JsonText
{
    public static JsonElement Of(string value)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            writer.WriteStringValue(value);
        return Parse(buffer.WrittenSpan);
    }

    public static JsonElement Parse(ReadOnlySpan<byte> utf8Json)
    {
        var reader = new Utf8JsonReader(utf8Json);
        return JsonElement.ParseValue(ref reader);
    }
}
