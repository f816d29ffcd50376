namespace Tsunagu.Host;

/// <summary>The real clock moved to begin at another instant, and ticking on from there: for trying out nights and holidays.</summary>
public sealed class ShiftedClock : TimeProvider
{
    private long _shiftTicks;

    /// <summary>Creates the clock.</summary>
    /// <param name="now">What it shows at this moment.</param>
    public ShiftedClock(DateTimeOffset now) => MoveTo(now);

    /// <summary>Sets it to another instant, from which it ticks on.</summary>
    /// <param name="now">What it shows at this moment.</param>
    public void MoveTo(DateTimeOffset now) => Interlocked.Exchange(ref _shiftTicks, (now - System.GetUtcNow()).Ticks);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _shiftTicks));
}
