using System.Globalization;

namespace Tsunagu.BotCore;

/// <summary>One step of a waterfall.</summary>
/// <param name="stepContext">The stack, and what the step is given.</param>
/// <param name="cancellationToken">Stops it.</param>
/// <returns>What a method of the context returned, or <see cref="Dialog.EndOfTurn"/>.</returns>
public delegate Task<DialogTurnResult> WaterfallStep(WaterfallStepContext stepContext, CancellationToken cancellationToken);

/// <summary>
/// Steps in order; each gets the result of the one before. What the person says while a step waits without a prompt is the next step's result.
/// Past the last step the dialog ends with the last result. Activities that are no messages leave it where it is.
/// Kept: <c>options</c>, <c>values</c>, <c>instanceId</c>, <c>stepIndex</c>.
/// </summary>
public class WaterfallDialog : Dialog
{
    private const string PersistedOptions = "options";
    private const string PersistedValues = "values";
    private const string PersistedInstanceId = "instanceId";
    private const string StepIndex = "stepIndex";
    private const string InstanceCounter = "BotCore.WaterfallInstances";

    private readonly List<WaterfallStep> _steps;

    /// <summary>Creates a waterfall.</summary>
    /// <param name="dialogId">Its id.</param>
    /// <param name="actions">Its steps.</param>
    public WaterfallDialog(string dialogId, IEnumerable<WaterfallStep>? actions = null)
        : base(dialogId) =>
        _steps = actions is null ? [] : [.. actions];

    /// <summary>Adds a step at the end.</summary>
    /// <param name="step">The step.</param>
    /// <returns>This waterfall.</returns>
    public WaterfallDialog AddStep(WaterfallStep step)
    {
        _steps.Add(step ?? throw new ArgumentNullException(nameof(step)));
        return this;
    }

    /// <summary>The id and the number of steps: a step more or less is another version.</summary>
    public override string GetVersion() => string.Create(CultureInfo.InvariantCulture, $"{Id}:{_steps.Count}");

    /// <inheritdoc/>
    public override Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        var state = dc.ActiveDialog!.State;
        state[PersistedOptions] = options;
        state[PersistedValues] = new Dictionary<string, object?>(StringComparer.Ordinal);
        state[PersistedInstanceId] = NextInstanceId(dc.Context);
        return RunStepAsync(dc, 0, DialogReason.BeginCalled, null, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        var activity = dc.Context.Activity;
        return activity.Type == ActivityTypes.Message
            ? ResumeDialogAsync(dc, DialogReason.ContinueCalled, activity.Text, cancellationToken)
            : Task.FromResult(EndOfTurn);
    }

    /// <inheritdoc/>
    public override Task<DialogTurnResult> ResumeDialogAsync(DialogContext dc, DialogReason reason, object? result = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        var state = dc.ActiveDialog!.State;
        if (!state.TryGetValue(StepIndex, out var kept) || kept is null || !StateCodec.TryConvert<int>(kept, out var index))
            throw Outdated(StepIndex);
        return RunStepAsync(dc, index + 1, reason, result, cancellationToken);
    }

    /// <summary>Runs the step that <paramref name="stepContext"/> stands at.</summary>
    /// <param name="stepContext">The step.</param>
    /// <param name="cancellationToken">Stops it.</param>
    protected virtual Task<DialogTurnResult> OnStepAsync(WaterfallStepContext stepContext, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stepContext);
        return _steps[stepContext.Index](stepContext, cancellationToken);
    }

    /// <summary>Runs a step, or ends the waterfall if there is no such step any more.</summary>
    /// <param name="dc">The stack; the waterfall is on top.</param>
    /// <param name="index">The step, from 0.</param>
    /// <param name="reason">Why.</param>
    /// <param name="result">The result of the step before.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="OutdatedStateException">The kept state lacks what a waterfall writes.</exception>
    protected Task<DialogTurnResult> RunStepAsync(DialogContext dc, int index, DialogReason reason, object? result, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dc);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (index >= _steps.Count)
            return dc.EndDialogAsync(result, cancellationToken);
        var state = dc.ActiveDialog!.State;
        state[StepIndex] = index;
        state.TryGetValue(PersistedOptions, out var options);
        if (!state.TryGetValue(PersistedValues, out var kept) || kept is not IDictionary<string, object?> values)
            throw Outdated(PersistedValues);
        return OnStepAsync(new WaterfallStepContext(this, dc, options, values, index, reason, result), cancellationToken);
    }

    // Not a GUID: a turn that is run again after a crash must write the same state, so the id comes from the activity and the order in the turn.
    private static string NextInstanceId(ITurnContext context)
    {
        var number = context.TurnState.Get<int>(InstanceCounter) + 1;
        context.TurnState.Set(InstanceCounter, number);
        return string.Create(CultureInfo.InvariantCulture, $"{context.Activity.Id}.{number}");
    }

    private OutdatedStateException Outdated(string key) =>
        new($"The waterfall '{Id}' has no usable '{key}' in its kept state; another version wrote it. Cancel the stack and begin again.");
}

/// <summary>The stack as a step of a waterfall sees it.</summary>
public class WaterfallStepContext : DialogContext
{
    private readonly WaterfallDialog _waterfall;
    private readonly DialogContext _dc;
    private bool _nextCalled;

    internal WaterfallStepContext(WaterfallDialog waterfall, DialogContext dc, object? options, IDictionary<string, object?> values, int index, DialogReason reason, object? result)
        : base(dc)
    {
        _waterfall = waterfall;
        _dc = dc;
        Options = options;
        Values = values;
        Index = index;
        Reason = reason;
        Result = result;
    }

    /// <summary>The number of the step, from 0.</summary>
    public int Index { get; }

    /// <summary>What the waterfall was begun with.</summary>
    public object? Options { get; }

    /// <summary>Why the step runs.</summary>
    public DialogReason Reason { get; }

    /// <summary>The result of the step before: a prompt's value, a dialog's result, or the person's text.</summary>
    public object? Result { get; }

    /// <summary>What the steps remember together; see <see cref="StateCodec"/> for what can be kept.</summary>
    public IDictionary<string, object?> Values { get; }

    /// <summary>Goes to the next step at once.</summary>
    /// <param name="result">The next step's result.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidOperationException">The step has called it before.</exception>
    public Task<DialogTurnResult> NextAsync(object? result = null, CancellationToken cancellationToken = default)
    {
        if (_nextCalled)
            throw new InvalidOperationException($"Step {Index} of the waterfall '{_waterfall.Id}' called NextAsync twice; return after the first call.");
        _nextCalled = true;
        return _waterfall.ResumeDialogAsync(_dc, DialogReason.NextCalled, result, cancellationToken);
    }
}
