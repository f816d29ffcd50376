namespace Tsunagu.Handbooks.Content.Tests;

/// <summary>The hundred worries of the content say the same as the table that the project began with (<c>tests/fixtures/worries.csv</c>).</summary>
public sealed class WorryTableTests
{
    private static readonly Dictionary<string, string[]> Rows = ReadTable();
    private static readonly LoadedHandbook Loaded = HandbookLoader.Load(RealHandbookTests.Folder);

    public static TheoryData<string> Ids() => [.. Rows.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void There_are_the_same_hundred() =>
        Assert.Equal(Rows.Keys.Order(StringComparer.Ordinal), Loaded.Handbook.Worries.Select(w => w.Id).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Its_facts_are_those_of_the_table(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        var row = Rows[id];
        var worry = Loaded.Handbook.FindWorry(id)!;
        Assert.Equal(row[1], worry.GroupId);
        Assert.Equal(row[2], Loaded.Texts.Option(Locale.Japanese, Handbook.WorriesQuestion, id, third: false).Text);
        Assert.Equal(Several(row[3]), worry.Effects.Targets);
        Assert.Equal(Several(row[4]), worry.Effects.Schemes);
        Assert.Equal(Several(row[5]), worry.Effects.Needs);
        Assert.Equal(Several(row[6]), worry.Marks.Where(m => m is "safety" or "today"));
    }

    private static string[] Several(string cell) => cell.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // No cell of the table holds a comma or a quote.
    private static Dictionary<string, string[]> ReadTable() =>
        File.ReadAllLines(Path.Combine(RealHandbookTests.Folder, "..", "..", "tests", "fixtures", "worries.csv"))
            .Skip(1).Where(l => l.Length > 0).Select(l => l.Split(',')).ToDictionary(r => r[0], StringComparer.Ordinal);
}
