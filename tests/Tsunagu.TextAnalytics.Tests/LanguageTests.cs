using System.Text.RegularExpressions;
using Tsunagu.Handbooks;

namespace Tsunagu.TextAnalytics.Tests;

/// <summary>The words of each language: complete where a life may hang on them, plain where they must be plain.</summary>
public sealed partial class LanguageTests
{
    private const int LongestSentence = 62;

    /// <summary>Hard words and what to write instead.</summary>
    private static readonly (string Hard, string Instead)[] Hard =
    [
        ("必要に応じて", "いるとき"), ("申請書類", "申しこみの 紙"), ("提出", "出す"), ("該当", "あてはまる"), ("所得", "もらった お金"), ("速やかに", "すぐに"), ("至急", "すぐに"),
        ("お問い合わせ", "聞いて"), ("ご利用いただけます", "使えます"), ("差し支え", "だいじょうぶ"), ("その旨", "そのこと"), ("遡って", "前の 分も"), ("併せて", "いっしょに"),
    ];

    [Fact]
    public void Safety_words_are_complete_in_every_language()
    {
        var texts = Content.Loaded.Texts;
        var keys = texts.Keys(Locale.Japanese).Where(k => k.StartsWith("crisis.", StringComparison.Ordinal) || k.StartsWith("safe-now.", StringComparison.Ordinal) || k.StartsWith("help-now.", StringComparison.Ordinal)
            || k.StartsWith("own-words.", StringComparison.Ordinal) || k.StartsWith("greeting.", StringComparison.Ordinal) || k.StartsWith("after-hours.", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(keys);
        foreach (var locale in Locale.All)
            Assert.Equal([], keys.Where(k => !texts.HasOwn(locale, k)));
    }

    [Fact]
    public void The_talks_words_questions_and_worries_exist_in_every_language()
    {
        var texts = Content.Loaded.Texts;
        foreach (var locale in Locale.All)
        {
            foreach (var question in Content.Loaded.Handbook.Questions)
            {
                Assert.Equal(locale, texts.Question(locale, question.Id, third: false).Locale);
                Assert.All(question.Options, o => Assert.Equal(locale, texts.Option(locale, question.Id, o.Id, third: false).Locale));
            }

            Assert.All(new[] { "submit", "retry.1", "retry.2", "retry.3", "command.erase", "result.intro", "error" }, key => Assert.True(texts.HasOwn(locale, key), $"{locale}: {key}"));
        }
    }

    [Fact]
    public void Replies_to_danger_promise_nothing_blame_nobody_and_name_no_means()
    {
        string[] forbidden = ["必ず助か", "がんばって", "頑張って", "すべきです", "弱い", "甘え", "ロープ", "練炭", "飛び降り", "首を", "屋上", "線路"];
        var texts = Content.Loaded.Texts;
        foreach (var key in texts.Keys(Locale.Japanese).Where(k => k.StartsWith("crisis.", StringComparison.Ordinal)))
        {
            var text = texts.Message(Locale.Japanese, key);
            Assert.All(forbidden, word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Plain_Japanese_is_plain()
    {
        var texts = Content.Loaded.Texts;
        Assert.Empty(texts.Keys(Locale.PlainJapanese).SelectMany(k => Findings(k, texts.Message(Locale.PlainJapanese, k))));
    }

    [Fact]
    public void A_sentence_that_is_not_plain_is_found()
    {
        Assert.NotEmpty(Findings("long", new string('あ', LongestSentence + 1) + "。"));
        Assert.NotEmpty(Findings("hard", "該当する かた"));
    }

    private static IEnumerable<string> Findings(string key, string text)
    {
        // A reading in 《》 stands above its word and makes the sentence no longer.
        foreach (var sentence in Ends().Split(Readings().Replace(text, "")).Where(s => s.Length > LongestSentence))
            yield return $"{key}: a sentence of {sentence.Length} characters, split it: {sentence}";
        foreach (var (hard, instead) in Hard.Where(h => text.Contains(h.Hard, StringComparison.Ordinal)))
            yield return $"{key}: {hard} is hard, write {instead}";
    }

    [GeneratedRegex("《[^》]*》", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Readings();

    [GeneratedRegex("[。\n?!?]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ends();
}
