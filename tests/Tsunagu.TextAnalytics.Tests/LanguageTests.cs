using Tsunagu.Handbooks;

namespace Tsunagu.TextAnalytics.Tests;

/// <summary>A language is told only where it is sure: a wrong offer is worse than none.</summary>
public sealed class LanguageTests
{
    [Theory]
    [InlineData("help me", "en")]
    [InlineData("HELP ME PLEASE", "en")]
    [InlineData("ｈｅｌｐ ｍｅ", "en")]
    [InlineData("I lost my job and can't pay the rent", "en")]
    [InlineData("my husband hits me", "en")]
    [InlineData("i don’t know what to do", "en")]
    [InlineData("I live in 京都 and need somebody to talk to", "en")]
    [InlineData("can you help with my 在留カード please, I don't know where to go", "en")]
    [InlineData("ありがとう thank you so much for your help", "en")]
    [InlineData("see https://example.jp/お金 please, what is this?", "en")]
    [InlineData("帮帮我", "zh-Hans")]
    [InlineData("我没有钱", "zh-Hans")]
    [InlineData("我想死", "zh-Hans")]
    [InlineData("我不想活了", "zh-Hans")]
    [InlineData("丈夫打我，我不知道怎么办", "zh-Hans")]
    [InlineData("請幫幫我，我很累", "zh-Hans")]
    [InlineData("你好", null)]
    [InlineData("您好，请问", "zh-Hans")]
    [InlineData("도와주세요", "ko")]
    [InlineData("남편이 때려요", "ko")]
    [InlineData("京都에 살고 있는데 돈이 없어요", "ko")]
    [InlineData("Tôi không có tiền", "vi")]
    [InlineData("giúp tôi với", "vi")]
    [InlineData("toi khong co tien tra nha", "vi")]
    [InlineData("Chồng đánh tôi", "vi")]
    [InlineData("お金がなくて困っています", "ja")]
    [InlineData("たすけて", "ja")]
    [InlineData("ﾀｽｹﾃ", "ja")]
    [InlineData("人と話したい", "ja")]
    [InlineData("左京区に住む", "ja")]
    public void A_language_is_told(string text, string? language) => Assert.Equal(language, Content.Understanding.GuessLanguage(text)?.Tag);

    [Theory]
    // Japanese with words of others.
    [InlineData("DVについて相談したい、please help")]
    [InlineData("PayPayとLINEのアカウントをhackされて、no money no lifeという感じ")]
    [InlineData("I love youと言われたけどDVが怖い")]
    [InlineData("すみません、help me please")]
    public void Japanese_with_words_of_others_is_nothing_else(string text) => Assert.True(Content.Understanding.GuessLanguage(text) is null || Content.Understanding.GuessLanguage(text) == Locale.Japanese);

    [Theory]
    [InlineData("生活保護申請")]
    [InlineData("家賃滞納")]
    [InlineData("離婚相談")]
    [InlineData("自殺願望")]
    [InlineData("我慢限界")]
    [InlineData("不安")]
    [InlineData("不登校")]
    [InlineData("無職四十代独身男性")]
    [InlineData("左京区")]
    [InlineData("京都市伏見区深草西浦町")]
    [InlineData("没交渉")]
    [InlineData("髙橋")]
    [InlineData("渡邉")]
    [InlineData("齋藤")]
    [InlineData("人間関係、金銭問題、将来不安")]
    [InlineData("得意不得意")]
    [InlineData("是非相談希望")]
    public void Kanji_alone_are_not_taken_for_Chinese(string text) => Assert.Null(Content.Understanding.GuessLanguage(text));

    [Theory]
    // Short answers, numbers, names, addresses.
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("1")]
    [InlineData("ok")]
    [InlineData("no")]
    [InlineData("yes")]
    [InlineData("OK, so?")]
    [InlineData("help")]
    [InlineData("SOS")]
    [InlineData("DV")]
    [InlineData("Wi-Fi")]
    [InlineData("LINE")]
    [InlineData("Hanako Yamada")]
    [InlineData("Anna May Do")]
    [InlineData("To Van An")]
    [InlineData("Will Smith")]
    [InlineData("김민수")]
    [InlineData("Nguyễn")]
    [InlineData("hanako@example.jp")]
    [InlineData("https://example.com/please-help-me")]
    [InlineData("😭😭😭")]
    [InlineData("!!!???")]
    // Japanese in Latin letters.
    [InlineData("watashi wa okane ga nai")]
    [InlineData("tasukete kudasai, sono hito to no are wo dou sureba")]
    [InlineData("otto ga kowai no de to me ni")]
    // Languages that are none of ours.
    [InlineData("no puedo pagar la renta")]
    [InlineData("preciso de ajuda com o aluguel")]
    [InlineData("wala akong pera para sa upa")]
    [InlineData("saya tidak punya uang")]
    [InlineData("Je ne peux pas payer le loyer")]
    [InlineData("мне нужна помощь")]
    [InlineData("मलाई मद्दत चाहियो")]
    public void Where_it_is_not_sure_nothing_is_told(string text) => Assert.Null(Content.Understanding.GuessLanguage(text));

    [Fact]
    public void Very_long_and_broken_texts_end()
    {
        Assert.Equal(Locale.English, Content.Understanding.GuessLanguage(string.Concat(Enumerable.Repeat("please help me ", 400))));
        foreach (var letter in "x@'.あ\u0301我 ")
            Assert.NotEqual(Locale.English, Content.Understanding.GuessLanguage(new string(letter, 1_000_000)));
        Assert.Null(Content.Understanding.GuessLanguage("\ud800"));
    }

    /// <summary>Everything that the content knows in a language is never taken for another one.</summary>
    [Fact]
    public void No_phrasing_of_the_content_is_taken_for_another_language()
    {
        // Ways to say "I do not speak Japanese" stand among the Japanese ones.
        string[] foreign = ["I do not understand Japanese", "I need an interpreter", "我不懂日语"];
        List<string> wrong = [], sure = [];
        foreach (var phrasing in Content.Loaded.Understanding.Phrasings.Where(p => !foreign.Contains(p.Text)))
        {
            if (Content.Understanding.GuessLanguage(phrasing.Text) is not { } guess)
                continue;
            sure.Add(phrasing.Language);
            if (!guess.Tag.StartsWith(phrasing.Language, StringComparison.Ordinal))
                wrong.Add($"{phrasing.Language} as {guess}: {phrasing.Text}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        // Sentences are nearly always told: single words need not be.
        foreach (var language in new[] { "en", "zh", "ko", "vi" })
            Assert.True(sure.Count(l => l == language) > 50, $"{language}: {sure.Count(l => l == language)} of {Content.Loaded.Understanding.Phrasings.Count(p => p.Language == language)}");
    }
}
