using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tsunagu.BotCore.Tests.Comparison;

/// <summary>Runs a script through our core and tells, in the JSON of <c>sidebyside/driver.mjs</c>, what each turn led to.</summary>
internal static class ScriptRunner
{
    internal static async Task<JsonArray> RunAsync(Script script)
    {
        var storage = new MemoryStorage();
        var turns = new JsonArray();
        foreach (var (number, input) in script.Turns.Index())
        {
            // Everything anew in each turn, so that a talk lives in its stored state alone.
            var state = new ConversationState(storage);
            var dialogs = new DialogSet(state.CreateProperty<DialogState>("dialogs"));
            foreach (var d in script.Dialogs.Where(d => d.Maybe("until") is not { } until || until.GetInt32() >= number))
                dialogs.Add(ScriptDialogs.Build(d));
            var adapter = new CollectingAdapter();
            var outcome = new JsonObject { ["status"] = null, ["result"] = null, ["error"] = null };
            try
            {
                await adapter.ProcessAsync(ActivityOf(script, input, number), async (context, ct) =>
                {
                    var dc = await dialogs.CreateContextAsync(context, ct);
                    var result = await DoAsync(dc, input, script.Root, ct);
                    outcome["status"] = Words.Name(result.Status);
                    outcome["result"] = Words.Show(result.Result);
                    await state.SaveChangesAsync(context, cancellationToken: ct);
                });
            }
            catch (Exception e) when (e is InvalidOperationException or DialogContextException or OutdatedStateException)
            {
                outcome["status"] = outcome["result"] = null;
                outcome["error"] = e.Message.StartsWith("boom", StringComparison.Ordinal) ? e.Message : "error";
            }

            outcome["messages"] = new JsonArray(adapter.Sent.Select(Seen).ToArray());
            turns.Add(outcome);
        }

        return turns;
    }

    private static async Task<DialogTurnResult> DoAsync(DialogContext dc, JsonElement input, string root, CancellationToken ct)
    {
        switch (input.Text("do"))
        {
            case "cancelAll": return await dc.CancelAllDialogsAsync(ct);
            case "replace": return await dc.ReplaceDialogAsync(input.Text("id")!, cancellationToken: ct);
            case "reprompt":
                await dc.RepromptDialogAsync(ct);
                return new DialogTurnResult(dc.ActiveDialog is null ? DialogTurnStatus.Empty : DialogTurnStatus.Waiting);
            case "begin":
                await dc.ContinueDialogAsync(ct);
                return await dc.BeginDialogAsync(input.Text("id")!, cancellationToken: ct);
            default:
                var result = await dc.ContinueDialogAsync(ct);
                return result.Status == DialogTurnStatus.Empty ? await dc.BeginDialogAsync(root, cancellationToken: ct) : result;
        }
    }

    private static Activity ActivityOf(Script script, JsonElement input, int number) => new(input.Text("type") ?? ActivityTypes.Message)
    {
        Id = $"in-{number}",
        ChannelId = script.Channel,
        Locale = script.Locale,
        Text = input.ValueKind == JsonValueKind.String ? input.GetString() : input.Text("text"),
        Name = input.Text("name"),
        Value = input.Text("value"),
        From = new ChannelAccount("person"),
        Recipient = new ChannelAccount("bot"),
        Conversation = new ConversationAccount("talk"),
    };

    // What a person would see of an activity: the rest (ids, addresses) is the adapter's.
    private static JsonNode Seen(Activity activity)
    {
        var message = new JsonObject { ["type"] = activity.Type, ["text"] = NullIfEmpty(activity.Text), ["hint"] = activity.InputHint };
        if (activity.SuggestedActions is { } buttons)
            message["buttons"] = Buttons(buttons.Actions);
        if (activity.Attachments is { Count: > 0 } cards)
        {
            message["cards"] = new JsonArray(cards.Select(c => (JsonNode)new JsonObject
            {
                ["type"] = c.ContentType,
                ["text"] = NullIfEmpty((c.Content as HeroCard)?.Text),
                ["buttons"] = Buttons((c.Content as HeroCard)?.Buttons),
            }).ToArray());
        }

        return message;
    }

    private static JsonArray Buttons(IList<CardAction>? actions) =>
        new((actions ?? []).Select(a => (JsonNode)JsonValue.Create($"{a.Type}:{a.Title}={Words.Show(a.Value)}")).ToArray());

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
