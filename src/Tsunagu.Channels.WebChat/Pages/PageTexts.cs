namespace Tsunagu.Channels.WebChat;

/// <summary>
/// The words of the pages and of their scripts, given by the host as plain dictionaries, one a locale (<c>dialogs/handbook/locales</c>).
/// </summary>
/// <param name="locales">Tag → key → words, in the order in which the languages are offered; the first is the source. Each is complete.</param>
/// <param name="phoneOf">The main number of a window by its id, for <c>{phone:id}</c>; null when it has none now.</param>
public sealed class PageTexts(IReadOnlyList<KeyValuePair<string, IReadOnlyDictionary<string, string>>> locales, Func<string, string?> phoneOf)
{
    /// <summary>Tags of the languages that pages exist in.</summary>
    public IReadOnlyList<string> Tags { get; } = [.. locales.Select(l => l.Key)];

    /// <summary>The words of a language; those of the source when the tag is none of ours.</summary>
    /// <param name="tag">A tag such as <c>en</c>; case does not matter.</param>
    /// <param name="ruby">False leaves the readings above kanji out.</param>
    public PageWords For(string? tag, bool ruby = true)
    {
        var found = locales.FirstOrDefault(l => string.Equals(l.Key, tag, StringComparison.OrdinalIgnoreCase));
        if (found.Key is null)
            found = locales[0];
        return new PageWords(found.Key, found.Value, phoneOf, ruby, isDefault: string.Equals(found.Key, locales[0].Key, StringComparison.Ordinal));
    }
}
