using System.Text.Json.Nodes;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.Line;

/// <summary>Cards as Flex messages (https://developers.line.biz/en/docs/messaging-api/flex-message-elements/). All text wraps and grows with the phone's letters.</summary>
internal static class FlexCards
{
    /// <summary>Cards side by side in one message.</summary>
    public const int PerCarousel = 5;

    // Five of them and the frame stay under the carousel's 50 KB.
    private const int BubbleBudget = (LineLimits.CarouselBytes / PerCarousel) - 200;

    private const string Ink = "#1A1A1C", Quiet = "#595959", Link = "#0017C1", Paper = "#FFFFFF";

    /// <summary>Windows and schemes, at most <see cref="PerCarousel"/>.</summary>
    public static JsonObject Carousel(IReadOnlyList<MessageCard> cards)
    {
        if (cards.Count == 1)
            return Fit(cards[0]);
        var contents = new JsonArray();
        foreach (var card in cards)
            contents.Add((JsonNode)Fit(card));
        return new JsonObject { ["type"] = "carousel", ["contents"] = contents };
    }

    /// <summary>Lines to call, one below the other, each with its buttons; null when they do not fit, the text beside has them too.</summary>
    public static JsonObject? Lines(IReadOnlyList<MessageCard> cards) => Fits(Lines(cards, 2)) ?? Fits(Lines(cards, 1));

    private static JsonObject Lines(IReadOnlyList<MessageCard> cards, int actions)
    {
        var rows = new JsonArray();
        foreach (var card in cards.Take(PerCarousel))
        {
            if (rows.Count > 0)
                rows.Add((JsonNode)new JsonObject { ["type"] = "separator", ["margin"] = "lg" });
            rows.Add((JsonNode)Text(card.Title, 120, "md", Ink, bold: true, margin: rows.Count > 0 ? "lg" : null));
            if (card.State is { Length: > 0 } state)
                rows.Add((JsonNode)Text(state, 120, "sm", ColourOf(card), bold: true));
            if (card.Place is { Length: > 0 } place)
                rows.Add((JsonNode)Text(place, 200, "sm", Ink));
            foreach (var action in card.Actions.Select(a => LineActions.OfCard(a, LineLimits.FlexLabel))
                .OfType<JsonObject>().Take(actions))
                rows.Add((JsonNode)Button(action, "primary"));
        }

        return Bubble(null, rows, null);
    }

    /// <summary>A choice of several: what is chosen, what is left to choose, and the button that ends it; null when it does not fit.</summary>
    public static JsonObject? Choices(MessageQuestion question, string hidden)
    {
        var rows = new JsonArray();
        foreach (var picked in question.ChosenOptions)
            rows.Add((JsonNode)Text("☑ " + (picked.Hidden ? hidden : picked.Text), 120, "md", Ink, bold: true, margin: "sm"));
        foreach (var option in question.Options)
        {
            if (LineActions.Postback(option.Text, LineLimits.FlexLabel, option) is not { } action)
                continue;
            var row = Text($"☐ {LineActions.NumberOf(option)} {option.Text}", 120, "md", Link, margin: "md");
            row["action"] = action;
            rows.Add((JsonNode)row);
        }

        var footer = new JsonArray();
        if (question.Submit is { } submit && LineActions.Postback(submit.Text, LineLimits.FlexLabel, submit) is { } end)
            footer.Add((JsonNode)Button(end, "primary"));
        return Fits(Bubble(null, rows, footer.Count > 0 ? footer : null));
    }

    /// <summary>How many bytes it has as JSON, which is what LINE counts.</summary>
    public static int Size(JsonNode node) => LineJson.Bytes(node).Length;

    private static JsonObject? Fits(JsonObject bubble) => Size(bubble) <= LineLimits.BubbleBytes ? bubble : null;

    private static JsonObject Fit(MessageCard card)
    {
        // Each level says less; the last always fits: its parts are bounded.
        foreach (var level in new[] { new Level(240, 12, 4), new Level(120, 8, 4), new Level(60, 5, 3), new Level(40, 2, 2) })
        {
            var bubble = Card(card, level);
            if (Size(bubble) <= BubbleBudget)
                return bubble;
        }

        return Card(card, new Level(30, 0, 1));
    }

    private static JsonObject Card(MessageCard card, Level level)
    {
        var body = new JsonArray { (JsonNode)Text(card.Title, 120, "lg", Ink, bold: true) };
        if (card.Subtitle is { Length: > 0 } subtitle)
            body.Add((JsonNode)Text(subtitle, Math.Min(120, level.Units), "sm", Quiet, margin: "xs"));
        if (card.Badge is { Length: > 0 } badge)
            body.Add((JsonNode)Text(badge, 60, "sm", "#8A4B00", bold: true, margin: "sm"));
        if (card.Reason is { Length: > 0 } reason && level.Facts > 0)
            body.Add((JsonNode)Text(reason, level.Units, "sm", Ink, margin: "md"));
        // The last fact says when it was checked; it stays when others go.
        var facts = card.Facts.Count <= level.Facts ? card.Facts : [.. card.Facts.Take(Math.Max(0, level.Facts - 1)), .. card.Facts.TakeLast(level.Facts > 0 ? 1 : 0)];
        foreach (var fact in facts)
        {
            body.Add((JsonNode)Text(fact.Label, 60, "xs", Quiet, margin: "md"));
            body.Add((JsonNode)Text(fact.Text, level.Units, "sm", Ink));
        }

        var footer = new JsonArray();
        foreach (var action in card.Actions.Select(a => LineActions.OfCard(a, LineLimits.FlexLabel)).OfType<JsonObject>().Take(level.Actions))
            footer.Add((JsonNode)Button(action, footer.Count == 0 ? "primary" : "secondary"));
        var header = card.State is { Length: > 0 } state ? new JsonArray { (JsonNode)Text(state, 120, "sm", Paper, bold: true) } : null;
        return Bubble(header, body, footer.Count > 0 ? footer : null, ColourOf(card));
    }

    private static JsonObject Bubble(JsonArray? header, JsonArray body, JsonArray? footer, string? colour = null)
    {
        var bubble = new JsonObject { ["type"] = "bubble", ["size"] = "mega" };
        if (header is not null)
            bubble["header"] = new JsonObject { ["type"] = "box", ["layout"] = "vertical", ["backgroundColor"] = colour, ["paddingAll"] = "md", ["contents"] = header };
        bubble["body"] = new JsonObject { ["type"] = "box", ["layout"] = "vertical", ["paddingAll"] = "lg", ["contents"] = body };
        if (footer is not null)
            bubble["footer"] = new JsonObject { ["type"] = "box", ["layout"] = "vertical", ["spacing"] = "sm", ["contents"] = footer };
        return bubble;
    }

    private static JsonObject Text(string text, int units, string size, string colour, bool bold = false, string? margin = null)
    {
        var node = new JsonObject
        {
            ["type"] = "text",
            ["text"] = LineText.Units(text, units),
            ["size"] = size,
            ["color"] = colour,
            ["wrap"] = true,
            ["scaling"] = true,
        };
        if (bold)
            node["weight"] = "bold";
        if (margin is not null)
            node["margin"] = margin;
        return node;
    }

    private static JsonObject Button(JsonObject action, string style)
    {
        var button = new JsonObject { ["type"] = "button", ["style"] = style, ["height"] = "sm", ["margin"] = "sm", ["scaling"] = true, ["action"] = action };
        if (style == "primary")
            button["color"] = Link;
        return button;
    }

    // The words say the same; dark enough for white letters on them and for being letters on white (at least 4.5 : 1).
    private static string ColourOf(MessageCard card) => card.StateKind switch
    {
        MessageCard.StateOpen => "#115A36",
        MessageCard.StateClosed => "#8B1A1A",
        MessageCard.StateUnknown => "#6B4A00",
        _ => "#3B4A6B",
    };

    private sealed record Level(int Units, int Facts, int Actions);
}
