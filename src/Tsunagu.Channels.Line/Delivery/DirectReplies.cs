using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tsunagu.Channels.Line;

/// <summary>
/// Answers that no turn stands behind: something shown once more, the notice in a group, numbers to call when nothing can be kept. By the free token
/// only and out of memory: lost with the process, and asked for again by a tap or a redelivery. What a turn says goes through the outbox.
/// </summary>
internal sealed partial class DirectReplies(LineSender sender, LineOptions options, ILogger<DirectReplies> logger) : IHostedService, IDisposable
{
    private readonly SemaphoreSlim _calls = new(options.ParallelCalls);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource? _drained;
    private int _waiting;

    /// <summary>Sends by an event's token, behind the webhook's back.</summary>
    /// <param name="token">The token; null = nothing can be sent.</param>
    /// <param name="output">What is sent.</param>
    public void Send(string? token, LineOutput output)
    {
        if (token is null || output.Messages.Count == 0)
            return;
        lock (_lock)
        {
            if (_waiting >= options.QueueCapacity || _stop.IsCancellationRequested)
            {
                Full(logger);
                return;
            }

            _waiting++;
        }

        _ = Task.Run(() => SendAsync(token, output));
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Sends what waits, as long as the host gives time.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAny(WhenDrainedAsync(), Task.Delay(Timeout.Infinite, cancellationToken));
        await _stop.CancelAsync();
    }

    /// <summary>Ends when nothing waits and nothing is being sent.</summary>
    internal Task WhenDrainedAsync()
    {
        lock (_lock)
        {
            if (_waiting == 0)
                return Task.CompletedTask;
            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _drained.Task;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Dispose();
        _calls.Dispose();
    }

    private async Task SendAsync(string token, LineOutput output)
    {
        try
        {
            await _calls.WaitAsync(_stop.Token);
            try
            {
                await sender.ReplyAsync(token, output, _stop.Token);
            }
            finally
            {
                _calls.Release();
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
        catch (Exception e)
        {
            Failed(logger, e.GetType().Name);
        }

        lock (_lock)
        {
            if (--_waiting > 0)
                return;
            _drained?.TrySetResult();
            _drained = null;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Too many answers wait to be sent to LINE; one was dropped.")]
    private static partial void Full(ILogger logger);

    [LoggerMessage(2, LogLevel.Error, "Sending an answer to LINE failed: {Kind}.")]
    private static partial void Failed(ILogger logger, string kind);
}
