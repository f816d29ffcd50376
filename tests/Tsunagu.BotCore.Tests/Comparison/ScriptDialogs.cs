using System.Text.Json;

namespace Tsunagu.BotCore.Tests.Comparison;

/// <summary>Builds dialogs of our core from the script language, as <c>sidebyside/dialogs.mjs</c> builds the official ones.</summary>
internal static class ScriptDialogs
{
    internal static Dialog Build(JsonElement d)
    {
        var id = d.Text("id")!;
        switch (d.Text("type"))
        {
            case "waterfall":
                return new WaterfallDialog(id, d.GetProperty("steps").EnumerateArray().Select(ops => (WaterfallStep)(async (step, ct) => await RunOpsAsync(ops, step, ct) ?? Dialog.EndOfTurn)));
            case "text":
                return new TextPrompt(id, Validators.Of<string>(d, text => text.ToUpperInvariant()));
            case "choice":
                return new ChoicePrompt(id, Validators.Of<FoundChoice>(d), d.Text("locale"))
                {
                    Style = StyleOf(d) ?? ListStyle.Auto,
                    RecognizerOptions = d.Maybe("recognizer") is { } r ? FindOptions(r) : null,
                    ChoiceOptions = WordsOf(d),
                };
            case "confirm":
                var own = d.Texts("choices");
                return new ConfirmPrompt(id, Validators.Of<bool>(d), d.Text("locale"))
                {
                    Style = StyleOf(d) ?? ListStyle.Auto,
                    ConfirmChoices = own.Length == 2 ? Tuple.Create(new Choice(own[0]), new Choice(own[1])) : null,
                    ChoiceOptions = WordsOf(d),
                };
            case "telling":
                return new TellingDialog(d);
            case "component":
                var component = new InterruptedComponent(d);
                foreach (var inner in d.GetProperty("dialogs").EnumerateArray())
                    component.AddDialog(Build(inner));
                component.InitialDialogId = d.Text("initial") ?? component.InitialDialogId;
                return component;
            default:
                throw new InvalidOperationException($"unknown dialog type in {d}");
        }
    }

    private static async Task<DialogTurnResult?> RunOpsAsync(JsonElement ops, WaterfallStepContext step, CancellationToken ct)
    {
        foreach (var op in ops.EnumerateArray())
        {
            var words = Words.Of(step);
            var first = op.EnumerateObject().First();
            var value = first.Value;
            switch (first.Name)
            {
                case "send": await step.Context.SendActivityAsync(Words.Fill(value.GetString()!, words), cancellationToken: ct); break;
                case "typing": await step.Context.SendActivityAsync(Activity.CreateTypingActivity(), ct); break;
                case "set":
                    foreach (var p in value.EnumerateObject())
                        step.Values[p.Name] = Literal(p.Value, words, step);
                    break;
                case "if":
                    var branch = words["result"] == value.GetString() ? op.Maybe("then") : op.Maybe("else");
                    if (branch is { } taken && await RunOpsAsync(taken, step, ct) is { } done)
                        return done;
                    break;
                case "prompt": return await step.PromptAsync(value.Text("id")!, OptionsOf(value, words), ct);
                case "begin": return await step.BeginDialogAsync(value.GetString()!, Literal(op.Maybe("options"), words, step), ct);
                case "replace": return await step.ReplaceDialogAsync(value.GetString()!, Literal(op.Maybe("options"), words, step), ct);
                case "next": return await step.NextAsync(Literal(value, words, step), ct);
                case "nextTwice":
                    await step.NextAsync("once", ct);
                    return await step.NextAsync("twice", ct);
                case "end": return await step.EndDialogAsync(Literal(value, words, step), ct);
                case "cancelAll": return await step.CancelAllDialogsAsync(value.GetString() == "parents", op.Text("event"), op.Maybe("value")?.Plain(), ct);
                case "reprompt":
                    await step.RepromptDialogAsync(ct);
                    return Dialog.EndOfTurn;
                case "throw": throw new InvalidOperationException(Words.Fill(value.GetString()!, words));
                case "wait": return Dialog.EndOfTurn;
                default: throw new InvalidOperationException($"unknown op {op}");
            }
        }

        return null;
    }

    private static object? Literal(JsonElement? value, Dictionary<string, string> words, WaterfallStepContext step) => value?.Plain() switch
    {
        "{result}" => step.Result,
        string text => Words.Fill(text, words),
        var other => other,
    };

    private static PromptOptions OptionsOf(JsonElement p, Dictionary<string, string> words)
    {
        var prompt = p.Text("text") is { } text ? MessageFactory.Text(Words.Fill(text, words)) : null;

        // The JavaScript factory, too, writes a hint of its own, which both sides keep.
        if (prompt is not null && p.Text("hint") is { } hint)
            prompt.InputHint = hint;
        return new PromptOptions
        {
            Prompt = prompt,
            RetryPrompt = p.Text("retry") is { } retry ? MessageFactory.Text(Words.Fill(retry, words)) : null,
            Choices = p.Maybe("choices")?.EnumerateArray().Select(ChoiceOf).ToList(),
            Style = StyleOf(p),
            Validations = p.Maybe("validations")?.Plain(),
        };
    }

    private static Choice ChoiceOf(JsonElement c) => c.ValueKind == JsonValueKind.String
        ? new Choice(c.GetString())
        : new Choice(c.Text("value"))
        {
            Synonyms = [.. c.Texts("synonyms")],
            Action = c.Maybe("action") is { } a ? new CardAction(a.Text("type"), a.Text("title"), value: a.Text("value")) : null,
        };

    private static ListStyle? StyleOf(JsonElement d) => d.Text("style") is { } style ? Enum.Parse<ListStyle>(style, ignoreCase: true) : null;

    private static ChoiceFactoryOptions? WordsOf(JsonElement d) => d.Maybe("words") is { } w
        ? new ChoiceFactoryOptions(w.Text("inlineSeparator"), w.Text("inlineOr"), w.Text("inlineOrMore"), w.Maybe("includeNumbers")?.GetBoolean())
        : null;

    private static FindChoicesOptions FindOptions(JsonElement r) => new()
    {
        NoValue = r.Flag("noValue"),
        AllowPartialMatches = r.Flag("allowPartialMatches"),
        MaxTokenDistance = r.Maybe("maxTokenDistance")?.GetInt32(),
        RecognizeNumbers = r.Maybe("recognizeNumbers")?.GetBoolean() ?? true,
        RecognizeOrdinals = r.Maybe("recognizeOrdinals")?.GetBoolean() ?? true,
    };
}

/// <summary>The validators of the script language.</summary>
internal static class Validators
{
    internal static PromptValidator<T>? Of<T>(JsonElement dialog, Func<T, T>? upper = null)
    {
        if (dialog.Maybe("validator") is not { } rule)
            return null;
        return async (p, ct) =>
        {
            var recognized = p.Recognized;
            var words = new Dictionary<string, string>
            {
                ["attempt"] = Words.Show(p.AttemptCount),
                ["value"] = recognized.Succeeded ? Words.Show(recognized.Value) : "null",
                ["validations"] = Words.Show(p.Options.Validations),
                ["succeeded"] = Words.Show(recognized.Succeeded),
            };
            var valid = recognized.Succeeded;
            if (rule.Maybe("minLength") is { } length)
                valid = valid && Words.Show(recognized.Value).Length >= length.GetInt32();
            if (rule.Text("not") is { } not)
                valid = valid && Words.Show(recognized.Value) != not;
            if (rule.Maybe("acceptAfter") is { } attempts && p.AttemptCount >= attempts.GetInt32())
                valid = true;
            if (rule.Flag("upper") && valid)
                recognized.Value = upper!(recognized.Value!);
            if (rule.Flag("remember"))
            {
                words["before"] = Words.Show(p.State.TryGetValue("before", out var before) ? before : null);
                p.State["before"] = Words.Show(recognized.Value);
            }

            if (rule.Text("says") is { } says && !valid)
                await p.Context.SendActivityAsync(Words.Fill(says, words), cancellationToken: ct);
            if (rule.Text("always") is { } always)
                await p.Context.SendActivityAsync(Words.Fill(always, words), cancellationToken: ct);
            return valid;
        };
    }
}
