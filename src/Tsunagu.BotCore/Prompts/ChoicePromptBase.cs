using System.Diagnostics.CodeAnalysis;

namespace Tsunagu.BotCore;

/// <summary>What <see cref="ChoicePrompt"/> and <see cref="MultiChoicePrompt"/> share: how choices are shown and looked for.</summary>
/// <typeparam name="T">The type of the answer.</typeparam>
public abstract class ChoicePromptBase<T> : Prompt<T>
{
    private readonly Dictionary<string, ChoiceFactoryOptions>? _choiceDefaults;

    private protected ChoicePromptBase(string dialogId, Dictionary<string, ChoiceFactoryOptions>? choiceDefaults, PromptValidator<T>? validator, string? defaultLocale)
        : base(dialogId, validator)
    {
        _choiceDefaults = choiceDefaults is null ? null : new Dictionary<string, ChoiceFactoryOptions>(choiceDefaults, StringComparer.OrdinalIgnoreCase);
        DefaultLocale = defaultLocale;
    }

    /// <summary>How choices are shown unless the options say otherwise.</summary>
    public ListStyle Style { get; set; } = ListStyle.Auto;

    /// <summary>Language tag if neither the activity nor <see cref="RecognizerOptions"/> has one.</summary>
    public string? DefaultLocale { get; set; }

    /// <summary>The words between choices; null = those given for the language, else English.</summary>
    public ChoiceFactoryOptions? ChoiceOptions { get; set; }

    /// <summary>How choices are looked for; null = defaults.</summary>
    public FindChoicesOptions? RecognizerOptions { get; set; }

    /// <inheritdoc/>
    protected override async Task OnPromptAsync(ITurnContext turnContext, IDictionary<string, object?> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var activity = turnContext.Activity;
        var words = ChoiceOptions;
        if (words is null)
            PromptCulture.TryFind(_choiceDefaults, activity.Locale ?? RecognizerOptions?.Locale ?? DefaultLocale, out words);
        var question = isRetry && options.RetryPrompt is not null ? options.RetryPrompt : options.Prompt;
        var message = AppendChoices(question, activity.ChannelId, options.Choices, options.Style ?? Style, words, cancellationToken);
        await turnContext.SendActivityAsync(message, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The choices in the turn's text, in the order in which they stand there.</summary>
    private protected IList<ModelResult<FoundChoice>> RecognizeChoices(ITurnContext turnContext, PromptOptions options)
    {
        var activity = turnContext.Activity;
        if (string.IsNullOrEmpty(activity.Text))
            return [];
        var own = RecognizerOptions;

        // A copy: the locale is this turn's, and the prompt serves many conversations.
        var find = new FindChoicesOptions
        {
            Locale = options.RecognizeLanguage ?? activity.Locale ?? own?.Locale ?? DefaultLocale ?? PromptCulture.English,
            AllowPartialMatches = own?.AllowPartialMatches ?? false,
            MaxTokenDistance = own?.MaxTokenDistance,
            Tokenizer = own?.Tokenizer,
            NoValue = own?.NoValue ?? false,
            NoAction = own?.NoAction ?? false,
            RecognizeNumbers = own?.RecognizeNumbers ?? true,
            RecognizeOrdinals = own?.RecognizeOrdinals ?? true,
        };
        return ChoiceRecognizers.RecognizeChoices(activity.Text, options.Choices ?? [], find);
    }
}

/// <summary>Finds what is given for a language tag: the tag itself, then its first part, then English.</summary>
internal static class PromptCulture
{
    /// <summary>The language of the words that the core has itself.</summary>
    internal const string English = "en-us";

    internal static bool TryFind<T>(Dictionary<string, T>? byLocale, string? locale, [MaybeNullWhen(false)] out T found)
    {
        found = default;
        if (byLocale is null || byLocale.Count == 0)
            return false;
        if (locale is not null)
        {
            if (byLocale.TryGetValue(locale, out found))
                return true;
            var language = LanguageOf(locale);
            foreach (var (key, value) in byLocale)
            {
                if (LanguageOf(key).Equals(language, StringComparison.OrdinalIgnoreCase))
                {
                    found = value;
                    return true;
                }
            }
        }

        return byLocale.TryGetValue(English, out found);
    }

    private static ReadOnlySpan<char> LanguageOf(string tag) =>
        tag.IndexOf('-', StringComparison.Ordinal) is var dash and >= 0 ? tag.AsSpan(0, dash) : tag;
}
