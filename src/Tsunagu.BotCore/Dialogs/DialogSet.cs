using System.Globalization;

namespace Tsunagu.BotCore;

/// <summary>Dialogs by id, in the order in which they were added. Filled at start, then only read.</summary>
public class DialogSet
{
    private readonly IStatePropertyAccessor<DialogState>? _dialogState;
    private readonly Dictionary<string, Dialog> _dialogs = new(StringComparer.Ordinal);
    private string? _version;

    /// <summary>Creates a set whose stack lies in a property of the state.</summary>
    /// <param name="dialogState">The property.</param>
    public DialogSet(IStatePropertyAccessor<DialogState> dialogState) =>
        _dialogState = dialogState ?? throw new ArgumentNullException(nameof(dialogState));

    /// <summary>Creates a set without a stack of its own, as in a <see cref="DialogContainer"/>.</summary>
    public DialogSet()
    {
    }

    /// <summary>Adds a dialog. Another dialog of the same id gives the new one a number at the end of its id: 2, 3, …; the same object twice is added once.</summary>
    /// <param name="dialog">The dialog.</param>
    /// <returns>This set.</returns>
    public DialogSet Add(Dialog dialog)
    {
        ArgumentNullException.ThrowIfNull(dialog);
        _version = null;
        if (_dialogs.TryGetValue(dialog.Id, out var there))
        {
            if (ReferenceEquals(there, dialog))
                return this;
            var number = 2;
            while (_dialogs.ContainsKey(dialog.Id + number.ToString(CultureInfo.InvariantCulture)))
                number++;
            dialog.Id += number.ToString(CultureInfo.InvariantCulture);
        }

        _dialogs[dialog.Id] = dialog;
        return this;
    }

    /// <summary>Reads the stack of this turn's conversation.</summary>
    /// <param name="turnContext">The turn.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidOperationException">The set was created without a property.</exception>
    /// <exception cref="OutdatedStateException">The kept stack cannot be read by this version.</exception>
    public async Task<DialogContext> CreateContextAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        if (_dialogState is null)
            throw new InvalidOperationException("This dialog set has no state; create it with a property accessor of DialogState.");
        var state = await _dialogState.GetAsync(turnContext, static () => new DialogState(), cancellationToken).ConfigureAwait(false);
        return new DialogContext(this, turnContext, state);
    }

    /// <summary>The dialog of an id, or null.</summary>
    /// <param name="dialogId">The id.</param>
    public Dialog? Find(string dialogId) => string.IsNullOrEmpty(dialogId) ? null : _dialogs.GetValueOrDefault(dialogId);

    /// <summary>All dialogs, in the order in which they were added.</summary>
    public IEnumerable<Dialog> GetDialogs() => _dialogs.Values;

    /// <summary>A text that changes when a dialog of the set changes its <see cref="Dialog.GetVersion"/>, or one comes or goes.</summary>
    public string GetVersion()
    {
        if (_version is not null)
            return _version;

        // FNV-1a: short, the same on every machine, and nobody gains from a collision.
        var hash = 14695981039346656037UL;
        foreach (var dialog in _dialogs.Values)
        {
            foreach (var c in dialog.GetVersion())
                hash = (hash ^ c) * 1099511628211UL;
            hash = (hash ^ '|') * 1099511628211UL;
        }

        return _version = hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
