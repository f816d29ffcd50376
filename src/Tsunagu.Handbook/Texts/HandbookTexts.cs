using System.Collections.Frozen;
using System.Text;

namespace Tsunagu.Handbooks;

/// <summary>A question's words.</summary>
/// <param name="Text">What is asked.</param>
/// <param name="Hint">A line below it, or null.</param>
/// <param name="Locale">The language that the words are really in (a fallback says so).</param>
public sealed record QuestionText(string Text, string? Hint, Locale Locale);

/// <summary>An option's words.</summary>
/// <param name="Text">The whole sentence.</param>
/// <param name="Label">Short words for a button, at most 20 graphemes; null when the text itself is short or a number must do.</param>
/// <param name="Locale">The language that the words are really in.</param>
public sealed record OptionText(string Text, string? Label, Locale Locale);

/// <summary>The words of one question or option as they were written: with a variant for talking about somebody else.</summary>
/// <param name="Text">The words.</param>
/// <param name="Third">The words about somebody else, or null.</param>
/// <param name="Hint">A hint, or null.</param>
/// <param name="Label">Short words, or null.</param>
public sealed record WrittenText(string Text, string? Third = null, string? Hint = null, string? Label = null);

/// <summary>All words of one language, as they were written; what is missing falls back.</summary>
public sealed record LocaleTexts
{
    /// <summary>The language.</summary>
    public required Locale Locale { get; init; }

    /// <summary>Key → text with placeholders.</summary>
    public IReadOnlyDictionary<string, string> Messages { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Question id → words.</summary>
    public IReadOnlyDictionary<string, WrittenText> Questions { get; init; } = FrozenDictionary<string, WrittenText>.Empty;

    /// <summary>"question/option" → words; groups and worries stand under <c>groups/…</c> and <c>worries/…</c>.</summary>
    public IReadOnlyDictionary<string, WrittenText> Options { get; init; } = FrozenDictionary<string, WrittenText>.Empty;

    /// <summary>"services/id", "schemes/id", "needs/code", "targets/value" → name.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>"question/option" and "commands/command" → other words for it.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Synonyms { get; init; } = FrozenDictionary<string, IReadOnlyList<string>>.Empty;
}

/// <summary>Every word for citizens, resolved at load. A language without a text uses its explicit fallbacks, ending in Japanese.</summary>
public sealed class HandbookTexts
{
    private readonly FrozenDictionary<string, LocaleTexts> _locales;

    /// <summary>Texts of these languages.</summary>
    public HandbookTexts(IEnumerable<LocaleTexts> locales) =>
        _locales = locales.ToFrozenDictionary(l => l.Locale.Tag, StringComparer.Ordinal);

    /// <summary>The languages that have texts of their own.</summary>
    public IEnumerable<Locale> Locales => Locale.All.Where(l => _locales.ContainsKey(l.Tag));

    /// <summary>A message with its placeholders filled; the key itself in brackets when nobody wrote it, which the loader rules out.</summary>
    public string Message(Locale locale, string key, IReadOnlyDictionary<string, string>? args = null) =>
        Fill(Lookup(locale, key, t => t.Messages).Value ?? $"[{key}]", args);

    /// <summary>Whether this language itself has the message.</summary>
    public bool HasOwn(Locale locale, string key) => _locales.TryGetValue(locale.Tag, out var texts) && texts.Messages.ContainsKey(key);

    /// <summary>Whether any language of the fallbacks has the message.</summary>
    public bool Has(Locale locale, string key) => Lookup(locale, key, t => t.Messages).Value is not null;

    /// <summary>The words of a question.</summary>
    public QuestionText Question(Locale locale, string questionId, bool third)
    {
        var (written, from) = Lookup(locale, questionId, t => t.Questions);
        return written is null
            ? new QuestionText($"[{questionId}]", null, locale)
            : new QuestionText(third ? written.Third ?? written.Text : written.Text, written.Hint, from);
    }

    /// <summary>The words of an option. Groups and worries have the same words wherever they are offered.</summary>
    public OptionText Option(Locale locale, string questionId, string optionId, bool third)
    {
        var (written, from) = Lookup(locale, Key(questionId, optionId), t => t.Options);
        return written is null
            ? new OptionText($"[{questionId}/{optionId}]", null, locale)
            : new OptionText(third ? written.Third ?? written.Text : written.Text, written.Label, from);
    }

    /// <summary>A window's name in this very language, or null (the official Japanese name is in the directory).</summary>
    public string? ServiceName(Locale locale, string id) => Name(locale, "services/" + id);

    /// <summary>A scheme's name in this very language, or null.</summary>
    public string? SchemeName(Locale locale, string id) => Name(locale, "schemes/" + id);

    /// <summary>Words for a need's code, falling back; null when nobody wrote them.</summary>
    public string? NeedName(Locale locale, string code) => Lookup(locale, "needs/" + code, t => t.Names).Value;

    /// <summary>Words for a support target, falling back; null when nobody wrote them.</summary>
    public string? TargetName(Locale locale, string code) => Lookup(locale, "targets/" + code, t => t.Names).Value;

    /// <summary>Other words for an option, of this language and its fallbacks.</summary>
    public IReadOnlyList<string> Synonyms(Locale locale, string questionId, string optionId) => Words(locale, Key(questionId, optionId));

    /// <summary>Words that mean a command (<c>back stop restart human erase skip help now language more edit done</c>).</summary>
    public IReadOnlyList<string> CommandWords(Locale locale, string command) => Words(locale, "commands/" + command);

    /// <summary>Message keys that this language has itself.</summary>
    public IEnumerable<string> Keys(Locale locale) => _locales.TryGetValue(locale.Tag, out var texts) ? texts.Messages.Keys : [];

    /// <summary>The key under which an option's words are written.</summary>
    public static string Key(string questionId, string optionId) => questionId switch
    {
        Handbook.PriorityGroupQuestion => $"{Handbook.GroupsQuestion}/{optionId}",
        Handbook.PriorityQuestion => $"{Handbook.WorriesQuestion}/{optionId}",
        _ when questionId.StartsWith(Handbook.WorriesPrefix, StringComparison.Ordinal) => $"{Handbook.WorriesQuestion}/{optionId}",
        _ => $"{questionId}/{optionId}",
    };

    /// <summary>Fills <c>{name}</c>; a placeholder without a value stays as it is, so that a test can see it.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string>? args)
    {
        if (args is null || text.IndexOf('{', StringComparison.Ordinal) < 0)
            return text;
        var filled = new StringBuilder(text.Length + 32);
        var at = 0;
        while (text.IndexOf('{', at) is var open and >= 0 && text.IndexOf('}', open) is var close and >= 0)
        {
            filled.Append(text, at, open - at);
            if (args.TryGetValue(text[(open + 1)..close], out var value))
                filled.Append(value);
            else
                filled.Append(text, open, close - open + 1);
            at = close + 1;
        }
        return filled.Append(text, at, text.Length - at).ToString();
    }

    private string? Name(Locale locale, string key) => _locales.TryGetValue(locale.Tag, out var texts) ? texts.Names.GetValueOrDefault(key) : null;

    private List<string> Words(Locale locale, string key)
    {
        var words = new List<string>();
        foreach (var tag in Chain(locale))
        {
            if (_locales.TryGetValue(tag.Tag, out var texts) && texts.Synonyms.TryGetValue(key, out var more))
                words.AddRange(more);
        }
        return words;
    }

    private (T? Value, Locale From) Lookup<T>(Locale locale, string key, Func<LocaleTexts, IReadOnlyDictionary<string, T>> table)
        where T : class
    {
        foreach (var tag in Chain(locale))
        {
            if (_locales.TryGetValue(tag.Tag, out var texts) && table(texts).TryGetValue(key, out var value))
                return (value, tag);
        }
        return (null, locale);
    }

    private static IEnumerable<Locale> Chain(Locale locale) => locale.Fallbacks.Prepend(locale);
}
