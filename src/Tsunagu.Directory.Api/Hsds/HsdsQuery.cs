using System.Globalization;
using System.Text.Json;

namespace Tsunagu.Directory.Api.Hsds;

/// <summary>The parameters of an HSDS list, from the address or, for POST, from the body; several narrow each other.</summary>
internal sealed record HsdsQuery
{
    private const int LargestPage = 500;
    private const int UsualPage = 50;

    internal string? Search { get; private init; }

    internal string? TaxonomyTermId { get; private init; }

    internal string? TaxonomyId { get; private init; }

    internal string? OrganizationId { get; private init; }

    internal string? ParentId { get; private init; }

    internal DateTimeOffset? ModifiedAfter { get; private init; }

    internal string? Postcode { get; private init; }

    internal bool Minimal { get; private init; }

    internal bool Full { get; private init; }

    internal bool FullService { get; private init; }

    internal bool TopOnly { get; private init; }

    internal bool Ndjson { get; private init; }

    internal int Page { get; private init; } = 1;

    internal int PerPage { get; private init; } = UsualPage;

    internal static async Task<(HsdsQuery Query, Problem? Problem)> ReadAsync(HttpContext context)
    {
        var values = context.Request.Query.ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.Ordinal);
        if (HttpMethods.IsPost(context.Request.Method) && context.Request.ContentLength is not 0 && context.Request.ContentType is not null)
        {
            if (context.Request.HasFormContentType)
            {
                var (form, problem) = await RequestBody.ReadFormAsync(context.Request, RequestBody.Usual, context.RequestAborted);
                if (problem is not null)
                    return (new HsdsQuery(), problem);
                foreach (var (name, value) in form)
                    values[name] = value.ToString();
            }
            else
            {
                var (json, problem) = await JsonBody.ReadAsync(context.Request, context.RequestAborted);
                if (problem is not null)
                    return (new HsdsQuery(), problem);
                using (json)
                {
                    foreach (var property in json!.RootElement.EnumerateObject())
                        values[property.Name] = property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : property.Value.GetRawText();
                }
            }
        }
        var reader = new Reader(values);
        var query = reader.Read();
        return (query, reader.Problems.Count > 0 ? Problem.BadRequest(reader.Problems) : null);
    }

    private sealed class Reader(Dictionary<string, string> values)
    {
        internal List<FieldProblem> Problems { get; } = [];

        internal HsdsQuery Read()
        {
            var minimal = Flag("minimal");
            var query = new HsdsQuery
            {
                Search = Text("search"),
                TaxonomyTermId = Text("taxonomy_term_id"),
                TaxonomyId = Text("taxonomy_id"),
                OrganizationId = Text("organization_id"),
                ParentId = Text("parent_id"),
                ModifiedAfter = Instant("modified_after"),
                Postcode = ReadPostcode(),
                Minimal = minimal,
                Full = Flag("full"),
                FullService = Flag("full_service"),
                TopOnly = Flag("top_only"),
                Ndjson = Format(),
                Page = Number("page", 1, int.MaxValue, 1),
                // "aim to return all services within one call"
                PerPage = Number("per_page", 1, minimal ? 100_000 : LargestPage, minimal ? 100_000 : UsualPage),
            };
            if (Text("proximity") is not null)
            {
                // An answer that left it out silently would look like an answer to it.
                Add("proximity", "cannot be answered, because no record of this directory has coordinates", "leave it out; postcode alone keeps the places whose area holds it");
            }
            return query;
        }

        private string? Text(string name) => values.TryGetValue(name, out var value) && value.Trim() is { Length: > 0 } text ? text : null;

        private bool Flag(string name)
        {
            switch (Text(name)?.ToLowerInvariant())
            {
                case null or "false" or "0":
                    return false;
                case "true" or "1":
                    return true;
                default:
                    Add(name, "is neither true nor false", "write true or false");
                    return false;
            }
        }

        private int Number(string name, int least, int most, int usual)
        {
            if (Text(name) is not { } text)
                return usual;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
                return number;
            Add(name, "is no number that is taken", $"write a whole number from {least} to {most}");
            return usual;
        }

        private DateTimeOffset? Instant(string name)
        {
            if (Text(name) is not { } text)
                return null;
            if (IsoInstant.TryParseInKyoto(text, out var at))
                return at;
            Add(name, "is no date", "write ISO 8601, such as 2026-11-25 or 2026-11-25T09:00:00+09:00");
            return null;
        }

        private string? ReadPostcode()
        {
            if (Text("postcode") is not { } text)
                return null;
            var digits = string.Concat(text.Select(c => c is >= '\uFF10' and <= '\uFF19' ? (char)(c - 0xFEE0) : c).Where(char.IsAsciiDigit));
            if (digits.Length == 7)
                return digits;
            Add("postcode", "is no Japanese postcode", "write seven digits, with or without a hyphen");
            return null;
        }

        private bool Format()
        {
            switch (Text("format"))
            {
                case null or "json":
                    return false;
                case "ndjson":
                    return true;
                default:
                    Add("format", "is not known", "write json or ndjson");
                    return false;
            }
        }

        private void Add(string field, string what, string mend) => Problems.Add(new FieldProblem(field, what, mend));
    }
}
