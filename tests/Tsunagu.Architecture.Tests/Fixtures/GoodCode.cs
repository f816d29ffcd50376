namespace Tsunagu.Architecture.Tests.Fixtures;

/// <summary>Code as it should be: the rules must not cry over it.</summary>
internal sealed class GoodCode(TimeProvider clock)
{
    public DateTimeOffset Now() => clock.GetUtcNow();

    public static DateTimeOffset Fixed() => new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static Guid Known() => new("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
}
