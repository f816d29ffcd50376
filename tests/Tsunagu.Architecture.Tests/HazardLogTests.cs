using System.Text.RegularExpressions;

namespace Tsunagu.Architecture.Tests;

/// <summary>docs/safety/hazards.md: every hazard has a control, every control a test that exists.</summary>
public sealed partial class HazardLogTests
{
    private static readonly string Log = Repository.Read("docs/safety/hazards.md");

    [Fact]
    public void There_are_at_least_twenty_hazards_each_with_all_its_parts()
    {
        var rows = Rows(Log);
        Assert.True(rows.Count >= 20, $"{rows.Count} hazards");
        Assert.All(rows, row => Assert.All(row, cell => Assert.NotEqual("", cell)));
        Assert.Equal(rows.Count, rows.Select(r => r[0]).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Every_control_has_a_test() => Assert.Empty(Untested(Log));

    [Fact]
    public void A_control_without_a_test_is_found() =>
        Assert.Equal(["H99"], Untested("| H99 | a | b | c | 4 | d | `NoSuchTests.That_does_not_exist` |\n"));

    private static List<string> Untested(string log)
    {
        var code = Repository.Sources("tests", "Tests.cs");
        return [.. Rows(log).Where(row => !Exists(row[6].Trim('`'), code)).Select(row => row[0])];
    }

    private static bool Exists(string test, IReadOnlyList<SourceFile> code) =>
        test.Split('.') is [var type, var method]
        && code.Any(file => file.Text.Contains($"class {type}", StringComparison.Ordinal) && Regex.IsMatch(file.Text, $@"\b{Regex.Escape(method)}\(", RegexOptions.None, TimeSpan.FromSeconds(5)));

    private static List<string[]> Rows(string log) => [.. Row().Matches(log).Select(m => m.Value.Trim('|').Split('|').Select(c => c.Trim()).ToArray())];

    [GeneratedRegex(@"^\| H\d+ \|.*\|", RegexOptions.Multiline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}
