using System.Globalization;
using System.Text.Json.Nodes;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.Line;

/// <summary>
/// The engine's messages of one turn as at most five messages of LINE: words with a numbered list, cards as Flex, taps as quick replies.
/// It decides nothing: what is said and asked, and in which order, is the dialog's.
/// </summary>
internal sealed class LineMessageMapper(LineOptions settings, LineWords words)
{
    private readonly QuickReplies _quickReplies = new(words);

    /// <summary>Maps what the bot said in one turn.</summary>
    /// <param name="replies">Activities of the bot, in order.</param>
    public LineOutput Map(IReadOnlyList<Activity> replies)
    {
        List<LinePart> parts = [];
        MessageData? asking = null;
        string? menu = null;
        var cards = false;
        foreach (var reply in replies)
        {
            var data = reply.GetMessageData();
            parts.AddRange(data is null ? PlainPart(reply.Text) : PartsOf(reply.Text ?? "", data));
            if (data is null)
                continue;
            cards |= data.Cards.Any(IsFull);
            asking = data.Question is not null || data.Commands.Count > 0 ? data : asking;
            // The talk goes on in another language: so does the menu below it.
            if (data.FactOf(MessageData.IdFact) == "language.changed")
                menu = data.Locale;
        }

        var buttons = asking is not null ? _quickReplies.Build(asking, 1, cards) : Afterwards(replies);
        var messages = LineParts.ToMessages(parts, buttons);
        // Only a card has plain words of its own.
        var plain = parts.Exists(p => p.Flex is not null) ? LineParts.ToMessages(parts.Select(p => p.AsText()), buttons) : messages;
        return new LineOutput(messages, plain, menu);
    }

    /// <summary>Another page of a question's answers.</summary>
    /// <param name="asked">The activity that asks.</param>
    /// <param name="page">Which page, from 1.</param>
    public LineOutput MapPage(Activity asked, int page)
    {
        var data = asked.GetMessageData()!;
        var text = string.Join('\n', [data.Question!.Heading ?? asked.Text ?? "", "", .. QuickReplies.OnPage(data.Question, page).Select(Numbered)]);
        return new LineOutput(LineParts.ToMessages([new LinePart(text, null, "")], _quickReplies.Build(data, page, withText: false)), []);
    }

    /// <summary>Cards as text, with the buttons of the present question below.</summary>
    /// <param name="shown">The activity that showed cards.</param>
    /// <param name="asked">The activity that asks at the moment; null when none does.</param>
    public LineOutput MapText(Activity shown, Activity? asked)
    {
        var parts = shown.GetMessageData()!.Cards.Select(card => new LinePart(CardText.Of(card), null, ""));
        var buttons = asked?.GetMessageData() is { } data ? _quickReplies.Build(data, 1, withText: false) : null;
        return new LineOutput(LineParts.ToMessages(parts, buttons), []);
    }

    private IEnumerable<LinePart> PartsOf(string text, MessageData data)
    {
        if (data.Kind == MessageKinds.Greeting)
            return Greeting(data);
        var id = data.FactOf(MessageData.IdFact);
        // The first words may stand in a notification that others read: what was chosen, and what it is about, come later.
        if (id == "any-more" && text.Split('\n', 2) is [var picked, var more])
            text = more + "\n" + picked;
        else if (data.Kind is MessageKinds.Safety or MessageKinds.Memo)
            text = words.Say(data.Locale, "line.preface") + "\n\n" + text;

        List<LinePart> parts = [];
        var full = data.Cards.Where(IsFull).ToList();
        var lines = data.Cards.Where(c => !IsFull(c)).ToList();
        var choices = data.Question is { } many && IsLong(many) ? FlexCards.Choices(many, words.Say(data.Locale, "line.hidden")) : null;
        var list = data.Question is { } question && choices is null ? "\n\n" + string.Join('\n', question.Options.Select(Numbered)) : "";
        // Numbers to call are written out too: they can be read aloud, copied, and tapped on every phone.
        var calls = lines.Count > 0 ? "\n\n" + string.Join("\n\n", lines.Select(CardText.Short)) : "";
        parts.Add(new LinePart(text + calls + list, null, ""));
        var alt = words.Say(data.Locale, "line.alt");
        if (lines.Count > 0 && FlexCards.Lines(lines) is { } buttons)
            parts.Add(new LinePart("", buttons, alt));
        foreach (var some in full.Chunk(FlexCards.PerCarousel))
            parts.Add(new LinePart(string.Join("\n\n", some.Select(CardText.Of)), FlexCards.Carousel(some), alt));
        if (choices is not null)
            parts.Add(new LinePart(string.Join('\n', data.Question!.Options.Select(Numbered)), choices, alt));
        if (id == "erase.done")
            parts.Add(new LinePart(words.Say(data.Locale, "line.erase.history"), null, ""));
        else if (id == "choices-only" && settings.WebChat is { } chat)
            parts.Insert(0, new LinePart(words.Say(data.Locale, "line.web-chat", ("url", chat.AbsoluteUri)), null, ""));
        return parts;
    }

    // Three short messages with the first question: what this is and that it is a machine; what is kept and the emergency lines.
    private IEnumerable<LinePart> Greeting(MessageData data)
    {
        List<string> what = [words.Say(data.Locale, "line.greeting.what")];
        if (string.IsNullOrWhiteSpace(settings.Operator))
            what.Add(words.Say(data.Locale, "greeting.prototype"));
        List<string> kept = [words.Say(data.Locale, "line.greeting.kept", ("hours", ((int)settings.KeptFor.TotalHours).ToString(CultureInfo.InvariantCulture)))];
        if (data.FactOf(MessageData.HoursFact) is { Length: > 0 } hours)
            kept.Add(hours);
        return [new LinePart(string.Join('\n', what), null, ""), new LinePart(string.Join('\n', kept), null, "")];
    }

    private JsonObject? Afterwards(IReadOnlyList<Activity> replies)
    {
        if (replies is not [.., var last] || last.GetMessageData() is not { } data || data.FactOf(MessageData.IdFact) != "erase.done")
            return null;
        var label = words.Say(data.Locale, "line.begin");
        return LineActions.Postback(label, LineLimits.Label, ButtonToken.OfMenu("continue"), label) is { } begin ? QuickReplies.Of([begin]) : null;
    }

    /// <summary>Where many answers stand beside chosen ones, a list in a card shows both; its rows are numbered too.</summary>
    private static bool IsLong(MessageQuestion question) =>
        question is { Kind: MessageQuestion.Multi, Chosen.Count: > 0 } && question.Options.Count + question.Chosen.Count > QuickReplies.AnswersPerPage;

    private static bool IsFull(MessageCard card) => card.Kind is not MessageCard.Line;

    private static string Numbered(MessageOption option) => LineActions.NumberOf(option) + " " + option.Text;

    private static IEnumerable<LinePart> PlainPart(string? text) => string.IsNullOrWhiteSpace(text) ? [] : [new LinePart(text, null, "")];
}
