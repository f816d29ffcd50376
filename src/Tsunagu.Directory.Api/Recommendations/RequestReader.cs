using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tsunagu.Directory.Api;

/// <summary>Reads a <see cref="RecommendationRequest"/> (DESIGN section 7) and collects every mistake, so that a caller mends all of them at once.</summary>
internal sealed partial class RequestReader(KnownCodes codes, TimeProvider clock)
{
    private const int MostValues = 64;
    private const int HighestLimit = 200;

    private static readonly string[] Names =
        ["needs", "schemes", "targets", "facts", "ward", "age", "about", "urgency", "languages", "ways", "when", "at", "limit"];

    private readonly List<FieldProblem> _problems = [];

    internal IReadOnlyList<FieldProblem> Problems => _problems;

    /// <summary>The id of the window that <c>explain</c> asks about; empty when it is missing or unknown.</summary>
    internal string Window { get; private set; } = "";

    internal RecommendationRequest Read(JsonElement json, bool explain)
    {
        foreach (var property in json.EnumerateObject())
        {
            if (!Names.Contains(property.Name) && !(explain && property.Name == "service"))
                Add(Shown(property.Name), "is no field of this request", $"the fields are {string.Join(", ", explain ? Names.Append("service") : Names)}");
        }
        if (explain)
            Window = ReadWindow(json);
        return new RecommendationRequest
        {
            Needs = [.. Codes(json, "needs", codes.Need, codes.Needs).Select(code => new NeedWeight(code))],
            Schemes = Codes(json, "schemes", codes.Scheme, null),
            Targets = Codes(json, "targets", codes.Target, codes.Targets),
            Languages = Codes(json, "languages", static tag => LanguageTag().IsMatch(tag) ? tag : null, ["ja", "ja-simple", "en", "zh-Hans", "ko", "vi"]),
            Ways = Codes(json, "ways", OneOf(KnownCodes.Ways), KnownCodes.Ways),
            When = Codes(json, "when", OneOf(KnownCodes.Times), KnownCodes.Times),
            Facts = Facts(json),
            Ward = Choice(json, "ward", KnownCodes.Places),
            Age = Choice(json, "age", AgeBands.All),
            About = Choice(json, "about", KnownCodes.Persons) ?? "self",
            Urgency = Choice(json, "urgency", KnownCodes.Urgencies),
            At = Instant(json),
            Limit = Limit(json),
        };
    }

    private static Func<string, string?> OneOf(string[] values) => value => Array.IndexOf(values, value) >= 0 ? value : null;

    private string ReadWindow(JsonElement json)
    {
        if (!json.TryGetProperty("service", out var value) || value.ValueKind != JsonValueKind.String)
        {
            Add("service", "is missing or no text", "write the id of a window, such as nat-yorisoi, or its UUID");
            return "";
        }
        if (codes.Service(value.GetString()!) is { } id)
            return id;
        Add("service", $"\"{Shown(value.GetString()!)}\" is no window of this directory", "write an id that GET /hsds/v3/services lists, or the window's own id");
        return "";
    }

    private List<string> Codes(JsonElement json, string name, Func<string, string?> known, IReadOnlyList<string>? allowed)
    {
        var found = new List<string>();
        if (!json.TryGetProperty(name, out var list) || list.ValueKind == JsonValueKind.Null)
            return found;
        if (list.ValueKind != JsonValueKind.Array)
        {
            Add(name, "is no list", "write it as a list of texts, [] for none");
            return found;
        }
        if (list.GetArrayLength() > MostValues)
        {
            Add(name, $"has {list.GetArrayLength()} values", $"send at most {MostValues}");
            return found;
        }
        var place = 0;
        foreach (var item in list.EnumerateArray())
        {
            var field = $"{name}[{place++.ToString(CultureInfo.InvariantCulture)}]";
            var text = item.ValueKind == JsonValueKind.String ? item.GetString()! : null;
            if (text is null)
                Add(field, "is no text", "write a text");
            else if (known(text) is not { } code)
                Add(field, $"\"{Shown(text)}\" is not known", allowed is null ? "write an id of the directory, or its UUID" : $"write one of {string.Join(", ", allowed)}");
            else if (!found.Contains(code))
                found.Add(code);
        }
        return found;
    }

    private string? Choice(JsonElement json, string name, IReadOnlyList<string> allowed)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind == JsonValueKind.String && allowed.Contains(value.GetString()!))
            return value.GetString();
        Add(name, value.ValueKind == JsonValueKind.String ? $"\"{Shown(value.GetString()!)}\" is not known" : "is no text", $"write one of {string.Join(", ", allowed)}, or leave it out");
        return null;
    }

    private Dictionary<string, IReadOnlyList<string>> Facts(JsonElement json)
    {
        var facts = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (!json.TryGetProperty("facts", out var given) || given.ValueKind == JsonValueKind.Null)
            return facts;
        if (given.ValueKind != JsonValueKind.Object)
        {
            Add("facts", "is no object", "write {\"household\":[\"single_parent\"]}, {} for none");
            return facts;
        }
        foreach (var fact in given.EnumerateObject())
        {
            var field = $"facts.{Shown(fact.Name)}";
            if (facts.Count == MostValues)
            {
                Add("facts", "are too many", $"send at most {MostValues}");
                break;
            }
            // A fact that no condition looks at changes nothing; a name that cannot be one is a mistake.
            if (!FactName().IsMatch(fact.Name))
                Add(field, "is no name of a fact", "write small letters, digits, _ or -");
            var values = fact.Value.ValueKind == JsonValueKind.Array ? [.. fact.Value.EnumerateArray()] : new List<JsonElement> { fact.Value };
            if (values.Count > MostValues || values.Exists(v => v.ValueKind != JsonValueKind.String || !FactName().IsMatch(v.GetString()!)))
                Add(field, "has a value that is no code", "write a list of codes, such as [\"yes\"] or [\"single_parent\"]");
            else
                facts[fact.Name] = values.ConvertAll(v => v.GetString()!);
        }
        return facts;
    }

    private DateTimeOffset Instant(JsonElement json)
    {
        if (!json.TryGetProperty("at", out var value) || value.ValueKind == JsonValueKind.Null)
            return clock.GetUtcNow();
        if (value.ValueKind == JsonValueKind.String && IsoInstant.TryParse(value.GetString()!, out var at))
            return at;
        Add("at", "is no instant", "write ISO 8601 with an offset, such as 2026-01-01T02:00:00+09:00, or leave it out for now");
        return clock.GetUtcNow();
    }

    private int Limit(JsonElement json)
    {
        if (!json.TryGetProperty("limit", out var value) || value.ValueKind == JsonValueKind.Null)
            return 0;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var limit) && limit is >= 1 and <= HighestLimit)
            return limit;
        Add("limit", "is no number that is taken", $"write a whole number from 1 to {HighestLimit}, or leave it out for all");
        return 0;
    }

    private void Add(string field, string what, string mend) => _problems.Add(new FieldProblem(field, what, mend));

    /// <summary>What was sent is told back short and without control characters: an answer is no place to plant things.</summary>
    private static string Shown(string text)
    {
        var plain = string.Concat(text.Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && c is not ('<' or '>' or '"' or '@')));
        return plain.Length > 40 ? plain[..40] + "…" : plain;
    }

    [GeneratedRegex("^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LanguageTag();

    [GeneratedRegex("^[a-z0-9][a-z0-9_+-]{0,63}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FactName();
}
