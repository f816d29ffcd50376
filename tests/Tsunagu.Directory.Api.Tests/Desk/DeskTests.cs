using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Tsunagu.Directory.Api.Desk;
using Tsunagu.Directory.Api.Export;
using Tsunagu.Directory.Api.Storage;

namespace Tsunagu.Directory.Api.Tests.Desk;

/// <summary>The desk's write API, the queue, the go-live gate, and that nothing private leaves by any public way.</summary>
public sealed class DeskTests(ApiSite site) : IClassFixture<ApiSite>
{
    private const string Mail = "canary@members.example";
    private const string Place = "canary-town-1-2-3";

    private static StringContent Json(object value) => new(JsonSerializer.Serialize(value), Encoding.UTF8, "application/json");

    private async Task<(Dictionary<string, string> Fields, string Tag)> Read(string path)
    {
        using var response = await site.DeskAsync(HttpMethod.Get, path);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return (json.RootElement.GetProperty("fields").EnumerateObject().ToDictionary(f => f.Name, f => f.Value.GetString()!), response.Headers.ETag!.Tag);
    }

    [Fact]
    public async Task Without_a_key_nothing_is_read_or_written()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.DeskAsync(HttpMethod.Get, "/records/window/nat-yorisoi", key: "wrong")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.Http.GetAsync("/desk/api/due", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task A_change_needs_the_version_that_was_read_and_the_second_of_two_editors_is_told()
    {
        var (fields, tag) = await Read("/records/window/nat-childline");
        fields["who"] = "18さいまで";
        Assert.Equal((HttpStatusCode)428, (await site.DeskAsync(HttpMethod.Put, "/records/window/nat-childline", Json(new { fields }))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.DeskAsync(HttpMethod.Put, "/records/window/nat-childline", Json(new { fields }), ApiSite.EditorKey, tag)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await site.DeskAsync(HttpMethod.Put, "/records/window/nat-childline", Json(new { fields }), ApiSite.EditorKey, tag)).StatusCode);
        Assert.Equal("18さいまで", (await site.GetAsync("/hsds/v3/services/nat-childline")).GetProperty("eligibility_description").GetString());
    }

    [Fact]
    public async Task Only_an_approver_verifies_and_an_editors_change_takes_the_check_away()
    {
        const string path = "/records/window/city-jukyo-kakuho";
        var (fields, tag) = await Read(path);
        fields["verified_on"] = "2026-11-20";
        await site.DeskAsync(HttpMethod.Put, path, Json(new { fields }), ApiSite.EditorKey, tag);
        Assert.False((await Read(path)).Fields.ContainsKey("verified_on"));
        await site.DeskAsync(HttpMethod.Put, path, Json(new { fields }), ApiSite.ApproverKey, (await Read(path)).Tag);
        Assert.Equal("2026-11-20", (await site.GetAsync("/hsds/v3/services/city-jukyo-kakuho")).GetProperty("assured_date").GetString());
        (fields, tag) = await Read(path);
        fields["who"] = "べつの説明";
        await site.DeskAsync(HttpMethod.Put, path, Json(new { fields }), ApiSite.EditorKey, tag);
        Assert.False((await site.GetAsync("/hsds/v3/services/city-jukyo-kakuho")).TryGetProperty("assured_date", out _));
        Assert.Equal(HttpStatusCode.Forbidden, (await site.DeskAsync(HttpMethod.Delete, path, key: ApiSite.EditorKey, ifMatch: (await Read(path)).Tag)).StatusCode);
    }

    [Fact]
    public async Task A_wrong_field_is_named_in_Japanese()
    {
        var (fields, tag) = await Read("/records/window/nat-yorisoi");
        fields["phone"] = "でんわ";
        using var response = await site.DeskAsync(HttpMethod.Put, "/records/window/nat-yorisoi", Json(new { fields }), ApiSite.EditorKey, tag);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var error = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("errors")[0];
        Assert.Equal("phone", error.GetProperty("field").GetString());
        Assert.Contains("電話番号", error.GetProperty("what").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_huge_upload_is_refused()
    {
        using var response = await site.DeskAsync(HttpMethod.Post, "/import", new ByteArrayContent(new byte[11 * 1024 * 1024]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task A_report_reaches_the_queue_and_can_be_closed()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var sent = await site.Http.PostAsync("/windows/nat-kokoro/report", new FormUrlEncodedContent([new("field", "phone"), new("field", "<script>")]), cancel);
        var id = sent.IsSuccessStatusCode ? "nat-kokoro" : "nat-yorisoi";
        if (!sent.IsSuccessStatusCode)
            Assert.True((await site.Http.PostAsync($"/windows/{id}/report", new FormUrlEncodedContent([new("field", "phone")]), cancel)).IsSuccessStatusCode);
        using var due = await site.DeskAsync(HttpMethod.Get, "/due");
        var first = JsonDocument.Parse(await due.Content.ReadAsStringAsync(cancel)).RootElement[0];
        Assert.Equal(("disputed", id, "phone"), (first.GetProperty("why").GetString(), first.GetProperty("id").GetString(), first.GetProperty("fields")[0].GetString()));
        using var reports = await site.DeskAsync(HttpMethod.Get, "/reports");
        var report = JsonDocument.Parse(await reports.Content.ReadAsStringAsync(cancel)).RootElement[0].GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.NoContent, (await site.DeskAsync(HttpMethod.Post, $"/reports/{report}/close")).StatusCode);
    }

    private static string Unpacked(byte[] file)
    {
        if (file is not [(byte)'P', (byte)'K', ..])
            return Encoding.UTF8.GetString(file);
        using var zip = new ZipArchive(new MemoryStream(file));
        return string.Concat(zip.Entries.Select(entry => new StreamReader(entry.Open()).ReadToEnd()));
    }

    [Theory]
    [InlineData(ApiSite.MemberKey, true, false)]
    [InlineData(ApiSite.EditorKey, true, true)]
    [InlineData(ApiSite.ApproverKey, true, true)]
    public async Task Each_role_takes_away_what_it_may_see(string key, bool mail, bool notes)
    {
        var cancel = TestContext.Current.CancellationToken;
        var (fields, tag) = await Read("/records/organization/kyoto-jsc-sotto");
        (fields["email"], fields["note_internal"]) = ("contact@members.example", "うちのメモ");
        await site.DeskAsync(HttpMethod.Put, "/records/organization/kyoto-jsc-sotto", Json(new { fields }), ifMatch: tag);
        foreach (var file in new[] { "organizations.csv", "organizations.xlsx" })
        {
            using var response = await site.DeskAsync(HttpMethod.Get, "/export/" + file, key: key);
            var bytes = await response.Content.ReadAsByteArrayAsync(cancel);
            Assert.Equal(mail, Unpacked(bytes).Contains("contact@members.example", StringComparison.Ordinal));
            Assert.Equal(notes, Unpacked(bytes).Contains("うちのメモ", StringComparison.Ordinal));
            if (file.EndsWith("csv", StringComparison.Ordinal))
                Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        }
        Assert.Equal(notes ? HttpStatusCode.OK : HttpStatusCode.Forbidden, (await site.DeskAsync(HttpMethod.Get, "/records/organization", key: key)).StatusCode);
    }

    [Theory]
    [InlineData("windows.csv")]
    [InlineData("windows.xlsx")]
    [InlineData("organizations.csv")]
    [InlineData("schemes.xlsx")]
    public async Task The_desks_export_imported_again_changes_nothing(string file)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var export = await site.DeskAsync(HttpMethod.Get, "/export/" + file);
        using var response = await site.DeskAsync(HttpMethod.Post, "/import", new ByteArrayContent(await export.Content.ReadAsByteArrayAsync(cancel)));
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancel)).RootElement;
        // Another test plants a hidden place by hands that the desk's checks do not stop.
        Assert.Empty(body.GetProperty("errors").EnumerateArray().Where(e => e.GetProperty("column").GetString() != "address").Select(e => e.ToString()));
        Assert.Empty(body.GetProperty("lines").EnumerateArray().Where(l => l.GetProperty("what").GetString() != "gone").Select(l => l.ToString()));
        Assert.Equal((0, 0), (body.GetProperty("added").GetArrayLength(), body.GetProperty("changed").GetArrayLength()));
    }

    [Fact]
    public void A_cell_that_could_be_a_formula_is_text() =>
        Assert.Equal("\uFEFFa\r\n\"'=1+1\"\r\n\"'@x\"\r\n", Encoding.UTF8.GetString(SheetExport.Csv(["a"], [["=1+1"], ["@x"]])));

    [Fact]
    public async Task The_go_live_gate_refuses_the_seed_and_says_which()
    {
        var snapshot = SeedDirectory.Load(SeedTests.Folder, site.Clock).Current;
        var findings = ProductionGate.Check(snapshot, site.Clock.GetUtcNow());
        Assert.Contains(findings, f => f is { Id: "nat-yorisoi", Why: "crisis-line-not-verified" });
        Assert.Contains(findings, f => f.Why == "not-verified");
        Assert.Contains(ProductionGate.Check(snapshot, site.Clock.GetUtcNow().AddYears(1)), f => f.Why == "past-review");
        Service[] good = [.. snapshot.Services.Where(s => s.CanBeReached).Select(s => s with { Provenance = s.Provenance with { VerifiedOn = new DateOnly(2026, 11, 1) } })];
        var ready = new DirectorySnapshot("v", snapshot.AsOf, good, [], [], [.. snapshot.CrisisLines.Where(l => l.HoursSeen && l.Hours is not null)], snapshot.Holidays);
        Assert.Empty(ProductionGate.Check(ready, site.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task A_planted_e_mail_and_a_hidden_place_leave_by_no_public_way()
    {
        var cancel = TestContext.Current.CancellationToken;
        var (fields, tag) = await Read("/records/organization/kyoto-jsc-sotto");
        fields["email"] = Mail;
        fields["note_internal"] = Mail;
        Assert.Equal(HttpStatusCode.OK, (await site.DeskAsync(HttpMethod.Put, "/records/organization/kyoto-jsc-sotto", Json(new { fields }), ApiSite.EditorKey, tag)).StatusCode);
        // By hands that the desk's checks do not stop: straight into the database.
        var store = ((StoredDirectory)site.Services.GetService(typeof(IServiceDirectory))!).Store;
        var hidden = new Dictionary<string, string>((await store.FindAsync(RecordKinds.Window, "nat-dv-plus"))?.Fields ?? (await store.FindAsync(RecordKinds.Window, "nat-yorisoi"))!.Fields)
        {
            ["id"] = "canary-window",
            ["window_ja"] = "カナリア",
            ["phone"] = "",
            ["chat_url"] = "",
            ["url"] = "https://example.org/",
            ["address"] = Place,
            ["area"] = "伏見区",
            ["visibility"] = "area-hidden",
        };
        Assert.True((await store.WriteAsync([new RecordEdit(RecordKinds.Window, "canary-window", hidden, null)], "editor", static _ => [], cancel: cancel)).IsGood);
        await ((StoredDirectory)site.Services.GetService(typeof(IServiceDirectory))!).RefreshAsync(cancel);
        Assert.Contains(Mail, await (await site.DeskAsync(HttpMethod.Get, "/records/organization/kyoto-jsc-sotto")).Content.ReadAsStringAsync(cancel), StringComparison.Ordinal);

        string[] ways =
        [
            .. ExportFiles.All.Select(file => "/windows/data/" + file),
            "/snapshot", "/openapi/v1.json", "/windows", "/windows/overview", "/windows/canary-window", "/windows/canary-window/sheet", "/windows/canary-window/card", "/windows/pref-sotto", "/windows?q=canary", "/hsds/v3/", "/hsds/v3/profile",
            "/hsds/v3/services?per_page=500&full=true", "/hsds/v3/services?format=ndjson&full=true", "/hsds/v3/services?search=canary", "/hsds/v3/organizations?per_page=500&full=true&full_service=true",
            "/hsds/v3/organizations/kyoto-jsc-sotto", "/hsds/v3/organizations?search=canary", "/hsds/v3/service_at_locations?per_page=500&full=true", "/hsds/v3/taxonomies", "/hsds/v3/taxonomy_terms?per_page=500", "/hsds/v3/services/canary",
            "/hsds/v3/services?modified_after=canary", "/windows/canary", "/schemes/canary-window", "/windows/data/canary.csv", "/desk", "/desk/templates/organization.xlsx", "/desk/api/records/organization",
        ];
        foreach (var way in ways)
        {
            using var response = await site.Http.GetAsync(way, cancel);
            var body = Unpacked(await response.Content.ReadAsByteArrayAsync(cancel)) + response.Headers;
            Assert.DoesNotContain(Mail, body, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Place, body, StringComparison.OrdinalIgnoreCase);
        }
        foreach (var (path, body) in new[] { ("/recommendations", "{\"needs\":[\"canary\"]}"), ("/recommendations/explain", "{\"service\":\"canary-window\",\"needs\":[\"life\"]}"), ("/hsds/v3/organizations", "{\"search\":\"canary\"}"), ("/desk/preview", "x") })
        {
            using var response = await site.PostAsync(path, body);
            Assert.DoesNotContain(Mail, await response.Content.ReadAsStringAsync(cancel), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Place, await response.Content.ReadAsStringAsync(cancel), StringComparison.OrdinalIgnoreCase);
        }
        // An import that is refused for the very thing does not repeat it in the logs either.
        using var refused = await site.DeskAsync(HttpMethod.Post, "/import", new StringContent($"団体の名称,メール,団体概要\r\n架空の会,{Mail},連絡は{Mail}へ\r\n"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.NotEmpty(site.Logs.All);
        Assert.DoesNotContain(site.Logs.All, line => line.Contains(Mail, StringComparison.OrdinalIgnoreCase) || line.Contains(Place, StringComparison.OrdinalIgnoreCase));
        Assert.False((await site.GetAsync("/hsds/v3/services/canary-window")).TryGetProperty("service_at_locations", out _));
        var recommended = await site.AskAsync("/recommendations", """{"needs":["inochi","life","dv","foreign"],"at":"2026-11-25T10:00:00+09:00"}""");
        Assert.DoesNotContain("canary@", recommended.GetRawText(), StringComparison.Ordinal);
        Assert.Empty((await site.GetAsync("/hsds/v3/services?search=" + Mail)).GetProperty("contents").EnumerateArray());
    }
}
