namespace Tsunagu.Channels.Line;

/// <summary>The channel's own words, by locale. What a locale lacks the host has already filled from its fallbacks.</summary>
internal sealed class LineWords(LineOptions options)
{
    private const string Source = "ja";

    /// <summary>The text of a key; a key that nobody wrote is shown in brackets, so that a test sees it.</summary>
    public string Say(string? locale, string key, params (string Name, string Value)[] args)
    {
        if (!options.Words.TryGetValue(locale ?? Source, out var words) && !options.Words.TryGetValue(Source, out words))
            return $"[{key}]";
        if (!words.TryGetValue(key, out var text))
            return $"[{key}]";
        foreach (var (name, value) in args)
            text = text.Replace("{" + name + "}", value, StringComparison.Ordinal);
        return text;
    }
}
