using System.Globalization;

namespace Tsunagu.Directory.Api.Pages;

/// <summary>The words of one page in one language, and links that keep the language.</summary>
internal sealed class PageTexts(IDirectoryWords words, string locale)
{
    internal static readonly string[] Locales = ["ja", "ja-simple", "en"];

    internal string Locale => locale;

    /// <summary>やさしい日本語 is Japanese to a screen reader.</summary>
    internal string HtmlLang => LangOf(locale);

    internal static PageTexts Of(HttpContext context, IDirectoryWords words) =>
        new(words, Locales.Contains(context.Request.Query["lang"].ToString()) ? context.Request.Query["lang"].ToString() : "ja");

    internal string Say(string key, params ReadOnlySpan<(string Name, string Value)> args) => words.Say(locale, "directory." + key, args);

    internal string Target(string code) => words.Name(locale, "targets", code);

    internal string Need(string code) => words.Name(locale, "needs", code);

    internal string Area(string id) => Say("area." + id);

    internal string Weekday(DayOfWeek day) => words.Say(locale, "weekday." + Number((int)day));

    internal string Month(int month) => words.Say(locale, "month." + Number(month));

    internal string Language(string code) => LanguageNames.Of(words, locale, code);

    internal string Link(string path) => Link(path, locale);

    internal static string Link(string path, string locale) => locale == "ja" ? path : path + (path.Contains('?', StringComparison.Ordinal) ? '&' : '?') + "lang=" + locale;

    internal static string LangOf(string locale) => locale == "ja-simple" ? "ja" : locale;

    internal string Day(DateOnly? day) => day is { } date
        ? locale == "en" ? date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture) : Say("date", ("year", Number(date.Year)), ("month", Number(date.Month)), ("day", Number(date.Day)))
        : Say("unknown");

    internal string State(OpenState state, DateTimeOffset now) => state switch
    {
        { Kind: OpenKind.Open, AlwaysOpen: true } => Say("state.always"),
        { Kind: OpenKind.Open, Until: { } until } => Say("state.open-until", ("time", Time(until, now))),
        { Kind: OpenKind.Open } => Say("state.open"),
        { Kind: OpenKind.Closed, Opens: { } opens } => Say("state.closed-opens", ("time", Time(opens, now))),
        { Kind: OpenKind.Closed } => Say("state.closed"),
        _ => Say("state.unknown"),
    };

    internal static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string Time(DateTimeOffset at, DateTimeOffset now)
    {
        var local = JapanTime.Local(at);
        var clock = local.ToString("H:mm", CultureInfo.InvariantCulture);
        return JapanTime.Day(at) == JapanTime.Day(now) ? clock : Say("time.other-day", ("month", Number(local.Month)), ("day", Number(local.Day)), ("time", clock));
    }
}
