using Tsunagu.Directory;
using Tsunagu.Handbooks;
using Tsunagu.Tools.Checks;
using Tsunagu.Tools.Commands;
using Tsunagu.Tools.Drawing;

namespace Tsunagu.Tools.Tests;

public class CommandTests
{
    private static readonly Sources Real = Sources.Find(AppContext.BaseDirectory, AppContext.BaseDirectory);

    [Fact]
    public void Open_answers_each_line_and_goes_on_after_a_malformed_one()
    {
        var holidays = new HolidayCalendar([new(new DateOnly(2026, 1, 1), "new year")]);
        using var input = new StringReader("""
            {"hours":"Mon-Fri 09:00-17:00","at":"2026-01-07T13:00:00+09:00"}
            {broken
            {"hours":"Mo-Fr 09:00-17:00; PH off","at":"2026-01-01T10:00:00+09:00"}
            """);
        using var output = new StringWriter();
        Assert.Equal(0, OpenCommand.Run(input, output, holidays));
        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Contains("\"open\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("2026-01-07T17:00:00+09:00", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("{\"error\":", lines[1], StringComparison.Ordinal);
        Assert.Contains("2026-01-02T09:00:00+09:00", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Check_of_a_missing_seed_and_handbook_fails_and_ends_with_the_summary()
    {
        var nowhere = Path.Combine(AppContext.BaseDirectory, "no-such-folder");
        using var output = new StringWriter();
        Assert.Equal(1, CheckCommand.Run(output, new Sources(nowhere, nowhere, nowhere), TimeProvider.System));
        Assert.Matches(@"[1-9]\d* problems, \d+ warnings\s*$", output.ToString());
    }

    [Fact]
    public void Check_of_the_shipped_content_finds_no_problem()
    {
        using var output = new StringWriter();
        var code = CheckCommand.Run(output, Real, TimeProvider.System);
        Assert.True(code == 0, output.ToString());
    }

    [Fact]
    public void An_option_without_effect_is_told_and_one_with_an_effect_is_not()
    {
        var handbook = Toy();
        var finding = Assert.Single(HandbookChecks.WithoutEffect(handbook));
        Assert.Contains("the option empty of second", finding, StringComparison.Ordinal);
    }

    [Fact]
    public void Graph_draws_questions_and_the_rule_between_them()
    {
        var mermaid = MermaidMap.Chart(Toy());
        Assert.StartsWith("flowchart TD\n", mermaid, StringComparison.Ordinal);
        Assert.Contains("q_first -.->|\"first is yes\"| q_second", mermaid, StringComparison.Ordinal);
    }

    [Fact]
    public void Graph_check_fails_for_another_page()
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var other = Real with { Map = Path.Combine(Real.Handbook, "handbook.yaml") };
        Assert.Equal(1, GraphCommand.Run(output, errors, other, GraphMode.Check));
        Assert.Contains("graph --write", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_map_in_docs_is_todays()
    {
        using var errors = new StringWriter();
        Assert.True(GraphCommand.Run(TextWriter.Null, errors, Real, GraphMode.Check) == 0, errors.ToString());
    }

    private static Handbook Toy() => new("toy", "1", [
        new Question { Id = "first", Kind = QuestionKind.Single, Options = [new Option { Id = "yes" }, new Option { Id = "no" }] },
        new Question
        {
            Id = "second",
            Kind = QuestionKind.Single,
            When = new Is("first", "yes"),
            Options = [new Option { Id = "empty" }, new Option { Id = "old", Effects = new Effects { Age = "75+" } }],
        },
    ], []);
}
