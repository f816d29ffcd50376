using System.Net;
using System.Text.RegularExpressions;
using Tsunagu.Directory.Api.Pages;

namespace Tsunagu.Directory.Api.Tests.Pages;

/// <summary>The public pages without a browser: every window and scheme, every language, filters, headers, the form.</summary>
public sealed class PageTests(ApiSite site) : IClassFixture<ApiSite>
{
    private async Task<string> Read(string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var response = await site.Http.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(expected, response.StatusCode);
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static int Found(string page) => int.Parse(Regex.Match(page, "<h2>([0-9]+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("ja")]
    [InlineData("ja-simple")]
    [InlineData("en")]
    public async Task Every_page_has_all_its_words_one_heading_and_no_script(string locale)
    {
        var snapshot = SeedDirectory.Load(SeedTests.Folder, site.Clock).Current;
        var paths = snapshot.Services.Where(s => s.Withheld is null).Select(s => "/windows/" + s.Id)
            .Concat(snapshot.Schemes.Select(s => "/schemes/" + s.Id))
            .Concat(["/windows", "/windows/overview", "/windows/nat-yorisoi/sheet", "/windows/nat-yorisoi/card", "/windows?q=%E5%AE%B6%E8%B3%83", "/windows?page=2", "/windows?ward=kita&target=%E5%A5%B3%E6%80%A7&open=now&way=chat&language=en"]);
        foreach (var path in paths)
        {
            var page = await Read(path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=" + locale);
            Assert.DoesNotContain("[directory.", page, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"\{[a-z-]+\}", Regex.Replace(page, "<script type=\"application/ld\\+json\">.*?</script>", "", RegexOptions.Singleline));
            Assert.Single(Regex.Matches(page, "<h1>"));
            Assert.Contains($"<html lang=\"{(locale == "en" ? "en" : "ja")}\">", page, StringComparison.Ordinal);
            Assert.DoesNotMatch("<script(?! type=\"application/ld)", page);
            Assert.DoesNotMatch(" style=| on[a-z]+=", page);
        }
    }

    [Fact]
    public async Task Filters_narrow_the_list()
    {
        var all = Found(await Read("/windows"));
        Assert.InRange(Found(await Read("/windows?ward=kita")), 1, all - 1);
        Assert.InRange(Found(await Read("/windows?open=now")), 1, all - 1);
        Assert.InRange(Found(await Read("/windows?way=chat")), 1, all - 1);
        Assert.InRange(Found(await Read("/windows?language=en")), 1, all - 1);
        Assert.InRange(Found(await Read("/windows?target=" + Uri.EscapeDataString("女性"))), 1, all - 1);
        Assert.InRange(Found(await Read("/windows?q=" + Uri.EscapeDataString("家賃"))), 1, all - 1);
        Assert.Equal(all, Found(await Read("/windows?ward=nowhere&page=99999&way=%3Cscript%3E")));
    }

    [Fact]
    public async Task What_somebody_writes_into_the_search_is_only_text() =>
        Assert.DoesNotContain("<img", await Read("/windows?q=" + Uri.EscapeDataString("\"><img src=x onerror=alert(1)>")), StringComparison.Ordinal);

    [Fact]
    public async Task Withheld_windows_and_unknown_ids_are_not_shown()
    {
        await Read("/windows/nat-kodoku-9999", HttpStatusCode.NotFound);
        await Read("/windows/nowhere", HttpStatusCode.NotFound);
        await Read("/schemes/nowhere", HttpStatusCode.NotFound);
        await Read("/windows/" + HsdsId.Of("nat-yorisoi"));
    }

    [Theory]
    [InlineData("/windows?ward=kita&lang=en")]
    [InlineData("/schemes/seikatsu-hogo?lang=ja-simple")]
    public async Task Language_links_lead_to_the_same_page(string path)
    {
        foreach (var link in await LanguageLinks(await site.Http.GetAsync(path, TestContext.Current.CancellationToken)))
        {
            await Read(link);
            Assert.Equal(path.Contains("ward=kita", StringComparison.Ordinal), link.Contains("ward=kita", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Language_links_after_a_report_lead_to_a_page_that_is_there()
    {
        foreach (var link in await LanguageLinks(await site.Http.PostAsync("/windows/nat-yorisoi/report?lang=en", new FormUrlEncodedContent([]), TestContext.Current.CancellationToken)))
            await Read(link);
    }

    private static async Task<IReadOnlyList<string>> LanguageLinks(HttpResponseMessage response)
    {
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        List<string> links = [.. Regex.Matches(page, "<a href=\"([^\"]*)\" lang=").Select(m => WebUtility.HtmlDecode(m.Groups[1].Value))];
        Assert.Equal(3, links.Count);
        return links;
    }

    [Fact]
    public async Task The_English_page_of_a_scheme_has_an_English_title()
    {
        var scheme = SeedDirectory.Load(SeedTests.Folder, site.Clock).Current.Schemes.First(s => s.NameEn is not null);
        Assert.Contains($"<title>{WebUtility.HtmlEncode(scheme.NameEn)} |", await Read($"/schemes/{scheme.Id}?lang=en"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:3:4:5:6", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("::ffff:10.0.0.1", "10.0.0.1", true)]
    [InlineData("10.0.0.1", "10.0.0.2", false)]
    public void Reports_of_one_household_are_counted_together(string one, string other, bool together) =>
        Assert.Equal(together, PageEndpoints.NetworkOf(IPAddress.Parse(one)) == PageEndpoints.NetworkOf(IPAddress.Parse(other)));

    [Fact]
    public async Task Reports_need_a_tick_and_too_many_wait()
    {
        var cancel = TestContext.Current.CancellationToken;
        Task<HttpResponseMessage> Send(params KeyValuePair<string, string>[] fields) => site.Http.PostAsync("/windows/nat-yorisoi/report", new FormUrlEncodedContent(fields), cancel);
        Assert.Equal(HttpStatusCode.BadRequest, (await Send()).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Send(new KeyValuePair<string, string>("field", "e-mail"))).StatusCode);
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 7; i++)
            answers.Add((await Send(new KeyValuePair<string, string>("field", "hours"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, answers[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
    }
}
