namespace Tsunagu.BotCore;

/// <summary>The stack of dialogs in one turn, and the ways to change it.</summary>
public class DialogContext
{
    // Under this name an exception that leaves a dialog says which dialogs were on the stack; ids only, never what they hold.
    private const string ExceptionDataKey = "DialogStack";

    /// <summary>Creates the outermost stack of a turn.</summary>
    /// <param name="dialogs">The dialogs that can be begun.</param>
    /// <param name="turnContext">The turn.</param>
    /// <param name="state">The stack as it is kept; it is changed in place.</param>
    public DialogContext(DialogSet dialogs, ITurnContext turnContext, DialogState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Dialogs = dialogs ?? throw new ArgumentNullException(nameof(dialogs));
        Context = turnContext ?? throw new ArgumentNullException(nameof(turnContext));
        state.DialogStack ??= [];
        Stack = state.DialogStack;
    }

    /// <summary>Creates the stack inside a container.</summary>
    /// <param name="dialogs">The dialogs of the container.</param>
    /// <param name="parentDialogContext">The stack that the container is on.</param>
    /// <param name="state">The inner stack as it is kept; it is changed in place.</param>
    public DialogContext(DialogSet dialogs, DialogContext parentDialogContext, DialogState state)
        : this(dialogs, (parentDialogContext ?? throw new ArgumentNullException(nameof(parentDialogContext))).Context, state) =>
        Parent = parentDialogContext;

    /// <summary>The same stack again, for a step of a waterfall.</summary>
    /// <param name="other">The stack.</param>
    private protected DialogContext(DialogContext other)
    {
        Dialogs = other.Dialogs;
        Context = other.Context;
        Stack = other.Stack;
        Parent = other.Parent;
    }

    /// <summary>The turn.</summary>
    public ITurnContext Context { get; }

    /// <summary>The dialogs that can be begun here.</summary>
    public DialogSet Dialogs { get; }

    /// <summary>The dialogs that are running; the first one is on top, as in Bot Builder for .NET.</summary>
    public List<DialogInstance> Stack { get; }

    /// <summary>The dialog on top, or null.</summary>
    public DialogInstance? ActiveDialog => Stack.Count > 0 ? Stack[0] : null;

    /// <summary>The stack that the container of this one is on, or null.</summary>
    public DialogContext? Parent { get; set; }

    /// <summary>The stack inside the active dialog if that is a container, else null.</summary>
    public DialogContext? Child =>
        ActiveDialog is { } active && FindDialog(active.Id) is DialogContainer container ? container.CreateChildContext(this) : null;

    /// <summary>Things that live as long as the turn.</summary>
    public TurnContextStateCollection Services => Context.TurnState;

    /// <summary>Puts a dialog on the stack and begins it.</summary>
    /// <param name="dialogId">Its id, here or in a parent.</param>
    /// <param name="options">What it is given; kept with a waterfall or prompt, so see <see cref="StateCodec"/>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DialogContextException">There is no such dialog.</exception>
    public async Task<DialogTurnResult> BeginDialogAsync(string dialogId, object? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(dialogId);
        var dialog = FindDialog(dialogId) ?? throw new DialogContextException(
            $"Cannot begin the dialog '{dialogId}': it is not in this set or a parent's. Add it before the first turn, or mend the id.");
        Stack.Insert(0, new DialogInstance { Id = dialogId });
        try
        {
            return await dialog.BeginDialogAsync(this, options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Describe(e);
            throw;
        }
    }

    /// <summary>Begins a prompt.</summary>
    /// <param name="dialogId">The prompt's id.</param>
    /// <param name="options">What it asks.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DialogContextException">There is no such dialog.</exception>
    public Task<DialogTurnResult> PromptAsync(string dialogId, PromptOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return BeginDialogAsync(dialogId, options, cancellationToken);
    }

    /// <summary>Passes the turn's activity to the dialog on top.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns><see cref="DialogTurnStatus.Empty"/> if the stack is empty.</returns>
    /// <exception cref="OutdatedStateException">The dialog on top is not there any more.</exception>
    public async Task<DialogTurnResult> ContinueDialogAsync(CancellationToken cancellationToken = default)
    {
        if (ActiveDialog is null)
            return new DialogTurnResult(DialogTurnStatus.Empty);
        var dialog = FindActive("continue");
        try
        {
            return await dialog.ContinueDialogAsync(this, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Describe(e);
            throw;
        }
    }

    /// <summary>Takes the dialog on top off the stack and gives its result to the one below.</summary>
    /// <param name="result">The result.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns><see cref="DialogTurnStatus.Complete"/> with the result if there is none below.</returns>
    /// <exception cref="OutdatedStateException">The dialog below is not there any more.</exception>
    public async Task<DialogTurnResult> EndDialogAsync(object? result = null, CancellationToken cancellationToken = default)
    {
        await EndActiveDialogAsync(DialogReason.EndCalled, cancellationToken).ConfigureAwait(false);
        if (ActiveDialog is null)
            return new DialogTurnResult(DialogTurnStatus.Complete, result);
        var dialog = FindActive("resume");
        try
        {
            return await dialog.ResumeDialogAsync(this, DialogReason.EndCalled, result, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Describe(e);
            throw;
        }
    }

    /// <summary>Takes the dialog on top off the stack and begins another in its place; the one below notices nothing.</summary>
    /// <param name="dialogId">The other's id.</param>
    /// <param name="options">What it is given.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DialogContextException">There is no such dialog.</exception>
    public async Task<DialogTurnResult> ReplaceDialogAsync(string dialogId, object? options = null, CancellationToken cancellationToken = default)
    {
        await EndActiveDialogAsync(DialogReason.ReplaceCalled, cancellationToken).ConfigureAwait(false);
        return await BeginDialogAsync(dialogId, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes everything off this stack.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns><see cref="DialogTurnStatus.Cancelled"/>, or <see cref="DialogTurnStatus.Empty"/> if there was nothing.</returns>
    public Task<DialogTurnResult> CancelAllDialogsAsync(CancellationToken cancellationToken = default) =>
        CancelAllDialogsAsync(cancelParents: false, cancellationToken: cancellationToken);

    /// <summary>Takes everything off this stack and, if asked, off the parents'. Every dialog but the one that asks gets an event first and may stop the rest by handling it.</summary>
    /// <param name="cancelParents">True = the parents' stacks too.</param>
    /// <param name="eventName">The event's name; null = <see cref="DialogEvents.CancelDialog"/>.</param>
    /// <param name="eventValue">What the event carries.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns><see cref="DialogTurnStatus.Cancelled"/>, or <see cref="DialogTurnStatus.Empty"/> if there was nothing.</returns>
    public async Task<DialogTurnResult> CancelAllDialogsAsync(bool cancelParents, string? eventName = null, object? eventValue = null, CancellationToken cancellationToken = default)
    {
        if (Stack.Count == 0 && Parent is null)
            return new DialogTurnResult(DialogTurnStatus.Empty);
        var name = string.IsNullOrEmpty(eventName) ? DialogEvents.CancelDialog : eventName;
        var first = true;
        DialogContext? dc = this;
        while (dc is not null)
        {
            if (dc.Stack.Count > 0)
            {
                if (!first && await dc.EmitEventAsync(name, eventValue, bubble: false, fromLeaf: false, cancellationToken).ConfigureAwait(false))
                    break;
                await dc.EndActiveDialogAsync(DialogReason.CancelCalled, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                dc = cancelParents ? dc.Parent : null;
            }

            first = false;
        }

        return new DialogTurnResult(DialogTurnStatus.Cancelled);
    }

    /// <summary>Makes the dialog on top ask again.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="OutdatedStateException">The dialog on top is not there any more.</exception>
    public async Task RepromptDialogAsync(CancellationToken cancellationToken = default)
    {
        if (await EmitEventAsync(DialogEvents.RepromptDialog, value: null, bubble: false, fromLeaf: false, cancellationToken).ConfigureAwait(false))
            return;
        if (ActiveDialog is { } active)
            await FindActive("ask again in").RepromptDialogAsync(Context, active, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The dialog of an id, here or in a parent, or null.</summary>
    /// <param name="dialogId">The id.</param>
    public Dialog? FindDialog(string dialogId) => Dialogs.Find(dialogId) ?? Parent?.FindDialog(dialogId);

    /// <summary>The language tag of the turn's activity, or null if it has none.</summary>
    public string? GetLocale() => Context.Activity.Locale;

    /// <summary>Gives an event to the active dialog.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">What it carries.</param>
    /// <param name="bubble">True = parents see it if nobody handles it.</param>
    /// <param name="fromLeaf">True = begin at the innermost stack.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>True if it was handled.</returns>
    public async Task<bool> EmitEventAsync(string name, object? value = null, bool bubble = true, bool fromLeaf = false, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var dc = this;
        while (fromLeaf && dc.Child is { } child)
            dc = child;
        if (dc.ActiveDialog is not { } active || dc.FindDialog(active.Id) is not { } dialog)
            return false;
        return await dialog.OnDialogEventAsync(dc, new DialogEvent { Name = name, Value = value, Bubble = bubble }, cancellationToken).ConfigureAwait(false);
    }

    private async Task EndActiveDialogAsync(DialogReason reason, CancellationToken cancellationToken)
    {
        if (ActiveDialog is not { } active)
            return;
        // A dialog that is gone from the program can still be taken off the stack: so an old talk can be cancelled.
        if (FindDialog(active.Id) is { } dialog)
            await dialog.EndDialogAsync(Context, active, reason, cancellationToken).ConfigureAwait(false);
        Stack.RemoveAt(0);
    }

    private Dialog FindActive(string verb)
    {
        var id = ActiveDialog!.Id;
        return FindDialog(id) ?? throw new OutdatedStateException(
            $"Cannot {verb} the dialog '{id}': the kept stack names it, but this version has no such dialog. Cancel the stack and begin again.");
    }

    private void Describe(Exception e)
    {
        if (e.Data.Contains(ExceptionDataKey))
            return;
        var path = PathOf(Stack);
        for (var dc = Parent; dc is not null; dc = dc.Parent)
            path = PathOf(dc.Stack) + " / " + path;
        e.Data[ExceptionDataKey] = path;

        static string PathOf(List<DialogInstance> stack) => string.Join(" > ", stack.AsEnumerable().Reverse().Select(static d => d.Id));
    }
}
