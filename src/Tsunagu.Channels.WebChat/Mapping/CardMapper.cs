using System.Text.Json.Nodes;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.WebChat;

/// <summary>
/// Neutral cards as Adaptive Cards 1.3 (https://adaptivecards.io/explorer/). Elements carry an <c>id</c> that tells what they are,
/// so that our own page can draw them in its style; any other client draws them as they stand. <c>opens</c> on a card says when a closed window opens next.
/// </summary>
internal static class CardMapper
{
    public static JsonObject Card(MessageCard card)
    {
        var body = new JsonArray();
        if (card.State is { Length: > 0 } state)
            body.Add((JsonNode)Text("state-" + card.StateKind, state, weight: "Bolder", color: card.StateKind == MessageCard.StateOpen ? "Good" : "Default"));
        if (card.Badge is { Length: > 0 } badge)
            body.Add((JsonNode)Text("badge", badge, color: "Warning", size: "Small"));
        body.Add((JsonNode)Text("title", card.Title, weight: "Bolder", size: card.Kind == MessageCard.Line ? "Default" : "Medium", heading: true));
        if (card.Subtitle is { Length: > 0 } subtitle)
            body.Add((JsonNode)Text("subtitle", subtitle));
        if (card.Place is { Length: > 0 } place)
            body.Add((JsonNode)Text("place", place));
        if (card.Reason is { Length: > 0 } reason)
            body.Add((JsonNode)Text("reason", reason, subtle: true));
        if (card.Facts.Count > 0)
            body.Add((JsonNode)Facts(card.Facts));
        var json = Empty(body);
        json["id"] = $"{card.Kind}:{card.Id}";
        json["fallbackText"] = card.Title;
        if (card.Opens is { } opens)
            json["opens"] = opens.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        var actions = new JsonArray([.. card.Actions.Select(Action).OfType<JsonNode>()]);
        if (actions.Count > 0)
            json["actions"] = actions;
        return json;
    }

    public static JsonObject Choices(MessageQuestion question)
    {
        var input = new JsonObject
        {
            ["type"] = "Input.ChoiceSet",
            ["id"] = "choices",
            ["isMultiSelect"] = true,
            ["style"] = "expanded",
            ["wrap"] = true,
            ["value"] = string.Join(',', question.Chosen),
            ["choices"] = new JsonArray([.. question.Options.Select(o => (JsonNode)new JsonObject { ["title"] = o.Text, ["value"] = o.Id })]),
        };
        if (question.Heading is { Length: > 0 } heading)
            input["label"] = heading;
        var card = Empty([input]);
        card["id"] = $"question:{question.Id}";
        if (question.Submit is { } submit)
        {
            card["actions"] = new JsonArray(new JsonObject
            {
                ["type"] = "Action.Submit",
                ["title"] = submit.Label ?? submit.Text,
                ["data"] = new JsonObject { ["token"] = submit.Value },
            });
        }

        return card;
    }

    private static JsonObject Empty(JsonArray body) => new()
    {
        ["type"] = "AdaptiveCard",
        ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
        ["version"] = "1.3",
        ["body"] = body,
    };

    private static JsonObject Text(string id, string text, string? weight = null, string? size = null, string? color = null, bool subtle = false, bool heading = false)
    {
        var json = new JsonObject { ["type"] = "TextBlock", ["id"] = id, ["text"] = text, ["wrap"] = true };
        if (weight is not null)
            json["weight"] = weight;
        if (size is not null)
            json["size"] = size;
        if (color is not null)
            json["color"] = color;
        if (subtle)
            json["isSubtle"] = true;
        if (heading)
            json["style"] = "heading";
        return json;
    }

    private static JsonObject Facts(IEnumerable<MessageFact> facts) => new()
    {
        ["type"] = "FactSet",
        ["id"] = "facts",
        ["facts"] = new JsonArray([.. facts.Select(f => (JsonNode)new JsonObject { ["title"] = f.Label, ["value"] = f.Text })]),
    };

    /// <summary>A call or an address as a link.</summary>
    private static JsonObject? Action(CardAction action)
    {
        if (SafeLink.Of(action) is not { } address)
            return null;
        var json = new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = action.Title ?? address, ["url"] = address };
        if (string.Equals(action.Type, ActionTypes.Call, StringComparison.Ordinal))
            json["style"] = "positive";
        return json;
    }
}
