using Tsunagu.Directory;
using Tsunagu.Directory.Api.Desk;

namespace Tsunagu.Tools.Checks;

/// <summary>What the records of the seed say of themselves: past review, twice, without holidays to come.</summary>
public static class DirectoryChecks
{
    /// <summary>Windows past their review day, numbers that several windows share, windows of the same name.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="seed">Its folder, for file and line.</param>
    /// <param name="today">Kyoto's day.</param>
    public static IEnumerable<string> Warnings(DirectorySnapshot directory, string seed, DateOnly today)
    {
        var places = Places(seed);
        string Place(Service service) => places.GetValueOrDefault(service.Id, "windows.csv:0");
        foreach (var service in directory.Services.Where(service => service.Provenance.ReviewBy < today))
            yield return $"{Place(service)}: {service.Id} was to be reviewed by {service.Provenance.ReviewBy:yyyy-MM-dd} — look at its source and set verified_on and review_by";
        var shared = directory.Services
            .SelectMany(service => service.Phones.Select(phone => (phone.Number, service)))
            .GroupBy(pair => pair.Number, pair => pair.service, StringComparer.Ordinal);
        foreach (var services in shared.Select(group => group.Distinct().ToList()).Where(services => services.Count > 1))
        {
            // Not the number itself: numbers stand in the seed only.
            foreach (var service in services.Skip(1))
                yield return $"{Place(service)}: {service.Id} has a phone number of {services[0].Id} — keep both only if one desk answers for both";
        }
        foreach (var twins in directory.Services.GroupBy(service => (service.Organization, service.Name, string.Join(',', service.Area.Wards))).Where(group => group.Count() > 1))
        {
            foreach (var service in twins.Skip(1))
                yield return $"{Place(service)}: {service.Id} has the name and the organisation of {twins.First().Id} — join them with same_as, or tell them apart";
        }
        if (directory.Holidays.NeedsRenewal(JapanTime.At(today, 0)))
            yield return $"jp-holidays.csv:1: holidays are known to the end of {directory.Holidays.LastYear} — add the next year's from the Cabinet Office; without them hours are shown as unknown";
    }

    /// <summary>What stands against going live: which window, why, how to mend it.</summary>
    /// <param name="directory">The directory that is to go live.</param>
    /// <param name="seed">Folder of the seed, for file and line; what came in otherwise is named by its id alone.</param>
    /// <param name="now">The instant.</param>
    public static IEnumerable<string> NotReady(DirectorySnapshot directory, string seed, DateTimeOffset now)
    {
        var places = Places(seed);
        return ProductionGate.Check(directory, now).Select(finding => $"{places.GetValueOrDefault(finding.Id, "directory:0")}: {finding}");
    }

    // The snapshot keeps no lines. An id is the first cell of its row and needs no quotes, so the row is the line that begins with it.
    private static Dictionary<string, string> Places(string seed)
    {
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in new[] { "windows.csv", "organizations.csv" })
        {
            var number = 0;
            foreach (var line in File.ReadLines(Path.Combine(seed, file)))
            {
                number++;
                if (line.IndexOf(',', StringComparison.Ordinal) is > 0 and var comma)
                    places.TryAdd(line[..comma], $"{file}:{number}");
            }
        }
        return places;
    }
}
