using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Tsunagu.Directory.Api.Storage;

namespace Tsunagu.Directory.Api.Export;

/// <summary>
/// The directory as sheets: an allow-list of columns for everybody, made from the public snapshot; the members' contacts for members; everything for
/// the desk. Columns are the seed's, so that an export can be imported again.
/// </summary>
internal static class SheetExport
{
    private static readonly Dictionary<string, string[]> Public = new(StringComparer.Ordinal)
    {
        [RecordKinds.Window] = ["id", "window_ja", "window_en", "organization_ja", "kind", "categories", "window_kinds", "area", "phone", "fax", "url", "chat_url", "hours", "chat_hours", "hours_seen", "languages", "who", "min_age", "max_age", "address", "access_notes", "summary_ja", "source", "verified_on", "review_by", "confidence"],
        [RecordKinds.Organization] = ["id", "name_ja", "name_en", "categories", "window_kinds", "areas", "phone", "url", "hours", "hours_seen", "summary_ja", "source", "verified_on", "review_by", "confidence"],
        [RecordKinds.Scheme] = ["id", "name_ja", "name_en", "provider", "what_it_gives_ja", "who_ja", "conditions", "apply_at", "deadline_note", "url", "window_id", "source", "verified_on", "review_by", "confidence"],
    };

    /// <summary>What members see of each other besides.</summary>
    private const string Contact = "email";

    /// <summary>What everybody may have.</summary>
    internal static (IReadOnlyList<string> Columns, IEnumerable<IReadOnlyList<string>> Rows) Open(DirectorySnapshot snapshot, string kind)
    {
        var columns = Public[kind];
        var records = kind switch
        {
            // What is a window only because an organisation answers stands with the organisations, where its record is.
            RecordKinds.Window => snapshot.Services.Where(s => s.Withheld is null).ExceptBy(snapshot.Organizations.Select(o => o.Id), s => s.Id).Select(Fields),
            RecordKinds.Organization => snapshot.Organizations.Select(organization => Fields(organization, snapshot)),
            _ => snapshot.Schemes.Select(Fields),
        };
        return (columns, records.Select(fields => Row(columns, fields)));
    }

    /// <summary>The same with the members' contacts: what a sheet of the agreement has.</summary>
    internal static (IReadOnlyList<string> Columns, IEnumerable<IReadOnlyList<string>> Rows) Members(DirectorySnapshot snapshot, IReadOnlyList<RecordSheet> organizations)
    {
        string[] columns = [.. Public[RecordKinds.Organization], Contact];
        var contacts = organizations.ToDictionary(r => r.Id, r => r.Fields, StringComparer.Ordinal);
        return (columns, snapshot.Organizations.Select(organization =>
        {
            var fields = Fields(organization, snapshot);
            fields[Contact] = contacts.GetValueOrDefault(organization.Id)?.GetValueOrDefault(Contact);
            return Row(columns, fields);
        }));
    }

    /// <summary>Every column there is, for the desk.</summary>
    internal static (IReadOnlyList<string> Columns, IEnumerable<IReadOnlyList<string>> Rows) All(string kind, IReadOnlyList<RecordSheet> records)
    {
        string[] columns = [.. Public[kind].Concat(records.SelectMany(r => r.Fields.Keys).Order(StringComparer.Ordinal)).Distinct(StringComparer.Ordinal)];
        return (columns, records.Select(record => Row(columns, record.Fields!)));
    }

    /// <summary>UTF-8 with a byte order mark, which Excel needs; what could be a formula is made text.</summary>
    internal static byte[] Csv(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        using var file = new MemoryStream();
        using (var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true))
        using (var csv = new CsvWriter(writer, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n", InjectionOptions = InjectionOptions.Escape }))
        {
            foreach (var row in rows.Prepend(columns))
            {
                foreach (var cell in row)
                    csv.WriteField(cell);
                csv.NextRecord();
            }
        }
        return file.ToArray();
    }

    private static string[] Row(string[] columns, IReadOnlyDictionary<string, string?> fields) => [.. columns.Select(column => fields.GetValueOrDefault(column) ?? "")];

    private static Dictionary<string, string?> Fields(Service service) => With(service.Provenance, new()
    {
        ["id"] = service.Id,
        ["window_ja"] = service.Name,
        ["window_en"] = service.NameEn,
        ["organization_ja"] = service.Organization,
        ["kind"] = service.Kind,
        ["categories"] = Joined(service.Targets),
        ["window_kinds"] = Joined(service.Needs),
        ["area"] = Joined(SeedReader.NamesOf(service.Area)),
        ["phone"] = service.Phones is [var main, ..] ? main.Number : null,
        ["fax"] = service.Fax,
        ["url"] = service.Url,
        ["chat_url"] = service.ChatUrl,
        ["hours"] = service.Hours?.Text,
        ["chat_hours"] = service.ChatHours?.Text,
        ["hours_seen"] = service.HoursSeen ? "yes" : "no",
        ["languages"] = Joined(service.Languages),
        ["who"] = service.Who,
        ["min_age"] = service.MinAge?.ToString(CultureInfo.InvariantCulture),
        ["max_age"] = service.MaxAge?.ToString(CultureInfo.InvariantCulture),
        ["address"] = service.Address,
        ["access_notes"] = service.AccessNotes,
        ["summary_ja"] = service.Summary,
    });

    private static Dictionary<string, string?> Fields(Organization organization, DirectorySnapshot snapshot) => With(organization.Provenance, new()
    {
        ["id"] = organization.Id,
        ["name_ja"] = organization.Name,
        ["name_en"] = organization.NameEn,
        ["categories"] = Joined(organization.Targets),
        ["areas"] = Joined(SeedReader.NamesOf(organization.Area)),
        ["window_kinds"] = Joined(snapshot.FindService(organization.Id)?.Needs ?? []),
        ["phone"] = snapshot.FindService(organization.Id)?.Phones is [var main, ..] ? main.Number : null,
        ["hours"] = snapshot.FindService(organization.Id)?.Hours?.Text,
        ["hours_seen"] = snapshot.FindService(organization.Id) is { Hours: not null } own ? own.HoursSeen ? "yes" : "no" : null,
        ["url"] = organization.Url,
        ["summary_ja"] = organization.Summary,
    });

    private static Dictionary<string, string?> Fields(SupportScheme scheme) => With(scheme.Provenance, new()
    {
        ["id"] = scheme.Id,
        ["name_ja"] = scheme.Name,
        ["name_en"] = scheme.NameEn,
        ["provider"] = scheme.Provider,
        ["what_it_gives_ja"] = scheme.Gives,
        ["who_ja"] = scheme.Who,
        ["conditions"] = scheme.ConditionsText,
        ["apply_at"] = scheme.ApplyAt,
        ["deadline_note"] = scheme.Deadline,
        ["url"] = scheme.Url,
        ["window_id"] = scheme.WindowId,
    });

    private static Dictionary<string, string?> With(Provenance provenance, Dictionary<string, string?> fields)
    {
        fields["source"] = provenance.Source;
        fields["verified_on"] = Hsds.HsdsSchedules.Date(provenance.VerifiedOn);
        fields["review_by"] = provenance.ReviewBy == DateOnly.MaxValue ? null : Hsds.HsdsSchedules.Date(provenance.ReviewBy);
        fields["confidence"] = provenance.Confidence.ToWire();
        return fields;
    }

    private static string Joined(IEnumerable<string> values) => string.Join(';', values);
}
