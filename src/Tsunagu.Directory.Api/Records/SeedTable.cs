using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Tsunagu.Directory.Api;

/// <summary>Rows of one kind: a CSV file of the seed or records of the store, every row with its line, every problem collected.</summary>
internal sealed class SeedTable
{
    private readonly List<SeedProblem> _problems;

    internal SeedTable(string file, List<SeedProblem> problems)
    {
        File = file;
        _problems = problems;
    }

    internal string File { get; }

    internal List<SeedRow> Rows { get; } = [];

    internal static SeedTable Read(string folder, string file, IReadOnlyList<string> columns, List<SeedProblem> problems)
    {
        var table = new SeedTable(file, problems);
        var path = Path.Combine(folder, file);
        if (!System.IO.File.Exists(path))
        {
            problems.Add(new SeedProblem(file, 1, "the file is missing", $"put it into {folder}"));
            return table;
        }
        using var reader = new StreamReader(path);
        using var csv = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null, MissingFieldFound = null });
        if (!csv.Read() || !csv.ReadHeader())
        {
            problems.Add(new SeedProblem(file, 1, "the file is empty", "give it a header line"));
            return table;
        }
        var header = csv.HeaderRecord!.Select((name, index) => (name, index)).ToDictionary(h => h.name.Trim('\uFEFF'), h => h.index, StringComparer.Ordinal);
        foreach (var column in columns.Where(c => !header.ContainsKey(c)))
            problems.Add(new SeedProblem(file, 1, $"the column {column} is missing", $"add it; the columns are {string.Join(", ", columns)}"));
        var line = csv.Parser.RawRow + 1;
        while (csv.Read())
        {
            var fields = csv.Parser.Record!;
            var row = new SeedRow(table, line, header.Where(h => h.Value < fields.Length).ToDictionary(h => h.Key, h => fields[h.Value], StringComparer.Ordinal));
            if (fields.Length != header.Count)
                row.Problem($"the row has {fields.Length} fields, the header {header.Count}", "quote fields that hold a comma or a quote");
            table.Rows.Add(row);
            line = csv.Parser.RawRow + 1;
        }
        return table;
    }

    internal void Problem(int line, string what, string mend) => _problems.Add(new SeedProblem(File, line, what, mend));
}

/// <summary>One row; reading a field with a wrong value records a problem and goes on, so that all of them are told at once.</summary>
internal sealed class SeedRow(SeedTable table, int line, IReadOnlyDictionary<string, string> fields)
{
    /// <summary>Every column that the row has, blanks included.</summary>
    internal IReadOnlyDictionary<string, string> Fields => fields;

    /// <summary>When what is public of it last changed, where the store keeps that.</summary>
    internal DateTimeOffset? ModifiedAt { get; init; }

    internal string Place => FormattableString.Invariant($"{table.File}:{line}");

    internal void Problem(string what, string mend) => table.Problem(line, what, mend);

    internal string? Text(string column) =>
        fields.TryGetValue(column, out var text) && text.Trim() is { Length: > 0 } value ? value : null;

    internal string Required(string column)
    {
        if (Text(column) is { } value)
            return value;
        Problem($"{column} is empty", "fill it");
        return "";
    }

    internal string[] List(string column) => Text(column)?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    internal bool Flag(string column)
    {
        var value = Text(column);
        if (value is not (null or "yes" or "no"))
            Problem($"{column} is \"{value}\"", "write yes or no, or leave it empty");
        return value == "yes";
    }

    internal int? Number(string column)
    {
        if (Text(column) is not { } value)
            return null;
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        Problem($"{column} is \"{value}\"", "write a whole number, or leave it empty");
        return null;
    }

    internal DateOnly? Date(string column)
    {
        if (Text(column) is not { } value)
            return null;
        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        Problem($"{column} is \"{value}\"", "write a date as 2027-06-30, or leave it empty");
        return null;
    }

    internal T OneOf<T>(string column, IReadOnlyDictionary<string, T> values, T fallback)
    {
        if (Text(column) is { } value && values.TryGetValue(value, out var found))
            return found;
        Problem($"{column} is \"{Text(column)}\"", $"write one of {string.Join(", ", values.Keys)}");
        return fallback;
    }
}
