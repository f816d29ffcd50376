using System.Text.Json;

namespace Tsunagu.BotCore.Tests.Comparison;

/// <summary>A component that looks at the person's words before its inner dialogs do.</summary>
internal sealed class InterruptedComponent(JsonElement d) : ComponentDialog(d.Text("id"))
{
    protected override async Task<DialogTurnResult> OnContinueDialogAsync(DialogContext innerDc, CancellationToken cancellationToken = default)
    {
        var words = innerDc.Context.Activity.Text?.ToLowerInvariant() ?? string.Empty;
        if (d.Maybe("interrupt")?.Maybe(words) is { } ops)
        {
            foreach (var op in ops.EnumerateArray())
            {
                var first = op.EnumerateObject().First();
                switch (first.Name)
                {
                    case "send": await innerDc.Context.SendActivityAsync(first.Value.GetString()!, cancellationToken: cancellationToken); break;
                    case "wait": return EndOfTurn;
                    case "cancelAll": return await innerDc.CancelAllDialogsAsync(first.Value.GetString() == "parents", op.Text("event"), cancellationToken: cancellationToken);
                    case "reprompt":
                        await innerDc.RepromptDialogAsync(cancellationToken);
                        return EndOfTurn;
                    case "begin": return await innerDc.BeginDialogAsync(first.Value.GetString()!, cancellationToken: cancellationToken);
                    case "replace": return await innerDc.ReplaceDialogAsync(first.Value.GetString()!, cancellationToken: cancellationToken);
                    case "end": return await innerDc.EndDialogAsync(first.Value.Plain(), cancellationToken);
                    default: throw new InvalidOperationException($"unknown op {op}");
                }
            }
        }

        return await base.OnContinueDialogAsync(innerDc, cancellationToken);
    }

    protected override Task OnEndDialogAsync(ITurnContext context, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default) =>
        d.Flag("tells") ? context.SendActivityAsync($"{Id}: end {Words.Name(reason)}", cancellationToken: cancellationToken) : Task.CompletedTask;

    protected override Task OnRepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default) =>
        d.Flag("tells") ? turnContext.SendActivityAsync($"{Id}: reprompt", cancellationToken: cancellationToken) : Task.CompletedTask;

    protected override Task<bool> OnPreBubbleEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken) =>
        Task.FromResult(d.Texts("handles").Contains(e.Name));
}

/// <summary>A dialog of the bare base class that tells what it is called with; "done" ends it.</summary>
internal sealed class TellingDialog(JsonElement d) : Dialog(d.Text("id"))
{
    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        await TellAsync(dc.Context, $"begin {Words.Show(options)}");
        return EndOfTurn;
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        var text = dc.Context.Activity.Text;
        if (text == "done")
            return await dc.EndDialogAsync($"{Id} done", cancellationToken);
        if (text == "base")
            return await base.ContinueDialogAsync(dc, cancellationToken);
        if (text is not null && text.StartsWith("begin ", StringComparison.Ordinal))
            return await dc.BeginDialogAsync(text[6..], cancellationToken: cancellationToken);
        await TellAsync(dc.Context, $"continue {dc.Context.Activity.Type}");
        return EndOfTurn;
    }

    public override async Task<DialogTurnResult> ResumeDialogAsync(DialogContext dc, DialogReason reason, object? result = null, CancellationToken cancellationToken = default)
    {
        await TellAsync(dc.Context, $"resume {Words.Name(reason)} {Words.Show(result)}");
        return d.Flag("base") ? await base.ResumeDialogAsync(dc, reason, result, cancellationToken) : EndOfTurn;
    }

    public override Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default) => TellAsync(turnContext, "reprompt");

    public override Task EndDialogAsync(ITurnContext turnContext, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default) =>
        TellAsync(turnContext, $"end {Words.Name(reason)}");

    protected override Task<bool> OnPreBubbleEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken) =>
        Task.FromResult(d.Texts("handles").Contains(e.Name));

    private Task TellAsync(ITurnContext context, string words) => context.SendActivityAsync($"{Id}: {words}");
}
