namespace Tsunagu.BotCore;

/// <summary>Asks to choose one of several. If the answer names more than one, the first that it names is taken.</summary>
public class ChoicePrompt : ChoicePromptBase<FoundChoice>
{
    /// <summary>Creates a prompt.</summary>
    /// <param name="dialogId">Its id.</param>
    /// <param name="validator">Says whether an answer is taken; null = if it was understood.</param>
    /// <param name="defaultLocale">Language tag if the activity has none.</param>
    public ChoicePrompt(string dialogId, PromptValidator<FoundChoice>? validator = null, string? defaultLocale = null)
        : base(dialogId, choiceDefaults: null, validator, defaultLocale)
    {
    }

    /// <summary>Creates a prompt with words of its own between choices.</summary>
    /// <param name="dialogId">Its id.</param>
    /// <param name="choiceDefaults">The words by language tag.</param>
    /// <param name="validator">Says whether an answer is taken; null = if it was understood.</param>
    /// <param name="defaultLocale">Language tag if the activity has none.</param>
    public ChoicePrompt(string dialogId, Dictionary<string, ChoiceFactoryOptions> choiceDefaults, PromptValidator<FoundChoice>? validator = null, string? defaultLocale = null)
        : base(dialogId, choiceDefaults, validator, defaultLocale)
    {
    }

    /// <inheritdoc/>
    protected override Task<PromptRecognizerResult<FoundChoice>> OnRecognizeAsync(ITurnContext turnContext, IDictionary<string, object?> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var found = RecognizeChoices(turnContext, options);
        return Task.FromResult(new PromptRecognizerResult<FoundChoice> { Succeeded = found.Count > 0, Value = found.Count > 0 ? found[0].Resolution : null });
    }
}

/// <summary>Asks to choose one or more of several: "1, 3", "the first and the third", or their words. Not in Bot Builder; made in its manner.</summary>
public class MultiChoicePrompt : ChoicePromptBase<IList<FoundChoice>>
{
    /// <summary>Creates a prompt.</summary>
    /// <param name="dialogId">Its id.</param>
    /// <param name="validator">Says whether an answer is taken, for instance by how many were chosen; null = if at least one was.</param>
    /// <param name="defaultLocale">Language tag if the activity has none.</param>
    public MultiChoicePrompt(string dialogId, PromptValidator<IList<FoundChoice>>? validator = null, string? defaultLocale = null)
        : base(dialogId, choiceDefaults: null, validator, defaultLocale)
    {
    }

    /// <summary>Creates a prompt with words of its own between choices.</summary>
    /// <param name="dialogId">Its id.</param>
    /// <param name="choiceDefaults">The words by language tag.</param>
    /// <param name="validator">Says whether an answer is taken; null = if at least one was chosen.</param>
    /// <param name="defaultLocale">Language tag if the activity has none.</param>
    public MultiChoicePrompt(string dialogId, Dictionary<string, ChoiceFactoryOptions> choiceDefaults, PromptValidator<IList<FoundChoice>>? validator = null, string? defaultLocale = null)
        : base(dialogId, choiceDefaults, validator, defaultLocale)
    {
    }

    /// <inheritdoc/>
    protected override Task<PromptRecognizerResult<IList<FoundChoice>>> OnRecognizeAsync(ITurnContext turnContext, IDictionary<string, object?> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var found = RecognizeChoices(turnContext, options);
        var chosen = new List<FoundChoice>(found.Count);
        foreach (var item in found)
            chosen.Add(item.Resolution);
        return Task.FromResult(new PromptRecognizerResult<IList<FoundChoice>> { Succeeded = chosen.Count > 0, Value = chosen });
    }
}
