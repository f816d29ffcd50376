namespace Tsunagu.Conversations;

/// <summary>
/// Who may run a turn now. Up to a number run at once; more wait in two lines, signs of danger before all others; beyond the lines
/// an ordinary delivery is refused at once, so that memory does not grow and the sender hears "busy" while it can still act on it.
/// </summary>
internal sealed class TurnAdmission(int maxRunning, int maxQueued)
{
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _urgent = new();
    private readonly Queue<TaskCompletionSource> _ordinary = new();
    private int _running;

    /// <summary>How many wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
                return _urgent.Count + _ordinary.Count;
        }
    }

    /// <summary>Waits for leave to run; whoever has it must call <see cref="Leave"/>.</summary>
    /// <param name="isUrgent">Looked at only when there is no room.</param>
    /// <returns>False when too many wait already.</returns>
    public async ValueTask<bool> EnterAsync(Func<bool> isUrgent)
    {
        lock (_lock)
        {
            if (_running < maxRunning)
            {
                _running++;
                return true;
            }
        }

        var urgent = isUrgent();
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_running < maxRunning)
            {
                _running++;
                return true;
            }

            var line = urgent ? _urgent : _ordinary;
            if (line.Count >= maxQueued)
                return false;
            line.Enqueue(mine);
        }

        await mine.Task;
        return true;
    }

    /// <summary>Ends a turn; the next in line runs.</summary>
    public void Leave()
    {
        TaskCompletionSource? next;
        lock (_lock)
        {
            if (!_urgent.TryDequeue(out next) && !_ordinary.TryDequeue(out next))
                _running--;
        }

        next?.SetResult();
    }
}
