namespace Tsunagu.BotCore;

/// <summary>Where a dialog, or the whole stack, stands after a turn.</summary>
public enum DialogTurnStatus
{
    /// <summary>No dialog is on the stack.</summary>
    Empty = 0,

    /// <summary>A dialog waits for the person.</summary>
    Waiting = 1,

    /// <summary>The last dialog ended; its result is there.</summary>
    Complete = 2,

    /// <summary>The stack was cancelled.</summary>
    Cancelled = 3,

    /// <summary>The last dialog ended, and nothing new is to be begun in this turn.</summary>
    CompleteAndWait = 4,
}

/// <summary>Why a dialog or a step is called.</summary>
public enum DialogReason
{
    /// <summary>It was begun.</summary>
    BeginCalled = 0,

    /// <summary>An activity came.</summary>
    ContinueCalled = 1,

    /// <summary>The dialog above it ended, or it ends.</summary>
    EndCalled = 2,

    /// <summary>It is replaced.</summary>
    ReplaceCalled = 3,

    /// <summary>It is cancelled.</summary>
    CancelCalled = 4,

    /// <summary>The step before it went on at once.</summary>
    NextCalled = 5,
}

/// <summary>What a turn of a dialog led to.</summary>
public class DialogTurnResult
{
    /// <summary>Creates a result.</summary>
    /// <param name="status">Where the dialog stands.</param>
    /// <param name="result">What it returns; only if it is complete.</param>
    public DialogTurnResult(DialogTurnStatus status, object? result = null)
    {
        Status = status;
        Result = result;
    }

    /// <summary>Where the dialog stands.</summary>
    public DialogTurnStatus Status { get; set; }

    /// <summary>What it returns; null if it waits or returns nothing.</summary>
    public object? Result { get; set; }

    /// <summary>True if a parent was ended by this result (kept for the name; the core does not set it).</summary>
    public bool ParentEnded { get; set; }
}

/// <summary>A dialog's place on the stack, and all it remembers.</summary>
public class DialogInstance
{
    /// <summary>The dialog's id.</summary>
    public string Id { get; set; } = string.Empty;

    /// <summary>What it remembers; see <see cref="StateCodec"/> for what can be kept.</summary>
    public IDictionary<string, object?> State { get; set; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>Bot Builder's mark of a child's place in its parent; kept for the wire, not used here.</summary>
    public int? StackIndex { get; set; }

    /// <summary>The version of the dialog that wrote it; see <see cref="Dialog.GetVersion"/>.</summary>
    public string? Version { get; set; }
}

/// <summary>The stack of dialogs of a conversation, as it is kept between turns. The first one is on top.</summary>
public class DialogState
{
    /// <summary>Creates an empty stack.</summary>
    public DialogState()
    {
    }

    /// <summary>Creates a stack over a list.</summary>
    /// <param name="stack">The list; it is not copied. Null = empty.</param>
    public DialogState(List<DialogInstance>? stack) => DialogStack = stack ?? [];

    /// <summary>The dialogs; the first one is on top.</summary>
    public List<DialogInstance> DialogStack { get; set; } = [];
}

/// <summary>Something that happened and that dialogs may handle.</summary>
public class DialogEvent
{
    /// <summary>True if it rises to the parents while nobody handles it.</summary>
    public bool Bubble { get; set; }

    /// <summary>Its name, such as one of <see cref="DialogEvents"/>.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>What it carries.</summary>
    public object? Value { get; set; }
}

/// <summary>Names of events that dialogs see. The core itself emits only reprompt, cancel and versionChanged.</summary>
public static class DialogEvents
{
    /// <summary>A dialog begins.</summary>
    public const string BeginDialog = "beginDialog";

    /// <summary>The active dialog shall ask again.</summary>
    public const string RepromptDialog = "repromptDialog";

    /// <summary>A stack above is being cancelled.</summary>
    public const string CancelDialog = "cancelDialog";

    /// <summary>An activity came.</summary>
    public const string ActivityReceived = "activityReceived";

    /// <summary>A container's dialogs are not those that the kept talk was begun with.</summary>
    public const string VersionChanged = "versionChanged";

    /// <summary>An exception left a dialog.</summary>
    public const string Error = "error";

    /// <summary>An event of the bot's own.</summary>
    public const string Custom = "custom";
}
