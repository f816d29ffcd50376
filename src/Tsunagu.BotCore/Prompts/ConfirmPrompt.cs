namespace Tsunagu.BotCore;

/// <summary>
/// Asks for yes or no. Understood are English words for them, the words of <see cref="ConfirmChoices"/>, and, if they are numbered, 1 and 2.
/// An answer with both a yes and a no in it is not understood. The core has no words of other languages: pass them as choices.
/// </summary>
public class ConfirmPrompt : Prompt<bool>
{
    private static readonly Tuple<Choice, Choice> English = Tuple.Create(new Choice("Yes"), new Choice("No"));

    private readonly Dictionary<string, (Choice Yes, Choice No, ChoiceFactoryOptions? Options)>? _choiceDefaults;

    /// <summary>Creates a prompt.</summary>
    /// <param name="dialogId">Its id.</param>
    /// <param name="validator">Says whether an answer is taken; null = if it was understood.</param>
    /// <param name="defaultLocale">Language tag if the activity has none.</param>
    public ConfirmPrompt(string dialogId, PromptValidator<bool>? validator = null, string? defaultLocale = null)
        : base(dialogId, validator) =>
        DefaultLocale = defaultLocale;

    /// <summary>Creates a prompt with words of its own.</summary>
    /// <param name="dialogId">Its id.</param>
    /// <param name="choiceDefaults">Yes, no, and the words between them, by language tag.</param>
    /// <param name="validator">Says whether an answer is taken; null = if it was understood.</param>
    /// <param name="defaultLocale">Language tag if the activity has none.</param>
    public ConfirmPrompt(string dialogId, Dictionary<string, (Choice Yes, Choice No, ChoiceFactoryOptions? Options)> choiceDefaults, PromptValidator<bool>? validator = null, string? defaultLocale = null)
        : this(dialogId, validator, defaultLocale) =>
        _choiceDefaults = new(choiceDefaults, StringComparer.OrdinalIgnoreCase);

    /// <summary>How yes and no are shown unless the options say otherwise.</summary>
    public ListStyle Style { get; set; } = ListStyle.Auto;

    /// <summary>Language tag if the activity has none.</summary>
    public string? DefaultLocale { get; set; }

    /// <summary>The words between yes and no; null = those given for the language, else English.</summary>
    public ChoiceFactoryOptions? ChoiceOptions { get; set; }

    /// <summary>Yes and no; null = those given for the language, else English.</summary>
    public Tuple<Choice, Choice>? ConfirmChoices { get; set; }

    /// <inheritdoc/>
    protected override async Task OnPromptAsync(ITurnContext turnContext, IDictionary<string, object?> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var (choices, words) = WordsFor(turnContext.Activity.Locale);
        var question = isRetry && options.RetryPrompt is not null ? options.RetryPrompt : options.Prompt;
        var message = AppendChoices(question, turnContext.Activity.ChannelId, choices, options.Style ?? Style, words, cancellationToken);
        await turnContext.SendActivityAsync(message, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override Task<PromptRecognizerResult<bool>> OnRecognizeAsync(ITurnContext turnContext, IDictionary<string, object?> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var text = turnContext.Activity.Text;
        var result = new PromptRecognizerResult<bool>();
        if (string.IsNullOrEmpty(text))
            return Task.FromResult(result);
        var yesOrNo = BooleanRecognizer.Recognize(text);
        if (yesOrNo is null)
        {
            var (choices, words) = WordsFor(options.RecognizeLanguage ?? turnContext.Activity.Locale);
            var numbers = words?.IncludeNumbers ?? true;
            var found = ChoiceRecognizers.RecognizeChoices(text, choices, new FindChoicesOptions { RecognizeNumbers = numbers, RecognizeOrdinals = numbers });
            yesOrNo = found.Count == 1 ? found[0].Resolution.Index == 0 : null;
        }

        result.Succeeded = yesOrNo.HasValue;
        result.Value = yesOrNo ?? false;
        return Task.FromResult(result);
    }

    private (IList<Choice> Choices, ChoiceFactoryOptions? Words) WordsFor(string? locale)
    {
        var (yes, no, words) = PromptCulture.TryFind(_choiceDefaults, locale ?? DefaultLocale, out var given)
            ? given
            : (English.Item1, English.Item2, null);
        return (ConfirmChoices is { } own ? [own.Item1, own.Item2] : [yes, no], ChoiceOptions ?? words);
    }
}

/// <summary>Finds yes or no in English words and thumbs.</summary>
internal static class BooleanRecognizer
{
    /// <summary>True for yes, false for no, null for neither or for both.</summary>
    internal static bool? Recognize(string text)
    {
        var (yes, no) = (false, false);
        var tokens = Tokenizer.DefaultTokenizer(text);
        for (var i = 0; i < tokens.Count; i++)
        {
            switch (tokens[i].Normalized)
            {
                case "true" or "yes" or "yep" or "yup" or "yeah" or "y" or "sure" or "ok" or "agree" or "👍" or "👌":
                    yes = true;
                    break;
                case "false" or "nope" or "nop" or "no" or "disagree" or "👎":
                    no = true;
                    break;
                case "not" or "don" when i + 1 < tokens.Count:
                    // "not ok" is a no; "not sure" is neither, and certainly no yes.
                    if (tokens[i + 1].Normalized == "ok")
                    {
                        no = true;
                        i++;
                    }
                    else
                    {
                        (yes, no) = (true, true);
                    }

                    break;
                default:
                    break;
            }
        }

        return yes == no ? null : yes;
    }
}
