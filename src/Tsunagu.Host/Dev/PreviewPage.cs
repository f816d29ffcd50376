using System.Globalization;
using Tsunagu.BotCore;
using Tsunagu.Channels.WebChat;
using Tsunagu.Dialogs;
using Tsunagu.Handbooks;

namespace Tsunagu.Host.Dev;

/// <summary><c>/dev/preview?locale=…</c>: every text of a language as a person sees it. What stands in another language is marked, as is what no button holds.</summary>
internal static class PreviewPage
{
    public const string Path = "/dev/preview";

    /// <summary>The longest label of a button (LINE's quick replies).</summary>
    private const int MostGraphemes = 20;

    public static PageContent Of(HandbookParts parts, TimeProvider clock, Locale locale) => new()
    {
        Title = "Texts",
        Styles = ["plain.css"],
        BodyClass = "dev",
        Main = Html.Of($"""
            <div lang="en"><h1>Texts in {locale.Tag}</h1>
            <ul>{Html.Join(Locale.All.Select(l => Html.Of($"""<li><a href="{Path}?locale={l.Tag}">{l.Tag}</a></li>""")))}</ul>
            <p>Marks: <span class="badge">from ja</span> the text falls back to that language · <span class="badge">number</span> too long for a button, which shows a number instead.</p>
            <h2>Questions</h2>{Html.Join(parts.Handbook.Questions.Select(q => Question(parts, locale, q)))}
            <h2>Messages and safety replies</h2>{Messages(parts, locale)}
            <h2>Cards</h2>{Cards(parts, clock, locale)}</div>
            """),
    };

    private static Html Question(HandbookParts parts, Locale locale, Question question)
    {
        var self = parts.Texts.Question(locale, question.Id, third: false);
        var third = parts.Texts.Question(locale, question.Id, third: true);
        return Html.Of($"""
            <section class="card" id="{question.Id}" data-question="{question.Id}"><h3>{question.Id} <span lang="{self.Locale.Tag}">{self.Text}</span> {From(self.Locale, locale)}</h3>
            {Html.When(self.Hint is not null, () => Html.Of($"""<p class="hint" lang="{self.Locale.Tag}">{self.Hint}</p>"""))}
            {Html.When(third.Text != self.Text, () => Html.Of($"""<p>about somebody else: <span lang="{third.Locale.Tag}">{third.Text}</span></p>"""))}
            <ul>{Html.Join(question.Options.Select(o => Option(parts, locale, question, o.Id)))}</ul></section>
            """);
    }

    private static Html Option(HandbookParts parts, Locale locale, Question question, string id)
    {
        var self = parts.Texts.Option(locale, question.Id, id, third: false);
        var third = parts.Texts.Option(locale, question.Id, id, third: true);
        var button = self.Label ?? self.Text;
        var length = new StringInfo(button).LengthInTextElements;
        return Html.Of($"""
            <li>{id}: <span lang="{self.Locale.Tag}">{self.Text}</span>{Html.When(self.Label is not null, () => Html.Of($""" — button: <strong lang="{self.Locale.Tag}">{self.Label}</strong>"""))} ({length})
            {Html.When(length > MostGraphemes, () => Html.Of($"""<span class="badge">number</span>"""))}{From(self.Locale, locale)}
            {Html.When(third.Text != self.Text, () => Html.Of($""" — about somebody else: <span lang="{third.Locale.Tag}">{third.Text}</span>"""))}</li>
            """);
    }

    private static Html Messages(HandbookParts parts, Locale locale) => Html.Of($"""
        <dl>{Html.Join(parts.Texts.Keys(Locale.Japanese).Order(StringComparer.Ordinal).Select(key => Html.Of($"""
        <div data-key="{key}"><dt>{key} {Html.When(!parts.Texts.HasOwn(locale, key), () => Html.Of($"""<span class="badge">fallback</span>"""))}</dt><dd lang="{locale.Tag}">{Lines(parts.Texts.Message(locale, key))}</dd></div>
        """)))}</dl>
        """);

    private static Html Cards(HandbookParts parts, TimeProvider clock, Locale locale)
    {
        var windows = new NamedWindows(parts, clock);
        var snapshot = parts.Directory.Current;
        IEnumerable<MessageCard> cards = [.. snapshot.Services.Select(s => windows.Find(s.Id, locale)?.Card).OfType<MessageCard>(),
            .. snapshot.Schemes.Select(s => windows.FindScheme(s.Id, locale)).OfType<MessageCard>()];
        return Html.Join(cards.Select(c => CardHtml.Of(c, locale.Tag)));
    }

    private static Html From(Locale text, Locale asked) => Html.When(text != asked, () => Html.Of($"""<span class="badge">from {text.Tag}</span>"""));

    private static Html Lines(string text) => Html.Join(text.Split('\n').Select((line, i) => i == 0 ? Html.Text(line) : Html.Of($"<br>{line}")));
}
