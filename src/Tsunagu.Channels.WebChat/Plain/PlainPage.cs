using Microsoft.AspNetCore.Http;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.WebChat;

/// <summary>Draws what a turn said as a page: what was said, in order, then the one question. It decides nothing: order and words are the dialog's.</summary>
/// <param name="words">Words of the page.</param>
/// <param name="windows">Tells more about windows than their cards do.</param>
/// <param name="tags">Tags of the languages on offer.</param>
internal sealed class PlainPage(PageWords words, IWindowSheets windows, IReadOnlyList<string> tags)
{
    /// <summary>The page.</summary>
    /// <param name="turn">What the turn led to.</param>
    /// <param name="state">Its state, sealed; empty after erasing.</param>
    /// <param name="step">The form that led here, for the switch of readings; null = a link is enough.</param>
    /// <param name="notice">What stands above all else, with a heading of its own; null = nothing.</param>
    public PageContent Draw(StatelessTurn turn, string state, IFormCollection? step, Html? notice = null)
    {
        ArgumentNullException.ThrowIfNull(turn);
        var messages = turn.Messages.Select(m => new Said(m.Text, m.GetMessageData())).Where(m => m.Data is not null).ToList();
        var asked = turn.Erased ? null : messages.LastOrDefault(m => m.Data!.Question is not null)?.Data;
        var form = new PlainForm(words, state);
        var headed = notice is not null;
        List<Html> parts = [];
        if (asked is not null)
            parts.Add(form.HelpNow(asked));
        if (notice is { } above)
            parts.Add(above);
        if (asked is { Kind: MessageKinds.Retry, Question: { } again })
            parts.Add(form.ErrorSummary(again));
        foreach (var message in messages)
            parts.Add(Section(message, ref headed));
        if (asked is { Question: { } question })
            parts.Add(form.Talk(asked, question, heading: !headed));
        else
            parts.Add(turn.Erased ? Html.Of($"""<p><a class="button" href="{words.Link(PlainEndpoints.Path)}">{words.Html("plain.begin-again")}</a></p>""") : form.Again());

        var lang = messages.LastOrDefault()?.Data!.Locale ?? words.Tag;
        return new PageContent
        {
            Title = words["plain.title"],
            Main = Html.Of($"""<div class="plain" lang="{PageWords.LangOf(lang)}">{Html.Join(parts)}</div>"""),
            Styles = ["plain.css"],
            Scripts = ["kept.js"],
            Readings = step is null ? null : PlainForm.Readings(words, step),
            Languages = asked is null ? null : form.Languages(asked, tags),
            MayBeShownAgain = true,
            BodyClass = "plain-page",
        };
    }

    private Html Section(Said message, ref bool headed)
    {
        var data = message.Data!;
        // A question's own words stand in the form; here only what was said before it. Why it is asked again stands in the error summary.
        var text = data.Question is null ? message.Text : data.Kind == MessageKinds.Retry ? null : data.Question.Lead;
        if (string.IsNullOrEmpty(text) && data.Cards.Count == 0)
            return Html.Empty;
        var lines = PlainForm.Lines(text);
        // Where windows stand on the page they are its matter, and so its heading; otherwise the question is.
        var matter = !headed && lines.Length > 0 && (data.Cards.Count > 0 || (data.Question is null && data.Kind is MessageKinds.Safety or MessageKinds.End));
        headed |= matter;
        var sheets = SheetsOf(data);
        return Html.Of($"""
            <section class="said said-{data.Kind}" data-message="{data.FactOf(MessageData.IdFact)}">
            {Html.When(matter, () => Html.Of($"<h1>{lines[0]}</h1>"))}
            {Html.Join(lines.Skip(matter ? 1 : 0).Select(line => Html.Of($"<p>{line}</p>")))}
            {Html.Join(data.Cards.Select(card => CardHtml.Of(card, PageWords.LangOf(data.Locale), sheets.TryGetValue(card.Id, out var sheet) ? WindowLinks.Of(words, sheet) : default)))}
            {Html.When(sheets.Count > 0, () => WindowLinks.Keeping(words, sheets.Keys))}
            </section>
            """);
    }

    private Dictionary<string, WindowSheet> SheetsOf(MessageData data)
    {
        if (data.Kind != MessageKinds.Recommendation)
            return [];
        var sheets = new Dictionary<string, WindowSheet>(StringComparer.Ordinal);
        foreach (var sheet in windows.Find(data.Cards.Where(c => c.Kind == MessageCard.Service).Select(c => c.Id), data.Locale))
            sheets[sheet.Card.Id] = sheet;
        return sheets;
    }

    private sealed record Said(string? Text, MessageData? Data);
}
