namespace Tsunagu.BotCore;

/// <summary>Runs a dialog as the root of a conversation.</summary>
public static class DialogExtensions
{
    /// <summary>Passes the turn's activity to the running dialogs, or begins the dialog if none runs.</summary>
    /// <param name="dialog">The root dialog.</param>
    /// <param name="turnContext">The turn.</param>
    /// <param name="accessor">Where the stack is kept.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="OutdatedStateException">The kept stack cannot go on in this version.</exception>
    public static Task RunAsync(this Dialog dialog, ITurnContext turnContext, IStatePropertyAccessor<DialogState> accessor, CancellationToken cancellationToken) =>
        RunTurnAsync(dialog, turnContext, accessor, cancellationToken);

    /// <summary>As <see cref="RunAsync"/>, and tells where the stack stands after the turn.</summary>
    /// <param name="dialog">The root dialog.</param>
    /// <param name="turnContext">The turn.</param>
    /// <param name="accessor">Where the stack is kept.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The result of the root stack.</returns>
    /// <exception cref="OutdatedStateException">The kept stack cannot go on in this version.</exception>
    public static async Task<DialogTurnResult> RunTurnAsync(this Dialog dialog, ITurnContext turnContext, IStatePropertyAccessor<DialogState> accessor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dialog);
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(accessor);
        var dc = await new DialogSet(accessor).Add(dialog).CreateContextAsync(turnContext, cancellationToken).ConfigureAwait(false);
        var result = await dc.ContinueDialogAsync(cancellationToken).ConfigureAwait(false);
        return result.Status == DialogTurnStatus.Empty
            ? await dc.BeginDialogAsync(dialog.Id, options: null, cancellationToken).ConfigureAwait(false)
            : result;
    }
}
