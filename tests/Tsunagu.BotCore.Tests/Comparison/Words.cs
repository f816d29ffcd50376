using System.Globalization;
using System.Text.RegularExpressions;

namespace Tsunagu.BotCore.Tests.Comparison;

/// <summary>Values as text, the same on both sides, and texts with places for them.</summary>
internal static partial class Words
{
    internal static string Show(object? value) => value switch
    {
        null => "null",
        FoundChoice choice => $"{choice.Value}#{choice.Index}",
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    internal static string Fill(string text, IReadOnlyDictionary<string, string> words) =>
        Place().Replace(text, match => words.TryGetValue(match.Groups["name"].Value, out var word) ? word : match.Value);

    internal static Dictionary<string, string> Of(WaterfallStepContext step)
    {
        var words = new Dictionary<string, string>
        {
            ["result"] = Show(step.Result),
            ["options"] = Show(step.Options),
            ["reason"] = Name(step.Reason),
            ["index"] = Show(step.Index),
        };
        foreach (var (key, value) in step.Values)
            words["v." + key] = Show(value);
        return words;
    }

    /// <summary>The JavaScript side's name of an enum value.</summary>
    internal static string Name<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    [GeneratedRegex(@"\{(?<name>[a-zA-Z.]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();
}
