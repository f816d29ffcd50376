using System.Globalization;
using System.Text.RegularExpressions;

namespace Tsunagu.Handbooks.Content;

/// <summary>Reads the words of one language and remembers where each was written.</summary>
internal sealed partial class LocaleReader(string folder, Locale locale, Problems problems)
{
    private const int LongestLabel = 20;

    private static readonly string[] OwnForm = ["names.yaml", "questions.yaml", "safety.yaml", "synonyms.yaml", "worries.yaml"];

    private readonly Dictionary<string, string> _messages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WrittenText> _questions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WrittenText> _options = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> _synonyms = new(StringComparer.Ordinal);

    /// <summary>Key → place, for messages, "q:" questions and "o:" options.</summary>
    internal Dictionary<string, SourceMark> Places { get; } = new(StringComparer.Ordinal);

    /// <summary>Keys of safety.yaml and after-hours.yaml, which every language must have (DESIGN section 9).</summary>
    internal HashSet<string> SafetyKeys { get; } = new(StringComparer.Ordinal);

    internal LocaleTexts Read()
    {
        ReadMessages("safety.yaml", SafetyKeys);
        foreach (var file in MessageFiles())
            ReadMessages(file, file == "after-hours.yaml" ? SafetyKeys : null);
        foreach (var (id, question) in Part("questions.yaml").Entries())
        {
            _questions[id] = Written(question, "q:" + id, "options");
            ReadOptions(question["options"], id);
        }
        var worries = Part("worries.yaml");
        _ = worries.Entries("groups", "questions", "worries").Count();
        ReadOptions(worries["groups"], Handbook.GroupsQuestion);
        ReadOptions(worries["worries"], Handbook.WorriesQuestion);
        foreach (var (group, question) in worries["questions"].Entries())
            _questions[Handbook.WorriesPrefix + group] = Written(question, "q:" + Handbook.WorriesPrefix + group);
        var names = Part("names.yaml");
        foreach (var (kind, list) in names.Entries("services", "schemes", "needs", "targets"))
        {
            foreach (var (id, name) in list.Entries())
                _names[$"{kind}/{id}"] = Checked(name, name.Text() ?? "");
        }
        var synonyms = Part("synonyms.yaml");
        _ = synonyms.Entries("questions", "commands").Count();
        foreach (var (question, options) in synonyms["questions"].Entries())
        {
            foreach (var (option, words) in options.Entries())
                _synonyms[HandbookTexts.Key(question, option)] = words.Texts();
        }
        foreach (var (command, words) in synonyms["commands"].Entries())
            _synonyms["commands/" + command] = words.Texts();
        return new LocaleTexts { Locale = locale, Messages = _messages, Questions = _questions, Options = _options, Names = _names, Synonyms = _synonyms };
    }

    private YamlPart Part(string file)
    {
        var path = $"locales/{locale.Tag}/{file}";
        return File.Exists(Path.Combine(folder, path)) ? YamlPart.Load(folder, path, problems) : default;
    }

    /// <summary>Every other file holds messages; one file per part of the product (messages.yaml for the talk, pages.yaml for pages …).</summary>
    private IEnumerable<string> MessageFiles()
    {
        var path = Path.Combine(folder, "locales", locale.Tag);
        return Directory.Exists(path)
            ? Directory.GetFiles(path, "*.yaml").Select(f => Path.GetFileName(f)).Where(f => !OwnForm.Contains(f, StringComparer.Ordinal)).Order(StringComparer.Ordinal)
            : [];
    }

    private void ReadMessages(string file, HashSet<string>? keys)
    {
        foreach (var (key, value) in Part(file).Entries())
        {
            if (!_messages.TryAdd(key, Checked(value, value.Text() ?? "")))
                value.Problem($"the text {key} stands twice", "keep one");
            Places[key] = value.At;
            keys?.Add(key);
        }
    }

    private void ReadOptions(YamlPart options, string question)
    {
        foreach (var (id, option) in options.Entries())
        {
            var key = HandbookTexts.Key(question, id);
            var written = _options[key] = Written(option, "o:" + key);
            if (written.Label is { } label && Graphemes(label) > LongestLabel)
                option.Problem($"the label has {Graphemes(label)} characters", $"a button holds {LongestLabel}: shorten it");
        }
    }

    private WrittenText Written(YamlPart part, string place, params string[] more)
    {
        _ = part.Entries([.. more, "text", "third", "hint", "label"]).Count();
        Places[place] = part.At;
        return new WrittenText(
            Checked(part["text"], part.Required("text")), Optional(part["third"]), Optional(part["hint"]), Optional(part["label"]));
    }

    private static string? Optional(YamlPart part) => part.Text() is { } text ? Checked(part, text) : null;

    private static string Checked(YamlPart part, string text)
    {
        if (PhoneNumber().Match(Placeholder().Replace(text, "")) is { Success: true } number)
            part.Problem($"the text holds the number {number.Value}", "take it out or write {phone:window-id}: numbers come from the directory");
        return text.TrimEnd('\n');
    }

    internal static int Graphemes(string text) => new StringInfo(text).LengthInTextElements;

    internal static IEnumerable<string> PlaceholdersOf(string text) =>
        Placeholder().Matches(text).Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{(?<name>[^{}]+)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"(?<![\d])0\d{1,4}[-‐–−ー ]\d{1,4}[-‐–−ー ]\d{3,4}|[##]\d{4}|(?<!\d)(?:188|189)(?!\d)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PhoneNumber();
}
