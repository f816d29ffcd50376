using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Tsunagu.Host.Tests.Plain;

/// <summary>Forms from elsewhere, of another kind, too large, too many: refused with a problem, and nobody else loses anything.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-site", 403)]
    [InlineData("Origin", "https://elsewhere.example", 403)]
    [InlineData("Origin", "null", 403)]
    [InlineData("Sec-Fetch-Site", "same-origin", 400)] // let in: an empty form is too old
    [InlineData("Accept", "text/html", 400)] // text browsers tell nothing about where a form comes from
    public async Task Posts_that_a_browser_marks_as_foreign_are_refused(string header, string value, int status)
    {
        await using var site = await PlainSite.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/handbook") { Content = new FormUrlEncodedContent([]) };
        request.Headers.Add(header, value);
        using var response = await site.Client.SendAsync(request);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 403 ? "application/problem+json" : "text/html", response.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("application/json", "{}", 415)]
    [InlineData("application/octet-stream", "\u0000\u0001", 415)]
    [InlineData("multipart/form-data", "no boundary", 400)]
    public async Task What_is_no_form_is_refused(string type, string body, int status)
    {
        await using var site = await PlainSite.StartAsync();
        using var content = new StringContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        using var response = await site.Client.PostAsync("/handbook", content);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("multipart/form-data", "no boundary", 400)]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"state\"\r\n\r\nhalf of", 400)]
    [InlineData("multipart/form-data; boundary=x", "nothing of the kind", 400)]
    [InlineData("application/json", "{}", 415)]
    public async Task A_browser_whose_form_cannot_be_read_gets_a_page_with_a_line_to_call(string type, string body, int status)
    {
        await using var site = await PlainSite.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/handbook?lang=en") { Content = new StringContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        request.Headers.Accept.ParseAdd("text/html");
        var page = await PlainVisit.OfAsync(site.Client, request);
        Assert.Equal(status, page.Status);
        Assert.NotEmpty(page.Page.QuerySelectorAll("article.card.line a[href^='tel:']"));
        Assert.NotNull(page.Page.QuerySelector("a[href='tel:119']"));
        Assert.Equal("en", page.Page.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task A_form_that_is_too_large_or_has_too_many_fields_is_refused()
    {
        await using var site = await PlainSite.StartAsync();
        using var large = new FormUrlEncodedContent([KeyValuePair.Create("text", new string('x', 70_000))]);
        using var first = await site.Client.PostAsync("/handbook", large);
        Assert.Equal(413, (int)first.StatusCode);
        using var many = new FormUrlEncodedContent(Enumerable.Range(0, 500).Select(i => KeyValuePair.Create($"f{i}", "1")));
        using var second = await site.Client.PostAsync("/handbook", many);
        Assert.Equal(400, (int)second.StatusCode);
        Assert.Equal(200, (await site.GetAsync()).Status);
    }

    [Fact]
    public async Task Unknown_options_tokens_and_fields_only_ask_again()
    {
        await using var site = await PlainSite.StartAsync();
        var page = await site.GetAsync();
        foreach (var fields in (KeyValuePair<string, string>[][])[
            [KeyValuePair.Create("choice", "<b>"), KeyValuePair.Create("do", "answer")],
            [KeyValuePair.Create("choice", "self"), KeyValuePair.Create("choice", "family"), KeyValuePair.Create("do", "answer")],
            [KeyValuePair.Create("do", "t=x;n=99;c=back;v=0")],
            [KeyValuePair.Create("do", "t=x;n=1;c=no-such-command;v=0")],
            [KeyValuePair.Create("submit", "nonsense"), KeyValuePair.Create("other", "field")]])
        {
            var answer = await page.PostAsync(fields);
            Assert.Equal(200, answer.Status);
            Assert.Equal("for-whom", answer.Asked);
            Assert.DoesNotContain("<b>", answer.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task One_address_that_asks_without_end_is_told_to_wait()
    {
        await using var site = await PlainSite.StartAsync(limits: true);
        var statuses = new List<int>();
        for (var i = 0; i < 1000 && !statuses.Contains(429); i++)
        {
            using var response = await site.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/results?w=none"));
            statuses.Add((int)response.StatusCode);
        }

        Assert.Contains(429, statuses);
    }

    [Theory]
    [InlineData("2001:db8:1:2::{0:x}", true)] // a household may take any of them
    [InlineData("2001:db8:1:{0:x}::1", false)]
    [InlineData("10.0.{0}.1", false)]
    public async Task The_addresses_of_one_network_are_counted_together(string pattern, bool together)
    {
        await using var site = await PlainSite.StartAsync(limits: true);
        var refused = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 2000), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, ct) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, "/results?w=none");
            request.Headers.Add(PlainSite.AddressHeader, string.Format(CultureInfo.InvariantCulture, pattern, i % 250));
            using var response = await site.Client.SendAsync(request, ct);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
                Interlocked.Increment(ref refused);
        });
        Assert.Equal(together, refused > 0);
    }
}
