using Microsoft.Extensions.Configuration;
using Tsunagu.Conversations;

namespace Tsunagu.Host.Tests;

public sealed class EngineSettingsTests
{
    private static readonly SiteRoot Root = new(Path.GetTempPath(), IsCheckout: true);

    [Fact]
    public void Without_settings_it_is_a_file_below_data_on_one_machine()
    {
        var settings = Read();
        Assert.Equal(StorageProvider.Sqlite, settings.Provider);
        Assert.Equal(Path.Combine(Path.GetTempPath(), "data"), settings.DataFolder);
        Assert.Null(settings.Cluster.Postgres);
        Assert.False(settings.Dashboard);
    }

    [Fact]
    public void Lifetimes_are_a_day_on_the_web_and_three_on_LINE_and_can_be_set()
    {
        Assert.Equal(TimeSpan.FromHours(24), Read().Options([]).LifetimeOf("webchat"));
        Assert.Equal(TimeSpan.FromHours(72), Read().Options([]).LifetimeOf("line"));
        var other = Read(("Conversations:WebHours", "2"), ("Conversations:LineHours", "5")).Options(["line"]);
        Assert.Equal((TimeSpan.FromHours(2), TimeSpan.FromHours(5)), (other.LifetimeOf("webchat"), other.LifetimeOf("line")));
        Assert.Contains("line", other.OutboxChannels);
    }

    [Theory]
    [InlineData("Storage:Provider", "mysql")]
    [InlineData("Cluster:Mode", "kubernetes")]
    [InlineData("Cluster:Mode", "postgres")]
    [InlineData("Cluster:SiloPort", "70000")]
    [InlineData("Cluster:GatewayPort", "x")]
    [InlineData("Cluster:Address", "here")]
    [InlineData("Cluster:Dashboard", "maybe")]
    [InlineData("Conversations:WebHours", "0")]
    [InlineData("Conversations:LineHours", "1000")]
    public void A_wrong_setting_is_told_in_one_line_with_its_key_and_the_mend(string key, string value)
    {
        var e = Assert.Throws<SettingsException>(() => Read((key, value)));
        Assert.StartsWith(key, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
        Assert.Contains("set", e.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void PostgreSQL_without_a_connection_string_is_told()
    {
        var e = Assert.Throws<StoreStartException>(() => Read(("Storage:Provider", "postgres")));
        Assert.StartsWith("ConnectionStrings:Postgres", e.Message, StringComparison.Ordinal);
    }

    private static EngineSettings Read(params (string Key, string Value)[] settings) => EngineSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build(), Root);
}
