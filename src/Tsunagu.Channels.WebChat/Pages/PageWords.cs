using System.Text.RegularExpressions;

namespace Tsunagu.Channels.WebChat;

/// <summary>
/// The words of a page in one language. A text may hold <c>{name}</c> (filled here), <c>{phone:window-id}</c> (from the directory)
/// and readings of kanji as <c>漢字《かんじ》</c>, which become ruby in HTML and vanish in plain text.
/// </summary>
public sealed partial class PageWords
{
    private readonly IReadOnlyDictionary<string, string> _words;
    private readonly Func<string, string?> _phoneOf;
    private readonly bool _isDefault;

    internal PageWords(string tag, IReadOnlyDictionary<string, string> words, Func<string, string?> phoneOf, bool ruby, bool isDefault)
    {
        Tag = tag;
        _words = words;
        _phoneOf = phoneOf;
        Ruby = ruby;
        _isDefault = isDefault;
    }

    /// <summary>Our tag, such as <c>ja-simple</c>.</summary>
    public string Tag { get; }

    /// <summary>The language as HTML's <c>lang</c> and <c>hreflang</c> know it: plain Japanese is Japanese.</summary>
    public string Lang => LangOf(Tag);

    /// <summary>False when the person switched the readings above kanji off.</summary>
    public bool Ruby { get; }

    /// <summary>True when the language has readings, so that the page offers to switch them off.</summary>
    public bool HasReadings => string.Equals(Tag, "ja-simple", StringComparison.Ordinal);

    /// <summary>Words as plain text: for titles, attributes, scripts.</summary>
    /// <param name="key">Key of the words.</param>
    public string this[string key] => Say(key);

    /// <summary>Words as plain text with <c>{name}</c> filled.</summary>
    /// <param name="key">Key of the words.</param>
    /// <param name="values">Names and what stands for them.</param>
    /// <exception cref="KeyNotFoundException">Nobody wrote the words.</exception>
    public string Say(string key, params (string Name, string Value)[] values) =>
        Placeholder().Replace(Reading().Replace(Written(key), ""), match => ValueOf(match, values));

    /// <summary>Words as HTML: readings become ruby, numbers (110 and 119 too) become links to call, line ends become <c>br</c>.</summary>
    /// <param name="key">Key of the words.</param>
    /// <param name="values">Names and what stands for them.</param>
    public Html Html(string key, params (string Name, string Value)[] values) => Markup(Written(key), values);

    /// <summary>Each line of the words as a paragraph of its own.</summary>
    /// <param name="key">Key of the words.</param>
    /// <param name="values">Names and what stands for them.</param>
    public Html Paragraphs(string key, params (string Name, string Value)[] values) =>
        WebChat.Html.Join(Lines(key).Select(line => WebChat.Html.Of($"<p>{Markup(line, values)}</p>")));

    /// <summary>Each line of the words as an item of a list.</summary>
    /// <param name="key">Key of the words.</param>
    public Html List(string key) => WebChat.Html.Of($"<ul>{WebChat.Html.Join(Lines(key).Select(line => WebChat.Html.Of($"<li>{Markup(line, [])}</li>")))}</ul>");

    /// <summary>What the switch of readings says.</summary>
    internal Html ReadingsSwitch => Html(Ruby ? "page.ruby.off" : "page.ruby.on");

    /// <summary>An address of this site that stays in the language.</summary>
    /// <param name="path">A path such as <c>/privacy</c>; it may have a query.</param>
    public string Link(string path) => Link(path, _isDefault ? null : Tag, Ruby);

    /// <summary>All words whose keys begin so, as plain text and without the beginning: for a script.</summary>
    /// <param name="prefix">The beginning, such as <c>chat.</c></param>
    public IEnumerable<KeyValuePair<string, string>> WithPrefix(string prefix) =>
        _words.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(k => KeyValuePair.Create(k[prefix.Length..], Say(k)));

    /// <summary>Where a number is called; <c>#</c> must not begin a fragment.</summary>
    /// <param name="number">A number as the directory writes it.</param>
    public static string TelUri(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        return "tel:" + number.Replace("-", "", StringComparison.Ordinal).Replace("#", "%23", StringComparison.Ordinal);
    }

    internal static string LangOf(string tag) => string.Equals(tag, "ja-simple", StringComparison.Ordinal) ? "ja" : tag;

    internal static string Link(string path, string? tag, bool ruby)
    {
        var query = (tag, ruby) switch
        {
            (null, _) => "",
            (_, true) => "lang=" + tag,
            _ => $"lang={tag}&ruby=off",
        };
        return query.Length == 0 ? path : path + (path.Contains('?', StringComparison.Ordinal) ? '&' : '?') + query;
    }

    private string Written(string key) => _words.TryGetValue(key, out var text)
        ? text
        : throw new KeyNotFoundException($"The words '{key}' are missing in '{Tag}': write them in dialogs/handbook/locales/{Tag}/pages.yaml.");

    private string[] Lines(string key) => Written(key).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private Html Markup(string text, (string Name, string Value)[] values)
    {
        List<Html> pieces = [];
        var at = 0;
        foreach (Match match in Markings().Matches(text))
        {
            pieces.Add(WebChat.Html.Text(text[at..match.Index]));
            pieces.Add(Marked(match, values));
            at = match.Index + match.Length;
        }

        pieces.Add(WebChat.Html.Text(text[at..]));
        return WebChat.Html.Join(pieces);
    }

    private Html Marked(Match match, (string Name, string Value)[] values)
    {
        if (match.Value == "\n")
            return WebChat.Html.Of($"<br>");
        if (match.Groups["kanji"] is { Success: true } kanji)
        {
            return Ruby
                ? WebChat.Html.Of($"<ruby>{kanji.Value}<rp>(</rp><rt>{match.Groups["reading"].Value}</rt><rp>)</rp></ruby>")
                : WebChat.Html.Text(kanji.Value);
        }

        if (match.Groups["emergency"] is { Success: true } number)
            return WebChat.Html.Of($"""<a class="tel" href="{TelUri(number.Value)}">{number.Value}</a>""");
        var value = ValueOf(match, values);
        return match.Groups["window"].Success && value.Length > 0
            ? WebChat.Html.Of($"""<a class="tel" href="{TelUri(value)}">{value}</a>""")
            : WebChat.Html.Text(value);
    }

    private string ValueOf(Match match, (string Name, string Value)[] values)
    {
        if (match.Groups["window"] is { Success: true } window)
            return _phoneOf(window.Value) ?? "";
        foreach (var (name, value) in values)
        {
            if (string.Equals(name, match.Groups["name"].Value, StringComparison.Ordinal))
                return value;
        }

        return match.Value;
    }

    [GeneratedRegex(@"\{(?:phone:(?<window>[a-z0-9-]+)|(?<name>[a-z-]+))\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\u300A[^\u300A\u300B]*\u300B", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reading();

    [GeneratedRegex(@"\n|(?<kanji>[\p{IsCJKUnifiedIdeographs}\u3005]+)\u300A(?<reading>[^\u300A\u300B]*)\u300B|(?<![0-9-])(?<emergency>110|119)(?![0-9-])|\{(?:phone:(?<window>[a-z0-9-]+)|(?<name>[a-z-]+))\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Markings();
}
