using Tsunagu.Directory.Api.Pages;

namespace Tsunagu.Directory.Api.Tests.Pages;

/// <summary>Opening hours as people read them.</summary>
public sealed class HoursWordsTests
{
    private static readonly BuiltInWords Words = new();

    [Theory]
    [InlineData("ja", "24/7", "いつでも")]
    [InlineData("ja", "Mon-Fri 09:00-17:00; PH off; Dec 29-Jan 03 off", "月〜金曜 9:00〜17:00。祝日は休み。12月29日〜1月3日は休み")]
    [InlineData("ja", "Mon-Fri 09:00-12:00,13:00-15:00; PH off", "月〜金曜 9:00〜12:00、13:00〜15:00。祝日は休み")]
    [InlineData("ja", "Mon-Tue,Thu-Sat 10:00-21:00; Wed off; Sun 10:00-18:00; PH 10:00-18:00; Dec 29-Jan 03 off", "月・火・木〜土曜 10:00〜21:00。日曜 10:00〜18:00。祝日は10:00〜18:00。12月29日〜1月3日は休み")]
    [InlineData("ja", "Mon-Fri 19:00-08:30; Sat-Sun 00:00-24:00; PH 00:00-24:00", "月〜金曜 19:00〜翌8:30。土・日曜 24時間。祝日は24時間")]
    [InlineData("ja", "Fri,Sat 19:00-01:00", "金・土曜 19:00〜翌1:00")]
    [InlineData("ja", "Sun[1,3] 12:00-14:00", "第1・3日曜 12:00〜14:00")]
    [InlineData("ja", "day 10 08:00-08:00", "毎月10日 8:00〜翌8:00")]
    [InlineData("ja", "Mon-Sun 16:00-21:00; day 10 08:00-08:00", "毎日 16:00〜21:00。毎月10日 8:00〜翌8:00")]
    [InlineData("ja", "Mon-Sun 10:00-22:00", "毎日 10:00〜22:00")]
    [InlineData("ja", "Mon-Fri 13:00-18:00; PH off; Aug 12-Aug 16 off; Dec 28-Jan 04 off", "月〜金曜 13:00〜18:00。祝日は休み。8月12日〜8月16日は休み。12月28日〜1月4日は休み")]
    [InlineData("en", "Mon-Fri 09:00-17:00; PH off; Dec 29-Jan 03 off", "Monday–Friday 9:00–17:00. Closed on public holidays. Closed 29 December–3 January")]
    [InlineData("ja-simple", "Mon-Fri 09:00-17:00; PH off", "月〜金曜日 9:00から 17:00まで。祝日は 休み")]
    public void Hours_are_said(string locale, string hours, string said) => Assert.Equal(said, HoursWords.Of(OpeningHours.Parse(hours), new PageTexts(Words, locale)));

    [Theory]
    [InlineData("Mon-Fri 09:00-17:00; Aug 01-Aug 31 10:00-15:00", "月〜金曜 9:00〜17:00。ほかにも")]
    [InlineData("2026 Nov 23 10:00-12:00", "ほかにも")]
    public void What_has_no_plain_form_is_never_passed_over(string hours, string begin) =>
        Assert.StartsWith(begin, HoursWords.Of(OpeningHours.Parse(hours), new PageTexts(Words, "ja")), StringComparison.Ordinal);

    [Fact]
    public void Every_hours_of_the_seed_and_every_language_has_words()
    {
        foreach (var service in SeedDirectory.Load(SeedTests.Folder, TimeProvider.System).Current.Services)
        {
            foreach (var locale in PageTexts.Locales)
            {
                var texts = new PageTexts(Words, locale);
                var said = string.Join('\n', new[] { service.Hours, service.ChatHours }.OfType<OpeningHours>().Select(h => HoursWords.Of(h, texts)).Concat(service.Languages.Select(texts.Language)));
                Assert.DoesNotContain("Mon", said.Replace("Monday", "", StringComparison.Ordinal), StringComparison.Ordinal);
                Assert.DoesNotContain("[", said, StringComparison.Ordinal);
                Assert.All(service.Languages, code => Assert.NotEqual(code, texts.Language(code)));
            }
        }
    }
}
