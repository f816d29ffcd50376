namespace Tsunagu.Architecture.Tests.Fixtures;

/// <summary>Code as it must not be in the product. The rules are run over it to show that they see it.</summary>
internal static class BadCode
{
    internal static class Clock
    {
        public static DateTime Local() => DateTime.Now;

        public static DateTimeOffset Offset() => DateTimeOffset.UtcNow;

        // Handed on as a delegate and used in a nested, compiler-made type.
        public static Func<DateTime> Later() => () => DateTime.UtcNow;

        public static async Task<DateTime> AsyncToday()
        {
            await Task.Yield();
            return DateTime.Today;
        }
    }

    internal static class OwnClock
    {
        public static DateTimeOffset Now() => TimeProvider.System.GetUtcNow();
    }

    internal static class Dice
    {
        public static int Shared() => Random.Shared.Next();

        public static Random Own() => new();
    }

    internal static class Ids
    {
        public static Guid New() => Guid.NewGuid();
    }

    internal static class Settings
    {
        public static string? Secret() => Environment.GetEnvironmentVariable("SECRET");
    }

    internal static class SpeaksLine
    {
        public const string Header = "X-Line-Signature";

        public static Uri Reply() => new("https://api.line.me/v2/bot/message/reply");
    }

    internal sealed class ReadsConfiguration(Microsoft.Extensions.Configuration.IConfiguration configuration)
    {
        public string? Value => configuration["Directory:BaseUrl"];
    }
}
