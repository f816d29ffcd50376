using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tsunagu.Directory.Api.Storage;

namespace Tsunagu.Directory.Api.Import;

/// <summary>One record of a sheet, with the row it stands on.</summary>
internal sealed record SheetRecord(int Row, string Id, Dictionary<string, string> Fields)
{
    /// <summary>The record as it is; null for a new one.</summary>
    internal RecordSheet? Known { get; init; }
}

/// <summary>Knows the sheets that people have (<c>columns.json</c>) and the seed's own columns; turns rows into records.</summary>
internal sealed class SheetMapping
{
    private const int HeaderSearch = 10;
    private const string HoursPart = "hours:";

    private static readonly Dictionary<string, Form> Forms = Load();

    private readonly IDirectoryWords _words;

    internal SheetMapping(IDirectoryWords words) => _words = words;

    internal List<FieldError> Doubts { get; } = [];

    /// <summary>How the sheet names each column.</summary>
    internal Dictionary<string, string> Headings { get; } = new(StringComparer.Ordinal);

    /// <summary>Kind of the records, or null where no known sheet was recognised.</summary>
    internal string? Kind { get; private set; }

    /// <summary>Columns and headings of the sheet that people fill in for a kind.</summary>
    internal static IReadOnlyList<(string Column, string Heading)> TemplateOf(string kind) => Forms.Values.First(form => form.IsTemplate && form.Kind == kind).Headings;

    internal List<SheetRecord> Read(List<string[]> rows, IReadOnlyList<RecordSheet> existing, DateOnly reviewBy)
    {
        var found = new List<SheetRecord>();
        for (var header = 0; header < Math.Min(rows.Count, HeaderSearch); header++)
        {
            var names = rows[header].Select(Folded).ToList();
            if (FormOf(names) is not { } form)
                continue;
            Kind = form.Kind;
            var known = new KnownRecords(form.Kind, existing);
            for (var i = 0; i < names.Count; i++)
            {
                if (form.Columns.TryGetValue(names[i], out var column))
                    Headings.TryAdd(column, rows[header][i].Trim());
            }
            for (var row = header + 1; row < rows.Count; row++)
            {
                if (rows[row].Any(cell => !string.IsNullOrWhiteSpace(cell)))
                    found.Add(Record(form, names, rows[row], row + 1, known, reviewBy));
            }
            Repeated(found, known);
            return found;
        }
        return found;
    }

    private SheetRecord Record(Form form, List<string> names, string[] cells, int row, KnownRecords records, DateOnly reviewBy)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < Math.Min(names.Count, cells.Length); i++)
        {
            if (form.Columns.TryGetValue(names[i], out var column) && cells[i].Trim() is { Length: > 0 } value && !fields.ContainsKey(column))
                fields[column] = Mended(column, value, row);
        }
        JoinHours(form, fields, row);
        var name = fields.GetValueOrDefault("name_ja") ?? fields.GetValueOrDefault("window_ja") ?? "";
        // The same body keeps its id, and what the sheet does not say stays as it was: a blank never wins.
        var made = $"{(form.Kind == RecordKinds.Organization ? "org" : form.Kind)}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(fields.TryGetValue("organization_ja", out var of) ? $"{of}\n{name}" : name)).AsSpan(0, 5))}";
        var known = records.Find(fields) ?? records.Find(new Dictionary<string, string> { ["id"] = made });
        fields["id"] = known?.Id ?? fields.GetValueOrDefault("id") ?? made;
        if (known is not null)
        {
            foreach (var (column, value) in known.Fields)
                fields.TryAdd(column, value);
        }
        if (!Headings.ContainsKey("source"))
            fields.TryAdd("source", _words.Say("ja", "directory.desk.source"));
        if (known is null)
        {
            fields.TryAdd("confidence", "medium");
            fields.TryAdd("review_by", Hsds.HsdsSchedules.Date(reviewBy)!);
            if (form.Kind == RecordKinds.Scheme)
            {
                // Who wrote the sheet knows nothing of our rules: for whom it is stays unknown until the desk writes them.
                fields.TryAdd("conditions", "unstated=yes");
            }
            if (form.Kind == RecordKinds.Window)
            {
                fields.TryAdd("kind", "organization");
                fields.TryAdd("organization_ja", name);
            }
        }
        return new SheetRecord(row, fields["id"], fields) { Known = known };
    }

    /// <summary>New rows that look like something there is, or like another row: shown, for people to decide.</summary>
    private void Repeated(List<SheetRecord> rows, KnownRecords records)
    {
        var phones = rows.Where(r => r.Fields.ContainsKey("phone")).ToLookup(r => r.Fields["phone"], StringComparer.Ordinal);
        foreach (var row in rows.Where(r => r.Known is null))
        {
            if (records.Like(row.Fields).FirstOrDefault() is (string column, RecordSheet like))
                Doubts.Add(new FieldError(row.Row, column, _words.Say("ja", "directory.desk.doubt.like", ("name", like.Fields.GetValueOrDefault(records.NameColumn, "")), ("id", like.Id))));
            else if (row.Fields.TryGetValue("phone", out var phone) && phones[phone].FirstOrDefault(r => r.Row < row.Row) is { } other)
                Doubts.Add(new FieldError(row.Row, "phone", _words.Say("ja", "directory.desk.doubt.row", ("row", $"{other.Row}"))));
        }
    }

    /// <summary>What Excel and people do to cells: lost zeros, full-width figures, several signs for "and".</summary>
    private string Mended(string column, string value, int row)
    {
        switch (column)
        {
            case "phone" or "fax":
                return PhoneText.Mend(value);
            case "categories" or "areas" or "area":
                return string.Join(';', Listed(value));
            case "window_kinds":
                return string.Join(';', Listed(value).Select(NeedOf));
            case "hours" or "chat_hours":
                if (JapaneseHours.ToOsm(value) is { } osm)
                    return osm;
                // Shown, and kept as unknown.
                Doubts.Add(new FieldError(row, column, _words.Say("ja", "directory.desk.doubt.hours", ("text", value))));
                return "";
            default:
                return value.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\u00A0', ' ');
        }
    }

    /// <summary>Hours in columns of their own (公共施設一覧: 利用可能曜日, 開始時間, 終了時間, 利用可能日時特記事項) are one sentence about hours.</summary>
    private void JoinHours(Form form, Dictionary<string, string> fields, int row)
    {
        string Take(string part) => fields.Remove(HoursPart + part, out var value) ? value : "";
        var (days, opens, closes, note) = (Take("days"), Take("opens"), Take("closes"), Take("note"));
        if ((days + opens + closes + note).Length == 0 || fields.ContainsKey("hours"))
            return;
        Headings.TryAdd("hours", form.Headings.First(h => h.Column == HoursPart + "opens").Heading);
        fields["hours"] = Mended("hours", $"{days} {WithoutSeconds(opens)}-{WithoutSeconds(closes)}{(note.Length > 0 ? $"、{note}" : "")}", row);
    }

    // Excel writes 9:00:00.
    private static string WithoutSeconds(string time) => time.Count(c => c == ':') == 2 && time.EndsWith(":00", StringComparison.Ordinal) ? time[..^3] : time;

    private static string[] Listed(string value) => value.Split([';', '、', ',', '，', '／', '/', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>People choose kinds by their names; records keep the codes.</summary>
    private string NeedOf(string written) => _words.Needs.FirstOrDefault(need => _words.Name("ja", "needs", need) == written) ?? written;

    private static Form? FormOf(List<string> names)
    {
        foreach (var form in Forms.Values)
        {
            if (form.Marks.Any(names.Contains))
                return form;
        }
        // The seed's own columns, as exports write them.
        var kind = names.Contains("window_ja") ? RecordKinds.Window : names.Contains("provider") ? RecordKinds.Scheme : names.Contains("name_ja") ? RecordKinds.Organization : null;
        return kind is null ? null : new Form(kind, false, [], [], names.Where(n => n.Length > 0).Distinct().ToDictionary(n => n, n => n, StringComparer.Ordinal));
    }

    private static string Folded(string name) => string.Concat(name.Select(c => c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c).Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant().TrimEnd('*');

    private static Dictionary<string, Form> Load()
    {
        using var stream = typeof(SheetMapping).Assembly.GetManifestResourceStream("import/columns.json")!;
        using var json = JsonDocument.Parse(stream);
        return json.RootElement.EnumerateObject().ToDictionary(form => form.Name, form => new Form(
            form.Value.GetProperty("kind").GetString()!,
            form.Value.TryGetProperty("template", out _),
            [.. form.Value.GetProperty("marks").EnumerateArray().Select(m => Folded(m.GetString()!))],
            [.. form.Value.GetProperty("columns").EnumerateObject().Select(column => (column.Name, column.Value[0].GetString()!))],
            form.Value.GetProperty("columns").EnumerateObject()
                .SelectMany(column => column.Value.EnumerateArray().Select(alias => (Alias: Folded(alias.GetString()!), Column: column.Name)))
                .DistinctBy(pair => pair.Alias).ToDictionary(pair => pair.Alias, pair => pair.Column, StringComparer.Ordinal)), StringComparer.Ordinal);
    }

    private sealed record Form(string Kind, bool IsTemplate, IReadOnlyList<string> Marks, IReadOnlyList<(string Column, string Heading)> Headings, Dictionary<string, string> Columns);
}
