namespace Tsunagu.Handbooks.Tests.Texts;

public sealed class LocaleTests
{
    [Theory]
    [InlineData("ja", "ja")]
    [InlineData("JA-JP", "ja")]
    [InlineData("ja-simple", "ja-simple")]
    [InlineData("ja-x-simple", "ja-simple")]
    [InlineData("ja_easy", "ja-simple")]
    [InlineData("en-US", "en")]
    [InlineData("zh-CN", "zh-Hans")]
    [InlineData("zh-Hant-TW", "zh-Hans")]
    [InlineData("KO", "ko")]
    [InlineData(" vi-VN ", "vi")]
    public void What_browsers_and_channels_send_is_understood(string tag, string ours)
    {
        Assert.True(Locale.TryParse(tag, out var locale));
        Assert.Equal(ours, locale.Tag);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("fr")]
    [InlineData("-")]
    [InlineData("japanese")]
    public void Another_language_is_refused_and_gives_japanese(string? tag)
    {
        Assert.False(Locale.TryParse(tag, out var locale));
        Assert.Equal("ja", locale.Tag);
    }

    [Fact]
    public void Each_falls_back_to_japanese_in_the_end()
    {
        foreach (var locale in Locale.All.Where(l => l != Locale.Japanese))
        {
            Assert.Equal(Locale.Japanese, locale.Fallbacks[^1]);
            Assert.DoesNotContain(locale, locale.Fallbacks);
        }

        Assert.Empty(Locale.Japanese.Fallbacks);
        Assert.Equal([Locale.English, Locale.Japanese], Locale.Vietnamese.Fallbacks);
        Assert.Equal(Locale.Japanese, default);
    }
}
