using System.Net;
using System.Text;
using System.Text.Json;

namespace Tsunagu.Directory.Api.Tests.Hsds;

/// <summary>What people and machines really send: dates in every form, forms that are huge or broken. Bad input is told, and takes nobody down.</summary>
public sealed class HsdsInputTests(ApiSite site) : IClassFixture<ApiSite>
{
    // The clock of the site stands on 2026-11-25 10:00 in Kyoto, when every record was first read in.
    [Theory]
    [InlineData("2026-11-25", true)]
    [InlineData("2026-11-26", false)]
    [InlineData("2026-11-25T10:00", true)]
    [InlineData("2026-11-25T10:01", false)]
    [InlineData("2026-11-25 10:00:00", true)]
    [InlineData("2026-11-25T01:00:00Z", true)]
    [InlineData("2026-11-25T01:00:01Z", false)]
    [InlineData("2026-11-25T10:00:00+09:00", true)]
    [InlineData("2026-11-25T10:00:00 09:00", true)]
    [InlineData("2026-11-24T20:00:01-05:00", false)]
    public async Task Modified_after_takes_a_day_or_an_instant_and_without_an_offset_means_Kyoto(string after, bool all)
    {
        var page = await site.GetAsync("/hsds/v3/services?per_page=1&modified_after=" + Uri.EscapeDataString(after));
        Assert.Equal(all, page.GetProperty("total_items").GetInt32() > 0);
    }

    [Theory]
    [InlineData("10:00")]
    [InlineData("11/25/2026")]
    [InlineData("2026-13-01")]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31T23:59:59-14:00")]
    public async Task What_is_no_date_is_told(string after) =>
        await Told(HttpStatusCode.BadRequest, await site.Http.GetAsync("/hsds/v3/services?modified_after=" + Uri.EscapeDataString(after), TestContext.Current.CancellationToken));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_huge_form_is_refused_and_the_service_goes_on(bool chunked)
    {
        var cancel = TestContext.Current.CancellationToken;
        var body = Encoding.UTF8.GetBytes("organization_id=" + new string('a', 4 * 1024 * 1024));
        using HttpContent form = chunked ? new StreamContent(new Chunks(body)) : new ByteArrayContent(body);
        form.Headers.ContentType = new("application/x-www-form-urlencoded");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hsds/v3/services") { Content = form };
        await Told(HttpStatusCode.RequestEntityTooLarge, await site.Http.SendAsync(request, cancel));
        Assert.True((await site.GetAsync("/hsds/v3/services?per_page=1")).GetProperty("total_items").GetInt32() > 0);
    }

    [Fact]
    public void An_id_of_any_length_has_its_UUID()
    {
        Assert.Equal(36, HsdsId.Of(new string('あ', 2_000_000)).Length);
        Assert.Equal("4693fb15-4a0f-5e1a-a5fb-4b572d5c3fbc", HsdsId.Of("nat-yorisoi"));
    }

    [Theory]
    [InlineData("/hsds/v3/services", "multipart/form-data", "x")]
    [InlineData("/hsds/v3/services", "multipart/form-data; boundary=abc", "--abc\r\nContent-Disposition: form-data; name=\"search\"\r\n\r\ncut")]
    [InlineData("/hsds/v3/taxonomies", "application/x-www-form-urlencoded", "many")]
    public async Task A_broken_form_is_told(string path, string type, string body)
    {
        if (body == "many")
            body = string.Join('&', Enumerable.Range(0, 2000).Select(i => $"f{i}=1"));
        await Told(HttpStatusCode.BadRequest, await Post(path, type, body));
    }

    [Theory]
    [InlineData("multipart/form-data", "x")]
    [InlineData("multipart/form-data; boundary=abc", "--abc\r\nContent-Disposition: form-data; name=\"field\"\r\n\r\ncut")]
    public async Task A_broken_report_is_told_as_a_page(string type, string body)
    {
        using var response = await Post("/windows/nat-yorisoi/report", type, body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
    }

    private static async Task Told(HttpStatusCode status, HttpResponseMessage response)
    {
        using (response)
        {
            var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(status == response.StatusCode, $"{(int)response.StatusCode} {body}");
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
            Assert.Equal((int)status, JsonDocument.Parse(body).RootElement.GetProperty("status").GetInt32());
        }
    }

    private async Task<HttpResponseMessage> Post(string path, string type, string body)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return await site.Http.PostAsync(path, content, TestContext.Current.CancellationToken);
    }

    /// <summary>A stream that does not tell its length, so that the body is sent in chunks.</summary>
    private sealed class Chunks(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
