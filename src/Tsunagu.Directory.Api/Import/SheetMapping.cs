using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tsunagu.Directory.Api.Storage;

namespace Tsunagu.Directory.Api.Import;

/// <summary>One record of a sheet, with the row it stands on.</summary>
internal sealed record SheetRecord(int Row, string Id, Dictionary<string, string> Fields);

/// <summary>Knows the sheets that people have (<c>columns.json</c>) and the seed's own columns; turns rows into records.</summary>
internal sealed class SheetMapping
{
    private const int HeaderSearch = 10;

    private static readonly Dictionary<string, Form> Forms = Load();

    private readonly IDirectoryWords _words;

    internal SheetMapping(IDirectoryWords words) => _words = words;

    internal List<FieldError> Errors { get; } = [];

    /// <summary>Kind of the records, or null where no known sheet was recognised.</summary>
    internal string? Kind { get; private set; }

    internal List<SheetRecord> Read(List<string[]> rows, ILookup<string, RecordSheet> byName, DateOnly reviewBy)
    {
        var found = new List<SheetRecord>();
        for (var header = 0; header < Math.Min(rows.Count, HeaderSearch); header++)
        {
            var names = rows[header].Select(Folded).ToList();
            if (FormOf(names) is not { } form)
                continue;
            Kind = form.Kind;
            for (var row = header + 1; row < rows.Count; row++)
            {
                if (rows[row].Any(cell => !string.IsNullOrWhiteSpace(cell)))
                    found.Add(Record(form, names, rows[row], row + 1, byName, reviewBy));
            }
            return found;
        }
        return found;
    }

    private SheetRecord Record(Form form, List<string> names, string[] cells, int row, ILookup<string, RecordSheet> byName, DateOnly reviewBy)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < Math.Min(names.Count, cells.Length); i++)
        {
            if (form.Columns.TryGetValue(names[i], out var column) && cells[i].Trim() is { Length: > 0 } value && !fields.ContainsKey(column))
                fields[column] = Mended(column, value, names[i], row);
        }
        var name = fields.GetValueOrDefault("name_ja") ?? fields.GetValueOrDefault("window_ja") ?? "";
        // The same body keeps its id, and what the sheet does not say stays as it was: a blank never wins.
        var known = byName[name].FirstOrDefault() ?? (fields.TryGetValue("id", out var id) ? null : byName[fields.GetValueOrDefault("phone") ?? "\0"].FirstOrDefault());
        fields["id"] = known?.Id ?? fields.GetValueOrDefault("id") ?? $"{(form.Kind == RecordKinds.Organization ? "org" : form.Kind)}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 5))}";
        if (known is not null)
        {
            foreach (var (column, value) in known.Fields)
                fields.TryAdd(column, value);
        }
        else
        {
            fields.TryAdd("source", _words.Say("ja", "directory.desk.source"));
            fields.TryAdd("confidence", "medium");
            fields.TryAdd("review_by", Hsds.HsdsSchedules.Date(reviewBy)!);
            if (form.Kind == RecordKinds.Window)
            {
                fields.TryAdd("kind", "organization");
                fields.TryAdd("organization_ja", name);
            }
        }
        return new SheetRecord(row, fields["id"], fields);
    }

    /// <summary>What Excel and people do to cells: lost zeros, full-width figures, several signs for "and".</summary>
    private string Mended(string column, string value, string header, int row)
    {
        switch (column)
        {
            case "phone" or "fax":
                return PhoneText.Mend(value);
            case "categories" or "areas" or "area":
                return string.Join(';', value.Split([';', '、', ',', '，', '／', '/', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            case "hours" or "chat_hours":
                if (JapaneseHours.ToOsm(value) is { } osm)
                    return osm;
                // Shown, and kept as unknown.
                Errors.Add(new FieldError(row, header, _words.Say("ja", "directory.desk.doubt.hours", ("text", value))));
                return "";
            default:
                return value.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\u00A0', ' ');
        }
    }

    private static Form? FormOf(List<string> names)
    {
        foreach (var form in Forms.Values)
        {
            if (form.Marks.Any(names.Contains))
                return form;
        }
        // The seed's own columns, as exports write them.
        var kind = names.Contains("window_ja") ? RecordKinds.Window : names.Contains("provider") ? RecordKinds.Scheme : names.Contains("name_ja") ? RecordKinds.Organization : null;
        return kind is null ? null : new Form(kind, [], names.Where(n => n.Length > 0).Distinct().ToDictionary(n => n, n => n, StringComparer.Ordinal));
    }

    private static string Folded(string name) => string.Concat(name.Select(c => c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c).Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant().TrimEnd('*');

    private static Dictionary<string, Form> Load()
    {
        using var stream = typeof(SheetMapping).Assembly.GetManifestResourceStream("import/columns.json")!;
        using var json = JsonDocument.Parse(stream);
        return json.RootElement.EnumerateObject().ToDictionary(form => form.Name, form => new Form(
            form.Value.GetProperty("kind").GetString()!,
            [.. form.Value.GetProperty("marks").EnumerateArray().Select(m => Folded(m.GetString()!))],
            form.Value.GetProperty("columns").EnumerateObject()
                .SelectMany(column => column.Value.EnumerateArray().Select(alias => (Alias: Folded(alias.GetString()!), Column: column.Name)))
                .DistinctBy(pair => pair.Alias).ToDictionary(pair => pair.Alias, pair => pair.Column, StringComparer.Ordinal)), StringComparer.Ordinal);
    }

    private sealed record Form(string Kind, IReadOnlyList<string> Marks, Dictionary<string, string> Columns);
}
