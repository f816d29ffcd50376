using Tsunagu.Directory.Api;
using Tsunagu.Handbooks;
using Tsunagu.Handbooks.Content;

namespace Tsunagu.Host;

/// <summary>Lends the handbook's words to the directory, which may not know the handbook.</summary>
/// <param name="content">The loaded content.</param>
internal sealed class HandbookWords(LoadedHandbook content) : IDirectoryWords
{
    /// <inheritdoc/>
    public string HandbookVersion => content.Handbook.Version;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, WorryName> Worries { get; } = content.Handbook.Worries.ToDictionary(
        worry => worry.Id,
        worry => new WorryName(content.Texts.Option(Locale.Japanese, Handbook.WorriesQuestion, worry.Id, third: false).Text, [.. worry.Effects.Needs]),
        StringComparer.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyList<string> Needs { get; } = [.. content.Handbook.Needs.Select(need => need.Code)];

    /// <inheritdoc/>
    public string Say(string locale, string key, params ReadOnlySpan<(string Name, string Value)> args)
    {
        Dictionary<string, string>? values = null;
        foreach (var (name, value) in args)
            (values ??= new(StringComparer.Ordinal))[name] = value;
        return content.Texts.Message(Locale.ParseOrJapanese(locale), key, values);
    }

    /// <inheritdoc/>
    public string Name(string locale, string kind, string code)
    {
        var language = Locale.ParseOrJapanese(locale);
        return (kind == "needs" ? content.Texts.NeedName(language, code) : content.Texts.TargetName(language, code)) ?? code;
    }
}
