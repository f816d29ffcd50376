namespace Tsunagu.Handbooks.Content.Tests;

/// <summary>The words of each language: complete where a life may hang on them, plain where they must be plain.</summary>
public sealed class LanguageTests
{
    private static readonly LoadedHandbook Loaded = HandbookLoader.Load(RealHandbookTests.Folder);
    private static readonly HandbookTexts Texts = Loaded.Texts;

    /// <summary>Words that a person in danger, in a hurry or after hours may meet.</summary>
    private static readonly string[] Due = ["crisis.", "safe-now.", "help-now.", "own-words.", "greeting.", "after-hours.", "erase."];

    /// <summary>Hard words and what to write instead.</summary>
    private static readonly (string Hard, string Instead)[] Hard =
    [
        ("必要に応じて", "いるとき"), ("申請書類", "申しこみの 紙"), ("提出", "出す"), ("該当", "あてはまる"), ("所得", "もらった お金"), ("速やかに", "すぐに"), ("至急", "すぐに"),
        ("お問い合わせ", "聞いて"), ("ご利用いただけます", "使えます"), ("差し支え", "だいじょうぶ"), ("その旨", "そのこと"), ("遡って", "前の 分も"), ("併せて", "いっしょに"),
    ];

    [Fact]
    public void Safety_words_are_complete_in_every_language()
    {
        var keys = Texts.Keys(Locale.Japanese).Where(k => Due.Any(d => k.StartsWith(d, StringComparison.Ordinal))).ToList();
        Assert.True(keys.Count > 40, $"{keys.Count} texts");
        foreach (var locale in Locale.All)
            Assert.Equal([], keys.Where(k => !Texts.HasOwn(locale, k)));
    }

    [Fact]
    public void The_talks_words_questions_and_worries_exist_in_every_language()
    {
        foreach (var locale in Locale.All)
        {
            foreach (var question in Loaded.Handbook.Questions)
            {
                Assert.Equal(locale, Texts.Question(locale, question.Id, third: false).Locale);
                Assert.All(question.Options, o => Assert.Equal(locale, Texts.Option(locale, question.Id, o.Id, third: false).Locale));
            }

            Assert.All(new[] { "submit", "retry.1", "retry.2", "retry.3", "command.erase", "result.intro", "error" }, key => Assert.True(Texts.HasOwn(locale, key), $"{locale}: {key}"));
        }
    }

    [Fact]
    public void Replies_to_danger_promise_nothing_blame_nobody_and_name_no_means()
    {
        string[] forbidden = ["必ず助か", "がんばって", "頑張って", "すべきです", "弱い", "甘え", "ロープ", "練炭", "飛び降り", "首を", "屋上", "線路"];
        foreach (var key in Texts.Keys(Locale.Japanese).Where(k => k.StartsWith("crisis.", StringComparison.Ordinal)))
        {
            var text = Texts.Message(Locale.Japanese, key);
            Assert.All(forbidden, word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Plain_japanese_has_no_hard_words() =>
        Assert.Empty(Texts.Keys(Locale.PlainJapanese).SelectMany(k => HardWords(k, Texts.Message(Locale.PlainJapanese, k))));

    [Fact]
    public void A_hard_word_is_found() => Assert.NotEmpty(HardWords("hard", "該当する かた"));

    private static IEnumerable<string> HardWords(string key, string text) =>
        Hard.Where(h => text.Contains(h.Hard, StringComparison.Ordinal)).Select(h => $"{key}: {h.Hard} is hard, write {h.Instead}");
}
