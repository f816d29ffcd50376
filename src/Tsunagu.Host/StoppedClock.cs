namespace Tsunagu.Host;

/// <summary>Stands still: whatever is walked, recorded or measured happens at one instant.</summary>
/// <param name="now">That instant.</param>
public sealed class StoppedClock(DateTimeOffset now) : TimeProvider
{
    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => now.ToUniversalTime();
}
