using Microsoft.Extensions.Configuration;
using Tsunagu.Host;

namespace Tsunagu.Channels.Line.Tests;

public class SettingsTests
{
    [Fact]
    public void Without_secrets_Development_plays_LINE_and_Production_switches_it_off()
    {
        Assert.True(Read(development: true).Simulated);
        Assert.NotNull(Read(development: true).Options);
        Assert.Null(Read(development: false).Options);
    }

    [Theory]
    [InlineData("Line:ChannelSecret", "a", "Line:ChannelAccessToken")]
    [InlineData("Line:ChannelAccessToken", "a", "Line:ChannelSecret")]
    public void Half_of_the_secrets_stops_the_start(string key, string value, string missing) =>
        Assert.StartsWith(missing, Assert.Throws<SettingsException>(() => Read(false, (key, value))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Line:ApiBaseUrl", "not an address")]
    [InlineData("Line:ApiBaseUrl", "http://far.example")]
    [InlineData("Line:DataApiBaseUrl", "ftp://far.example")]
    [InlineData("Line:FreeText", "perhaps")]
    [InlineData("Line:Push", "perhaps")]
    [InlineData("Line:UserIdKey", "short")]
    public void A_wrong_setting_names_its_key(string key, string value) =>
        Assert.StartsWith(key, Assert.Throws<SettingsException>(() => Read(false, ("Line:ChannelSecret", "s"), ("Line:ChannelAccessToken", "t"), (key, value))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_complete_setting_is_read()
    {
        var options = Read(false, ("Line:ChannelSecret", "s"), ("Line:ChannelAccessToken", "t"), ("Line:ApiBaseUrl", "http://127.0.0.1:9999/base"), ("Line:FreeText", "off"), ("Line:Push", "off")).Options!;
        Assert.Equal(new Uri("http://127.0.0.1:9999/base/"), options.ApiBaseUrl);
        Assert.Equal(LineOptions.DefaultDataApi, options.DataApiBaseUrl);
        Assert.False(options.FreeText);
        Assert.False(options.Push);
    }

    private static LineSettings Read(bool development, params (string Key, string Value)[] values) =>
        LineSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create<string, string?>(v.Key, v.Value))).Build(), development);
}
