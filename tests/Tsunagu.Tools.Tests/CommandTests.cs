using Tsunagu.Directory;
using Tsunagu.Directory.Api;
using Tsunagu.Handbooks;
using Tsunagu.Handbooks.Content;
using Tsunagu.Host;
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
    public async Task Check_of_a_missing_seed_and_handbook_fails_and_ends_with_the_summary()
    {
        var nowhere = Path.Combine(AppContext.BaseDirectory, "no-such-folder");
        using var output = new StringWriter();
        Assert.Equal(1, await CheckCommand.RunAsync(output, new Sources(nowhere, nowhere, nowhere), TimeProvider.System));
        Assert.Matches(@"[1-9]\d* problems, \d+ warnings\s*$", output.ToString());
    }

    [Fact]
    public async Task Check_of_the_shipped_content_finds_no_problem()
    {
        using var output = new StringWriter();
        var code = await CheckCommand.RunAsync(output, Real, TimeProvider.System);
        Assert.True(code == 0, output.ToString());
    }

    [Fact]
    public async Task Check_for_production_names_every_window_that_nobody_verified_with_its_place_and_mend()
    {
        var clock = new StandingClock(new DateTimeOffset(2026, 11, 25, 10, 0, 0, TimeSpan.FromHours(9)));
        using var output = new StringWriter();
        Assert.Equal(1, await CheckCommand.RunAsync(output, Real, clock, live: SeedDirectory.Load(Real.Seed, clock).Current));
        Assert.Matches(@"(?m)^windows\.csv:[0-9]+: nat-yorisoi: crisis-line-not-verified — .*verified_on", output.ToString());
        Assert.Matches(@"(?m)^organizations\.csv:[0-9]+: \S+: not-verified", output.ToString());
    }

    [Theory]
    [InlineData("memory", "Storage:Provider is memory")]
    [InlineData("oracle", "Storage:Provider is 'oracle'")]
    public async Task A_desk_without_a_database_is_told_in_one_line(string provider, string told)
    {
        var root = System.IO.Directory.CreateTempSubdirectory("tsunagu-tools-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(root, "appsettings.json"), $$"""{"Storage":{"Provider":"{{provider}}"} }""", TestContext.Current.CancellationToken);
            using var errors = new StringWriter();
            var code = await DirectoryDesk.ToldAsync(errors, async () =>
            {
                await DirectoryDesk.OpenAsync(new SiteRoot(root, IsCheckout: false));
                return 0;
            });
            Assert.Equal(1, code);
            Assert.StartsWith(told, errors.ToString(), StringComparison.Ordinal);
            Assert.Single(errors.ToString().Trim().Split('\n'));
        }
        finally
        {
            System.IO.Directory.Delete(root, recursive: true);
        }
    }

    private sealed class StandingClock(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
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

    [Fact]
    public void The_picture_is_well_formed_and_shows_every_question_in_Japanese()
    {
        var loaded = HandbookLoader.Load(Real.Handbook);
        var svg = System.Xml.Linq.XDocument.Parse(FlowPicture.Svg(loaded.Handbook, loaded.Texts));
        var words = string.Concat(svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value));
        Assert.All(loaded.Handbook.Questions, q => Assert.Contains(q.Id, words, StringComparison.Ordinal));
        Assert.Contains(loaded.Texts.Question(Locale.Japanese, "age", third: false).Text, words, StringComparison.Ordinal);
        Assert.Equal(FlowPicture.Svg(loaded.Handbook, loaded.Texts), FlowPicture.Svg(loaded.Handbook, loaded.Texts));
    }

    [Fact]
    public void A_picture_that_cannot_be_written_is_told()
    {
        using var errors = new StringWriter();
        Assert.Equal(1, GraphCommand.Picture(TextWriter.Null, errors, Real, Path.Combine(Real.Handbook, "no-such-folder", "x.svg")));
        Assert.Contains("cannot be written", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_too_long_for_a_button_is_told()
    {
        var texts = new HandbookTexts([new LocaleTexts { Locale = Locale.Japanese, Messages = new Dictionary<string, string> { ["command.now"] = new string('a', 21), ["command.back"] = "ok" } }]);
        Assert.Contains("command.now", Assert.Single(HandbookChecks.LongCommands(texts)), StringComparison.Ordinal);
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
