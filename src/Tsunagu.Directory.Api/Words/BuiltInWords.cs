using System.Collections.Frozen;
using System.Text.Json;

namespace Tsunagu.Directory.Api;

/// <summary>
/// The words that were built into the program from <c>dialogs/handbook/locales</c>: for the service on its own, and for tests. It reads the
/// flat form only (<c>key: text</c> and one level of names below a heading); whatever else YAML can say belongs to the handbook's loader.
/// </summary>
public sealed class BuiltInWords : IDirectoryWords
{
    private static readonly string[] Tags = ["ja", "ja-simple", "en"];

    private readonly FrozenDictionary<string, FrozenDictionary<string, string>> _texts;

    /// <summary>Reads them.</summary>
    public BuiltInWords()
    {
        _texts = Tags.ToFrozenDictionary(tag => tag, tag => Lines($"{tag}/directory.yaml").Concat(Lines($"{tag}/names.yaml")).Concat(Lines($"{tag}/messages.yaml"))
            .DistinctBy(line => line.Key).ToFrozenDictionary(line => line.Key, line => line.Value, StringComparer.Ordinal), StringComparer.Ordinal);
        HandbookVersion = Lines("handbook.yaml").First(line => line.Key == "version").Value;
        Needs = [.. Lines("ja/names.yaml").Where(line => line.Key.StartsWith("needs/", StringComparison.Ordinal)).Select(line => line.Key["needs/".Length..])];
    }

    /// <inheritdoc/>
    public string HandbookVersion { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, WorryName> Worries => FrozenDictionary<string, WorryName>.Empty;

    /// <inheritdoc/>
    public IReadOnlyList<string> Needs { get; }

    /// <inheritdoc/>
    public string Say(string locale, string key, params ReadOnlySpan<(string Name, string Value)> args)
    {
        var text = Find(locale, key) ?? $"[{key}]";
        foreach (var (name, value) in args)
            text = text.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        return text;
    }

    /// <inheritdoc/>
    public string Name(string locale, string kind, string code) => Find(locale, $"{kind}/{code}") ?? code;

    private string? Find(string locale, string key)
    {
        foreach (var tag in locale is "ja-simple" or "ja" ? new[] { locale, "ja" } : [locale, "en", "ja"])
        {
            if (_texts.TryGetValue(tag, out var texts) && texts.TryGetValue(key, out var text))
                return text;
        }
        return null;
    }

    private static IEnumerable<(string Key, string Value)> Lines(string resource)
    {
        using var stream = typeof(BuiltInWords).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The resource {resource} was not built in; see Tsunagu.Directory.Api.csproj.");
        using var reader = new StreamReader(stream);
        var heading = "";
        while (reader.ReadLine() is { } line)
        {
            if (line.TrimStart() is not [not '#', ..] text || text.IndexOf(':', StringComparison.Ordinal) is not (> 0 and var colon) || text[0] == '-')
                continue;
            var value = text[(colon + 1)..].Trim();
            if (line[0] != ' ')
                heading = value.Length == 0 ? text[..colon] + "/" : "";
            if (value.Length > 0)
                yield return ((line[0] == ' ' ? heading : "") + text[..colon], Unquoted(value));
        }
    }

    private static string Unquoted(string value) => value switch
    {
        ['"', .., '"'] => JsonSerializer.Deserialize<string>(value)!,
        ['\'', .. var inner, '\''] => inner.Replace("''", "'", StringComparison.Ordinal),
        _ when value.IndexOf(" #", StringComparison.Ordinal) is > 0 and var remark => value[..remark].TrimEnd(),
        _ => value,
    };
}
