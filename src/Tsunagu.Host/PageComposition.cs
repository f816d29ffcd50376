using System.Collections.Frozen;
using Tsunagu.Channels.WebChat;
using Tsunagu.Dialogs;
using Tsunagu.Handbooks;

namespace Tsunagu.Host;

/// <summary>Gives the web channel its words as plain dictionaries, and windows in words: it knows neither handbook nor directory.</summary>
internal static class PageComposition
{
    // Pages exist where every word does; the talk itself has more languages.
    private static readonly Locale[] Locales = [Locale.Japanese, Locale.PlainJapanese, Locale.English];

    public static IServiceCollection AddPages(this IServiceCollection services) => services
        .AddSingleton(provider => TextsOf(provider.GetRequiredService<BotComposition>()))
        .AddSingleton<IPageData>(provider => new DirectoryPages(provider.GetRequiredService<BotComposition>().Parts, provider.GetRequiredService<TimeProvider>()));

    private static PageTexts TextsOf(BotComposition bot) => new(
        [.. Locales.Select(locale => KeyValuePair.Create<string, IReadOnlyDictionary<string, string>>(locale.Tag, WordsOf(bot.Content.Texts, locale)))],
        id => bot.Directory.Current.PhoneOf(id));

    private static FrozenDictionary<string, string> WordsOf(HandbookTexts texts, Locale locale) =>
        texts.Keys(Locale.Japanese).ToFrozenDictionary(key => key, key => texts.Message(locale, key), StringComparer.Ordinal);

    private sealed class DirectoryPages(HandbookParts parts, TimeProvider clock) : IPageData
    {
        private const int MostEmergency = 4, MostOpen = 6;

        private readonly WindowCards _cards = new(parts, clock);
        private readonly AfterHoursDesk _desk = new(parts);

        public IReadOnlyList<BotCore.MessageCard> EmergencyLines(string locale) => _cards.Emergency(Locale.ParseOrJapanese(locale), MostEmergency);

        public OpenNowList OpenNow(string locale)
        {
            var (cards, count) = _cards.OpenNow(Locale.ParseOrJapanese(locale), MostOpen);
            return new OpenNowList(_cards.Now, count, cards);
        }

        public OrganizationState? Organization(string id, string locale)
        {
            var now = clock.GetUtcNow();
            return _desk.Note(id, Locale.ParseOrJapanese(locale), now) is { } note
                ? new OrganizationState(note.Text, note.CallTitle, note.CallAddress, note.ChangesAt - now)
                : null;
        }
    }
}
