using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Tsunagu.Benchmarks.Torture;

namespace Tsunagu.EndToEnd.Tests;

/// <summary>A collector of OpenTelemetry as small as can be: takes OTLP over HTTP and keeps the bytes. Texts stand in Protobuf as they are, so they can be looked for.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentQueue<(string Path, byte[] Body)> _received = new();
    private readonly HttpListener _listener = new();
    private readonly Task _loop;
    private readonly string _address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{KillableHost.FreePort()}/");

    public OtlpReceiver()
    {
        _listener.Prefixes.Add(_address);
        _listener.Start();
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>What lets a host send here, often.</summary>
    public IEnumerable<string> Settings =>
    [
        $"--OTEL_EXPORTER_OTLP_ENDPOINT={_address}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", "--OTEL_METRIC_EXPORT_INTERVAL=500", "--OTEL_BSP_SCHEDULE_DELAY=200",
    ];

    public bool Holds(string text) => _received.Any(r => r.Body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    public Task UntilAsync(string text, CancellationToken ct) => UntilAsync("", text, ct);

    public Task UntilTracedAsync(string text, CancellationToken ct) => UntilAsync("/v1/traces", text, ct);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _loop;
        _listener.Close();
    }

    private async Task UntilAsync(string path, string text, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (!_received.Any(r => r.Path.StartsWith(path, StringComparison.Ordinal) && r.Body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0))
            await Task.Delay(Look, patience.Token);
    }

    private async Task LoopAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            _received.Enqueue((context.Request.Url!.AbsolutePath, body.ToArray()));
            context.Response.ContentType = "application/x-protobuf";
            context.Response.Close();
        }
    }
}
