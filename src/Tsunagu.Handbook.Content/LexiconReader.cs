using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Tsunagu.Handbooks.Content;

/// <summary>Reads <c>safety/lexicon.yaml</c>; every pattern is tried, so that a slip stops the start and not a talk.</summary>
internal static class LexiconReader
{
    internal const string File = "safety/lexicon.yaml";

    internal static CrisisLexicon Read(string folder, Problems problems)
    {
        // Without it nobody in danger would be noticed: a missing file is a problem like any other.
        var root = YamlPart.Load(folder, File, problems);
        _ = root.Entries("classes", "exclusions", "third-person", "first-person", "imminent").Count();
        var patterns = ImmutableArray.CreateBuilder<CrisisPattern>();
        foreach (var (name, levels) in root["classes"].Entries())
        {
            var crisisClass = Class(levels, name);
            foreach (var (level, list) in levels.Entries("concern", "high", "imminent"))
            {
                if (!CrisisNames.TryParse(level, out CrisisUrgency urgency))
                    continue;
                foreach (var item in list.Items())
                    patterns.Add(new CrisisPattern(crisisClass, urgency, Pattern(item), item.At));
            }
        }
        return new CrisisLexicon
        {
            Patterns = patterns.ToImmutable(),
            Exclusions = [.. root["exclusions"].Items().Select(Exclusion)],
            ThirdPerson = [.. root["third-person"].Items().Select(Pattern)],
            FirstPerson = [.. root["first-person"].Items().Select(Pattern)],
            Imminent = [.. root["imminent"].Items().Select(Pattern)],
        };
    }

    private static CrisisExclusion Exclusion(YamlPart part)
    {
        _ = part.Entries("classes", "pattern", "near").Count();
        return new CrisisExclusion([.. part["classes"].Items().Select(c => Class(c, c.Text() ?? ""))], Pattern(part["pattern"]), part.Flag("near"));
    }

    private static CrisisClass Class(YamlPart part, string name)
    {
        if (!CrisisNames.TryParse(name, out CrisisClass crisisClass))
            part.Problem($"\"{name}\" is no class of danger", "write one of suicide-risk, self-harm, overdose, dv, child-abuse, elder-abuse, sexual-violence, acute-medical");
        return crisisClass;
    }

    private static string Pattern(YamlPart part)
    {
        var pattern = part.Text() ?? "";
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException e)
        {
            part.Problem($"the pattern is not a regular expression ({e.Message})", "look for an open bracket");
        }
        return pattern;
    }
}
