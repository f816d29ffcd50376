using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tsunagu.Channels.Line.Tests;

/// <summary>What goes wrong with a call.</summary>
internal enum Fault
{
    None,
    TooMany,
    TooManyForLong,
    ServerError,
    AcceptedButServerError,
    Hang,
    AcceptedButHang,
    Reset,
    Slow,
}

/// <summary>The fake platform as a real web server on a real port, with faults on demand. Keeps every call.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Fault> _faults = new();

    private FakeServer(WebApplication app) => _app = app;

    public FakePlatform Platform { get; set; } = null!;

    public ConcurrentQueue<FakeCall> Calls { get; } = new();

    public Uri Address => new(_app.Urls.First() + "/");

    public static async Task<FakeServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var server = new FakeServer(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    /// <summary>The next calls go wrong in these ways, in order.</summary>
    public void Fail(params Fault[] faults)
    {
        foreach (var fault in faults)
            _faults.Enqueue(fault);
    }

    /// <summary>Decides of each call that no <see cref="Fail"/> names; null = it goes well.</summary>
    public Func<Fault>? Chance { get; set; }

    public IEnumerable<FakeCall> CallsTo(string path) => Calls.Where(c => c.Path == path);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _app.DisposeAsync();
        _stop.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers;
        var call = new FakeCall(context.Request.Method, context.Request.Path, headers.Authorization.ToString() is { Length: > 0 } a ? a : null,
            headers.TryGetValue("X-Line-Retry-Key", out var key) ? key.ToString() : null, context.Request.ContentType, body.ToArray());
        Calls.Enqueue(call);
        if (!_faults.TryDequeue(out var fault))
            fault = Chance?.Invoke() ?? Fault.None;
        switch (fault)
        {
            case Fault.TooMany:
                context.Response.StatusCode = 429;
                await context.Response.WriteAsync("""{"message":"The API rate limit has been exceeded. Try again later."}""");
                return;
            case Fault.TooManyForLong:
                context.Response.Headers.RetryAfter = "30";
                goto case Fault.TooMany;
            case Fault.ServerError:
                context.Response.StatusCode = 500;
                return;
            case Fault.AcceptedButServerError:
                Platform.Handle(call);
                context.Response.StatusCode = 500;
                return;
            case Fault.Hang:
                await Task.Delay(Timeout.Infinite, CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, context.RequestAborted).Token).ContinueWith(_ => { }, TaskScheduler.Default);
                return;
            case Fault.AcceptedButHang:
                Platform.Handle(call);
                goto case Fault.Hang;
            case Fault.Reset:
                context.Abort();
                return;
            case Fault.Slow:
                await Task.Delay(TimeSpan.FromSeconds(1), _stop.Token);
                break;
        }

        var answer = Platform.Handle(call);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.Body);
    }
}
