using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Tsunagu.BotCore;

namespace Tsunagu.Conversations;

/// <summary>
/// The one writer of the file. What many conversations want to write at the same moment goes into one transaction and shares one fsync;
/// while that runs the next group gathers. A task ends after the commit, or with the failure of its whole group.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int MaxGroup = 1024;

    private readonly Func<SqliteConnection> _open;
    private readonly Channel<Write> _queue = System.Threading.Channels.Channel.CreateUnbounded<Write>(new UnboundedChannelOptions { SingleReader = true });
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SqliteStatements? _statements;
    private bool _cleaningDue;

    public SqliteWriter(Func<SqliteConnection> open)
    {
        _open = open;
        new Thread(Loop) { IsBackground = true, Name = "tsunagu-store" }.Start();
    }

    /// <summary>Runs the work in the next group.</summary>
    /// <param name="work">What to write; its result is handed on.</param>
    /// <param name="erases">True when nothing readable may remain: the log is emptied before the task ends.</param>
    /// <param name="ct">Ends the waiting, not the work.</param>
    public Task<T> RunAsync<T>(Func<SqliteStatements, T> work, bool erases, CancellationToken ct)
    {
        var write = new Write<T>(work) { Erases = erases };
        if (!_queue.Writer.TryWrite(write))
            return Task.FromException<T>(new ConversationsUnavailableException("The store is closed."));
        return ct.CanBeCanceled ? write.Task.WaitAsync(ct) : write.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _ended.Task;
    }

    private void Loop()
    {
        var group = new List<Write>(MaxGroup);
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            group.Clear();
            while (group.Count < MaxGroup && _queue.Reader.TryRead(out var write))
                group.Add(write);
            Commit(group);
        }

        Close();
        _ended.SetResult();
    }

    private void Commit(List<Write> group)
    {
        try
        {
            var statements = _statements ??= new SqliteStatements(_open());
            statements.Begin();
            foreach (var write in group)
            {
                write.Run(statements);
                _cleaningDue |= write.Erases;
            }

            statements.Commit();
            // Pages of the log that held what was erased are written over; readers that are busy make it wait for the next group.
            if (_cleaningDue)
                _cleaningDue = !statements.EmptyLog();
            foreach (var write in group)
                write.Succeed();
        }
        catch (Exception e)
        {
            // Nothing of the group stands on the disk as far as we know. A fresh connection leaves no half transaction behind.
            Close();
            var failure = new ConversationsUnavailableException($"The store cannot write: {Reason(e)}", e);
            foreach (var write in group)
                write.Fail(failure);
        }
    }

    private void Close()
    {
        _statements?.Dispose();
        _statements = null;
    }

    public static string Reason(Exception e) => e is SqliteException s ? FormattableString.Invariant($"SQLite error {s.SqliteErrorCode} ({s.SqliteExtendedErrorCode})") : e.GetType().Name;

    private abstract class Write
    {
        public bool Erases { get; init; }

        public abstract void Run(SqliteStatements statements);

        public abstract void Succeed();

        public abstract void Fail(Exception e);
    }

    private sealed class Write<T>(Func<SqliteStatements, T> work) : Write
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Task => _done.Task;

        public override void Run(SqliteStatements statements) => _result = work(statements);

        public override void Succeed() => _done.SetResult(_result!);

        public override void Fail(Exception e) => _done.SetException(e);
    }
}
