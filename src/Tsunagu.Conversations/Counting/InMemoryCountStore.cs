namespace Tsunagu.Conversations;

/// <summary>Counts of one process, gone when it ends.</summary>
public sealed class InMemoryCountStore : ICountStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(DateOnly Day, string Kind, string Key), long> _counts = [];
    private readonly Dictionary<(string Report, DateOnly Day), DateTimeOffset> _taken = [];

    /// <inheritdoc/>
    public Task AddAsync(IReadOnlyList<DayCount> counts, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(counts);
        lock (_lock)
        {
            foreach (var (day, kind, key, count) in counts)
                _counts[(day, kind, key)] = _counts.GetValueOrDefault((day, kind, key)) + count;
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<DayCount>> CountsAsync(DateOnly day, CancellationToken ct = default)
    {
        lock (_lock)
            return Task.FromResult<IReadOnlyList<DayCount>>([.. _counts.Where(c => c.Key.Day == day).Select(c => new DayCount(day, c.Key.Kind, c.Key.Key, c.Value))]);
    }

    /// <inheritdoc/>
    public Task<bool> TakeReportAsync(string report, DateOnly day, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken ct = default)
    {
        lock (_lock)
        {
            if (_taken.TryGetValue((report, day), out var until) && until > now)
                return Task.FromResult(false);
            _taken[(report, day)] = leaseUntil;
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task FinishReportAsync(string report, DateOnly day, CancellationToken ct = default)
    {
        lock (_lock)
            _taken[(report, day)] = DateTimeOffset.MaxValue;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ForgetCountsAsync(DateOnly day, CancellationToken ct = default)
    {
        lock (_lock)
        {
            foreach (var old in _counts.Keys.Where(k => k.Day < day).ToList())
                _counts.Remove(old);
            foreach (var old in _taken.Keys.Where(k => k.Day < day).ToList())
                _taken.Remove(old);
        }

        return Task.CompletedTask;
    }
}
