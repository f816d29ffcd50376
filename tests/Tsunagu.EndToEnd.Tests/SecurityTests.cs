using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Tsunagu.EndToEnd.Tests;

/// <summary>The running host as somebody with bad intentions sees it.</summary>
[Collection(WebCollection.Name)]
public sealed class SecurityTests(WebFixture web)
{
    private const string Api = "/v3/directline";

    public static TheoryData<string, int> Pages => new()
    {
        { "/", 200 },
        { "/chat", 200 },
        { "/chat/frame", 200 },
        { "/about", 200 },
        { "/privacy?lang=en", 200 },
        { "/accessibility?lang=ja-simple", 200 },
        { "/history", 200 },
        { "/calendar", 200 },
        { "/no-such-page", 404 },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_page_runs_our_files_only_and_tells_other_sites_nothing(string path, int status)
    {
        using var response = await SendAsync(HttpMethod.Get, path, accept: "text/html");
        Assert.Equal(status, (int)response.StatusCode);
        var policy = PolicyOf(response);
        Assert.Equal("'none'", policy["default-src"]);
        Assert.Equal("'self'", policy["script-src"]);
        Assert.Equal("'none'", policy["base-uri"]);
        Assert.Equal("'self'", policy["connect-src"]);
        Assert.Equal("'self'", policy["form-action"]);
        Assert.Equal(path.StartsWith("/chat/frame", StringComparison.Ordinal) ? $"'self' {web.City.Url}" : "'none'", policy["frame-ancestors"]);
        Assert.DoesNotContain(policy.Values, v => v.Contains('*', StringComparison.Ordinal) || v.Contains("unsafe-eval", StringComparison.Ordinal));
        Assert.Equal("no-store", Header(response, "Cache-Control"));
        IsGuarded(response);
        var html = await response.Content.ReadAsStringAsync();
        foreach (var part in html.Split("<script").Skip(1))
            Assert.True(part.StartsWith(" src=\"/web/", StringComparison.Ordinal) || part.StartsWith(" type=\"application/json\"", StringComparison.Ordinal), part[..Math.Min(80, part.Length)]);
        Assert.DoesNotContain(" style=\"", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("\\son[a-z]+=\"", html);
    }

    [Theory]
    [InlineData("/widget.js")]
    [InlineData("/web/site.css")]
    [InlineData("/web/words/en.json")]
    [InlineData("/v3/directline/conversations/none/activities")]
    [InlineData("/health/ready")]
    public async Task What_is_no_page_may_load_nothing(string path)
    {
        using var response = await SendAsync(HttpMethod.Get, path);
        Assert.Equal("'none'", PolicyOf(response)["default-src"]);
        IsGuarded(response);
    }

    [Fact]
    public async Task A_page_before_the_chat_is_opened_weighs_less_than_60_kilobytes()
    {
        using var handler = new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None };
        using var client = new HttpClient(handler);
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        var html = await client.GetStringAsync(web.Host.Url + "/");
        var files = html.Split('"').Where(part => part.StartsWith("/web/", StringComparison.Ordinal) && !part.Contains("chat.js", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToList();
        Assert.True(files.Count >= 4);
        var bytes = Encoding.UTF8.GetByteCount(html);
        foreach (var file in files)
            bytes += (await client.GetByteArrayAsync(web.Host.Url + file)).Length;
        Assert.True(bytes < 60 * 1024, $"{bytes} bytes");
    }

    [Fact]
    public async Task A_body_that_is_too_large_or_no_text_is_refused_and_changes_nothing()
    {
        var (id, token) = await BeginAsync();
        var before = await ReadAsync(id, token);
        var large = new StringContent("{\"type\":\"message\",\"text\":\"" + new string('a', 100_000) + "\"}", Encoding.UTF8, "application/json");
        await IsProblemAsync(await SendAsync(HttpMethod.Post, $"{Api}/conversations/{id}/activities", token, large), 413);
        var binary = new ByteArrayContent([0, 255, 254, 1, 2, 3]);
        binary.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        await IsProblemAsync(await SendAsync(HttpMethod.Post, $"{Api}/conversations/{id}/activities", token, binary), 415);
        var disguised = new ByteArrayContent([0, 255, 254, 1, 2, 3]);
        disguised.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        await IsProblemAsync(await SendAsync(HttpMethod.Post, $"{Api}/conversations/{id}/activities", token, disguised), 400);
        Assert.Equal(before, await ReadAsync(id, token));
    }

    [Fact]
    public async Task Foreign_conversations_and_forged_tokens_are_refused()
    {
        var (id, token) = await BeginAsync();
        var (other, _) = await BeginAsync();
        await IsProblemAsync(await SendAsync(HttpMethod.Get, $"{Api}/conversations/{other}/activities", token), 403);
        await IsProblemAsync(await SendAsync(HttpMethod.Get, $"{Api}/conversations/{id}/activities", token[..^2] + "xx"), 403);
        await IsProblemAsync(await SendAsync(HttpMethod.Get, $"{Api}/conversations/{id}/activities"), 401);
        await IsProblemAsync(await SendAsync(HttpMethod.Get, $"{Api}/conversations/../../etc/passwd/activities", token), 404);
    }

    [Fact]
    public async Task A_flood_of_conversations_from_one_address_is_refused_and_says_when_to_come_back()
    {
        await using var host = await HostProcess.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(host.Url) };
        var seen = new Dictionary<int, int>();
        await Parallel.ForEachAsync(Enumerable.Range(0, 2000), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (_, ct) =>
        {
            using var response = await client.PostAsync(new Uri(Api + "/tokens/generate", UriKind.Relative), null, ct);
            lock (seen)
                seen[(int)response.StatusCode] = seen.GetValueOrDefault((int)response.StatusCode) + 1;
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
                Assert.True(response.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        });
        Assert.Equal([200, 429], seen.Keys.Order());
        Assert.True(seen[429] > 1000, $"{seen[429]} of 2000 were refused");
    }

    [Fact]
    public async Task No_log_holds_an_answer_a_token_or_the_id_of_a_talk()
    {
        await using var host = await HostProcess.StartAsync("Logging:LogLevel:Default=Debug", "Logging:LogLevel:Microsoft.AspNetCore=Debug");
        await using var visitor = await Visitor.PhoneAsync(web, host.Url, host.Url.Replace("http:", "ws:", StringComparison.Ordinal));
        var talk = await visitor.OpenTalkAsync(host.Url + "/");
        await talk.AnswerAsync("わたしのこと");
        await talk.SayAsync("ひみつの ことば");
        await Microsoft.Playwright.Assertions.Expect(talk.Find(".webchat__stacked-layout--from-user").Last).ToContainTextAsync("ひみつ");
        var stored = (await talk.StoredAsync("session"))!.Value;
        await talk.Find(".talk-bar form.exit button").ClickAsync();
        await Microsoft.Playwright.Assertions.Expect(talk.Page).ToHaveURLAsync(host.Url + "/calendar");
        Assert.Contains("dbug:", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("ひみつ", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(stored.GetProperty("token").GetString()!, host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(stored.GetProperty("id").GetString()!, host.Output, StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? token = null, HttpContent? content = null, string? accept = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(method, web.Host.Url + path) { Content = content };
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (accept is not null)
            request.Headers.Accept.ParseAdd(accept);
        return await client.SendAsync(request);
    }

    private async Task<(string Id, string Token)> BeginAsync()
    {
        using var generated = await SendAsync(HttpMethod.Post, Api + "/tokens/generate");
        var token = await TextAsync(generated, "token");
        using var started = await SendAsync(HttpMethod.Post, Api + "/conversations", token);
        return (await TextAsync(started, "conversationId"), await TextAsync(started, "token"));
    }

    private async Task<string> ReadAsync(string id, string token)
    {
        using var response = await SendAsync(HttpMethod.Get, $"{Api}/conversations/{id}/activities", token);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<string> TextAsync(HttpResponseMessage response, string name) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty(name).GetString()!;

    private static async Task IsProblemAsync(HttpResponseMessage response, int status)
    {
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(status, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("status").GetInt32());
        response.Dispose();
    }

    private static void IsGuarded(HttpResponseMessage response)
    {
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(response, "Referrer-Policy"));
        Assert.Contains("camera=()", Header(response, "Permissions-Policy"), StringComparison.Ordinal);
        Assert.Equal("same-origin", Header(response, "Cross-Origin-Opener-Policy"));
        Assert.Equal("", Header(response, "Server"));
        Assert.Equal("", Header(response, "Set-Cookie"));
    }

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : "";

    private static Dictionary<string, string> PolicyOf(HttpResponseMessage response) => Header(response, "Content-Security-Policy")
        .Split(';', StringSplitOptions.TrimEntries)
        .ToDictionary(part => part.Split(' ')[0], part => part[(part.IndexOf(' ', StringComparison.Ordinal) + 1)..], StringComparer.Ordinal);
}
