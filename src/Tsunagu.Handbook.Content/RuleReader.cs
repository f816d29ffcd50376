using System.Collections.Immutable;
using System.Globalization;

namespace Tsunagu.Handbooks.Content;

/// <summary>Reads the closed rule language; every question and option named in a rule is checked once the whole handbook is read.</summary>
internal sealed class RuleReader
{
    private static readonly string[] Operators = ["all", "any", "not", "answered", "is", "in", "count", "marked", "schemes", "round"];

    /// <summary>References found in rules: place, question, options.</summary>
    internal List<(YamlPart At, string Question, IReadOnlyList<string> Options)> References { get; } = [];

    /// <summary>Marks found in rules: place and mark.</summary>
    internal List<(YamlPart At, string Mark)> Marks { get; } = [];

    internal Rule Read(YamlPart part)
    {
        if (!part.Exists)
            return Always.Instance;
        var entries = part.Entries(Operators).ToList();
        if (entries.Count != 1)
        {
            part.Problem("a rule has exactly one operator", $"write one of {string.Join(", ", Operators)}; join several with all: [..]");
            return Always.Instance;
        }
        var (name, value) = entries[0];
        return name switch
        {
            "all" => new All(Parts(value)),
            "any" => new Any(Parts(value)),
            "not" => new Not(Read(value)),
            "answered" => new Answered(Question(value, value.Text() ?? "", [])),
            "is" => ReadIs(value),
            "in" => ReadIn(value),
            "count" => ReadCount(value),
            "marked" => new Marked(Mark(value)),
            "schemes" => new Schemes(ReadNumber(value)),
            "round" => new Round(Group(value)),
            _ => Always.Instance,
        };
    }

    private ImmutableArray<Rule> Parts(YamlPart part)
    {
        var rules = part.Items().Select(Read).ToImmutableArray();
        if (rules.IsEmpty)
            part.Problem("the list of rules is empty", "write at least one rule, or take the operator away");
        return rules;
    }

    private Is ReadIs(YamlPart part)
    {
        _ = part.Entries("question", "option").Count();
        var option = part.Required("option");
        return new Is(Question(part, part.Required("question"), [option]), option);
    }

    private In ReadIn(YamlPart part)
    {
        _ = part.Entries("question", "options").Count();
        var options = part["options"].Texts();
        if (options.Count == 0)
            part.Problem("\"options\" is missing", "write options: [a, b]");
        return new In(Question(part, part.Required("question"), options), [.. options]);
    }

    private Count ReadCount(YamlPart part)
    {
        _ = part.Entries("question", "at-least", "at-most").Count();
        return new Count(Question(part, part.Required("question"), []), part.Number("at-least", 0), part.Number("at-most", int.MaxValue));
    }

    private string Mark(YamlPart part)
    {
        var mark = part.Text() ?? "";
        Marks.Add((part, mark));
        return mark;
    }

    private static int ReadNumber(YamlPart part)
    {
        if (int.TryParse(part.Text(), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        part.Problem("here a whole number is expected", "write schemes: 6 for \"six or more\"");
        return 0;
    }

    private string Group(YamlPart part)
    {
        var group = part.Text() ?? "";
        References.Add((part, Handbook.GroupsQuestion, [group]));
        return group;
    }

    private string Question(YamlPart part, string question, IReadOnlyList<string> options)
    {
        References.Add((part, question, options));
        return question;
    }
}
