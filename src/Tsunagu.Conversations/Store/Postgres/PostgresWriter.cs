using System.Threading.Channels;
using Npgsql;
using Tsunagu.BotCore;

namespace Tsunagu.Conversations;

/// <summary>One statement that gives one number: how many rows it changed, or took.</summary>
/// <param name="Sql">The statement.</param>
/// <param name="Order">Rows are locked in this order, so that two groups never wait for each other.</param>
/// <param name="Values">Its parameters.</param>
internal sealed record PostgresWrite(string Sql, long Order, params object[] Values)
{
    public TaskCompletionSource<long> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>
/// Writes in groups: what many conversations want to write at the same moment goes in one round trip and one transaction, and shares one fsync.
/// A few such groups are under way at once.
/// </summary>
internal sealed class PostgresWriter : IAsyncDisposable
{
    private const int AtOnce = 3;
    private const int MaxGroup = 128;

    private readonly NpgsqlDataSource _source;
    private readonly Channel<PostgresWrite> _queue = System.Threading.Channels.Channel.CreateUnbounded<PostgresWrite>();
    private readonly Task[] _loops;

    public PostgresWriter(NpgsqlDataSource source)
    {
        _source = source;
        _loops = [.. Enumerable.Range(0, AtOnce).Select(_ => Task.Run(LoopAsync))];
    }

    public Task<long> RunAsync(PostgresWrite write, CancellationToken ct)
    {
        if (!_queue.Writer.TryWrite(write))
            return Task.FromException<long>(new ConversationsUnavailableException("The store is closed."));
        return ct.CanBeCanceled ? write.Done.Task.WaitAsync(ct) : write.Done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await Task.WhenAll(_loops);
    }

    private async Task LoopAsync()
    {
        List<PostgresWrite> group = [];
        while (await _queue.Reader.WaitToReadAsync())
        {
            group.Clear();
            while (group.Count < MaxGroup && _queue.Reader.TryRead(out var write))
                group.Add(write);
            if (group.Count > 0)
                await CommitAsync(group);
        }
    }

    private async Task CommitAsync(List<PostgresWrite> group)
    {
        try
        {
            group.Sort(static (a, b) => a.Order.CompareTo(b.Order));
            await using var connection = await _source.OpenConnectionAsync();
            var results = new long[group.Count];
            // Without an explicit transaction a batch is one of its own: all of it or nothing, in a single round trip.
            await using var batch = new NpgsqlBatch(connection);
            foreach (var write in group)
            {
                var command = new NpgsqlBatchCommand(write.Sql);
                foreach (var value in write.Values)
                    command.Parameters.Add(new NpgsqlParameter { Value = value });
                batch.BatchCommands.Add(command);
            }

            await using (var reader = await batch.ExecuteReaderAsync())
            {
                for (var i = 0; i < group.Count; i++)
                {
                    results[i] = await reader.ReadAsync() ? reader.GetInt64(0) : 0;
                    await reader.NextResultAsync();
                }
            }

            for (var i = 0; i < group.Count; i++)
                group[i].Done.SetResult(results[i]);
        }
        catch (Exception e)
        {
            // Whether the group was committed is not known when the connection broke: nothing of it is acknowledged.
            var failure = new ConversationsUnavailableException($"The store cannot write: {Reason(e)}", e);
            foreach (var write in group)
                write.Done.TrySetException(failure);
        }
    }

    public static string Reason(Exception e) => e is PostgresException p ? $"PostgreSQL error {p.SqlState}" : e.GetType().Name;
}
