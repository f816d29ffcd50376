namespace Tsunagu.Channels.WebChat.Tests;

public class TokenTests
{
    [Theory]
    [InlineData("https://city.example")]
    [InlineData("http://localhost")]
    public async Task A_page_of_an_allowed_or_our_own_origin_gets_a_token(string origin)
    {
        await using var site = await Site.StartAsync();
        var answer = await site.SendAsync(HttpMethod.Post, "/tokens/generate", origin: origin);
        Assert.Equal(200, answer.Status);
        Assert.Equal(1800, answer.Json.GetProperty("expires_in").GetInt32());
        Assert.NotEqual("", answer.Text("conversationId"));
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("https://city.example.evil.example")]
    [InlineData("http://city.example")]
    [InlineData("null")]
    public async Task A_page_of_another_origin_gets_none_not_even_in_Development(string origin)
    {
        await using var site = await Site.StartAsync(o => o with { AllowAnonymousTokens = true });
        (await site.SendAsync(HttpMethod.Post, "/tokens/generate", origin: origin)).IsProblem(403, "OriginNotAllowed");
    }

    [Fact]
    public async Task Without_secret_and_Origin_there_is_a_token_in_Development_only()
    {
        await using var open = await Site.StartAsync(o => o with { AllowAnonymousTokens = true });
        Assert.Equal(200, (await open.PostAsync("/tokens/generate")).Status);
        await using var closed = await Site.StartAsync();
        (await closed.PostAsync("/tokens/generate")).IsProblem(401, "MissingToken");
    }

    [Fact]
    public async Task The_secret_gets_a_token_and_a_wrong_one_does_not()
    {
        await using var site = await Site.StartAsync();
        Assert.Equal(200, (await site.PostAsync("/tokens/generate", Site.Secret)).Status);
        (await site.PostAsync("/tokens/generate", Site.Secret + "x")).IsProblem(403, "BadToken");
        (await site.SendAsync(HttpMethod.Post, "/tokens/generate", "wrong", origin: "https://city.example")).IsProblem(403, "BadToken");
    }

    [Fact]
    public async Task An_empty_secret_opens_nothing()
    {
        await using var site = await Site.StartAsync(o => o with { Secret = "" });
        (await site.PostAsync("/conversations", "")).IsProblem(401, "MissingToken");
        (await site.PostAsync("/conversations", "anything")).IsProblem(403, "BadToken");
    }

    [Fact]
    public async Task A_token_ends_after_half_an_hour_and_a_refreshed_one_goes_on()
    {
        await using var site = await Site.StartAsync();
        var (id, token) = await site.BeginAsync();
        site.Clock.Advance(TimeSpan.FromMinutes(29));
        var refreshed = (await site.PostAsync("/tokens/refresh", token)).Text("token");
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        (await site.GetAsync($"/conversations/{id}/activities", token)).IsProblem(403, "TokenExpired");
        (await site.PostAsync("/tokens/refresh", token)).IsProblem(403, "TokenExpired");
        Assert.Equal(200, (await site.GetAsync($"/conversations/{id}/activities", refreshed)).Status);
    }

    [Fact]
    public async Task A_ticket_gets_a_new_token_for_a_day_and_opens_nothing_itself()
    {
        await using var site = await Site.StartAsync();
        var generated = await site.SendAsync(HttpMethod.Post, "/tokens/generate", origin: "https://city.example");
        var (id, ticket) = (generated.Text("conversationId"), generated.Text("ticket"));
        await site.PostAsync("/conversations", generated.Text("token"));
        (await site.GetAsync($"/conversations/{id}/activities", ticket)).IsProblem(403, "BadToken");
        (await site.SendAsync(HttpMethod.Delete, $"/conversations/{id}", ticket)).IsProblem(403, "BadToken");
        site.Clock.Advance(TimeSpan.FromHours(5));
        (await site.SendAsync(HttpMethod.Post, "/tokens/refresh", ticket, origin: "https://evil.example")).IsProblem(403, "BadToken");
        var refreshed = await site.PostAsync("/tokens/refresh", ticket);
        Assert.Equal(200, (await site.GetAsync($"/conversations/{id}/activities", refreshed.Text("token"))).Status);
        site.Clock.Advance(TimeSpan.FromHours(20));
        (await site.PostAsync("/tokens/refresh", ticket)).IsProblem(403, "BadToken");
    }

    [Fact]
    public async Task A_token_opens_its_own_conversation_only()
    {
        await using var site = await Site.StartAsync();
        var (first, _) = await site.BeginAsync();
        var (_, token) = await site.BeginAsync();
        (await site.GetAsync($"/conversations/{first}/activities", token)).IsProblem(403, "BadToken");
        (await site.GetAsync($"/conversations/{first}", token)).IsProblem(403, "BadToken");
        (await site.GetAsync($"/conversations/{first}/stream", token)).IsProblem(403, "BadToken");
        (await site.PostAsync($"/conversations/{first}/activities", token, """{"type":"message","text":"a"}""")).IsProblem(403, "BadToken");
    }

    [Fact]
    public async Task A_changed_token_is_refused()
    {
        await using var site = await Site.StartAsync();
        var (id, token) = await site.BeginAsync();
        var parts = token.Split('.');
        var later = $"{parts[0]}.{long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) + 1}.{parts[2]}";
        (await site.GetAsync($"/conversations/{id}", later)).IsProblem(403, "BadToken");
        (await site.GetAsync($"/conversations/{id}", $"other.{parts[1]}.{parts[2]}")).IsProblem(403, "BadToken");
        (await site.GetAsync($"/conversations/{id}", "a.b.c")).IsProblem(403, "BadToken");
        (await site.GetAsync($"/conversations/{id}")).IsProblem(401, "MissingToken");
    }

    [Fact]
    public async Task A_token_that_one_site_got_does_not_work_on_a_page_of_another()
    {
        await using var site = await Site.StartAsync(o => o with { AllowedOrigins = ["https://city.example", "https://town.example"] });
        var (id, token) = await site.BeginAsync();
        Assert.Equal(200, (await site.SendAsync(HttpMethod.Get, $"/conversations/{id}", token, origin: "https://city.example")).Status);
        (await site.SendAsync(HttpMethod.Get, $"/conversations/{id}", token, origin: "https://town.example")).IsProblem(403, "BadToken");
        (await site.SendAsync(HttpMethod.Post, "/tokens/refresh", token, origin: "https://town.example")).IsProblem(403, "BadToken");
        var refreshed = (await site.SendAsync(HttpMethod.Post, "/tokens/refresh", token, origin: "https://city.example")).Text("token");
        (await site.SendAsync(HttpMethod.Get, $"/conversations/{id}", refreshed, origin: "https://town.example")).IsProblem(403, "BadToken");
    }

    [Fact]
    public async Task A_secret_cannot_be_refreshed()
    {
        await using var site = await Site.StartAsync();
        (await site.PostAsync("/tokens/refresh", Site.Secret)).IsProblem(403, "BadToken");
    }

    [Fact]
    public async Task A_browser_of_an_allowed_site_is_let_through_and_no_other()
    {
        await using var site = await Site.StartAsync();
        using var client = site.Client();
        foreach (var (origin, allowed) in new[] { ("https://city.example", true), ("https://evil.example", false) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Options, "/v3/directline/tokens/generate");
            request.Headers.Add("Origin", origin);
            request.Headers.Add("Access-Control-Request-Method", "POST");
            using var response = await client.SendAsync(request);
            Assert.Equal(allowed, response.Headers.Contains("Access-Control-Allow-Origin"));
            Assert.Equal(allowed, response.IsSuccessStatusCode);
        }
    }
}
