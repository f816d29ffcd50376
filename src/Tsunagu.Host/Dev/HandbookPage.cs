using System.Globalization;
using Tsunagu.Channels.WebChat;
using Tsunagu.Directory;
using Tsunagu.Handbooks;

namespace Tsunagu.Host.Dev;

/// <summary><c>/dev/handbook</c>: the flow drawn and walkable, and for any answers at any instant what is shown, why, and why not another.</summary>
internal static class HandbookPage
{
    public const string Path = "/dev/handbook";

    public static PageContent Of(Exploration view, string transcript, Locale locale) => new()
    {
        Title = "Handbook",
        Styles = ["plain.css"],
        BodyClass = "dev",
        Main = Html.Of($"""
            <div lang="en"><h1>Handbook {view.Parts.Handbook.Version}</h1>
            <p>Directory {view.Result.DirectoryVersion} · <a href="{PreviewPage.Path}">texts of a language</a></p>
            {Instant(view)}
            {Answered(view, locale)}
            {Asked(view, locale)}
            <h2>What is shown</h2>{Shown(view, locale)}
            <h2>Why not another</h2>{NotShown(view, locale)}
            <h2>The flow</h2><p>Filled: on this path. Thick: essential. A box leads to the path without its answer.</p><div tabindex="0" role="region" aria-label="The flow">{FlowDrawing.Of(view)}</div>
            <h2>As a transcript</h2><p><label for="transcript">Copy it to tests/transcripts</label><br><textarea id="transcript" readonly rows="20" cols="60">{transcript}</textarea></p></div>
            """),
    };

    private static Html Instant(Exploration view) => Html.Of($"""
        <form method="get" action="{Path}">{Hidden(view.Answers)}
        <p><label for="days">Days from today: {view.Days}</label><br><input type="range" id="days" name="days" min="{-Exploration.MostDays}" max="{Exploration.MostDays}" value="{view.Days}">
        <label for="time">Time in Kyoto</label> <input type="time" id="time" name="time" value="{view.Time}"></p>
        <p><button class="button secondary">Show {JapanTime.Local(view.At).ToString("yyyy-MM-dd ddd HH:mm", CultureInfo.InvariantCulture)}</button></p></form>
        """);

    private static Html Answered(Exploration view, Locale locale) => Html.When(view.Journey.Answered.Count > 0, () => Html.Of($"""
        <h2>Answers</h2><ul>{Html.Join(view.Journey.Answered.Select(q => Html.Of($"""
        <li>{q.Id}: <strong>{FlowDrawing.StateOf(view, q)}</strong> <span lang="{locale.Tag}">{string.Join(" / ", view.Journey.Applicable[q.Id].Select(o => view.Parts.Texts.Option(locale, q.Id, o, third: false).Text))}</span> <a href="{view.Link(view.Answers.Without(q.Id))}">without it</a></li>
        """)))}</ul>
        """));

    private static Html Asked(Exploration view, Locale locale)
    {
        if (view.Journey.Current is not { } question)
            return Html.Of($"<p><strong>Nothing is left to ask.</strong></p>");
        var options = view.Parts.Handbook.OptionsOf(question, view.Journey.Applicable);
        var type = question.Kind == QuestionKind.Multi ? "checkbox" : "radio";
        return Html.Of($"""
            <form method="get" action="{Path}" data-question="{question.Id}">{Hidden(view.Answers.Without(question.Id))}
            <input type="hidden" name="q" value="{question.Id}"><input type="hidden" name="days" value="{view.Days}"><input type="hidden" name="time" value="{view.Time}">
            <fieldset><legend><h2>{question.Id} <span lang="{locale.Tag}">{view.Parts.Texts.Question(locale, question.Id, third: false).Text}</span></h2></legend>
            <div class="choices">{Html.Join(options.Select(o => Html.Of($"""
            <label><input type="{type}" name="o" value="{o.Id}"> {o.Id} <span lang="{locale.Tag}">{view.Parts.Texts.Option(locale, question.Id, o.Id, third: false).Text}</span></label>
            """)))}</div></fieldset>
            <p><button class="button">Answer</button></p><p><button class="button quiet" name="skip" value="1">Leave it out</button></p></form>
            """);
    }

    private static Html Shown(Exploration view, Locale locale)
    {
        var profile = view.Profile;
        return Html.Of($"""
            <p>Needs: {string.Join(", ", profile.Needs.Select(n => string.Create(CultureInfo.InvariantCulture, $"{n.Code} {n.Weight:0.##} ({string.Join('+', n.Because)})")))}<br>
            Targets: {string.Join(", ", profile.Targets)} · Ward: {profile.Ward} · Age: {profile.Age} · About: {profile.About} · Urgency: {profile.Urgency} · Marks: {string.Join(", ", profile.Marks)}<br>
            Facts: {string.Join(", ", profile.Facts.Select(f => $"{f.Key}={string.Join('+', f.Value)}"))}</p>
            <ol class="shown">{Html.Join(view.Result.Services.Take(20).Select(s => Html.Of($"""
            <li data-id="{s.WindowId}"><strong>{s.WindowId}</strong> <span lang="ja">{s.Service.Name}</span> — {StateOf(s.Open)}{(s.ReachableNow ? ", reachable now" : "")}{(s.NeedsCheck ? ", to be checked" : "")} — {Score(s.Score)} — {string.Join(", ", s.Reasons.Select(r => $"{r.RuleId} {r.Value}"))}</li>
            """)))}</ol>
            <p>{(view.Result.Services.Count > 20 ? $"and {view.Result.Services.Count - 20} more behind “more”" : "")}</p>
            <h3>Schemes</h3><ol>{Html.Join(view.Result.Schemes.Take(20).Select(s => Html.Of($"""
            <li data-id="{s.Scheme.Id}"><strong>{s.Scheme.Id}</strong> <span lang="ja">{s.Scheme.Name}</span> — eligible: {s.Eligibility.ToString()} — {string.Join(", ", s.Reasons.Select(r => $"{r.RuleId} {r.Value}"))}</li>
            """)))}</ol>
            """);
    }

    private static Html NotShown(Exploration view, Locale locale) => Html.Join(view.NotShown().Select(rule => Html.Of($"""
        <details><summary>{rule.Key} ({rule.Count()})</summary><ul>{Html.Join(rule.Select(s => Html.Of($"""<li data-id="{s.Id}">{s.Id} <span lang="ja">{s.Name}</span></li>""")))}</ul></details>
        """)));

    private static Html Hidden(Answers answers) => Html.Join(answers.QuestionIds.Select(id => Html.Of($"""<input type="hidden" name="a" value="{id}:{string.Join(',', answers[id])}">""")));

    private static string StateOf(OpenState state) => state switch
    {
        { AlwaysOpen: true } => "always open",
        { Kind: OpenKind.Open, Until: { } until } => "open until " + Moment(until),
        { Kind: OpenKind.Open } => "open",
        { Kind: OpenKind.Closed, Opens: { } opens } => "closed, opens " + Moment(opens),
        { Kind: OpenKind.Closed } => "closed",
        _ => "hours unknown",
    };

    private static string Moment(DateTimeOffset instant) => JapanTime.Local(instant).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Score(double score) => score.ToString("0.###", CultureInfo.InvariantCulture);
}
