using System.Globalization;
using Tsunagu.Channels.WebChat;
using Tsunagu.Handbooks;

namespace Tsunagu.Host.Dev;

/// <summary>The flow as SVG, drawn on the server: a box a question in asking order, a curve from each question to those whose rule looks at it.</summary>
internal static class FlowDrawing
{
    private const int BoxWidth = 260, BoxHeight = 30, Gap = 12, Left = 10, Step = BoxHeight + Gap;

    public static Html Of(Exploration view)
    {
        var questions = view.Parts.Handbook.Questions;
        var place = questions.Select((q, i) => (q.Id, i)).ToDictionary(q => q.Id, q => q.i, StringComparer.Ordinal);
        var edges = questions.SelectMany(q => Sources(q).Where(place.ContainsKey).Distinct(StringComparer.Ordinal).Select(from => (From: place[from], To: place[q.Id])));
        var height = Left + questions.Count * Step;
        return Html.Of($"""
            <svg xmlns="http://www.w3.org/2000/svg" width="720" height="{height}" viewBox="0 0 720 {height}" role="group" aria-label="The questions in asking order; curves lead from a question to those that depend on it.">
            {Html.Join(edges.Select(e => Edge(e.From, e.To)))}
            {Html.Join(questions.Select((q, i) => Box(view, q, i)))}
            </svg>
            """);
    }

    /// <summary>What a question is about on this path.</summary>
    public static string StateOf(Exploration view, Question question)
    {
        if (view.Journey.Current?.Id == question.Id)
            return "asked now";
        if (!view.Journey.Applicable.IsAnswered(question.Id))
            return view.Answers.IsAnswered(question.Id) ? "answered, does not apply" : "";
        var chosen = view.Journey.Applicable[question.Id];
        return chosen.IsEmpty ? "left out" : string.Join(", ", chosen);
    }

    private static IEnumerable<string> Sources(Question question) => question.When.QuestionIds
        .Concat(question.OptionsFrom is { } from ? [from] : [])
        .Concat(question.GroupId is null ? [] : [Handbook.GroupsQuestion]);

    private static Html Box(Exploration view, Question question, int index)
    {
        var (fill, line) = view.Journey.Current?.Id == question.Id ? ("#0017c1", "#0017c1")
            : view.Journey.Applicable.IsAnswered(question.Id) ? ("#e8f1fe", "#0017c1") : ("#ffffff", "#767676");
        var y = Left + index * Step;
        return Html.Of($"""
            <a href="{view.Link(view.Answers.Without(question.Id))}"><rect x="{Left}" y="{y}" width="{BoxWidth}" height="{BoxHeight}" rx="6" fill="{fill}" stroke="{line}" stroke-width="{(question.Essential ? 2 : 1)}"/>
            <text x="{Left + 10}" y="{y + 20}" font-size="14" fill="{(fill == "#0017c1" ? "#ffffff" : "#1a1a1a")}">{question.Id}{(question.Kind == QuestionKind.Multi ? " [ ]" : "")}</text></a>
            <text x="{Left + BoxWidth + 150}" y="{y + 20}" font-size="13" fill="#414141">{Short(StateOf(view, question))}</text>
            """);
    }

    private static Html Edge(int from, int to)
    {
        var (x, y1, y2) = (Left + BoxWidth, Left + from * Step + BoxHeight / 2, Left + to * Step + BoxHeight / 2);
        var bend = x + Math.Min(20 + Math.Abs(to - from) * 6, 130);
        return Html.Of($"""<path d="{string.Create(CultureInfo.InvariantCulture, $"M{x} {y1} C{bend} {y1} {bend} {y2} {x} {y2}")}" fill="none" stroke="#9aa0ab" stroke-width="1"/>""");
    }

    private static string Short(string text) => text.Length > 40 ? text[..39] + "…" : text;
}
