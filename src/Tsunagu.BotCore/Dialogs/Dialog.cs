namespace Tsunagu.BotCore;

/// <summary>
/// One piece of a conversation that can wait for the person between turns. A dialog object holds no talk of its own: everything that must
/// outlive the turn lies in <see cref="DialogInstance.State"/>, so one object serves every conversation at the same time.
/// </summary>
public abstract class Dialog
{
    /// <summary>The result of a dialog that waits for the person. Shared by all; do not change it.</summary>
    public static readonly DialogTurnResult EndOfTurn = new(DialogTurnStatus.Waiting);

    private string? _id;

    /// <summary>Creates a dialog.</summary>
    /// <param name="dialogId">Its id in its <see cref="DialogSet"/>; null = the type's name.</param>
    protected Dialog(string? dialogId = null) => _id = string.IsNullOrWhiteSpace(dialogId) ? null : dialogId;

    /// <summary>Its id, by which others begin it.</summary>
    public string Id
    {
        get => _id ??= OnComputeId();
        set => _id = value;
    }

    /// <summary>Called when the dialog is put on the stack.</summary>
    /// <param name="dc">The stack; the dialog is on top.</param>
    /// <param name="options">What the caller passed.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns><see cref="EndOfTurn"/> to wait, else what another method of the context returned.</returns>
    public abstract Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default);

    /// <summary>Called when an activity comes while the dialog is on top. Ends the dialog unless overridden.</summary>
    /// <param name="dc">The stack; the dialog is on top.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public virtual Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        return dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    /// <summary>Called when the dialog above it ended. Ends this one with the same result unless overridden.</summary>
    /// <param name="dc">The stack; the dialog is on top again.</param>
    /// <param name="reason">Why.</param>
    /// <param name="result">What the dialog above returned.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public virtual Task<DialogTurnResult> ResumeDialogAsync(DialogContext dc, DialogReason reason, object? result = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        return dc.EndDialogAsync(result, cancellationToken);
    }

    /// <summary>Called when the dialog shall ask again. Does nothing unless overridden.</summary>
    /// <param name="turnContext">The turn.</param>
    /// <param name="instance">This dialog's place on the stack.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public virtual Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>Called just before the dialog leaves the stack. Does nothing unless overridden.</summary>
    /// <param name="turnContext">The turn.</param>
    /// <param name="instance">This dialog's place on the stack.</param>
    /// <param name="reason">Why it leaves.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public virtual Task EndDialogAsync(ITurnContext turnContext, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>A text that changes when talks that were begun before can no longer be trusted to go on.</summary>
    public virtual string GetVersion() => Id;

    /// <summary>Called with an event that was emitted to this dialog; the event rises to the parent if nobody handled it.</summary>
    /// <param name="dc">The stack.</param>
    /// <param name="e">The event.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>True if it was handled.</returns>
    public virtual async Task<bool> OnDialogEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dc);
        ArgumentNullException.ThrowIfNull(e);
        if (await OnPreBubbleEventAsync(dc, e, cancellationToken).ConfigureAwait(false))
            return true;
        if (e.Bubble && dc.Parent is not null
            && await dc.Parent.EmitEventAsync(e.Name, e.Value, bubble: true, fromLeaf: false, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        return await OnPostBubbleEventAsync(dc, e, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The first chance at an event, before the parents see it.</summary>
    /// <param name="dc">The stack.</param>
    /// <param name="e">The event.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>True if it was handled.</returns>
    protected virtual Task<bool> OnPreBubbleEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>The last chance at an event, after no parent handled it.</summary>
    /// <param name="dc">The stack.</param>
    /// <param name="e">The event.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>True if it was handled.</returns>
    protected virtual Task<bool> OnPostBubbleEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>The id of a dialog that was given none: the type's name.</summary>
    protected virtual string OnComputeId() => GetType().Name;
}
