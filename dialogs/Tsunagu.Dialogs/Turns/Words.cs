using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs;

/// <summary>
/// The words of one turn in one language. It remembers whether a text had to be taken from another language, which the person is told once.
/// </summary>
internal sealed class Words(HandbookTexts texts, Locale locale, Func<string, string?> phoneOf)
{
    public Locale Locale { get; } = locale;

    public HandbookTexts Texts { get; } = texts;

    /// <summary>True when a text was taken from another language.</summary>
    public bool FellBack { get; private set; }

    /// <summary>A message by its key; <c>{phone:…}</c> becomes the window's number.</summary>
    public string Say(string key, params (string Name, string Value)[] args)
    {
        if (!Texts.HasOwn(Locale, key))
            FellBack = true;
        Dictionary<string, string>? map = null;
        if (args.Length > 0)
        {
            map = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (name, value) in args)
                map[name] = value;
        }

        return PhonePlaceholders.Fill(Texts.Message(Locale, key, map), phoneOf);
    }

    /// <summary>True when the locale, or one that it falls back to, has the message.</summary>
    public bool Has(string key) => Texts.HasOwn(Locale, key) || Locale.Fallbacks.Any(l => Texts.HasOwn(l, key));

    public QuestionText Question(string id, bool third)
    {
        var text = Texts.Question(Locale, id, third);
        FellBack |= text.Locale != Locale;
        return text;
    }

    public OptionText Option(string questionId, string optionId, bool third)
    {
        var text = Texts.Option(Locale, questionId, optionId, third);
        FellBack |= text.Locale != Locale;
        return text;
    }

    /// <summary>Several things as one phrase, in the language's own way.</summary>
    public string List(IEnumerable<string> parts) => string.Join(Say("list-separator"), parts);
}

/// <summary>Fills <c>{phone:window-id}</c>: numbers stand in the directory only, never in texts.</summary>
internal static class PhonePlaceholders
{
    private const string Start = "{phone:";

    /// <summary>Puts numbers in; a window without a number leaves its id out and the words stand alone.</summary>
    public static string Fill(string text, Func<string, string?> phoneOf)
    {
        var at = text.IndexOf(Start, StringComparison.Ordinal);
        while (at >= 0)
        {
            var end = text.IndexOf('}', at);
            if (end < 0)
                return text;
            var number = phoneOf(text[(at + Start.Length)..end]) ?? "";
            text = string.Concat(text.AsSpan(0, at), number, text.AsSpan(end + 1));
            at = text.IndexOf(Start, at + number.Length, StringComparison.Ordinal);
        }

        return text;
    }
}
