using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Tsunagu.Directory.Api.Tests;

/// <summary>The service on its own, as its Program builds it, spoken to over real HTTP. The clock stands on Wednesday 25 November 2026, 10:00 in Kyoto.</summary>
public sealed class ApiSite : IAsyncLifetime
{
    public const string EditorKey = "a-long-key-of-an-editor-for-tests";
    public const string MemberKey = "a-long-key-of-a-member-for-tests";
    public const string ApproverKey = "a-long-key-of-an-approver-for-tests";

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("tsunagu-directory-").FullName;
    private WebApplication _app = null!;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 25, 10, 0, 0, TimeSpan.FromHours(9)));

    public LogLines Logs { get; } = new();

    public HttpClient Http { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    public async ValueTask InitializeAsync()
    {
        _app = DirectoryProgram.Build(["--urls=http://127.0.0.1:0", $"--Storage:Path={_folder}", $"--Directory:Keys:0:Key={EditorKey}", "--Directory:Keys:0:Role=editor", $"--Directory:Keys:1:Key={ApproverKey}", "--Directory:Keys:1:Role=approver", $"--Directory:Keys:2:Key={MemberKey}", "--Directory:Keys:2:Role=member", "--Logging:LogLevel:Default=Warning", "--Logging:Lines:LogLevel:Default=Trace"], Clock);
        _app.Services.GetRequiredService<ILoggerFactory>().AddProvider(Logs);
        await _app.StartAsync();
        Http = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    public Task<HttpResponseMessage> PostAsync(string path, string json) =>
        Http.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> DeskAsync(HttpMethod method, string path, HttpContent? content = null, string key = ApproverKey, string? ifMatch = null)
    {
        var request = new HttpRequestMessage(method, "/desk/api" + path) { Content = content };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation(ifMatch == "*" ? "If-None-Match" : "If-Match", ifMatch);
        return Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<JsonElement> AskAsync(string path, string json)
    {
        using var response = await PostAsync(path, json);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonDocument.Parse(body).RootElement;
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await Http.GetAsync(path, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement;
    }
}
