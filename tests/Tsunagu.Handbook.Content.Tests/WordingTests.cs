using System.Text.RegularExpressions;

namespace Tsunagu.Handbooks.Content.Tests;

/// <summary>Every word for citizens, by the rules of <c>dialogs/handbook/locales/README.md</c>.</summary>
public sealed partial class WordingTests
{
    /// <summary>The longest sentence of plain Japanese, in characters without spaces and readings.</summary>
    private const int LongestPlainSentence = 40;

    // Emergency numbers, names of standards, widths, and a count of rows; whatever one might call stands in the directory.
    private static readonly string[] NumbersThatMayStand = ["119", "110", "JIS X 8341-3:2016", "CP932", "20,000", "320", "400"];

    private static readonly LoadedHandbook Loaded = HandbookLoader.Load(RealHandbookTests.Folder);
    private static readonly HandbookTexts Texts = Loaded.Texts;

    /// <summary>What nobody in trouble should read: promises, blame, cheering on, entitlement, an order to see a doctor.</summary>
    private static readonly string[] Never =
    [
        "対象です", "対象になります", "必ず助か", "必ず解決", "絶対に", "がんばれ", "頑張", "考えすぎ", "家族が悲し", "もっとつらい人", "自己責任", "あなたのせい",
        "受付時間外です", "病院に行くべき", "you are eligible", "you must", "cheer up", "calm down", "we promise",
    ];

    public static TheoryData<string> Languages() => [.. Locale.All.Select(l => l.Tag)];

    public static TheoryData<string> CompleteLanguages() => ["ja", "ja-simple", "en"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Placeholders_are_the_same_as_in_japanese(string tag)
    {
        var locale = Of(tag);
        foreach (var key in Texts.Keys(locale))
            Assert.True(Placeholders(Texts.Message(Locale.Japanese, key)).SetEquals(Placeholders(Texts.Message(locale, key))), $"{tag}: {key}");
    }

    [Theory]
    [MemberData(nameof(CompleteLanguages))]
    public void A_complete_language_has_every_message(string tag) =>
        Assert.Equal(Texts.Keys(Locale.Japanese).Order(StringComparer.Ordinal), Texts.Keys(Of(tag)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Languages))]
    public void No_text_promises_blames_or_tells_that_somebody_is_entitled(string tag)
    {
        foreach (var (key, text) in All(tag))
            Assert.True(!Never.Any(n => text.Contains(n, StringComparison.OrdinalIgnoreCase)), $"{tag}: {key}: {text}");
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Numbers_stand_in_no_text_besides_110_and_119(string tag)
    {
        foreach (var (key, text) in All(tag))
            Assert.True(!LongNumber().IsMatch(NumbersThatMayStand.Aggregate(text, (rest, known) => rest.Replace(known, "", StringComparison.Ordinal))), $"{tag}: {key}: {text}");
    }

    [Fact]
    public void A_sentence_of_plain_japanese_is_short()
    {
        foreach (var (key, text) in All("ja-simple"))
        {
            foreach (var sentence in Sentences(text))
                Assert.True(sentence.Length <= LongestPlainSentence, $"{key}: {sentence.Length} characters: {sentence}");
        }
    }

    [Fact]
    public void Plain_japanese_has_no_double_negative_no_passive_and_no_honorific()
    {
        foreach (var (key, text) in All("ja-simple"))
            Assert.False(HardJapanese().IsMatch(text.Replace(" ", "", StringComparison.Ordinal)), $"{key}: {text}");
    }

    [Theory]
    [MemberData(nameof(CompleteLanguages))]
    public void A_line_holds_at_most_three_sentences(string tag)
    {
        foreach (var (key, text) in All(tag))
        {
            foreach (var line in text.Split('\n'))
                Assert.True(Sentences(line).Count() <= 3, $"{tag}: {key}: {line}");
        }
    }

    private static IEnumerable<(string Key, string Text)> All(string tag)
    {
        var locale = Of(tag);
        foreach (var key in Texts.Keys(locale))
            yield return (key, Texts.Message(locale, key));
        foreach (var question in Loaded.Handbook.Questions)
        {
            var words = Texts.Question(locale, question.Id, third: false);
            if (words.Locale != locale)
                continue;
            yield return (question.Id, words.Text);
            yield return (question.Id + " (third)", Texts.Question(locale, question.Id, third: true).Text);
            yield return (question.Id + " (hint)", words.Hint ?? "");
            foreach (var option in question.Options)
                yield return ($"{question.Id}/{option.Id}", Texts.Option(locale, question.Id, option.Id, third: false).Text);
        }
    }

    // A gloss in brackets and a reading are no part of the sentence that is read.
    // A reading in 《》 stands above its word and makes the sentence no longer.
    private static IEnumerable<string> Sentences(string text) => Gloss().Replace(Reading().Replace(text, ""), "").Replace(" ", "", StringComparison.Ordinal)
        .Split(['。', '?', '?', '!', '\n'], StringSplitOptions.RemoveEmptyEntries);

    private static HashSet<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(m => m.Value)];

    private static Locale Of(string tag) => Locale.All.Single(l => l.Tag == tag);

    [GeneratedRegex(@"\{[^{}]+\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"(?<![\d{])\d{3,}(?![\d}])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LongNumber();

    [GeneratedRegex(@"なくはな|ないことはな|なければならない|されます|されました|いただ|(?<!ありがとう)ございま|くださいませ|お伺い", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HardJapanese();

    [GeneratedRegex("《[^》]*》", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Reading();

    [GeneratedRegex(@"[((<〈][^))>〉]*[))>〉]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Gloss();
}
