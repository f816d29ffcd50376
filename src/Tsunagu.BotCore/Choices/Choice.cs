namespace Tsunagu.BotCore;

/// <summary>One thing that can be chosen.</summary>
public class Choice
{
    /// <summary>Creates a choice.</summary>
    /// <param name="value">The value that is returned, and the words to show and to match.</param>
    public Choice(string? value = null) => Value = value;

    /// <summary>The value that is returned, and the words to show and to match.</summary>
    public string? Value { get; set; }

    /// <summary>Its button; its title is shown and matched too.</summary>
    public CardAction? Action { get; set; }

    /// <summary>Other words that mean it.</summary>
    public List<string>? Synonyms { get; set; }
}

/// <summary>A choice that was recognised.</summary>
public class FoundChoice
{
    /// <summary>The choice's value.</summary>
    public string? Value { get; set; }

    /// <summary>Its place in the list, from 0.</summary>
    public int Index { get; set; }

    /// <summary>How well the words fit, from 0 to 1; a number or ordinal fits with 1.</summary>
    public float Score { get; set; }

    /// <summary>The words of the choice that fitted; null for a number or ordinal.</summary>
    public string? Synonym { get; set; }
}

/// <summary>How choices are shown.</summary>
public enum ListStyle
{
    /// <summary>Not at all; the text names them.</summary>
    None = 0,

    /// <summary>As the channel and the length of the words allow (<see cref="ChoiceFactory.ForChannel"/>).</summary>
    Auto = 1,

    /// <summary>In the text, one after another.</summary>
    Inline = 2,

    /// <summary>In the text, below each other.</summary>
    List = 3,

    /// <summary>As buttons under the message.</summary>
    SuggestedAction = 4,

    /// <summary>As buttons on a card.</summary>
    HeroCard = 5,
}

/// <summary>The words between choices that are shown in a text.</summary>
public class ChoiceFactoryOptions
{
    /// <summary>Creates options that leave everything as it is by default.</summary>
    public ChoiceFactoryOptions()
    {
    }

    /// <summary>Creates options.</summary>
    /// <param name="inlineSeparator">Between two choices.</param>
    /// <param name="inlineOr">Between the only two.</param>
    /// <param name="inlineOrMore">Before the last of three or more.</param>
    /// <param name="includeNumbers">True = a number before each.</param>
    public ChoiceFactoryOptions(string? inlineSeparator, string? inlineOr, string? inlineOrMore, bool? includeNumbers)
    {
        InlineSeparator = inlineSeparator;
        InlineOr = inlineOr;
        InlineOrMore = inlineOrMore;
        IncludeNumbers = includeNumbers;
    }

    /// <summary>Between two choices; null = a comma.</summary>
    public string? InlineSeparator { get; set; }

    /// <summary>Between the only two; null = "or".</summary>
    public string? InlineOr { get; set; }

    /// <summary>Before the last of three or more; null = "or" after a comma.</summary>
    public string? InlineOrMore { get; set; }

    /// <summary>True or null = a number before each; then numbers are recognised too.</summary>
    public bool? IncludeNumbers { get; set; }
}

/// <summary>Splits a text into tokens.</summary>
/// <param name="text">The text.</param>
/// <param name="locale">Its language tag.</param>
public delegate IReadOnlyList<Token> TokenizerFunction(string text, string? locale = null);

/// <summary>A word of a text.</summary>
/// <param name="Start">Where it begins, in UTF-16 units.</param>
/// <param name="End">Its last unit.</param>
/// <param name="Text">As it stands.</param>
/// <param name="Normalized">As it is compared.</param>
public sealed record Token(int Start, int End, string Text, string Normalized);

/// <summary>How values are looked for in a text.</summary>
public class FindValuesOptions
{
    /// <summary>True = some words of a value are enough.</summary>
    public bool AllowPartialMatches { get; set; }

    /// <summary>Language tag of the text.</summary>
    public string? Locale { get; set; }

    /// <summary>How many other words may stand between two words of a value; null = 2.</summary>
    public int? MaxTokenDistance { get; set; }

    /// <summary>Splits text into words; null = <see cref="Tokenizer"/>'s default.</summary>
    public TokenizerFunction? Tokenizer { get; set; }
}

/// <summary>How choices are looked for in a text.</summary>
public class FindChoicesOptions : FindValuesOptions
{
    /// <summary>True = the value itself is not matched.</summary>
    public bool NoValue { get; set; }

    /// <summary>True = the button's title is not matched.</summary>
    public bool NoAction { get; set; }

    /// <summary>True = "2" means the second one, if no words fit.</summary>
    public bool RecognizeNumbers { get; set; } = true;

    /// <summary>True = "the second" means the second one, if no words fit.</summary>
    public bool RecognizeOrdinals { get; set; } = true;
}

/// <summary>Something that was recognised in a text.</summary>
/// <typeparam name="T">What it means.</typeparam>
public class ModelResult<T>
{
    /// <summary>Where it begins, in UTF-16 units.</summary>
    public int Start { get; set; }

    /// <summary>Its last unit.</summary>
    public int End { get; set; }

    /// <summary>The kind of result.</summary>
    public string? TypeName { get; set; }

    /// <summary>The words that were recognised.</summary>
    public string? Text { get; set; }

    /// <summary>What it means.</summary>
    public required T Resolution { get; set; }
}
