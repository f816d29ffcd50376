using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.WebChat.Tests;

/// <summary>The web channel alone on a server in memory (or on a real port), with the toy conversations behind it.</summary>
internal sealed class Site : IAsyncDisposable
{
    public const string Secret = "a secret of the tests, long enough";

    private readonly WebApplication _app;

    private Site(WebApplication app) => _app = app;

    public FakeConversations Conversations { get; private init; } = null!;

    public FakeTimeProvider Clock { get; private init; } = null!;

    public string BaseUrl => _app.Urls.First();

    public TestServer Server => _app.GetTestServer();

    public static async Task<Site> StartAsync(Func<WebChatOptions, WebChatOptions>? change = null, bool realPort = false)
    {
        var options = new WebChatOptions { Secret = Secret, AllowedOrigins = ["https://city.example"], RateLimits = false };
        var builder = WebApplication.CreateSlimBuilder();
        if (realPort) builder.WebHost.UseUrls("http://127.0.0.1:0");
        else builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        var conversations = new FakeConversations();
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero));
        builder.Services.AddSingleton<IConversations>(conversations).AddSingleton<TimeProvider>(clock);
        builder.Services.AddWebChat(change is null ? options : change(options));
        var app = builder.Build();
        app.MapDirectLine();
        await app.StartAsync();
        return new Site(app) { Conversations = conversations, Clock = clock };
    }

    /// <summary>Sends a request; the path is below the Direct Line root.</summary>
    public async Task<Answer> SendAsync(HttpMethod method, string path, string? bearer = null, string? json = null, string? origin = null, string contentType = "application/json")
    {
        using var client = _app.GetTestClient();
        using var request = new HttpRequestMessage(method, "/v3/directline" + path);
        if (bearer is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        if (origin is not null) request.Headers.Add("Origin", origin);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, contentType);
        using var response = await client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return new Answer((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, body.Length == 0 ? default : JsonDocument.Parse(body).RootElement, response);
    }

    public Task<Answer> GetAsync(string path, string? bearer = null) => SendAsync(HttpMethod.Get, path, bearer);

    public Task<Answer> PostAsync(string path, string? bearer = null, string? json = null) => SendAsync(HttpMethod.Post, path, bearer, json);

    /// <summary>Starts a conversation as a page does: token first.</summary>
    public async Task<(string Id, string Token)> BeginAsync()
    {
        var token = (await SendAsync(HttpMethod.Post, "/tokens/generate", origin: "https://city.example")).Text("token");
        var started = await PostAsync("/conversations", token, """{"locale":"en"}""");
        Assert.Equal(201, started.Status);
        return (started.Text("conversationId"), started.Text("token"));
    }

    public HttpClient Client() => _app.GetTestClient();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

/// <summary>An answer of the server.</summary>
internal sealed record Answer(int Status, string? ContentType, JsonElement Json, HttpResponseMessage Response)
{
    public string Text(string name) => Json.GetProperty(name).GetString()!;

    public JsonElement[] Activities => [.. Json.GetProperty("activities").EnumerateArray()];

    /// <summary>The answer is a problem in RFC 9457's form with this status and code.</summary>
    public void IsProblem(int status, string code)
    {
        Assert.Equal(status, Status);
        Assert.Equal("application/problem+json", ContentType);
        Assert.Equal(status, Json.GetProperty("status").GetInt32());
        Assert.Equal(code, Text("code"));
        Assert.NotEqual("", Text("title"));
        Assert.NotEqual("", Text("detail"));
    }
}
