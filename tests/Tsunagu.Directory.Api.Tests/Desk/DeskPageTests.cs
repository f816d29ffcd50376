using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Tsunagu.Directory.Api.Tests.Desk;

/// <summary>The upload page as a browser speaks to it: preview, confirm, roles, foreign sites, sizes.</summary>
public sealed class DeskPageTests(ApiSite site) : IClassFixture<ApiSite>
{
    private const string Header = "団体の名称,電話,メール,ホームページ,活動地域,支援対象,団体概要\r\n";

    private static string New() => "架空の会" + Guid.NewGuid().ToString("N")[..6];

    private async Task<(HttpStatusCode Status, string Page)> Send(string path, HttpContent content, string? origin = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/desk/" + path) { Content = content };
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        using var response = await site.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private Task<(HttpStatusCode Status, string Page)> Upload(byte[] file, string key = ApiSite.EditorKey, string? origin = null) =>
        Send("preview", new MultipartFormDataContent { { new ByteArrayContent(file), "file", "sheet.csv" }, { new StringContent(key), "key" } }, origin);

    private Task<(HttpStatusCode Status, string Page)> Upload(string csv, string key = ApiSite.EditorKey, string? origin = null) => Upload(Encoding.UTF8.GetBytes(csv), key, origin);

    private Task<(HttpStatusCode Status, string Page)> Confirm(string token, string key) => Send("confirm", new FormUrlEncodedContent([new("token", token), new("key", key)]));

    private static string Token(string page) => Regex.Match(page, "name=\"token\" value=\"([0-9a-f]{32})\"").Groups[1].Value;

    private async Task<bool> IsThere(string name) => (await site.GetAsync("/hsds/v3/organizations?search=" + Uri.EscapeDataString(name))).GetProperty("total_items").GetInt32() > 0;

    [Fact]
    public async Task An_editor_looks_an_approver_confirms_and_only_once()
    {
        var name = New();
        var (status, page) = await Upload(Header + $"{name},075-000-1234,,,北区,子ども・若者,説明\r\n");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Matches($"<td>2</td><td>{name}", page);
        Assert.Contains("表にないもの", page, StringComparison.Ordinal);
        Assert.DoesNotContain(ApiSite.EditorKey, page, StringComparison.Ordinal);
        Assert.False(await IsThere(name));
        var token = Token(page);
        Assert.Equal(HttpStatusCode.Forbidden, (await Confirm(token, ApiSite.EditorKey)).Status);
        Assert.False(await IsThere(name));
        (status, page) = await Confirm(token, ApiSite.ApproverKey);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("入れました", page, StringComparison.Ordinal);
        Assert.True(await IsThere(name));
        Assert.Equal(HttpStatusCode.Gone, (await Confirm(token, ApiSite.ApproverKey)).Status);
        Assert.Equal("", Token((await Upload(Header + $"{name},075-000-1234,,,北区,子ども・若者,説明\r\n")).Page));
    }

    [Fact]
    public async Task What_somebody_changed_meanwhile_is_shown_again()
    {
        var (first, second) = (New(), New());
        var one = Token((await Upload(Header + $"{first},,,,,,\r\n")).Page);
        var two = Token((await Upload(Header + $"{second},,,,,,\r\n")).Page);
        await Confirm(one, ApiSite.ApproverKey);
        var (status, page) = await Confirm(two, ApiSite.ApproverKey);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.False(await IsThere(second));
        await Confirm(Token(page), ApiSite.ApproverKey);
        Assert.True(await IsThere(second));
    }

    [Fact]
    public async Task Mistakes_are_shown_with_row_column_and_mend_and_cannot_be_confirmed()
    {
        var (status, page) = await Upload(Header + "架空の会,075-000-0001,,,,だれか,<b>x</b>\r\n");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Matches("<td>2</td><td>支援対象</td><td>[^<]*13", page);
        Assert.Matches("<td>2</td><td>団体概要</td><td>HTML", page);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.Equal("", Token(page));
    }

    [Theory]
    [InlineData("", HttpStatusCode.Unauthorized)]
    [InlineData("no key that anybody has", HttpStatusCode.Unauthorized)]
    [InlineData(ApiSite.MemberKey, HttpStatusCode.Forbidden)]
    public async Task Without_the_right_key_nothing_is_looked_at(string key, HttpStatusCode expected)
    {
        var (status, page) = await Upload(Header + "架空の会,,,,,,\r\n", key);
        Assert.Equal(expected, status);
        Assert.DoesNotContain("架空の会", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_sites_form_a_huge_file_and_a_broken_one_are_told()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await Upload(Header, ApiSite.ApproverKey, "https://elsewhere.example")).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Upload(new byte[11 * 1024 * 1024])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Upload([])).Status);
        using var half = new ByteArrayContent(Encoding.UTF8.GetBytes("--abc\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nhal"));
        half.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=abc");
        Assert.Equal(HttpStatusCode.BadRequest, (await Send("preview", half)).Status);
    }

    [Fact]
    public async Task Templates_are_there_for_everybody_and_exports_for_a_key()
    {
        var cancel = TestContext.Current.CancellationToken;
        var home = await site.Http.GetStringAsync("/desk", cancel);
        foreach (Match link in Regex.Matches(home, "href=\"(/desk/templates/[^\"]+)\""))
            Assert.StartsWith("PK", await site.Http.GetStringAsync(link.Groups[1].Value, cancel), StringComparison.Ordinal);
        using var wrong = await site.Http.PostAsync("/desk/export", new FormUrlEncodedContent([new("file", "organizations.csv"), new("key", "x")]), cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        using var right = await site.Http.PostAsync("/desk/export", new FormUrlEncodedContent([new("file", "organizations.csv"), new("key", ApiSite.MemberKey)]), cancel);
        Assert.Contains("email", await right.Content.ReadAsStringAsync(cancel), StringComparison.Ordinal);
    }
}
