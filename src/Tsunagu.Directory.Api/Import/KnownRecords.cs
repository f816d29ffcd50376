using Tsunagu.Directory.Api.Storage;

namespace Tsunagu.Directory.Api.Import;

/// <summary>Finds the record that a row of a sheet is about: by id, by the corporate number (法人番号), or by a name that only one record has.</summary>
internal sealed class KnownRecords(string kind, IEnumerable<RecordSheet> records)
{
    private readonly List<RecordSheet> _records = [.. records.Where(r => r.Kind == kind)];

    /// <summary>The record, or null for a new one. The same telephone alone is none: two bodies may share a desk.</summary>
    internal RecordSheet? Find(IReadOnlyDictionary<string, string> fields)
    {
        if (fields.TryGetValue("id", out var id))
            return _records.Find(r => r.Id == id);
        if (fields.TryGetValue("corporate_number", out var number) && _records.Find(r => r.Fields.GetValueOrDefault("corporate_number") == number) is { } same)
            return same;
        var named = Named(fields).Where(r => !fields.TryGetValue("organization_ja", out var of) || r.Fields.GetValueOrDefault("organization_ja") == of).Take(2).ToList();
        return named is [var only] ? only : null;
    }

    /// <summary>Records that a new one may repeat, with the column that says so.</summary>
    internal IEnumerable<(string Column, RecordSheet Record)> Like(IReadOnlyDictionary<string, string> fields)
    {
        foreach (var record in Named(fields))
            yield return (NameColumn, record);
        if (fields.TryGetValue("phone", out var phone))
        {
            foreach (var record in _records.Where(r => r.Fields.GetValueOrDefault("phone") == phone))
                yield return ("phone", record);
        }
    }

    internal string NameColumn => kind == RecordKinds.Window ? "window_ja" : "name_ja";

    private IEnumerable<RecordSheet> Named(IReadOnlyDictionary<string, string> fields) =>
        fields.TryGetValue(NameColumn, out var name) ? _records.Where(r => r.Fields.GetValueOrDefault(NameColumn) == name) : [];
}
