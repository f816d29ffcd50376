using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.WebChat;

/// <summary>
/// A question as a form, after the form patterns of the Digital Agency's design system: one question a page, its legend the heading, radio
/// buttons or boxes, what is wrong above the question and beside the answers.
/// </summary>
/// <param name="words">Words of the page.</param>
/// <param name="state">The sealed state.</param>
internal sealed class PlainForm(PageWords words, string state)
{
    /// <summary>What was wrong with the last answer, for the top of the page.</summary>
    /// <param name="question">The question that is asked again.</param>
    public Html ErrorSummary(MessageQuestion question) => Html.Of($"""
        <div class="error-summary" role="alert" aria-labelledby="error-title">
        <h2 id="error-title">{words.Html("plain.error.title")}</h2>
        {Html.Join(Lines(question.Lead).Select(line => Html.Of($"<p>{line}</p>")))}
        <p><a href="#choice-1">{words.Html("plain.error.link")}</a></p>
        </div>
        """);

    /// <summary>The form.</summary>
    /// <param name="data">The message that asks.</param>
    /// <param name="question">Its question.</param>
    /// <param name="heading">True when the question is the page's heading.</param>
    public Html Talk(MessageData data, MessageQuestion question, bool heading)
    {
        var wrong = string.Equals(data.Kind, MessageKinds.Retry, StringComparison.Ordinal);
        var buttons = AsButtons(data, question);
        var title = Broken(question.Heading);
        return Html.Of($"""
            <form class="talk" method="post" action="{words.Link(PlainEndpoints.Path)}" data-question="{question.Id}" data-kind="{data.Kind}">
            {Hidden(PlainFields.State, state)}{Hidden(PlainFields.Submit, SubmitToken(data, question))}
            {Html.When(question is { Step: > 0, Steps: > 1 }, () => Progress(question))}
            <fieldset{DescribedBy(question, wrong)}>
            <legend>{(heading ? Html.Of($"<h1>{title}</h1>") : Html.Of($"<h2>{title}</h2>"))}</legend>
            {Html.When(question.Hint is { Length: > 0 }, () => Html.Of($"""<p class="hint" id="hint">{Broken(question.Hint)}</p>"""))}
            {Html.When(question.Picked is { Length: > 0 }, () => Html.Of($"""<p class="picked">{question.Picked}</p>"""))}
            {Html.When(wrong, () => Html.Of($"""<p class="error" id="error">{Lines(question.Lead).FirstOrDefault()}</p>"""))}
            {(buttons ? Buttons(data, question) : Answers(question, wrong))}
            </fieldset>
            {Html.When(!buttons, () => TextAndNext(question))}
            {Commands(data.Commands)}
            </form>
            """);
    }

    /// <summary>A form that only carries on with the state: after a turn that failed.</summary>
    public Html Again() => Html.Of($"""
        <form class="talk" method="post" action="{words.Link(PlainEndpoints.Path)}">{Hidden(PlainFields.State, state)}
        <p><button class="button" name="{PlainFields.Do}" value="{PlainFields.Again}">{words.Html("plain.again")}</button></p></form>
        """);

    /// <summary>Help at once, above all else on every page; nothing when the talk does not offer it now.</summary>
    /// <param name="data">The message that asks.</param>
    public Html HelpNow(MessageData data)
    {
        if (data.Commands.FirstOrDefault(c => c.Id == "now") is not { } now)
            return Html.Empty;
        return Html.Of($"""
            <form class="help-now" method="post" action="{words.Link(PlainEndpoints.Path)}">{Hidden(PlainFields.State, state)}
            <button name="{PlainFields.Do}" value="{now.Value}" data-command="now">{now.Label ?? now.Text}</button></form>
            """);
    }

    /// <summary>The choice of language, with the answers kept.</summary>
    /// <param name="data">The message that asks.</param>
    /// <param name="tags">Tags of the languages.</param>
    public Html Languages(MessageData data, IEnumerable<string> tags) => Html.Of($"""
        <form method="post" action="{words.Link(PlainEndpoints.Path)}">{Hidden(PlainFields.State, state)}
        <ul>{Html.Join(tags.Select(tag => Language(data, tag)))}</ul></form>
        """);

    /// <summary>
    /// The switch of readings on a page that answers a form: the same step again, which changes nothing. Typed words are in no page, so after them there is no switch.
    /// </summary>
    /// <param name="words">Words of the page.</param>
    /// <param name="step">The form that led to the page.</param>
    public static Html Readings(PageWords words, IFormCollection step) => Html.When(step[PlainFields.Text].ToString().Trim().Length == 0, () => Html.Of($"""
        <form class="readings" method="post" action="{PageWords.Link(PlainEndpoints.Path, words.Tag, !words.Ruby)}">
        {Html.Join(PlainFields.Step.SelectMany(name => step[name].Select(value => Hidden(name, value ?? ""))))}<button>{words.ReadingsSwitch}</button></form>
        """));

    private static Html Broken(string? text) => Html.Join(Lines(text).Select((line, i) => i == 0 ? Html.Text(line) : Html.Of($"<br>{line}")));

    /// <summary>The lines of a text, without empty ones.</summary>
    /// <param name="text">The text.</param>
    public static string[] Lines(string? text) => text?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private Html Language(MessageData data, string tag)
    {
        var name = words["language.name." + tag.ToLowerInvariant()];
        return string.Equals(tag, data.Locale, StringComparison.Ordinal)
            ? Html.Of($"""<li><span aria-current="true" lang="{PageWords.LangOf(tag)}">{name}</span></li>""")
            : Html.Of($"""<li><button name="{PlainFields.Do}" value="{(TokenOf(data) with { Command = "language", Argument = tag }).Format()}" lang="{PageWords.LangOf(tag)}">{name}</button></li>""");
    }

    private Html Progress(MessageQuestion question)
    {
        var (step, steps) = (Number(question.Step), Number(question.Steps));
        return Html.Of($"""<p class="progress">{words.Html("progress", ("step", step), ("steps", steps))}<progress aria-hidden="true" max="{steps}" value="{step}"></progress></p>""");
    }

    private static Html Answers(MessageQuestion question, bool wrong)
    {
        var type = string.Equals(question.Kind, MessageQuestion.Multi, StringComparison.Ordinal) ? "checkbox" : "radio";
        return Html.Of($"""<div class="choices">{Html.Join(question.Options.Select((option, i) => Html.Of($"""
            <div><label for="choice-{i + 1}"><input type="{type}" id="choice-{i + 1}" name="{PlainFields.Choice}" value="{option.Id}"{Html.When(wrong, () => Html.Of($""" aria-describedby="error" """))}> {option.Text}</label></div>

            """)))}</div>""");
    }

    private Html Buttons(MessageData data, MessageQuestion question)
    {
        var change = string.Equals(data.Kind, MessageKinds.Summary, StringComparison.Ordinal);
        return Html.Of($"""<ul class="buttons">{Html.Join(question.Options.Select((option, i) => Html.Of($"""
            <li><button class="button secondary" id="choice-{i + 1}" name="{PlainFields.Do}" value="{option.Value}" data-option="{option.Id}">{option.Text}{Html.When(change, () => Html.Of($""" <span class="change">{words.Html("plain.change")}</span>"""))}</button></li>

            """)))}</ul>""");
    }

    private Html TextAndNext(MessageQuestion question) => Html.Of($"""
        <div class="words"><label for="words">{words.Html("plain.words")}</label>
        <p class="hint" id="words-hint">{words.Html("plain.words.hint")}</p>
        <input type="text" id="words" name="{PlainFields.Text}" maxlength="1000" autocomplete="off" aria-describedby="words-hint"></div>
        <p class="next"><button class="button" name="{PlainFields.Do}" value="{PlainFields.Answer}">{words.Html(question.Step > 0 ? "plain.next" : "plain.send")}</button></p>
        """);

    private Html Commands(IReadOnlyList<MessageOption> commands)
    {
        // Skipping answers the question that stands there, so it comes before the ways out of it; help at once stands above all.
        var shown = commands.Where(c => c.Id != "now").OrderBy(c => c.Id switch { "skip" => 0, "back" => 1, _ => 2 }).ToList();
        return Html.When(shown.Count > 0, () => Html.Of($"""
            <ul class="commands" aria-label="{words["plain.commands"]}">{Html.Join(shown.Select(c => Html.Of($"""
            <li><button class="button {(c.Id is "skip" or "back" ? "secondary" : "quiet")}" name="{PlainFields.Do}" value="{c.Value}" data-command="{c.Id}">{c.Label ?? c.Text}</button></li>

            """)))}</ul>
            """));
    }

    private static Html Hidden(string name, string value) => Html.Of($"""<input type="hidden" name="{name}" value="{value}">""");

    private static Html DescribedBy(MessageQuestion question, bool wrong)
    {
        var ids = (question.Hint is { Length: > 0 } ? "hint" : "") + (wrong ? " error" : "");
        return Html.When(ids.Length > 0, () => Html.Of($" aria-describedby=\"{ids.Trim()}\""));
    }

    // The bot's own short questions need no list and no "next". In danger the field for words stays: what is typed there is looked through.
    private static bool AsButtons(MessageData data, MessageQuestion question) =>
        question is { Step: 0, Kind: MessageQuestion.Single } && data.Kind is not (MessageKinds.Safety or MessageKinds.Retry);

    private static string SubmitToken(MessageData data, MessageQuestion question) =>
        question.Submit?.Value ?? (TokenOf(data) with { QuestionId = question.Id, Submit = true }).Format();

    private static ButtonToken TokenOf(MessageData data) => new() { Talk = data.Talk, Turn = data.Turn, HandbookVersion = data.HandbookVersion };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
