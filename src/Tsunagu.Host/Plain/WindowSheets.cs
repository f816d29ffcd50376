using Tsunagu.Channels.WebChat;
using Tsunagu.Dialogs;
using Tsunagu.Handbooks;

namespace Tsunagu.Host;

/// <summary>The directory's windows for the web's pages.</summary>
/// <param name="cards">Draws a window in words.</param>
public sealed class WindowSheets(NamedWindows cards) : IWindowSheets
{
    /// <inheritdoc/>
    public IReadOnlyList<WindowSheet> Find(IEnumerable<string> ids, string locale)
    {
        var language = Locale.ParseOrJapanese(locale);
        return [.. ids.Select(id => cards.Find(id, language)).OfType<NamedWindow>().Select(Sheet)];
    }

    /// <inheritdoc/>
    public string Now(string locale) => cards.NowInWords(Locale.ParseOrJapanese(locale));

    private static WindowSheet Sheet(NamedWindow found) => new(found.Card, found.Address,
        [.. found.Openings.Select(o => new WindowOpening(o.When.From, o.When.To, o.Words))], found.AlwaysOpen);
}
