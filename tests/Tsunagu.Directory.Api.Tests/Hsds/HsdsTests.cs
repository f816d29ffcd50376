using System.Net;
using System.Text;
using System.Text.Json;

namespace Tsunagu.Directory.Api.Tests.Hsds;

/// <summary>The HSDS API: every answer against the official schemas, every filter, the Page envelope, the profile, what a cache needs.</summary>
public sealed class HsdsTests(ApiSite site) : IClassFixture<ApiSite>
{
    private static List<JsonElement> Contents(JsonElement page) => [.. page.GetProperty("contents").EnumerateArray()];

    private static string? Text(JsonElement value, string name) => value.TryGetProperty(name, out var found) ? found.GetString() : null;

    private Task<JsonElement> Get(string path) => site.GetAsync("/hsds/v3" + path);

    [Fact]
    public void The_schemas_refuse_a_wrong_service()
    {
        using var bad = JsonDocument.Parse("""{"id":"no-uuid","name":"a","status":"sleeping","phones":[{"id":"432bcba7-1a1f-5cbd-a90d-dcf4a9dceca5"}]}""");
        var complaints = string.Join('\n', OfficialSchemas.Complaints("service", bad.RootElement));
        Assert.Contains("id", complaints, StringComparison.Ordinal);
        Assert.Contains("status", complaints, StringComparison.Ordinal);
        Assert.Contains("phones", complaints, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/services?per_page=500", "compiled/service_list")]
    [InlineData("/services?per_page=500&full=true", "service")]
    [InlineData("/organizations?per_page=500", "compiled/organization_list")]
    [InlineData("/organizations?per_page=500&full=true", "organization")]
    [InlineData("/organizations?per_page=500&full_service=true", "organization")]
    [InlineData("/service_at_locations?per_page=500", "compiled/service_at_location_list")]
    [InlineData("/service_at_locations?per_page=500&full=true", "service_at_location")]
    [InlineData("/taxonomies", "taxonomy")]
    [InlineData("/taxonomy_terms?per_page=500", "taxonomy_term")]
    public async Task Every_record_of_a_list_fits_its_official_schema(string path, string schema)
    {
        var page = await Get(path);
        Assert.Equal(page.GetProperty("total_items").GetInt32(), Contents(page).Count);
        Assert.NotEmpty(Contents(page));
        Assert.Empty(Contents(page).SelectMany(record => OfficialSchemas.Complaints(schema, record)).Distinct());
    }

    [Theory]
    [InlineData("/services", "service")]
    [InlineData("/organizations", "organization")]
    [InlineData("/service_at_locations", "service_at_location")]
    [InlineData("/taxonomies", "taxonomy")]
    [InlineData("/taxonomy_terms", "taxonomy_term")]
    public async Task Every_record_can_be_read_alone_and_fits_its_official_schema(string path, string schema)
    {
        foreach (var record in Contents(await Get(path + "?per_page=40")))
        {
            var alone = await Get($"{path}/{Text(record, "id")}");
            Assert.Equal(Text(record, "id"), Text(alone, "id"));
            Assert.Empty(OfficialSchemas.Complaints(schema, alone));
        }
    }

    [Fact]
    public async Task A_full_service_has_numbers_hours_area_terms_and_its_organisation()
    {
        var service = await Get("/services/nat-yorisoi");
        Assert.Equal(HsdsId.Of("nat-yorisoi"), Text(service, "id"));
        Assert.Equal("active", Text(service, "status"));
        Assert.NotEmpty(service.GetProperty("phones").EnumerateArray());
        Assert.Equal("00:00+09:00", Text(service.GetProperty("schedules")[0], "opens_at"));
        Assert.Equal("MO,TU,WE,TH,FR,SA,SU", Text(service.GetProperty("schedules")[0], "byday"));
        Assert.Contains(service.GetProperty("attributes").EnumerateArray(), a => a.GetProperty("taxonomy_term").GetProperty("code").GetString() == "life");
        Assert.NotEmpty(Text(service.GetProperty("organization"), "name")!);
        Assert.False(service.TryGetProperty("assured_date", out _), "nobody has checked the seed");
    }

    [Fact]
    public async Task Assumed_hours_give_no_schedule() =>
        Assert.False((await Get("/services/ward-kita-health-welfare")).TryGetProperty("schedules", out _));

    [Theory]
    [InlineData("Mon-Fri 09:00-17:00; PH off; Dec 29-Jan 03 off", "WEEKLY MO,TU,WE,TH,FR  09:00+09:00 17:00+09:00 jp-national-holidays,year-end-new-year")]
    [InlineData("Fri,Sat 19:00-25:00", "WEEKLY FR,SA  19:00+09:00 23:59+09:00 |WEEKLY SA,SU  00:00+09:00 01:00+09:00 ")]
    [InlineData("Sat[2],Sat[4] 10:00-16:00", "MONTHLY 2SA,4SA  10:00+09:00 16:00+09:00 ")]
    [InlineData("day 10 08:00-24:00", "MONTHLY  10 08:00+09:00 23:59+09:00 ")]
    [InlineData("Mon 09:00-12:00,13:00-17:00", "WEEKLY MO  09:00+09:00 12:00+09:00 |WEEKLY MO  13:00+09:00 17:00+09:00 ")]
    public void Hours_become_rules(string hours, string rules) =>
        Assert.Equal(rules, string.Join('|', Api.Hsds.HsdsSchedules.Of("w", OpeningHours.Parse(hours), null, null, null)
            .Select(s => $"{s.Freq} {s.Byday} {s.Bymonthday} {s.OpensAt} {s.ClosesAt} {string.Join(',', s.ClosedOn ?? [])}")));

    [Fact]
    public async Task Pages_together_are_the_whole_list()
    {
        var total = (await Get("/services?per_page=1")).GetProperty("total_items").GetInt32();
        var seen = new List<string>();
        for (var number = 1; ; number++)
        {
            var page = await Get($"/services?per_page=60&page={number}");
            seen.AddRange(Contents(page).Select(s => Text(s, "id")!));
            Assert.Equal((number, number == 1, false), (page.GetProperty("page_number").GetInt32(), page.GetProperty("first_page").GetBoolean(), page.GetProperty("empty").GetBoolean()));
            Assert.Equal(Contents(page).Count, page.GetProperty("size").GetInt32());
            if (page.GetProperty("last_page").GetBoolean())
                break;
        }
        Assert.Equal(total, seen.Distinct().Count());
        Assert.Equal(total, seen.Count);
        var beyond = await Get("/services?page=9999");
        Assert.True(beyond.GetProperty("empty").GetBoolean());
        Assert.Empty(Contents(beyond));
    }

    [Fact]
    public async Task Filters_narrow_each_other()
    {
        var all = (await Get("/services?per_page=1")).GetProperty("total_items").GetInt32();
        var term = HsdsId.Of("target:外国人");
        var byTerm = Contents(await Get($"/services?per_page=500&full=true&taxonomy_term_id={term}"));
        Assert.InRange(byTerm.Count, 1, all - 1);
        Assert.All(byTerm, s => Assert.Contains(s.GetProperty("attributes").EnumerateArray(), a => Text(a.GetProperty("taxonomy_term"), "id") == term));
        var both = Contents(await Get($"/services?per_page=500&taxonomy_term_id={term}&search={Uri.EscapeDataString("家賃")}"));
        var searched = Contents(await Get($"/services?per_page=500&search={Uri.EscapeDataString("家賃")}"));
        Assert.NotEmpty(searched);
        Assert.Equal(searched.Select(s => Text(s, "id")).Intersect(byTerm.Select(s => Text(s, "id"))).Order(), both.Select(s => Text(s, "id")).Order());
        var taxonomy = HsdsId.Of("taxonomy:targets");
        Assert.InRange((await Get($"/services?per_page=1&taxonomy_id={taxonomy}")).GetProperty("total_items").GetInt32(), 1, all - 1);
    }

    [Fact]
    public async Task An_organisations_services_are_found_by_its_id()
    {
        var organization = HsdsId.Of("kyoto-jsc-sotto");
        var services = Contents(await Get($"/services?organization_id={organization}"));
        Assert.Equal([HsdsId.Of("pref-sotto")], services.Select(s => Text(s, "id")));
        Assert.Empty(Contents(await Get($"/services?organization_id={Guid.Empty}")));
        Assert.Equal(HsdsId.Of("pref-sotto"), Text((await Get($"/organizations/{organization}")).GetProperty("services")[0], "id"));
    }

    [Fact]
    public async Task Minimal_gives_ids_and_dates_in_one_call()
    {
        var page = await Get("/services?minimal=true");
        Assert.Equal(page.GetProperty("total_items").GetInt32(), Contents(page).Count);
        Assert.All(Contents(page), s => Assert.All(s.EnumerateObject(), p => Assert.Contains(p.Name, new[] { "id", "modified_date" })));
    }

    [Fact]
    public async Task A_term_and_its_taxonomy_can_be_asked_for()
    {
        var terms = Contents(await Get($"/taxonomy_terms?per_page=100&taxonomy_id={HsdsId.Of("taxonomy:targets")}"));
        Assert.Equal(13, terms.Count);
        Assert.Equal("T01", Text(terms[0], "code"));
        Assert.NotEmpty(Contents(await Get($"/taxonomy_terms?search={Uri.EscapeDataString("子供")}")));
        Assert.NotEmpty(Contents(await Get("/taxonomy_terms?top_only=true")));
        Assert.Empty(Contents(await Get($"/taxonomy_terms?parent_id={Guid.Empty}")));
    }

    [Fact]
    public async Task Places_are_narrowed_by_postcode()
    {
        var all = (await Get("/service_at_locations?per_page=1")).GetProperty("total_items").GetInt32();
        var kyoto = (await Get($"/service_at_locations?per_page=1&postcode={Uri.EscapeDataString("６０４-８５７１")}")).GetProperty("total_items").GetInt32();
        var tokyo = Contents(await Get("/service_at_locations?per_page=500&postcode=1000001&full=true"));
        Assert.Equal(all, kyoto);
        Assert.All(tokyo, place => Assert.Equal("全国", Text(place.GetProperty("service_areas")[0], "name")));
    }

    [Fact]
    public async Task Ndjson_streams_all_records_one_a_line()
    {
        using var response = await site.Http.GetAsync("/hsds/v3/services?format=ndjson&full=true", TestContext.Current.CancellationToken);
        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType?.MediaType);
        var lines = (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((await Get("/services?per_page=1")).GetProperty("total_items").GetInt32(), lines.Length);
        Assert.All(lines, line => Assert.Empty(OfficialSchemas.Complaints("service", JsonDocument.Parse(line).RootElement)));
    }

    [Theory]
    [InlineData("/services", "search", "相談")]
    [InlineData("/organizations", "search", "子ども")]
    [InlineData("/service_at_locations", "per_page", "3")]
    [InlineData("/taxonomies", "per_page", "1")]
    [InlineData("/taxonomy_terms", "search", "life")]
    public async Task Post_answers_as_Get_with_parameters_in_a_form_or_in_Json(string path, string name, string value)
    {
        var cancel = TestContext.Current.CancellationToken;
        var get = await site.Http.GetStringAsync($"/hsds/v3{path}?{name}={Uri.EscapeDataString(value)}", cancel);
        using var form = await site.Http.PostAsync("/hsds/v3" + path, new FormUrlEncodedContent([new(name, value)]), cancel);
        using var json = await site.Http.PostAsync("/hsds/v3" + path, new StringContent(JsonSerializer.Serialize(new Dictionary<string, string> { [name] = value }), Encoding.UTF8, "application/json"), cancel);
        using var query = await site.Http.PostAsync($"/hsds/v3{path}?{name}={Uri.EscapeDataString(value)}", null, cancel);
        Assert.Equal(get, await form.Content.ReadAsStringAsync(cancel));
        Assert.Equal(get, await json.Content.ReadAsStringAsync(cancel));
        Assert.Equal(get, await query.Content.ReadAsStringAsync(cancel));
    }

    [Fact]
    public async Task The_root_names_a_profile_and_an_openapi_document_that_can_be_read()
    {
        var root = await Get("/");
        Assert.Equal("3.2", Text(root, "version"));
        var profile = JsonDocument.Parse(await site.Http.GetStringAsync(Text(root, "profile"), TestContext.Current.CancellationToken)).RootElement;
        foreach (var patch in profile.GetProperty("patches").EnumerateObject())
            Assert.True(JsonDocument.Parse(await site.Http.GetStringAsync(patch.Value.GetString(), TestContext.Current.CancellationToken)).RootElement.TryGetProperty("properties", out _));
        var openapi = JsonDocument.Parse(await site.Http.GetStringAsync(Text(root, "openapi_url"), TestContext.Current.CancellationToken)).RootElement;
        foreach (var path in new[] { "/hsds/v3/services", "/hsds/v3/services/{id}", "/hsds/v3/taxonomy_terms/{id}", "/recommendations", "/recommendations/explain" })
            Assert.True(openapi.GetProperty("paths").TryGetProperty(path, out _), path);
    }

    [Fact]
    public async Task Who_has_an_answer_is_told_so_and_any_page_may_read()
    {
        using var first = await site.Http.GetAsync("/hsds/v3/services", TestContext.Current.CancellationToken);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/hsds/v3/services");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        again.Headers.Add("Origin", "https://map.example");
        using var second = await site.Http.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal("*", second.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Theory]
    [InlineData("page=0", "page")]
    [InlineData("page=x", "page")]
    [InlineData("per_page=0", "per_page")]
    [InlineData("per_page=501", "per_page")]
    [InlineData("full=perhaps", "full")]
    [InlineData("format=xml", "format")]
    [InlineData("modified_after=yesterday", "modified_after")]
    [InlineData("postcode=12", "postcode")]
    [InlineData("proximity=3000&postcode=6048571", "proximity")]
    public async Task A_wrong_parameter_is_named(string query, string field)
    {
        using var response = await site.Http.GetAsync("/hsds/v3/services?" + query, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(field, Text(Assert.Single(problem.GetProperty("errors").EnumerateArray()), "field"));
    }

    [Theory]
    [InlineData("/services/nowhere")]
    [InlineData("/organizations/nowhere")]
    [InlineData("/service_at_locations/nowhere")]
    [InlineData("/taxonomies/nowhere")]
    [InlineData("/taxonomy_terms/nowhere")]
    [InlineData("/profile/nowhere.json")]
    public async Task What_is_not_there_is_a_problem_with_its_mend(string path)
    {
        using var response = await site.Http.GetAsync("/hsds/v3" + path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }
}
