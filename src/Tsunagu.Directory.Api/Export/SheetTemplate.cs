using Tsunagu.Directory.Api.Import;

namespace Tsunagu.Directory.Api.Export;

/// <summary>Empty sheets to fill in, with drop-downs where the answers are known. What is filled in can be imported as it is.</summary>
public static class SheetTemplate
{
    /// <summary>The kinds of records that have one.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [RecordKinds.Organization, RecordKinds.Window, RecordKinds.Scheme];

    /// <summary>The sheet as xlsx.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="words">Names of needs and of the sheets.</param>
    public static byte[] Write(string kind, IDirectoryWords words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return XlsxWriter.Write(words.Say("ja", "directory.desk.template." + kind), words.Say("ja", "directory.desk.template.choices"), Columns(kind, words), []);
    }

    internal static IReadOnlyList<SheetColumn> Columns(string kind, IDirectoryWords words) => [.. SheetMapping.TemplateOf(kind).Select(c => new SheetColumn(
        RecordCheck.IsRequired(kind, c.Column) ? c.Heading + "*" : c.Heading,
        c.Column switch
        {
            "categories" => TargetCodes.All,
            "area" or "areas" => SeedReader.AreaNames,
            "window_kinds" => [.. words.Needs.Select(need => words.Name("ja", "needs", need))],
            _ => null,
        },
        Several: true))];
}
