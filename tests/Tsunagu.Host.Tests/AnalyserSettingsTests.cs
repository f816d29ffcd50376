using Microsoft.Extensions.Configuration;
using Tsunagu.TextAnalytics;

namespace Tsunagu.Host.Tests;

/// <summary>What people typed may leave the machine only by settings that say where to, and how safely.</summary>
public sealed class AnalyserSettingsTests
{
    private const string Endpoint = "TextAnalytics:Azure:Endpoint=https://name.cognitiveservices.azure.com", Key = "TextAnalytics:Azure:Key=0123456789abcdef";

    [Fact]
    public void Without_settings_nothing_leaves_the_machine() => Assert.Null(AnalyserSettings.Read(Of()));

    [Theory]
    [InlineData("https://name.cognitiveservices.azure.com")]
    [InlineData("https://name.cognitiveservices.azure.com/")]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://localhost:8080")]
    public void A_key_opens_an_end_point(string endpoint)
    {
        var options = AnalyserSettings.Read(Of("TextAnalytics:Azure:Endpoint=" + endpoint, Key))!;
        Assert.Equal(new Uri(endpoint), options.Endpoint);
        Assert.Equal(("0123456789abcdef", null, TimeSpan.FromMilliseconds(800)), (options.Key, options.Identity, options.Budget));
    }

    [Theory]
    [InlineData(EntraIdentity.Managed, "managed", null)]
    [InlineData(EntraIdentity.Managed, "managed", "11111111-2222-3333-4444-555555555555")]
    [InlineData(EntraIdentity.Workload, "workload", null)]
    [InlineData(EntraIdentity.Environment, "environment", null)]
    public void An_identity_opens_it_without_a_secret(EntraIdentity identity, string name, string? client)
    {
        var options = AnalyserSettings.Read(Of(Endpoint, "TextAnalytics:Azure:Identity=" + name, "TextAnalytics:Azure:ClientId=" + client, "AZURE_TENANT_ID=t", "AZURE_CLIENT_ID=c"))!;
        Assert.Equal((identity, client, null), (options.Identity!.Value, options.ClientId, options.Key));
    }

    [Theory]
    [InlineData("TextAnalytics:Azure:Endpoint is empty, but TextAnalytics:Azure:Key is set", Key)]
    [InlineData("TextAnalytics:Azure:Endpoint is empty, but TextAnalytics:Azure:Identity is set", "TextAnalytics:Azure:Identity=managed")]
    [InlineData("TextAnalytics:Azure:Endpoint is 'name', which is no end point", "TextAnalytics:Azure:Endpoint=name", Key)]
    [InlineData("TextAnalytics:Azure:Endpoint is 'ftp://name.example', which is no end point", "TextAnalytics:Azure:Endpoint=ftp://name.example", Key)]
    [InlineData("TextAnalytics:Azure:Endpoint is 'https://name.example/language', which is no end point", "TextAnalytics:Azure:Endpoint=https://name.example/language", Key)]
    [InlineData("TextAnalytics:Azure:Endpoint is 'https://name.example/?a=b', which is no end point", "TextAnalytics:Azure:Endpoint=https://name.example/?a=b", Key)]
    [InlineData("TextAnalytics:Azure:Endpoint is 'http://name.example': use https", "TextAnalytics:Azure:Endpoint=http://name.example", Key)]
    [InlineData("TextAnalytics:Azure:Endpoint is 'http://127.0.0.1:1': with TextAnalytics:Azure:Identity use https", "TextAnalytics:Azure:Endpoint=http://127.0.0.1:1", "TextAnalytics:Azure:Identity=managed")]
    [InlineData("TextAnalytics:Azure:Key and TextAnalytics:Azure:Identity are both set", Endpoint, Key, "TextAnalytics:Azure:Identity=managed")]
    [InlineData("TextAnalytics:Azure:Endpoint is set without a way in", Endpoint)]
    [InlineData("TextAnalytics:Azure:Identity is 'me': set managed, workload or environment", Endpoint, "TextAnalytics:Azure:Identity=me")]
    [InlineData("TextAnalytics:Azure:ClientId is set without TextAnalytics:Azure:Identity=managed", Endpoint, Key, "TextAnalytics:Azure:ClientId=c")]
    [InlineData("TextAnalytics:Azure:Identity is environment, but AZURE_TENANT_ID is empty", Endpoint, "TextAnalytics:Azure:Identity=environment")]
    [InlineData("TextAnalytics:Azure:Identity is workload, but AZURE_CLIENT_ID is empty", Endpoint, "TextAnalytics:Azure:Identity=workload", "AZURE_TENANT_ID=t")]
    public void A_wrong_setting_is_told_in_one_line_without_the_key(string told, params string[] settings)
    {
        var wrong = Assert.Throws<SettingsException>(() => AnalyserSettings.Read(Of(settings)));
        Assert.StartsWith(told, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', wrong.Message);
        Assert.DoesNotContain("0123456789abcdef", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_stops_the_start()
    {
        await using var host = await HostProcess.RunToEndAsync("Production", "--urls=http://127.0.0.1:0", "--TextAnalytics:Azure:Endpoint=http://name.example", "--" + Key);
        Assert.Equal(1, host.ExitCode);
        Assert.StartsWith("TextAnalytics:Azure:Endpoint is 'http://name.example': use https", Assert.Single(host.Errors), StringComparison.Ordinal);
    }

    private static IConfiguration Of(params string[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(s => s.Split('=', 2)).Select(s => KeyValuePair.Create(s[0], (string?)s[1]))).Build();
}
