using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Tsunagu.Directory;
using Tsunagu.Directory.Api;
using Tsunagu.Handbooks.Content;

namespace Tsunagu.Host.Tests;

/// <summary>The gate before every change of the directory, and that the host has put it there.</summary>
public sealed class LawGateTests
{
    private const string Key = "a-long-key-of-an-approver-for-tests";

    private static readonly FakeTimeProvider Clock = new(new DateTimeOffset(2026, 11, 25, 10, 0, 0, TimeSpan.FromHours(9)));
    private static readonly string Handbook = Path.Combine(HostProcess.Root, "dialogs", "handbook");
    private static readonly DirectorySnapshot Seed = SeedDirectory.Load(new SiteRoot(HostProcess.Root, IsCheckout: true).SeedFolder, Clock).Current;
    private static readonly LawGate Gate = new(Handbook, HandbookLoader.Load(Handbook).Handbook, new BuiltInWords(), Clock);

    private static DirectorySnapshot With(IEnumerable<Service>? services = null, IEnumerable<SupportScheme>? schemes = null, IEnumerable<CrisisLine>? lines = null) =>
        new("changed", Seed.AsOf, [.. services ?? Seed.Services], Seed.Organizations, [.. schemes ?? Seed.Schemes], [.. lines ?? Seed.CrisisLines], Seed.Holidays);

    [Fact]
    public void A_change_that_takes_no_window_from_anybody_passes() =>
        Assert.Empty(Gate.Refuse(Seed, With(services: Seed.Services.Select(s => s.Id == "city-jukyo-kakuho" ? s with { Summary = "べつの説明" } : s))));

    [Fact]
    public void A_danger_without_a_line_at_some_hour_is_refused_and_named()
    {
        var told = string.Join('\n', Gate.Refuse(Seed, With(lines: Seed.CrisisLines.Select(l => l.Classes.Contains("acute-medical") ? l with { HoursSeen = false } : l))));
        Assert.Contains("acute-medical", told, StringComparison.Ordinal);
        Assert.Contains("2026-11-25", told, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scheme_that_the_handbook_names_cannot_go()
    {
        var told = string.Join('\n', Gate.Refuse(Seed, With(schemes: Seed.Schemes.Where(s => s.Id != "seikatsu-hogo"))));
        Assert.Contains("seikatsu-hogo", told, StringComparison.Ordinal);
        Assert.Contains("ハンドブック", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_has_the_Law_stand_before_a_change()
    {
        var cancel = TestContext.Current.CancellationToken;
        var (host, address) = await HostProcess.ServeAsync($"--Directory:Keys:0:Key={Key}", "--Directory:Keys:0:Role=approver");
        await using var _ = host;
        using var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", Key);
        using var list = JsonDocument.Parse(await http.GetStringAsync("/desk/api/records/crisis-line", cancel));
        var line = list.RootElement.EnumerateArray().First(l => l.GetProperty("fields").GetProperty("window_id").GetString() == "pref-7119");
        using var request = new HttpRequestMessage(HttpMethod.Put, "/desk/api/records/crisis-line/" + line.GetProperty("id").GetString()!.Replace("#", "%23", StringComparison.Ordinal));
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{line.GetProperty("revision").GetInt32()}\"");
        var fields = line.GetProperty("fields").EnumerateObject().ToDictionary(f => f.Name, f => f.Value.GetString());
        fields["hours"] = "Mon-Fri 09:00-17:00";
        request.Content = new StringContent(JsonSerializer.Serialize(new { fields }), null, "application/json");
        using var response = await http.SendAsync(request, cancel);
        var body = await response.Content.ReadAsStringAsync(cancel);
        Assert.True(response.StatusCode == HttpStatusCode.UnprocessableEntity, body);
        Assert.True(body.Contains("acute-medical", StringComparison.Ordinal), body);
    }
}
