namespace Tsunagu.Host;

/// <summary>The real clock moved to begin at another instant, and ticking on from there: for trying out nights and holidays.</summary>
public sealed class ShiftedClock : TimeProvider
{
    private readonly TimeSpan _shift;

    /// <summary>Creates the clock.</summary>
    /// <param name="now">What it shows at this moment.</param>
    public ShiftedClock(DateTimeOffset now) => _shift = now - System.GetUtcNow();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _shift;
}
