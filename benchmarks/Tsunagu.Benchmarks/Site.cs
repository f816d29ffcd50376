using Microsoft.Extensions.Configuration;
using Tsunagu.Benchmarks.Torture;
using Tsunagu.Directory;
using Tsunagu.Host;

namespace Tsunagu.Benchmarks;

/// <summary>The real content and seed, on a fixed instant: a Tuesday at ten in Kyoto.</summary>
internal static class Site
{
    public static readonly DateTimeOffset At = new(2026, 11, 24, 10, 0, 0, TimeSpan.FromHours(9));

    public static SiteRoot Root { get; } = SiteRoot.Find(AppContext.BaseDirectory, AppContext.BaseDirectory);

    public static BotComposition Create() => BotComposition.Create(SiteSettings.Read(new ConfigurationBuilder().Build(), Root, development: true), new StoppedClock(At));

    /// <summary>The real host in a process of its own, quiet and with a store of its own.</summary>
    public static KillableHost NewHost() => new(
        "--Logging:LogLevel:Default=Warning", "--Storage:Path=" + System.IO.Directory.CreateTempSubdirectory("tsunagu-bench-").FullName);

    /// <summary>The directory many times over: every window again under other ids and in all wards, with its own phone number.</summary>
    public static DirectorySnapshot Many(DirectorySnapshot seed, int windows)
    {
        var services = new List<Service>(windows);
        for (var copy = 0; services.Count < windows; copy++)
        {
            foreach (var service in seed.Services.Take(windows - services.Count))
            {
                var number = copy;
                services.Add(copy == 0 ? service : service with
                {
                    Id = $"{service.Id}~{copy}",
                    Phones = [.. service.Phones.Select(p => new Phone($"{p.Number}-{number}", p.Note))],
                });
            }
        }

        return new DirectorySnapshot($"many-{windows}", seed.AsOf, services, seed.Organizations, seed.Schemes, seed.CrisisLines, seed.Holidays);
    }
}
