using System.Text.Json.Nodes;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.Line;

/// <summary>
/// The buttons under the last message (#quick-reply): up to nine answers a page with a way to the next page, the end of a choice or the way
/// past the question, other commands as far as there is room, and always back and help at once.
/// </summary>
internal sealed class QuickReplies(LineWords words)
{
    /// <summary>Answers on one page: 13 less next, end or skip, back, help at once.</summary>
    public const int AnswersPerPage = LineLimits.QuickReplies - 4;

    private static readonly string[] Always = ["back", "now"];

    /// <summary>How many pages the answers fill.</summary>
    public static int PagesOf(MessageQuestion? question) => question is null ? 1 : Math.Max(1, (question.Options.Count + AnswersPerPage - 1) / AnswersPerPage);

    /// <summary>The answers on one page, which the list above the buttons shows too.</summary>
    public static IEnumerable<MessageOption> OnPage(MessageQuestion question, int page) =>
        question.Options.Skip((Math.Clamp(page, 1, PagesOf(question)) - 1) * AnswersPerPage).Take(AnswersPerPage);

    /// <summary>The buttons; null when there is nothing to tap.</summary>
    /// <param name="data">The message that asks.</param>
    /// <param name="page">Page of the answers, from 1.</param>
    /// <param name="withText">True to offer the cards as text.</param>
    public JsonObject? Build(MessageData data, int page, bool withText)
    {
        List<JsonObject?> first = [];
        var question = data.Question;
        var pages = PagesOf(question);
        page = Math.Clamp(page, 1, pages);
        var multi = question is { Kind: MessageQuestion.Multi };
        if (question is not null)
        {
            first.AddRange(OnPage(question, page).Select(o => LineActions.Postback(LabelOf(o), LineLimits.Label, o)));
            if (pages > 1)
            {
                var label = words.Say(data.Locale, page < pages ? "line.next" : "line.first-page");
                first.Add(LineActions.Postback(label, LineLimits.Label, new LineView(LineView.PageKind, page < pages ? page + 1 : 1, data.Talk, data.Turn).Format(), label));
            }

            if (multi && question.Chosen.Count > 0 && question.Submit is { } submit)
                first.Add(LineActions.Postback(LabelOf(submit), LineLimits.Label, submit));
        }

        List<JsonObject?> last = [.. Always.Select(id => data.Commands.FirstOrDefault(c => c.Id == id)).OfType<MessageOption>().Select(c => LineActions.Postback(LabelOf(c), LineLimits.Label, c))];
        List<JsonObject?> between = [];
        if (withText)
        {
            var label = words.Say(data.Locale, "line.as-text");
            between.Add(LineActions.Postback(label, LineLimits.Label, new LineView(LineView.TextKind, 1, data.Talk, data.Turn).Format(), label));
        }

        // Skipping answers the question that stands there; after a choice of several was begun, ending it does the same.
        between.AddRange(data.Commands
            .Where(c => !Always.Contains(c.Id) && !(multi && question!.Chosen.Count > 0 && c.Id == "skip"))
            .OrderBy(c => c.Id == "skip" ? 0 : 1)
            .Select(c => LineActions.Postback(LabelOf(c), LineLimits.Label, c)));
        var start = first.OfType<JsonObject>().ToList();
        var end = last.OfType<JsonObject>().ToList();
        var items = start.Concat(between.OfType<JsonObject>().Take(Math.Max(0, LineLimits.QuickReplies - start.Count - end.Count))).Concat(end).Take(LineLimits.QuickReplies).ToList();
        return items.Count == 0 ? null : Of(items);
    }

    /// <summary>A single button beside the bot's own words.</summary>
    public static JsonObject Of(IEnumerable<JsonObject> actions)
    {
        var items = new JsonArray();
        foreach (var action in actions)
            items.Add((JsonNode)new JsonObject { ["type"] = "action", ["action"] = action });
        return new JsonObject { ["items"] = items };
    }

    // Without short words the button is a number under the numbered list.
    private static string LabelOf(MessageOption option)
    {
        if (option.Label is { } label && LineText.Fits(label, LineLimits.Label))
            return label;
        return LineText.Fits(option.Text, LineLimits.Label) || option.Number == 0 ? option.Text : LineActions.NumberOf(option);
    }
}

/// <summary>A button that only shows something again: another page of the answers, or the cards as text. It changes nothing in the talk.</summary>
/// <param name="Kind"><see cref="PageKind"/> or <see cref="TextKind"/>.</param>
/// <param name="Page">Which page, from 1.</param>
/// <param name="Talk">The talk of the message that it stands under.</param>
/// <param name="Turn">The turn of it.</param>
internal sealed record LineView(string Kind, int Page, string Talk, int Turn)
{
    public const string PageKind = "page", TextKind = "text";

    public string Format() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"line={Kind};p={Page};t={Talk};n={Turn}");

    public static bool TryParse(string data, out LineView view)
    {
        view = null!;
        var parts = data.Split(';');
        if (parts is not [var kind, var page, var talk, var turn] || !kind.StartsWith("line=", StringComparison.Ordinal)
            || !page.StartsWith("p=", StringComparison.Ordinal) || !talk.StartsWith("t=", StringComparison.Ordinal) || !turn.StartsWith("n=", StringComparison.Ordinal)
            || !int.TryParse(page.AsSpan(2), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var p)
            || !int.TryParse(turn.AsSpan(2), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var n)
            || kind[5..] is not (PageKind or TextKind))
            return false;
        view = new LineView(kind[5..], p, talk[2..], n);
        return true;
    }
}
