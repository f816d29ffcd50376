using System.Net;
using System.Text.Json;

namespace Tsunagu.Directory.Api.Tests.Recommendations;

/// <summary><c>POST /recommendations</c> against the real seed and the rules of the directory's design.</summary>
public sealed class RecommendationTests(ApiSite site) : IClassFixture<ApiSite>
{
    private const string Night = "\"at\":\"2027-01-01T02:00:00+09:00\"";

    private static List<string> Windows(JsonElement answer) => [.. answer.GetProperty("services").EnumerateArray().Select(s => s.GetProperty("window").GetString()!)];

    [Fact]
    public async Task A_card_names_window_hours_reasons_and_trust()
    {
        var answer = await site.AskAsync("/recommendations", """{"needs":["life"],"ward":"kita","age":"40-64","at":"2026-11-25T10:00:00+09:00"}""");
        Assert.Equal("1.0.0", answer.GetProperty("handbookVersion").GetString());
        Assert.NotEmpty(answer.GetProperty("directoryVersion").GetString()!);
        foreach (var card in answer.GetProperty("services").EnumerateArray())
        {
            Assert.Equal(HsdsId.Of(card.GetProperty("window").GetString()!), card.GetProperty("id").GetString());
            Assert.Contains(card.GetProperty("open").GetProperty("state").GetString(), new[] { "open", "closed", "unknown" });
            Assert.NotEmpty(card.GetProperty("reasons").EnumerateArray());
            Assert.Equal(JsonValueKind.Null, card.GetProperty("verifiedOn").ValueKind);
            Assert.Contains(card.GetProperty("confidence").GetString(), new[] { "high", "medium", "memory" });
        }
        Assert.Contains("ward-kita-health-welfare", Windows(answer));
        Assert.DoesNotContain("ward-minami-health-welfare", Windows(answer));
    }

    [Fact]
    public async Task Windows_and_phones_stand_once_and_what_is_only_remembered_is_not_among_the_first()
    {
        foreach (var need in new BuiltInWords().Needs)
        {
            var cards = (await site.AskAsync("/recommendations", $$"""{"needs":["{{need}}"],"ward":"sakyo",{{Night}}}""")).GetProperty("services").EnumerateArray().ToList();
            var phones = cards.Where(c => c.GetProperty("phones").GetArrayLength() > 0).Select(c => c.GetProperty("phones")[0].GetProperty("number").GetString()!).ToList();
            Assert.Equal(phones.Distinct(), phones);
            Assert.Equal(cards.Count, cards.Select(c => c.GetProperty("window").GetString()).Distinct().Count());
            Assert.DoesNotContain(cards.Take(5), c => c.GetProperty("confidence").GetString() == "memory");
            Assert.Equal("open", cards[0].GetProperty("open").GetProperty("state").GetString());
            Assert.True(cards[0].GetProperty("phones").GetArrayLength() > 0 || cards[0].GetProperty("chat").ValueKind == JsonValueKind.String);
        }
    }

    [Fact]
    public async Task Without_distress_no_suicide_line_is_named_and_without_danger_no_emergency_number()
    {
        Assert.Equal("nat-yorisoi", Windows(await site.AskAsync("/recommendations", $$"""{"needs":["law"],{{Night}}}"""))[0]);
        Assert.Contains("pref-inochi-denwa", Windows(await site.AskAsync("/recommendations", $$"""{"needs":["inochi"],{{Night}}}""")));
        Assert.DoesNotContain("nat-119", Windows(await site.AskAsync("/recommendations", $$"""{"needs":["emergency","medical"],{{Night}}}""")));
        Assert.Contains("nat-119", Windows(await site.AskAsync("/recommendations", $$"""{"needs":["emergency"],"urgency":"safety",{{Night}}}""")));
    }

    [Fact]
    public async Task Past_its_review_day_a_window_drops_out_and_crisis_lines_stay()
    {
        var late = Windows(await site.AskAsync("/recommendations", """{"needs":["life","inochi"],"ward":"kita","at":"2027-07-01T10:00:00+09:00"}"""));
        Assert.DoesNotContain("ward-kita-health-welfare", late);
        Assert.Contains("nat-yorisoi", late);
        var why = await site.AskAsync("/recommendations/explain", """{"needs":["life"],"ward":"kita","at":"2027-07-01T10:00:00+09:00","service":"ward-kita-health-welfare"}""");
        Assert.Equal("past-review", why.GetProperty("rule").GetString());
    }

    [Fact]
    public async Task The_same_request_gives_the_same_bytes_and_either_form_of_an_id_is_taken()
    {
        var seed = $$"""{"needs":["life"],"schemes":["seikatsu-hogo"],"targets":["生活困窮"],{{Night}}}""";
        var uuids = $$"""{"needs":["{{HsdsId.Of("need:life")}}"],"schemes":["{{HsdsId.Of("seikatsu-hogo").ToUpperInvariant()}}"],"targets":["T01"],{{Night}}}""";
        var bytes = await (await site.PostAsync("/recommendations", seed)).Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        site.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(bytes, await (await site.PostAsync("/recommendations", seed)).Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(bytes, await (await site.PostAsync("/recommendations", uuids)).Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_limit_cuts_both_lists_and_explain_says_so()
    {
        var request = """{"needs":["life"],"schemes":["seikatsu-hogo","jiritsu-sodan-shien","sogo-shien-shikin"],"ward":"kita","limit":1,"at":"2026-11-25T10:00:00+09:00"}""";
        var answer = await site.AskAsync("/recommendations", request);
        Assert.Single(answer.GetProperty("services").EnumerateArray());
        Assert.Single(answer.GetProperty("schemes").EnumerateArray());
        var all = Windows(await site.AskAsync("/recommendations", request.Replace("\"limit\":1,", "", StringComparison.Ordinal)));
        var why = await site.AskAsync("/recommendations/explain", request.Replace("{\"needs\"", $"{{\"service\":\"{all[^1]}\",\"needs\"", StringComparison.Ordinal));
        Assert.Equal((false, "beyond-the-limit"), (why.GetProperty("shown").GetBoolean(), why.GetProperty("rule").GetString()));
    }

    [Fact]
    public async Task Explain_names_reasons_of_what_is_shown_and_the_rule_against_what_is_not()
    {
        var shown = await site.AskAsync("/recommendations/explain", $$"""{"needs":["life"],"ward":"kita","at":"2026-11-25T10:00:00+09:00","service":"{{HsdsId.Of("ward-kita-health-welfare")}}"}""");
        Assert.True(shown.GetProperty("shown").GetBoolean());
        Assert.Contains(shown.GetProperty("reasons").EnumerateArray(), r => r.GetProperty("rule").GetString() == "need-matches" && r.GetProperty("value").GetString() == "life");
        var other = await site.AskAsync("/recommendations/explain", """{"needs":["life"],"ward":"kita","at":"2026-11-25T10:00:00+09:00","service":"ward-minami-health-welfare"}""");
        Assert.Equal((false, "other-ward"), (other.GetProperty("shown").GetBoolean(), other.GetProperty("rule").GetString()));
    }

    [Theory]
    [InlineData("relay")]
    [InlineData("read")]
    [InlineData("home")]
    [InlineData("mail")]
    [InlineData("fax")]
    public async Task Whatever_way_is_wished_the_first_window_answers_now(string way)
    {
        var first = (await site.AskAsync("/recommendations", $$"""{"needs":["foreign"],"ways":["{{way}}"],"when":["now"],{{Night}}}""")).GetProperty("services")[0];
        Assert.Equal("open", first.GetProperty("open").GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("""{"needs":["nonsense"]}""", "needs[0]", "inochi")]
    [InlineData("""{"needs":"life"}""", "needs", "list")]
    [InlineData("""{"needs":[1]}""", "needs[0]", "text")]
    [InlineData("""{"schemes":["no-such-scheme"]}""", "schemes[0]", "id")]
    [InlineData("""{"targets":["だれか"]}""", "targets[0]", "生活困窮")]
    [InlineData("""{"ward":"osaka"}""", "ward", "kita")]
    [InlineData("""{"age":"17"}""", "age", "13-18")]
    [InlineData("""{"about":"somebody"}""", "about", "third")]
    [InlineData("""{"urgency":"soon"}""", "urgency", "today")]
    [InlineData("""{"languages":["日本語"]}""", "languages[0]", "ja")]
    [InlineData("""{"ways":["pigeon"]}""", "ways[0]", "relay")]
    [InlineData("""{"when":["later"]}""", "when[0]", "evening")]
    [InlineData("""{"at":"2026-01-01T02:00:00"}""", "at", "offset")]
    [InlineData("""{"at":"0001-01-01T00:00:00Z"}""", "at", "offset")]
    [InlineData("""{"limit":0}""", "limit", "1 to")]
    [InlineData("""{"limit":2.5}""", "limit", "1 to")]
    [InlineData("""{"facts":["a"]}""", "facts", "household")]
    [InlineData("""{"facts":{"household":[true]}}""", "facts.household", "codes")]
    [InlineData("""{"need":["life"]}""", "need", "needs")]
    public async Task A_value_that_is_not_known_is_named_with_its_mend(string json, string field, string mend)
    {
        using var response = await site.PostAsync("/recommendations", json);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        var error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal(field, error.GetProperty("field").GetString());
        Assert.Contains(mend, error.GetProperty("mend").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_mistakes_are_told_at_once()
    {
        using var response = await site.PostAsync("/recommendations", """{"ward":"x","age":"y","needs":["z"]}""");
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(["needs[0]", "ward", "age"], problem.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("field").GetString()));
    }

    [Theory]
    [InlineData("{", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("[]", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("""{"age":"0-12","age":"75+"}""", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{}", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    public async Task What_cannot_be_read_is_refused(string body, string type, HttpStatusCode status)
    {
        using var response = await site.Http.PostAsync("/recommendations", new StringContent(body, System.Text.Encoding.UTF8, type), TestContext.Current.CancellationToken);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_huge_request_is_refused()
    {
        using var response = await site.PostAsync("/recommendations", $$"""{"needs":["{{new string('a', 100_000)}}"]}""");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Explain_needs_a_window_that_exists()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await site.PostAsync("/recommendations/explain", """{"needs":["life"]}""")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await site.PostAsync("/recommendations/explain", """{"needs":["life"],"service":"nowhere"}""")).StatusCode);
    }

    [Fact]
    public async Task Any_page_may_ask()
    {
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/recommendations");
        preflight.Headers.Add("Origin", "https://map.example");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "content-type");
        using var response = await site.Http.SendAsync(preflight, TestContext.Current.CancellationToken);
        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }
}
