using Tsunagu.Directory.Api.Import;

namespace Tsunagu.Directory.Api.Tests.Import;

/// <summary>Hours as people write them; what is not understood to the last letter stays unknown.</summary>
public sealed class JapaneseHoursTests
{
    [Theory]
    [InlineData("平日9時〜17時(祝日・年末年始を除く)、第2土曜 10:00-12:00", "Mon-Fri 09:00-17:00, Sat[2] 10:00-12:00; PH off; Dec 29-Jan 03 off")]
    [InlineData("月〜金 9:00〜17:00", "Mon-Fri 09:00-17:00")]
    [InlineData("月-金曜日 午前9時から午後5時まで", "Mon-Fri 09:00-17:00")]
    [InlineData("毎日 10時30分~20時", "Mon-Sun 10:30-20:00")]
    [InlineData("２４時間３６５日", "24/7")]
    [InlineData("24時間", "24/7")]
    [InlineData("月・水・金 13:00-16:00", "Mon,Wed,Fri 13:00-16:00")]
    [InlineData("火木 9時半〜12時", "Tue,Thu 09:30-12:00")]
    [InlineData("平日 9:00-12:00 13:00-17:00", "Mon-Fri 09:00-12:00,13:00-17:00")]
    [InlineData("第1・第3土曜日 10時〜12時", "Sat[1],Sat[3] 10:00-12:00")]
    [InlineData("金土 19時〜25時", "Fri,Sat 19:00-25:00")]
    [InlineData("平日9:00~17:00 祝日休み", "Mon-Fri 09:00-17:00; PH off")]
    [InlineData("Mon-Fri 09:00-17:00; PH off", "Mon-Fri 09:00-17:00; PH off")]
    public void What_is_written_is_understood(string written, string osm) => Assert.Equal(osm, JapaneseHours.ToOsm(written));

    [Theory]
    [InlineData("要予約")]
    [InlineData("平日9時〜17時(昼休みあり)")]
    [InlineData("夏は9時から")]
    [InlineData("平日9時")]
    [InlineData("9時〜99時")]
    [InlineData("")]
    [InlineData("平日9時〜17時、たまに土曜")]
    public void What_is_not_understood_is_not_guessed(string written) => Assert.Null(JapaneseHours.ToOsm(written));
}
