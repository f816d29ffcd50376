namespace Tsunagu.BotCore;

/// <summary>A dialog with dialogs of its own inside.</summary>
public abstract class DialogContainer : Dialog
{
    /// <summary>Creates a container.</summary>
    /// <param name="dialogId">Its id; null = the type's name.</param>
    protected DialogContainer(string? dialogId = null)
        : base(dialogId)
    {
    }

    /// <summary>The dialogs inside.</summary>
    public DialogSet Dialogs { get; set; } = new();

    /// <summary>The stack inside the container.</summary>
    /// <param name="dc">The stack that the container is on top of.</param>
    public abstract DialogContext? CreateChildContext(DialogContext dc);

    /// <summary>A dialog inside, or null.</summary>
    /// <param name="dialogId">Its id.</param>
    public virtual Dialog? FindDialog(string dialogId) => Dialogs.Find(dialogId);

    /// <summary>The version that the container is kept under: its dialogs'.</summary>
    protected virtual string GetInternalVersion() => Dialogs.GetVersion();

    /// <summary>Emits <see cref="DialogEvents.VersionChanged"/> if the kept talk was begun with other dialogs inside. If nobody handles it, the talk goes on.</summary>
    /// <param name="dc">The stack that the container is on top of.</param>
    /// <param name="cancellationToken">Stops it.</param>
    protected async Task CheckForVersionChangeAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        var instance = dc.ActiveDialog!;
        var kept = instance.Version;
        instance.Version = GetInternalVersion();
        if (kept is not null && !string.Equals(kept, instance.Version, StringComparison.Ordinal))
            await dc.EmitEventAsync(DialogEvents.VersionChanged, Id, bubble: true, fromLeaf: false, cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>
/// Dialogs under one id, with a stack of their own that is kept in <c>State["dialogs"]</c>. It ends when the inner stack does.
/// Interruptions such as help or cancel belong into <see cref="OnContinueDialogAsync"/>.
/// </summary>
public class ComponentDialog : DialogContainer
{
    /// <summary>The key in <see cref="DialogInstance.State"/> under which the inner stack is kept.</summary>
    public const string PersistedDialogState = "dialogs";

    private readonly Lock _initializing = new();
    private volatile Task? _initialized;

    /// <summary>Creates a component without dialogs.</summary>
    /// <param name="dialogId">Its id; null = the type's name.</param>
    public ComponentDialog(string? dialogId = null)
        : base(dialogId)
    {
    }

    /// <summary>The dialog inside that is begun first; by default the first one added.</summary>
    public string? InitialDialogId { get; set; }

    /// <summary>Adds a dialog inside.</summary>
    /// <param name="dialog">The dialog.</param>
    /// <returns>This component.</returns>
    public ComponentDialog AddDialog(Dialog dialog)
    {
        Dialogs.Add(dialog);
        InitialDialogId ??= dialog.Id;
        return this;
    }

    /// <inheritdoc/>
    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        await EnsureInitializedAsync(dc).ConfigureAwait(false);
        await CheckForVersionChangeAsync(dc, cancellationToken).ConfigureAwait(false);
        var result = await OnBeginDialogAsync(CreateInner(dc, dc.ActiveDialog!), options, cancellationToken).ConfigureAwait(false);
        if (result.Status == DialogTurnStatus.Waiting)
            return EndOfTurn;
        var ended = await EndComponentAsync(dc, result.Result, cancellationToken).ConfigureAwait(false);
        return result.Status == DialogTurnStatus.Cancelled ? new DialogTurnResult(DialogTurnStatus.Cancelled, result.Result) : ended;
    }

    /// <inheritdoc/>
    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        await EnsureInitializedAsync(dc).ConfigureAwait(false);
        await CheckForVersionChangeAsync(dc, cancellationToken).ConfigureAwait(false);
        var result = await OnContinueDialogAsync(CreateInner(dc, dc.ActiveDialog!), cancellationToken).ConfigureAwait(false);
        return result.Status == DialogTurnStatus.Waiting
            ? EndOfTurn
            : await EndComponentAsync(dc, result.Result, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A dialog was put on top of the component from outside and ended: the inner stack goes on where it was and asks again.</summary>
    /// <inheritdoc/>
    public override async Task<DialogTurnResult> ResumeDialogAsync(DialogContext dc, DialogReason reason, object? result = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        await EnsureInitializedAsync(dc).ConfigureAwait(false);
        await CheckForVersionChangeAsync(dc, cancellationToken).ConfigureAwait(false);
        await RepromptDialogAsync(dc.Context, dc.ActiveDialog!, cancellationToken).ConfigureAwait(false);
        return EndOfTurn;
    }

    /// <inheritdoc/>
    public override async Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        var inner = new DialogContext(Dialogs, turnContext, InnerState(instance));
        await inner.RepromptDialogAsync(cancellationToken).ConfigureAwait(false);
        await OnRepromptDialogAsync(turnContext, instance, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async Task EndDialogAsync(ITurnContext turnContext, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default)
    {
        if (reason == DialogReason.CancelCalled)
        {
            var inner = new DialogContext(Dialogs, turnContext, InnerState(instance));
            await inner.CancelAllDialogsAsync(cancellationToken).ConfigureAwait(false);
        }

        await OnEndDialogAsync(turnContext, instance, reason, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override DialogContext? CreateChildContext(DialogContext dc)
    {
        ArgumentNullException.ThrowIfNull(dc);
        return dc.ActiveDialog is { } active ? CreateInner(dc, active) : null;
    }

    /// <summary>Begins the inner stack: by default with <see cref="InitialDialogId"/>.</summary>
    /// <param name="innerDc">The inner stack.</param>
    /// <param name="options">What the caller passed.</param>
    /// <param name="cancellationToken">Stops it.</param>
    protected virtual Task<DialogTurnResult> OnBeginDialogAsync(DialogContext innerDc, object? options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(innerDc);
        return innerDc.BeginDialogAsync(
            InitialDialogId ?? throw new DialogContextException($"The component '{Id}' has no dialogs inside; add one with AddDialog."), options, cancellationToken);
    }

    /// <summary>Passes an activity to the inner stack.</summary>
    /// <param name="innerDc">The inner stack.</param>
    /// <param name="cancellationToken">Stops it.</param>
    protected virtual Task<DialogTurnResult> OnContinueDialogAsync(DialogContext innerDc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(innerDc);
        return innerDc.ContinueDialogAsync(cancellationToken);
    }

    /// <summary>The component leaves the stack.</summary>
    /// <param name="context">The turn.</param>
    /// <param name="instance">The component's place on the stack.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Stops it.</param>
    protected virtual Task OnEndDialogAsync(ITurnContext context, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>The inner stack has asked again.</summary>
    /// <param name="turnContext">The turn.</param>
    /// <param name="instance">The component's place on the stack.</param>
    /// <param name="cancellationToken">Stops it.</param>
    protected virtual Task OnRepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>Ends the component with a result.</summary>
    /// <param name="outerDc">The stack that the component is on.</param>
    /// <param name="result">The inner stack's result.</param>
    /// <param name="cancellationToken">Stops it.</param>
    protected virtual Task<DialogTurnResult> EndComponentAsync(DialogContext outerDc, object? result, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(outerDc);
        return outerDc.EndDialogAsync(result, cancellationToken);
    }

    /// <summary>Called once, before the first use, to add dialogs late; called again only if it failed.</summary>
    /// <param name="dc">The stack that the component is on.</param>
    protected virtual Task OnInitializeAsync(DialogContext dc) => Task.CompletedTask;

    /// <summary>Waits until <see cref="OnInitializeAsync"/> has run; turns of several conversations may come here at once.</summary>
    /// <param name="outerDc">The stack that the component is on.</param>
    protected Task EnsureInitializedAsync(DialogContext outerDc)
    {
        if (_initialized is { IsCompletedSuccessfully: true } done)
            return done;
        lock (_initializing)
        {
            if (_initialized is null or { IsFaulted: true } or { IsCanceled: true })
                _initialized = OnInitializeAsync(outerDc);
            return _initialized;
        }
    }

    private DialogContext CreateInner(DialogContext outer, DialogInstance instance) => new(Dialogs, outer, InnerState(instance));

    private DialogState InnerState(DialogInstance instance)
    {
        if (!instance.State.TryGetValue(PersistedDialogState, out var value) || value is null)
        {
            var made = new DialogState();
            instance.State[PersistedDialogState] = made;
            return made;
        }

        return value as DialogState ?? throw new OutdatedStateException(
            $"The component '{Id}' keeps its dialogs as '{value.GetType().Name}'; another version wrote that. Cancel the stack and begin again.");
    }
}
