using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.Line;

/// <summary>
/// The delivery in this process's memory: bounded, in order per conversation, many conversations at once. What waits is lost when the
/// process dies; LINE's redelivery brings the event again only if it was not acknowledged.
/// </summary>
internal sealed partial class InProcessDelivery(LineSender sender, MenuLinker menus, LineOptions options, ILogger<InProcessDelivery> logger) : ILineDelivery, IHostedService, IDisposable
{
    private readonly Dictionary<ConversationKey, Queue<LineReply>> _lanes = [];
    private readonly Lock _lock = new();
    private readonly EventMemory _memory = new(Math.Max(options.QueueCapacity, 1000) * 5);
    private readonly SemaphoreSlim _calls = new(options.ParallelCalls);
    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource? _drained;
    private int _waiting;

    public DeliveryState Begin(string eventId) => _memory.Begin(eventId);

    public void End(string eventId, DeliveryState state) => _memory.End(eventId, state);

    public bool TryEnqueue(LineReply reply)
    {
        lock (_lock)
        {
            if (_waiting >= options.QueueCapacity || _stop.IsCancellationRequested)
            {
                _memory.End(reply.EventId, DeliveryState.Failed);
                Full(logger);
                return false;
            }

            _waiting++;
            if (_lanes.TryGetValue(reply.Conversation, out var lane))
            {
                lane.Enqueue(reply);
                return true;
            }

            lane = new Queue<LineReply>();
            lane.Enqueue(reply);
            _lanes[reply.Conversation] = lane;
            _ = Task.Run(() => RunAsync(reply.Conversation, lane));
            return true;
        }
    }

    public void Forget(ConversationKey conversation)
    {
        lock (_lock)
        {
            if (!_lanes.TryGetValue(conversation, out var lane))
                return;
            foreach (var reply in lane)
                _memory.End(reply.EventId, DeliveryState.Done);
            _waiting -= lane.Count;
            lane.Clear();
        }
    }

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
            if (_lanes.Count == 0)
                return Task.CompletedTask;
            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _drained.Task;
        }
    }

    public void Dispose()
    {
        _stop.Dispose();
        _calls.Dispose();
    }

    private async Task RunAsync(ConversationKey conversation, Queue<LineReply> lane)
    {
        while (true)
        {
            LineReply reply;
            lock (_lock)
            {
                if (!lane.TryDequeue(out reply!))
                {
                    _lanes.Remove(conversation);
                    if (_lanes.Count == 0)
                    {
                        _drained?.TrySetResult();
                        _drained = null;
                    }

                    return;
                }

                _waiting--;
            }

            await SendAsync(reply);
        }
    }

    private async Task SendAsync(LineReply reply)
    {
        var sent = false;
        try
        {
            await _calls.WaitAsync(_stop.Token);
            try
            {
                sent = await sender.SendAsync(reply, _stop.Token);
                if (sent && reply.MenuLocale is { } locale)
                    await menus.LinkAsync(reply.SealedUserId, locale, _stop.Token);
            }
            finally
            {
                _calls.Release();
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops; the event counts as not answered.
        }
        catch (Exception e)
        {
            SendFailed(logger, e.GetType().Name);
        }

        _memory.End(reply.EventId, sent ? DeliveryState.Done : DeliveryState.Failed);
    }

    [LoggerMessage(1, LogLevel.Error, "Too many answers wait to be sent to LINE; one was dropped.")]
    private static partial void Full(ILogger logger);

    [LoggerMessage(2, LogLevel.Error, "Sending an answer to LINE failed: {Kind}.")]
    private static partial void SendFailed(ILogger logger, string kind);
}
