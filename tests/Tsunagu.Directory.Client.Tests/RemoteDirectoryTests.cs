using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tsunagu.Directory.Api;

namespace Tsunagu.Directory.Client.Tests;

/// <summary>A directory elsewhere over real HTTP: it answers, is slow, is gone, or answers rubbish. The bot recommends all the same and knows of when its data are.</summary>
public sealed class RemoteDirectoryTests : IAsyncLifetime
{
    private static readonly DirectorySnapshot Seed = SeedDirectory.Load(Path.Combine(AppContext.BaseDirectory, "seed"), new FakeTimeProvider()).Current;

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("tsunagu-client-").FullName;
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 25, 1, 0, 0, TimeSpan.Zero));
    private Func<HttpContext, Task> _answer = static _ => Task.CompletedTask;
    private int _asked;
    private WebApplication _service = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _service = builder.Build();
        _service.Run(context =>
        {
            Interlocked.Increment(ref _asked);
            return _answer(context);
        });
        await _service.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private string Copy => Path.Combine(_folder, "deep", "directory.snapshot");

    private RemoteDirectory Remote(TimeSpan? patience = null) => new(
        new DirectoryClient(new HttpClient { BaseAddress = new Uri(_service.Urls.First() + "/"), Timeout = patience ?? TimeSpan.FromSeconds(30) }),
        new SnapshotFile(Copy), static () => Seed, _clock, NullLogger<RemoteDirectory>.Instance);

    private static Func<HttpContext, Task> Good(string version) => async context =>
    {
        var body = SnapshotJson.Write(new DirectorySnapshot(version, Seed.AsOf, Seed.Services, Seed.Organizations, Seed.Schemes, Seed.CrisisLines, Seed.Holidays));
        context.Response.Headers.ETag = $"\"{version}\"";
        if (context.Request.Headers.IfNoneMatch == $"\"{version}\"")
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        context.Response.Headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(SHA256.HashData(body))}:";
        await context.Response.Body.WriteAsync(body);
    };

    [Fact]
    public void A_snapshot_is_the_same_after_its_journey()
    {
        var read = SnapshotJson.Read(SnapshotJson.Write(Seed));
        Assert.Equal(SnapshotJson.Write(Seed), SnapshotJson.Write(read));
        var request = new RecommendationRequest { Needs = [new NeedWeight("life"), new NeedWeight("foreign")], Schemes = [.. Seed.Schemes.Select(s => s.Id)], Facts = new Dictionary<string, IReadOnlyList<string>> { ["disability"] = ["yes"] }, Ward = "kita", At = _clock.GetUtcNow() };
        Assert.Equal(RecommendationJson.Write(new Recommender().Recommend(Seed, request)), RecommendationJson.Write(new Recommender().Recommend(read, request)));
    }

    [Fact]
    public async Task What_the_service_says_is_used_and_asked_again_only_when_it_changed()
    {
        using var remote = Remote();
        Assert.True(remote.IsStale, "before the first answer it is the copy that came with the program");
        _answer = Good("v1");
        await remote.RefreshAsync(TestContext.Current.CancellationToken);
        var first = remote.Current;
        Assert.Equal(("v1", false), (first.Version, remote.IsStale));
        _clock.Advance(TimeSpan.FromMinutes(5));
        await remote.RefreshAsync(TestContext.Current.CancellationToken);
        Assert.Same(first, remote.Current);
        Assert.Equal(_clock.GetUtcNow(), remote.AsOf);
        _answer = Good("v2");
        await remote.RefreshAsync(TestContext.Current.CancellationToken);
        Assert.Equal("v2", remote.Current.Version);
    }

    public static TheoryData<string> Troubles => ["gone", "slow", "error", "empty", "html", "cut", "changed", "json", "half", "no windows"];

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task Whatever_the_service_does_the_bot_recommends_from_the_last_good_state_and_knows_its_date(string trouble)
    {
        _answer = Good("v1");
        using (var before = Remote())
            await before.RefreshAsync(TestContext.Current.CancellationToken);
        var good = _clock.GetUtcNow();
        _clock.Advance(TimeSpan.FromHours(30));
        _answer = Trouble(trouble);
        if (trouble == "gone")
            await _service.StopAsync(TestContext.Current.CancellationToken);

        // A new process: only the copy on disk is left.
        using var remote = Remote(TimeSpan.FromMilliseconds(300));
        await remote.RefreshAsync(TestContext.Current.CancellationToken);

        Assert.Equal(("v1", true, good), (remote.Current.Version, remote.IsStale, remote.AsOf));
        var answer = new Recommender().Recommend(remote.Current, new RecommendationRequest { Needs = [new NeedWeight("inochi")], At = _clock.GetUtcNow() });
        Assert.True(answer.Services[0].ReachableNow);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0000 1\n{}")]
    [InlineData("rubbish")]
    public async Task A_copy_that_cannot_be_trusted_is_not_used(string text)
    {
        _answer = Good("v1");
        using (var before = Remote())
            await before.RefreshAsync(TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Copy, text.Length == 0 ? (await File.ReadAllTextAsync(Copy)).Replace("nat-yorisoi", "nat-yorisai", StringComparison.Ordinal) : text);
        await _service.StopAsync(TestContext.Current.CancellationToken);
        using var remote = Remote();
        Assert.Equal(Seed.Version, remote.Current.Version);
        Assert.True(remote.IsStale);
    }

    [Fact]
    public async Task A_disk_that_takes_nothing_keeps_no_fresh_windows_from_people()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "deep"), "a file where the folder should be");
        _answer = Good("v1");
        using var remote = Remote();
        await remote.RefreshAsync(TestContext.Current.CancellationToken);
        Assert.Equal(("v1", false), (remote.Current.Version, remote.IsStale));
    }

    [Fact]
    public async Task As_a_service_of_the_host_it_asks_by_itself_and_tries_again_after_an_error()
    {
        var first = true;
        _answer = context =>
        {
            if (!first)
                return Good("v1")(context);
            first = false;
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        };
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System); // the retry waits by this clock
        services.AddRemoteDirectory(new Uri(_service.Urls.First()), Copy, static () => Seed);
        await using var provider = services.BuildServiceProvider();
        var directory = (RemoteDirectory)provider.GetRequiredService<IServiceDirectory>();
        await directory.RefreshAsync(TestContext.Current.CancellationToken);
        Assert.Equal(("v1", 2), (directory.Current.Version, _asked));
    }

    private static Func<HttpContext, Task> Trouble(string trouble) => trouble switch
    {
        "slow" => static async context => await Task.Delay(Timeout.Infinite, context.RequestAborted),
        "error" => static context => { context.Response.StatusCode = (int)HttpStatusCode.InternalServerError; return Task.CompletedTask; }
        ,
        "empty" => static _ => Task.CompletedTask,
        "html" => static context => context.Response.WriteAsync("<!doctype html><title>Login</title>"),
        "json" => static context => context.Response.WriteAsync("{\"format\":1,\"version\":\"x\",\"services\":null}"),
        "half" => static context => context.Response.Body.WriteAsync(SnapshotJson.Write(Seed).AsMemory(0, 5000)).AsTask(),
        "cut" => static async context =>
        {
            context.Response.ContentLength = 100_000;
            await context.Response.Body.WriteAsync(new byte[100]);
            context.Abort();
        }
        ,
        "changed" => static async context =>
        {
            context.Response.Headers["Repr-Digest"] = "sha-256=:AAAA:";
            await context.Response.Body.WriteAsync(SnapshotJson.Write(Seed));
        }
        ,
        "no windows" => static context => context.Response.Body.WriteAsync(SnapshotJson.Write(new DirectorySnapshot("x", Seed.AsOf, [], [], [], [], Seed.Holidays))).AsTask(),
        _ => static _ => Task.CompletedTask,
    };
}
