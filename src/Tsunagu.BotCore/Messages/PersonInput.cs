using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tsunagu.BotCore;

/// <summary>
/// What a person sent, whichever form the client used: a button's token (as <c>value</c> string, as <c>value.token</c>, or as text),
/// the choices that came with it, or typed words.
/// </summary>
/// <param name="Token">The button that was tapped; null when words were typed.</param>
/// <param name="Choices">Option ids that came with the token, in the order sent, each once.</param>
/// <param name="Typed">The typed words; null when a button was tapped or nothing was typed. Never to be stored or logged.</param>
/// <param name="HasOtherContent">True for pictures, stickers, places and other things that are not words.</param>
public sealed record PersonInput(ButtonToken? Token, IReadOnlyList<string> Choices, string? Typed, bool HasOtherContent)
{
    /// <summary>True when the client said what is ticked, even if nothing is.</summary>
    public bool ChoicesSent { get; init; }

    /// <summary>More ids than any question has are cut off.</summary>
    private const int MaxChoices = 50;

    /// <summary>Reads an activity; values of an unknown form are treated as if they were not there.</summary>
    /// <param name="activity">A message activity from a person.</param>
    public static PersonInput Read(Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var (tokenText, choices, sent) = ReadValue(activity.Value);
        if (ButtonToken.TryParse(tokenText, out var token) || ButtonToken.TryParse(activity.Text?.Trim(), out token))
            return new PersonInput(token, choices, null, HasOtherContent: false) { ChoicesSent = sent };
        var typed = string.IsNullOrWhiteSpace(activity.Text) ? null : activity.Text.Trim();
        return new PersonInput(null, [], typed, activity.Attachments is { Count: > 0 });
    }

    /// <inheritdoc/>
    public override string ToString() => $"{nameof(PersonInput)} {(Token is null ? "words" : "button")}"; // typed words stay out of logs

    private static (string? Token, IReadOnlyList<string> Choices, bool Sent) ReadValue(object? value) => value switch
    {
        string text => (text, [], false),
        JsonElement { ValueKind: JsonValueKind.String } element => (element.GetString(), [], false),
        JsonElement { ValueKind: JsonValueKind.Object } element => ReadObject(element),
        JsonNode node => ReadValue(node.Deserialize(BotJsonContext.Default.JsonElement)),
        _ => (null, [], false),
    };

    private static (string? Token, IReadOnlyList<string> Choices, bool Sent) ReadObject(JsonElement value)
    {
        var token = value.TryGetProperty("token", out var t) && t.ValueKind == JsonValueKind.String ? t.GetString() : null;
        if (!value.TryGetProperty("choices", out var c))
            return (token, [], false);
        IEnumerable<string> ids = c.ValueKind switch
        {
            JsonValueKind.String => c.GetString()!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            JsonValueKind.Array => c.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!),
            _ => [],
        };
        return (token, [.. ids.Distinct(StringComparer.Ordinal).Take(MaxChoices)], true);
    }
}
