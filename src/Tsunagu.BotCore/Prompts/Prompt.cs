namespace Tsunagu.BotCore;

/// <summary>Says whether a prompt takes an answer; it may send words of its own, then the prompt does not ask again in this turn.</summary>
/// <typeparam name="T">The type of the answer.</typeparam>
/// <param name="promptContext">The answer and what surrounds it. It may change <c>Recognized.Value</c>.</param>
/// <param name="cancellationToken">Stops it.</param>
/// <returns>True to take the answer.</returns>
public delegate Task<bool> PromptValidator<T>(PromptValidatorContext<T> promptContext, CancellationToken cancellationToken);

/// <summary>What was recognised in an answer.</summary>
/// <typeparam name="T">The type of the answer.</typeparam>
public class PromptRecognizerResult<T>
{
    /// <summary>True if the answer was understood.</summary>
    public bool Succeeded { get; set; }

    /// <summary>The answer; the default of the type if it was not understood.</summary>
    public T? Value { get; set; }

    /// <summary>True if a parent may take the words for an interruption (kept for the name; the core does not read it).</summary>
    public bool AllowInterruption { get; set; }
}

/// <summary>What a validator is given.</summary>
/// <typeparam name="T">The type of the answer.</typeparam>
public class PromptValidatorContext<T>
{
    internal PromptValidatorContext(ITurnContext context, PromptRecognizerResult<T> recognized, IDictionary<string, object?> state, PromptOptions options, int attemptCount)
    {
        Context = context;
        Recognized = recognized;
        State = state;
        Options = options;
        AttemptCount = attemptCount;
    }

    /// <summary>The turn.</summary>
    public ITurnContext Context { get; }

    /// <summary>What was recognised; it may be nothing.</summary>
    public PromptRecognizerResult<T> Recognized { get; }

    /// <summary>What the prompt asks.</summary>
    public PromptOptions Options { get; }

    /// <summary>What the prompt remembers until it is answered; a validator may keep things here.</summary>
    public IDictionary<string, object?> State { get; }

    /// <summary>How often the person answered, this time included: 1 at the first answer.</summary>
    public int AttemptCount { get; }
}

/// <summary>What a prompt asks.</summary>
public class PromptOptions
{
    /// <summary>What is sent first.</summary>
    public Activity? Prompt { get; set; }

    /// <summary>What is sent after an answer that was not taken; null = <see cref="Prompt"/> again, by the prompts that have choices.</summary>
    public Activity? RetryPrompt { get; set; }

    /// <summary>What can be chosen.</summary>
    public IList<Choice>? Choices { get; set; }

    /// <summary>How choices are shown; null = the prompt's own style.</summary>
    public ListStyle? Style { get; set; }

    /// <summary>Something for the validator; see <see cref="StateCodec"/> for what can be kept.</summary>
    public object? Validations { get; set; }

    /// <summary>Language tag by which the answer is read; null = the activity's.</summary>
    public string? RecognizeLanguage { get; set; }

    internal PromptOptions Clone() => (PromptOptions)MemberwiseClone();
}

/// <summary>
/// Asks, and asks again until the answer is taken. Activities that are no messages leave it where it is.
/// Kept: <c>options</c> and <c>state</c> (with <c>AttemptCount</c>).
/// </summary>
/// <typeparam name="T">The type of the answer.</typeparam>
public abstract class Prompt<T> : Dialog
{
    private const string PersistedOptions = "options";
    private const string PersistedState = "state";
    private const string AttemptCountKey = "AttemptCount";

    private readonly PromptValidator<T>? _validator;

    /// <summary>Creates a prompt.</summary>
    /// <param name="dialogId">Its id.</param>
    /// <param name="validator">Says whether an answer is taken; null = if it was understood. Runs also if it was not understood.</param>
    protected Prompt(string dialogId, PromptValidator<T>? validator = null)
        : base(dialogId) =>
        _validator = validator;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><paramref name="options"/> are no <see cref="PromptOptions"/>.</exception>
    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        if (options is not PromptOptions given)
            throw new ArgumentException($"The prompt '{Id}' needs {nameof(PromptOptions)}; begin it with PromptAsync.", nameof(options));

        // A copy: the caller's options may be shared between conversations.
        var own = given.Clone();
        own.Prompt = Expecting(own.Prompt);
        own.RetryPrompt = Expecting(own.RetryPrompt);
        var state = dc.ActiveDialog!.State;
        var memory = new Dictionary<string, object?>(StringComparer.Ordinal) { [AttemptCountKey] = 0 };
        state[PersistedOptions] = own;
        state[PersistedState] = memory;
        await OnPromptAsync(dc.Context, memory, own, isRetry: false, cancellationToken).ConfigureAwait(false);
        return EndOfTurn;
    }

    /// <inheritdoc/>
    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        if (dc.Context.Activity.Type != ActivityTypes.Message)
            return EndOfTurn;
        var (options, memory) = Read(dc.ActiveDialog!);
        var recognized = await OnRecognizeAsync(dc.Context, memory, options, cancellationToken).ConfigureAwait(false);
        var attempt = memory.TryGetValue(AttemptCountKey, out var kept) && kept is not null && StateCodec.TryConvert<int>(kept, out var count) ? count + 1 : 1;
        memory[AttemptCountKey] = attempt;
        var valid = _validator is null
            ? recognized.Succeeded
            : await _validator(new PromptValidatorContext<T>(dc.Context, recognized, memory, options, attempt), cancellationToken).ConfigureAwait(false);
        if (valid)
            return await dc.EndDialogAsync(recognized.Value, cancellationToken).ConfigureAwait(false);
        if (!dc.Context.Responded)
            await OnPromptAsync(dc.Context, memory, options, isRetry: true, cancellationToken).ConfigureAwait(false);
        return EndOfTurn;
    }

    /// <summary>A dialog was put on top of the prompt from outside and ended: the prompt asks again.</summary>
    /// <inheritdoc/>
    public override async Task<DialogTurnResult> ResumeDialogAsync(DialogContext dc, DialogReason reason, object? result = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        await RepromptDialogAsync(dc.Context, dc.ActiveDialog!, cancellationToken).ConfigureAwait(false);
        return EndOfTurn;
    }

    /// <inheritdoc/>
    public override Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        var (options, memory) = Read(instance);
        return OnPromptAsync(turnContext, memory, options, isRetry: false, cancellationToken);
    }

    /// <summary>Asks.</summary>
    /// <param name="turnContext">The turn.</param>
    /// <param name="state">What the prompt remembers until it is answered.</param>
    /// <param name="options">What it asks.</param>
    /// <param name="isRetry">True after an answer that was not taken.</param>
    /// <param name="cancellationToken">Stops it.</param>
    protected abstract Task OnPromptAsync(ITurnContext turnContext, IDictionary<string, object?> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default);

    /// <summary>Reads an answer.</summary>
    /// <param name="turnContext">The turn.</param>
    /// <param name="state">What the prompt remembers until it is answered.</param>
    /// <param name="options">What it asks.</param>
    /// <param name="cancellationToken">Stops it.</param>
    protected abstract Task<PromptRecognizerResult<T>> OnRecognizeAsync(ITurnContext turnContext, IDictionary<string, object?> state, PromptOptions options, CancellationToken cancellationToken = default);

    /// <summary>A message with its choices.</summary>
    /// <param name="prompt">The message; it is not changed. Null = the choices alone.</param>
    /// <param name="channelId">The channel.</param>
    /// <param name="choices">The choices.</param>
    /// <param name="style">How they are shown.</param>
    /// <param name="options">The words between them.</param>
    /// <param name="cancellationToken">Not used; for the signature.</param>
    protected virtual IMessageActivity AppendChoices(IMessageActivity? prompt, string? channelId, IList<Choice>? choices, ListStyle style, ChoiceFactoryOptions? options = null, CancellationToken cancellationToken = default) =>
        AppendChoices(prompt, channelId, choices, style, options, conversationType: null, toList: null, cancellationToken);

    /// <summary>A message with its choices, for some of those who take part.</summary>
    /// <param name="prompt">The message; it is not changed. Null = the choices alone.</param>
    /// <param name="channelId">The channel.</param>
    /// <param name="choices">The choices.</param>
    /// <param name="style">How they are shown.</param>
    /// <param name="options">The words between them.</param>
    /// <param name="conversationType">The channel's kind of conversation; not used by the channels here.</param>
    /// <param name="toList">Ids of those who see buttons; null = everybody.</param>
    /// <param name="cancellationToken">Not used; for the signature.</param>
    protected virtual IMessageActivity AppendChoices(IMessageActivity? prompt, string? channelId, IList<Choice>? choices, ListStyle style, ChoiceFactoryOptions? options, string? conversationType, IList<string>? toList = null, CancellationToken cancellationToken = default)
    {
        var text = prompt?.Text ?? string.Empty;
        var message = style switch
        {
            ListStyle.None => MessageFactory.Text(text),
            ListStyle.Inline => ChoiceFactory.Inline(choices, text, speak: null, options),
            ListStyle.List => ChoiceFactory.List(choices, text, speak: null, options),
            ListStyle.SuggestedAction => ChoiceFactory.SuggestedAction(choices, text, speak: null, toList),
            ListStyle.HeroCard => ChoiceFactory.HeroCard(choices, text),
            _ => ChoiceFactory.ForChannel(channelId, choices, text, speak: null, options),
        };
        if (prompt is not Activity asked)
        {
            message.InputHint = InputHints.ExpectingInput;
            return message;
        }

        var copy = asked.Clone();
        copy.Text = message.Text;
        if (message.SuggestedActions is { Actions.Count: > 0 } actions)
            copy.SuggestedActions = actions;
        if (message.Attachments is { Count: > 0 } cards)
            copy.Attachments = copy.Attachments is null ? cards : [.. copy.Attachments, .. cards];
        return copy;
    }

    private static Activity? Expecting(Activity? prompt)
    {
        if (prompt is null || !string.IsNullOrEmpty(prompt.InputHint))
            return prompt;
        var copy = prompt.Clone();
        copy.InputHint = InputHints.ExpectingInput;
        return copy;
    }

    private (PromptOptions Options, IDictionary<string, object?> Memory) Read(DialogInstance instance)
    {
        if (instance.State.TryGetValue(PersistedOptions, out var kept) && kept is PromptOptions options
            && instance.State.TryGetValue(PersistedState, out kept) && kept is IDictionary<string, object?> memory)
        {
            return (options, memory);
        }

        throw new OutdatedStateException($"The prompt '{Id}' has no usable '{PersistedOptions}' or '{PersistedState}' in its kept state; another version wrote it. Cancel the stack and begin again.");
    }
}
