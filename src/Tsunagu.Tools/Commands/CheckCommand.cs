using Tsunagu.Directory;
using Tsunagu.Directory.Api;
using Tsunagu.Handbooks;
using Tsunagu.Handbooks.Content;
using Tsunagu.Host;

namespace Tsunagu.Tools.Commands;

/// <summary><c>check</c>: everything that is wrong or doubtful in the seed and in the handbook, one finding a line.</summary>
public static class CheckCommand
{
    /// <summary>Writes problems and warnings as <c>file:line: …</c>, then one line with their numbers.</summary>
    /// <param name="output">Where the report goes.</param>
    /// <param name="sources">What is checked.</param>
    /// <param name="clock">Tells which records are past their review day.</param>
    /// <returns>1 when there is a problem; warnings alone give 0.</returns>
    public static int Run(TextWriter output, Sources sources, TimeProvider clock)
    {
        var problems = new List<string>();
        var warnings = new List<string>();
        var directory = Seed(sources, clock, problems);
        if (directory is not null)
            warnings.AddRange(DirectoryWarnings(directory, sources.Seed, JapanTime.Day(clock.GetUtcNow())));
        var sound = HandbookLoader.TryLoad(sources.Handbook, References(directory), out var loaded, out var found);
        problems.AddRange(found.Select(problem => problem.ToString()));
        warnings.AddRange(loaded.Warnings.Select(warning => warning.ToString()));
        if (sound)
            warnings.AddRange(OptionsWithoutEffect(loaded.Handbook));
        foreach (var problem in problems)
            output.WriteLine($"{problem}");
        foreach (var warning in warnings)
            output.WriteLine($"{warning} (warning)");
        output.WriteLine($"{problems.Count} problems, {warnings.Count} warnings");
        return problems.Count > 0 ? 1 : 0;
    }

    /// <summary>Ids that the handbook may name; without a directory none are checked, its own problems come first.</summary>
    public static ContentReferences? References(DirectorySnapshot? directory) => directory is null ? null : BotComposition.ReferencesOf(directory);

    /// <summary>Windows past their review day, and numbers that several windows share.</summary>
    public static IEnumerable<string> DirectoryWarnings(DirectorySnapshot directory, string seed, DateOnly today)
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
    }

    /// <summary>Options that tell the recommendation nothing and that no rule looks at. "None of these" and chosen groups need no effect.</summary>
    public static IEnumerable<string> OptionsWithoutEffect(Handbook handbook)
    {
        var looked = handbook.Questions
            .SelectMany(question => question.Options.Select(option => option.When).Concat(question.Orders.Select(order => order.When)).Append(question.When))
            .Concat(handbook.Additions.Select(addition => addition.When))
            .SelectMany(rule => rule.QuestionIds)
            .ToHashSet(StringComparer.Ordinal);
        return handbook.Questions
            .Where(question => question.Id != Handbook.GroupsQuestion && question.OptionsFrom is null && !looked.Contains(question.Id))
            .SelectMany(question => question.Options
                .Where(option => !option.Exclusive && option.Marks.Count == 0 && IsEmpty(option.Effects)
                    && (question.GroupId is null || handbook.FindWorry(option.Id) is not { } worry || (worry.Marks.Count == 0 && IsEmpty(worry.Effects))))
                .Select(option => $"{option.Source}: the option {option.Id} of {question.Id} has no effect — give it one, or take it away"));
    }

    private static DirectorySnapshot? Seed(Sources sources, TimeProvider clock, List<string> problems)
    {
        try
        {
            return SeedDirectory.Load(sources.Seed, clock).Current;
        }
        catch (SeedException broken)
        {
            problems.AddRange(broken.Problems.Select(problem => problem.ToString()));
            return null;
        }
    }

    private static bool IsEmpty(Effects effects) =>
        effects.Needs.Count + effects.Schemes.Count + effects.Targets.Count + effects.Ways.Count + effects.When.Count + effects.Languages.Count + effects.Facts.Count == 0
        && effects.Ward is null && effects.Age is null && effects.About is null && effects.Urgency is null;

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
