using System.Text.RegularExpressions;

namespace Tsunagu.Architecture.Tests.Rules;

/// <summary>Rules on the text of source files.</summary>
internal static partial class SourceRules
{
    public const int MostLines = 400;

    /// <summary>Code that works on Japanese characters as such, not on words for people; each with the reason.</summary>
    public static readonly IReadOnlyDictionary<string, string> JapaneseAllowed = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["src/Tsunagu.BotCore/Choices/NumberRecognizer.cs"] = "reads typed numbers: Japanese digits, counters and particles",
        ["src/Tsunagu.Directory.Api/Import/JapaneseHours.cs"] = "reads opening hours as people write them",
        ["src/Tsunagu.Directory.Api/Import/RecordCheck.cs"] = "finds shelters and hidden e-mail addresses in texts that come in",
        ["src/Tsunagu.Directory.Api/TargetCodes.cs"] = "the agreement's thirteen support targets, which are codes of the data",
        ["src/Tsunagu.Directory.Api/Records/SeedReader.cs"] = "reads the seed: the official names of wards and areas as its columns write them",
        ["src/Tsunagu.Handbook.Content/LocaleReader.cs"] = "finds phone numbers in texts: Japanese dashes",
        ["src/Tsunagu.TextAnalytics/Answers/AnswerInterpreter.cs"] = "reads typed answers: either-or, except",
        ["src/Tsunagu.TextAnalytics/Answers/AnswerWords.cs"] = "reads typed answers: politeness, yes and no, denial, in six languages",
        ["src/Tsunagu.TextAnalytics/Answers/Numerals.cs"] = "reads typed numbers and places in a list",
        ["src/Tsunagu.TextAnalytics/Answers/OptionRange.cs"] = "reads ages and spans",
        ["src/Tsunagu.TextAnalytics/Answers/OptionMatcher.cs"] = "reads options: marks and endings around their words",
        ["src/Tsunagu.TextAnalytics/Danger/CrisisRecognizer.cs"] = "reads typed danger: letters written in place of others",
        ["src/Tsunagu.TextAnalytics/Danger/CrisisText.cs"] = "reads katakana between hidden letters",
        ["src/Tsunagu.TextAnalytics/Danger/Romaji.cs"] = "reads Japanese in Latin letters",
        ["src/Tsunagu.TextAnalytics/Languages/LanguageGuess.cs"] = "counts letters by script",
        ["src/Tsunagu.TextAnalytics/Languages/LanguageWords.cs"] = "letters and pairs that Chinese has and Japanese has not",
        ["src/Tsunagu.TextAnalytics/Widths.cs"] = "reads wide and narrow letters",
        ["src/Tsunagu.TextAnalytics/Worries/WorryModel.cs"] = "reads for whom and how urgent",
        ["src/Tsunagu.TextAnalytics/TextFolding.cs"] = "folds typed text: kana, marks, long vowels",
    };

    /// <summary>Words for people live in dialogs/handbook/locales, so that staff can change and translate them.</summary>
    public static IEnumerable<string> Words(SourceFile file, IReadOnlyDictionary<string, string> allowed)
    {
        if (allowed.ContainsKey(file.Path)) yield break;
        foreach (var (line, number) in Numbered(CSharpText.WithoutComments(file.Text)))
            if (Japanese().Match(line) is { Success: true } match)
                yield return $"{file.Path}:{number}: Japanese in code (\"{match.Value}\") — words belong in dialogs/handbook/locales";
    }

    /// <summary>Numbers of windows change; they come from the directory. 110 and 119 may be written.</summary>
    public static IEnumerable<string> Phones(SourceFile file)
    {
        var text = file.Path.EndsWith(".cs", StringComparison.Ordinal) ? CSharpText.WithoutComments(file.Text) : file.Text;
        foreach (var (line, number) in Numbered(text))
            if (Phone().Match(line) is { Success: true } match)
                yield return $"{file.Path}:{number}: phone number {match.Value} — write {{phone:window-id}} in texts; code takes it from the directory";
    }

    public static IEnumerable<string> Length(SourceFile file)
    {
        var lines = file.Text.AsSpan().TrimEnd().Count('\n') + 1;
        if (lines > MostLines) yield return $"{file.Path}: {lines} lines — split it; about 300 is the aim, {MostLines} the end";
    }

    /// <summary>Git and other tools quote names that are not ASCII, and ids never change while words do.</summary>
    public static IEnumerable<string> FileName(string path)
    {
        if (path.Any(letter => letter is < '!' or > '~')) yield return $"{path}: name is not plain ASCII — rename it";
    }

    private static IEnumerable<(string Line, int Number)> Numbered(string text) => text.Split('\n').Select((line, index) => (line, index + 1));

    [GeneratedRegex(@"[\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f]+")]
    private static partial Regex Japanese();

    // Area codes with hyphens, free and navi dials written together, #7119 and its kind, tel: addresses but for 110 and 119.
    [GeneratedRegex(@"(?<![\d.-])0\d{1,4}-\d{1,4}-\d{3,4}(?!\d)|(?<!\d)0(120|570|800)-?\d{3}-?\d{3}(?!\d)|(?<![\w&#/(])#\d{4}(?![0-9A-Za-z])|tel:(?!110\b|119\b)(\+|%23)?\d+")]
    private static partial Regex Phone();
}
