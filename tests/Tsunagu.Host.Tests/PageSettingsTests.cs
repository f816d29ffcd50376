using Microsoft.Extensions.Configuration;

namespace Tsunagu.Host.Tests;

public class PageSettingsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" https://weather.example/kyoto ", "https://weather.example/kyoto")]
    public void A_page_to_leave_to_is_read(string setting, string expected) => Assert.Equal(expected, Read(setting).WebChat.ExitUrl);

    [Theory]
    [InlineData("weather")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/calendar")]
    public void What_is_no_web_address_stops_the_start_with_one_line(string setting)
    {
        var error = Assert.Throws<SettingsException>(() => Read(setting));
        Assert.StartsWith("Site:ExitUrl", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    private static SiteSettings Read(string exitUrl) => SiteSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Site:ExitUrl", (string?)exitUrl)]).Build(),
        new SiteRoot(AppContext.BaseDirectory, IsCheckout: false), development: false);
}
